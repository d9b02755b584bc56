"""What Netlify and Cloudflare make of their files, by their own tools, and what pages say where a host says nothing."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from browsing import SERVED
from forewarn.hosting import HostFile, Moved, Served, headers_for, policy, told_to
from forewarn.settings import Host
from host_tools import cloudflare, lacking, netlify_reads
from html_pages import pages_of, parsed
from projects import Built, Project
from web_servers import KINDS, Ask, found_in, written_for

FOR_A_DAY = "public, max-age=86400"  # what has a hash in its name, as these hosts say it also of what is missing
HERE = replace(SERVED, site_url="https://warnings.example/")
MOVED = {"/news/parcel-scam/": "/advisories/parcel-fee-texts/", "/languages/cy/": "/cy/"}


@pytest.fixture(scope="module")
def tools() -> None:
    """The hosts' tools. Where somebody has asked for every test, one that is missing is a fault."""
    if reason := lacking():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def files_by_path(site: Path) -> dict[str, Path]:
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    return {f"/{re.sub(r'(^|(?<=/))index.html$', '', path.relative_to(site).as_posix())}": path for path in files}


def meant_by_path(path: str) -> dict[str, str]:
    """Give what is meant of a path where the host does not know whether something is there."""
    meant = dict(headers_for(HERE, path))
    return meant | {"Cache-Control": FOR_A_DAY} if "immutable" in meant["Cache-Control"] else meant


@pytest.mark.usefixtures("tools")
def test_netlify_says_what_is_meant(sample_site: Built, tmp_path: Path) -> None:
    written_for("netlify", sample_site.site.parent, tmp_path)
    paths = [
        *files_by_path(sample_site.site),
        "/feed/2024.json",
        "/data/areas/kent.json",
        "/advisories/a/letter.png",
        "/none/",
    ]
    assert len(paths) > 300
    read = netlify_reads(tmp_path / "site", paths)
    assert read["errors"] == []
    for path, said in zip(paths, read["said"], strict=True):
        assert said == meant_by_path(path), path
    assert any(said["Cache-Control"] == FOR_A_DAY for said in read["said"])
    redirects = {rule["from"]: (rule["to"], rule["status"], rule["force"]) for rule in read["redirects"]}
    assert redirects == {was: (now, 301, True) for was, now in MOVED.items()}


