"""A site that is too much for its host is refused before it is uploaded, with what to switch off."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forewarn.commands import main
from forewarn.hosting import findings, measured
from forewarn.hosting.limits import limits_of
from forewarn.hosting.measuring import SWITCHES
from forewarn.settings import Host

GB = 1_000_000_000


def check(host: str, site: Path, *options: str) -> Result:
    """Ask whether a host takes a site."""
    return CliRunner().invoke(main, ["deploy-check", host, "--site", str(site), *options])


def make(site: Path, **sizes: int) -> Path:
    """Make a site of files that are as large as is said, and take no place on the disk."""
    site.mkdir(exist_ok=True)
    (site / "sha256sums.txt").touch()
    for name, size in sizes.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(size)
    return site


def fill(folder: Path, count: int, ending: str = "png") -> None:
    """Put so many empty files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number}.{ending}").touch()


def test_20001_files_are_too_many_for_cloudflare_and_the_cure_is_named(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    fill(site / "posters", 1000, "pdf")
    fill(site / "cards", 6000)
    fill(site / "advisories", 13_000, "html")
    result = check("cloudflare", site)
    assert result.exit_code == 1
    assert "The site has 20,001 files, and cloudflare takes 20,000" in result.output
    assert 'Switch off "posters: false" (1,000 files fewer) in mkdocs.yml' in result.output
    assert "--paid" in result.output
    paid = check("cloudflare", site, "--paid")
    assert (paid.exit_code, "cloudflare takes it." in paid.output) == (0, True)
    (site / "cards/0.png").unlink()
    enough = check("cloudflare", site)
    assert enough.exit_code == 0
    assert "warning: The site has 20,000 files: 100% of what cloudflare takes." in enough.output


def test_more_than_one_gb_is_too_much_for_github_and_gitlab(tmp_path: Path) -> None:
    site = make(tmp_path / "site", **{"index.html": GB // 2, "cards/a.png": GB // 2, "posters/a.pdf": 1})
    for host in ("github-pages", "gitlab-pages"):
        result = check(host, site)
        assert result.exit_code == 1
        assert f"The site has 1,000,000,001 bytes, and {host} takes 1,000,000,000" in result.output
        assert 'Switch off "posters: false" (' in result.output
    assert check("netlify", site).exit_code == 0
    assert check("nginx", site).exit_code == 0
    assert site.stat().st_blocks * 512 < GB


@pytest.mark.parametrize(("over", "named"), [(20, ["posters"]), (30, ["cards"]), (41, ["posters", "cards"]), (52, [])])
def test_no_more_is_switched_off_than_has_to_be(tmp_path: Path, over: int, named: list[str]) -> None:
    sizes = {"cards/a.png": 30, "posters/a.pdf": 20, "search/index.html": 1}
    site = make(tmp_path / "site", **{**sizes, "index.html": GB - sum(sizes.values()) + over})
    result = check("github-pages", site)
    assert result.exit_code == 1
    assert [switch for switch in SWITCHES if f'"{switch}: false"' in result.output] == named


def test_what_nothing_makes_fit_is_said_to_need_another_host(tmp_path: Path) -> None:
    result = check("github-pages", make(tmp_path / "site", **{"index.html": GB + 1}))
    assert result.exit_code == 1
    assert "Nothing that can be switched off makes it fit. Serve it from a server of your own" in result.output


def test_a_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    result = check("cloudflare", make(tmp_path / "site", **{"sha256sums.txt": 26 * 1024 * 1024}))
    assert result.exit_code == 1
    assert "sha256sums.txt has 27,262,976 bytes, and cloudflare takes 26,214,400" in result.output


def test_too_many_files_in_one_folder_are_too_many_for_netlify(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    fill(site / "cards", 3)
    found = measured(site)
    assert found.fullest == ("cards", 3)
    (finding,) = findings(replace(found, fullest=("cards", 54_001)), Host.NETLIFY)
    assert finding.is_refused
    assert finding.says.startswith('The folder "cards" has 54,001 files, and netlify takes 54,000')
    assert 'Switch off "cards: false"' in finding.says


def test_more_redirects_than_cloudflare_takes_are_refused(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    (site / "_redirects").write_text("# old\n" + "".join(f"/{number}/ /a/ 301\n" for number in range(2001)), "utf-8")
    (site / "_headers").write_text("/*\n  A: b\n/b/\n  ! A\n", "utf-8")
    assert measured(site).header_rules == 2
    result = check("cloudflare", site)
    assert result.exit_code == 1
    assert "The site has 2,001 redirects, and cloudflare takes 2,000" in result.output
    assert 'Take those that "forewarn deploy-files cloudflare" writes.' in result.output


def test_folders_count_for_gitlab(tmp_path: Path) -> None:
    site = make(tmp_path / "site", **{"a/b/index.html": 1})
    assert measured(site).total.entries == 4
    assert [limit.most for limit in limits_of(Host.GITLAB_PAGES)] == [200_000, GB]


@pytest.mark.parametrize("host", list(Host))
def test_what_no_build_makes_is_refused_by_every_host(host: Host, tmp_path: Path) -> None:
    site = make(tmp_path / "site", **{"index.html": 5, ".well-known/security.txt": 5})
    assert check(host.value, site).exit_code == 0
    (site / "outside").symlink_to(tmp_path)
    linked = check(host.value, site)
    assert (linked.exit_code, "outside is nothing that a build has made" in linked.output) == (1, True)
    (site / "outside").unlink()
    make(site, **{".env": 5})
    assert ".env is nothing that a build has made" in check(host.value, site).output


def test_what_is_no_site_is_not_counted(tmp_path: Path) -> None:
    result = check("nginx", tmp_path)
    assert result.exit_code == 1
    assert "is no finished site" in result.output


def test_only_who_can_pay_is_asked_whether_somebody_does(tmp_path: Path) -> None:
    assert check("nginx", make(tmp_path / "site"), "--paid").exit_code == 2