@pytest.fixture(scope="module")
def on_cloudflare(
    tools: None,  # noqa: ARG001 - which must be there first
    sample_site: Built,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("cloudflare")
    shutil.copytree(sample_site.site, folder / "site")
    written_for("cloudflare", sample_site.site.parent, folder)
    with cloudflare(folder) as ask:
        yield ask


def test_cloudflare_says_what_is_meant(on_cloudflare: Ask, sample_site: Built, request: pytest.FixtureRequest) -> None:
    """Of every kind of file, and of every tenth; with ``--long`` of all of them."""
    files = files_by_path(sample_site.site)
    asked_for = [path for path in files if path not in MOVED and path != "/404.html"]
    assert len(asked_for) > 300
    if not request.config.getoption("--long"):
        of_kinds = {f"/{found_in(sample_site.site, pattern)}" for pattern in KINDS.values()}
        asked_for = [*(path for path in asked_for if path in of_kinds), *asked_for[::10]]
        assert len(asked_for) > 45
    for path in asked_for:
        answer, meant = on_cloudflare(path), meant_by_path(path)
        assert (answer.status, answer.body) == (200, files[path].read_bytes()), path
        assert answer.said({*meant, "Access-Control-Allow-Origin"}) == meant, path


def test_cloudflare_leads_on_and_finds_nothing(on_cloudflare: Ask, sample_site: Built) -> None:
    for was, now in MOVED.items():
        answer = on_cloudflare(was)
        assert (answer.status, answer.headers["Location"]) == (301, now)
    for path in ("/assets/stylesheets/none.0123456789ab.css", "/search/index/fragment/none"):
        answer = on_cloudflare(path)
        assert answer.status == 404
        assert _kept_for(answer.headers.get("Cache-Control", "")) <= 86400
    missing = on_cloudflare("/assets/none.css", Sec_Fetch_Mode="navigate")
    assert (missing.status, missing.body) == (404, (sample_site.site / "404.html").read_bytes())
    assert on_cloudflare("/_headers").status == 404


def _kept_for(caching: str) -> int:
    assert "immutable" not in caching
    return max(map(int, re.findall(r"max-age=(\d+)", caching)), default=0)


@pytest.mark.parametrize("host", [Host.NETLIFY, Host.CLOUDFLARE])
def test_what_may_be_missing_is_kept_for_no_year(host: Host) -> None:
    told = told_to(host, Served(HERE))
    kept = [line for line in _file(told.files, "_headers").splitlines() if "Cache-Control:" in line]
    assert len(kept) > 3
    assert max(map(_kept_for, kept)) == 86400
    assert any("kept for a day" in lack for lack in told.lacks)


@pytest.mark.parametrize("host", [Host.NETLIFY, Host.CLOUDFLARE])
def test_a_site_below_a_path_is_refused_where_none_can_be(host: Host) -> None:
    told = told_to(host, Served(replace(HERE, site_url="https://council.example/warnings/")))
    assert len(told.problems) == 1
    assert "/warnings/" in told.problems[0]


def _file(files: tuple[HostFile, ...], name: str) -> str:
    (found,) = (file.content for file in files if file.path.endswith(name))
    return found


def test_what_is_more_than_cloudflare_redirects_is_told() -> None:
    moved = tuple(Moved(f"old/{number}/", "advisories/a/") for number in range(2001))
    told = told_to(Host.CLOUDFLARE, Served(HERE, moved))
    assert _file(told.files, "_redirects").count(" 301\n") == 2000
    assert "2001 earlier addresses" in told.lacks[0]
    assert not told.problems


def test_more_rules_than_cloudflare_reads_are_refused() -> None:
    editions = tuple(
        replace(HERE.editions[0], locale=f"{first}{second}_GB") for first in "abcdefgh" for second in "abcdefgh"
    )
    told = told_to(Host.CLOUDFLARE, Served(replace(HERE, editions=editions)))
    assert any("Cloudflare reads 100" in problem for problem in told.problems)


def test_no_rule_is_longer_than_cloudflare_reads() -> None:
    headers = _file(told_to(Host.CLOUDFLARE, Served(HERE)).files, "_headers")
    assert max(map(len, headers.splitlines())) <= 2000


def test_hidden_aliases_are_told_to_no_host(project: Project, tmp_path: Path) -> None:
    project.add("advisories/now.md", _advisory("2026-10-02", "old-name"))
    project.add("advisories/later.md", _advisory("2027-10-02", "secret-name"))
    project.add(
        "advisories/draft.md", _advisory("2026-10-02", "draft-name").replace("publish:", "publish:\n  status: draft")
    )
    written_for("nginx", project.folder, tmp_path)
    written = (tmp_path / "forewarn.nginx.conf").read_text("utf-8")
    assert '"/old-name/" { return 301 "/advisories/now/"; }' in written
    assert "secret-name" not in written
    assert "draft-name" not in written


def _advisory(date: str, alias: str) -> str:
    facts = f"title: About {alias}\narea: Kent\naliases: [/{alias}/]\npublish:\n  date: {date} 08:30\n"
    return f"---\n{facts}---\n\nThey call. Hang up, {alias}.\n"


@pytest.mark.parametrize("host", [Host.GITHUB_PAGES, Host.GITLAB_PAGES])
def test_a_host_without_headers_is_told_of_with_what_it_lacks(host: Host, project: Project, tmp_path: Path) -> None:
    said = written_for(host.value, project.folder, tmp_path)
    assert f'"host: {host}"' in said
    assert "nosniff" in said
    assert "10 minutes" in said


def test_pages_carry_what_a_host_without_headers_does_not_say(project: Project) -> None:
    project.add("advisories/a.md")
    project.set_own(host="github-pages", posters=False, cards=False)
    built = project.build()
    assert built.exit_status == 0, built.output
    pages = pages_of(built.site)
    assert len(pages) > 20
    for path, page in pages.items():
        head = page.xpath("/html/head")[0]
        assert head.xpath("meta[@http-equiv='Content-Security-Policy']/@content") == [
            policy(programs=path == "search/index.html", in_page=True)
        ], path
        assert head.xpath("meta[@name='referrer']/@content") == ["no-referrer"]
        before = head.xpath("meta[@http-equiv='Content-Security-Policy']/preceding-sibling::*")
        assert [element.tag for element in before] == ["meta"], "nothing is fetched before the policy is known"
    assert "frame-ancestors" not in parsed(built.page("")).xpath("string(//meta[@http-equiv]/@content)")


def test_pages_of_other_hosts_carry_nothing(sample_site: Built) -> None:
    pages = pages_of(sample_site.site)
    assert pages
    assert not any(page.xpath("//meta[@http-equiv='Content-Security-Policy']") for page in pages.values())


def test_a_copy_that_is_not_to_be_found_says_so_on_every_page(project: Project) -> None:
    project.add("advisories/a.md")
    project.add(
        "advisories/draft.md", _advisory("2026-10-02", "draft-name").replace("publish:", "publish:\n  status: draft")
    )
    project.set_own(posters=False, cards=False)
    built = project.build(FOREWARN_NOINDEX="1")
    assert built.exit_status == 0, built.output
    pages = pages_of(built.site)
    assert "advisories/a/index.html" in pages
    assert not any("draft" in path for path in pages)
    assert all(page.xpath("//meta[@name='robots']/@content") == ["noindex"] for page in pages.values())
    assert "Sitemap" not in (built.site / "robots.txt").read_text("utf-8")
    again = project.build()
    assert again.exit_status == 0, again.output
    assert not parsed(again.page("advisories/a")).xpath("//meta[@name='robots']")


def test_what_is_not_to_be_found_is_not_put_before_the_public(project: Project) -> None:
    project.add("advisories/a.md")
    built = project.build(FOREWARN_NOINDEX="1", FOREWARN_DEPLOY="1")
    assert built.exit_status == 1
    assert "FOREWARN_NOINDEX" in built.output
