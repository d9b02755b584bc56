"""The one description of what answers say, and what commands write of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from browsing import SERVED
from forewarn.commands import main
from forewarn.hosting import TELLING, Served, headers_for, in_page, rules, told_to
from forewarn.hosting.pattern import Pattern, one_of
from forewarn.settings import CapSettings, CapStatus, Host
from projects import NOW, Project

SITE = replace(SERVED, site_url="https://warnings.example/")
HOSTING = Path(__file__).parents[2] / "docs/hosting.md"
POLICY = "Content-Security-Policy"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "index.html",
        "areas/kent/",
        "/areas/kent/",
        "cy/",
        "404.html",
        "cards/a.png",
        "posters/a.pdf",
        "sha256sums.txt",
    ],
)
def test_every_answer_is_protected(path: str) -> None:
    said = headers_for(SITE, path)
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Referrer-Policy"] == "no-referrer"
    assert said["Strict-Transport-Security"] == "max-age=31536000"
    assert "camera=()" in said["Permissions-Policy"]
    assert said[POLICY].startswith("default-src 'none'; script-src 'self'; ")
    assert said[POLICY].endswith("frame-ancestors 'none'")
    assert said["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "X-Robots-Tag" not in said


def test_the_search_alone_runs_a_program() -> None:
    paths = ("search/", "cy/search/", "search/index.html", "areas/search/", "search/index/pagefind.js", "xx/search/")
    found = [path for path in paths if "'wasm-unsafe-eval'" in headers_for(SITE, path)[POLICY]]
    assert found == ["search/", "cy/search/", "search/index.html"]
    assert not any("wasm" in rule.headers.get(POLICY, "") for rule in rules(replace(SITE, search=False)))


def test_pages_to_embed_alone_may_be_framed() -> None:
    paths = (
        "areas/kent/embed/",
        "cy/areas/caint/embed/",
        "areas/kent/",
        "embed/",
        "advisories/embed/",
        "areas/a/b/embed/",
    )
    assert [path for path in paths if "frame-ancestors *" in headers_for(SITE, path)[POLICY]] == list(paths[:2])


def test_only_what_has_a_hash_in_its_name_is_kept() -> None:
    paths = {
        "assets/stylesheets/forewarn.0833049d8aa9.css": True,
        "assets/javascripts/search.b0cc384c44c9.js": True,
        "search/index/fragment/en_25f1d1a.pf_fragment": True,
        "search/index/pagefind-entry.json": False,
        "search/index/pagefind.js": False,
        "assets/images/icon.svg": False,
        "cards/a.png": False,
    }
    assert {path: "immutable" in headers_for(SITE, path)["Cache-Control"] for path in paths} == paths


def test_cards_feeds_and_data_are_for_other_sites_too() -> None:
    for path in ("cards/a.png", "feed.xml", "areas/kent/feed.json", "data/advisories.json", "advisories/a/letter.png"):
        assert headers_for(SITE, path)["Cross-Origin-Resource-Policy"] == "cross-origin", path
    for path in ("advisories/a/", "advisories/a/index.html", "search/index/pagefind.js", "posters/a.pdf"):
        assert headers_for(SITE, path)["Cross-Origin-Resource-Policy"] == "same-origin", path
    assert headers_for(SITE, "feed/2024.json")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in headers_for(SITE, "")


def test_alerts_have_their_types_where_there_are_some() -> None:
    """A feed in a type that no program knows is offered as something to save."""
    asked = replace(SITE, cap=CapSettings("warnings.example", CapStatus.TEST))
    types = {"cap.atom": "application/atom+xml", "advisories/tax/cap.xml": "application/cap+xml"}
    for path, media_type in types.items():
        said = headers_for(asked, path)
        assert said["Content-Type"] == f"{media_type}; charset=utf-8"
        assert (said["Access-Control-Allow-Origin"], said["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")
        assert "Content-Type" not in headers_for(SITE, path)


def test_https_is_asked_for_only_where_there_is_https() -> None:
    assert "Strict-Transport-Security" not in headers_for(replace(SITE, site_url="http://intranet.example/"), "")


def test_a_copy_that_is_not_to_be_found_says_so_of_everything() -> None:
    hidden = replace(SITE, is_hidden=True)
    assert all(headers_for(hidden, path)["X-Robots-Tag"] == "noindex" for path in ("", "posters/a.pdf", "feed.xml"))


def test_a_page_says_itself_what_it_can() -> None:
    assert in_page(SITE, "areas/kent/embed/").policy == headers_for(SITE, "")[POLICY].partition("; frame-ancestors")[0]
    assert "'wasm-unsafe-eval'" in in_page(SITE, "cy/search/").policy


def test_a_pattern_takes_its_points_as_they_are() -> None:
    assert not Pattern("feed.xml").matches("feedaxml")
    assert not Pattern("areas/:area/feed.xml").matches("areas//feed.xml")
    assert one_of([Pattern("feed.xml"), Pattern("cards/*")]) == r"(?:feed\.xml|cards/.*)"


def test_every_host_is_told_something() -> None:
    assert TELLING.keys() == set(Host)
    for host in Host:
        told = told_to(host, Served(SITE))
        assert told.files or told.lacks, host


def deploy_files(project: Project, *arguments: str) -> tuple[int, str]:
    options = ["-f", str(project.folder / "mkdocs.yml"), "--now", NOW]
    result = CliRunner().invoke(main, ["deploy-files", *arguments, *options])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("nginx", "--folder", "site"),
        ("nginx", "--folder", '/srv/"; evil'),
        ("nginx", "--folder", "/srv/$uri"),
        ("caddy", "--folder", "/srv/{env.HOME}"),
        ("caddy", "--listen", "8080"),
        ("caddy", "--listen", "127.0.0.1:80; evil"),
        ("apache",),
    ],
)
def test_what_would_break_a_configuration_is_refused(project: Project, arguments: tuple[str, ...]) -> None:
    status, said = deploy_files(project, *arguments)
    assert status == 2, said
    assert not (project.folder / "deploy").exists()


@pytest.mark.parametrize("host", [Host.NGINX, Host.CADDY])
@pytest.mark.parametrize(
    "path", ["/a b/", "/a;b/", "/a{b/", "/$uri/", "/.hidden/", "/a/../b/", "/%41/", "/a//b/", "/a*/"]
)
def test_a_path_that_would_break_a_configuration_is_refused(host: Host, path: str) -> None:
    (problem,) = told_to(host, Served(replace(SITE, site_url=f"https://council.example{path}"))).problems
    assert f'"{path}"' in problem


@pytest.mark.parametrize("host", [Host.NGINX, Host.CADDY])
@pytest.mark.parametrize("path", ["/", "/warnings/", "/a-b_c~d/v1.0/"])
def test_a_plain_path_is_taken(host: Host, path: str) -> None:
    assert not told_to(host, Served(replace(SITE, site_url=f"https://council.example{path}"))).problems


def test_a_point_in_the_path_of_a_site_stands_for_itself_alone() -> None:
    (file,) = told_to(Host.NGINX, Served(replace(SITE, site_url="https://council.example/v1.0/"))).files
    expressions = [line for line in file.content.splitlines() if "~^" in line and "/v1" in line]
    expressions += [line for line in file.content.splitlines() if "location ~" in line and "/v1" in line]
    assert len(expressions) > 5
    assert all(r"/v1\\.0/" in line for line in expressions)


@pytest.mark.parametrize("host", ["nginx", "caddy"])
def test_what_is_gone_from_a_site_is_taken_from_its_server_too(project: Project, host: str) -> None:
    status, said = deploy_files(project, host, "--folder", "/var/www/warnings")
    assert status == 0
    command = "rsync --archive --delay-updates --delete-delay site/ SERVER:/var/www/warnings/"
    assert command in said
    assert command.replace("/var/www/warnings", "/srv/forewarn/site") in HOSTING.read_text("utf-8")


def test_files_are_written_beside_the_settings_and_written_over(project: Project) -> None:
    assert deploy_files(project, "netlify")[0] == 0
    assert deploy_files(project, "netlify", "--noindex")[0] == 0
    headers = (project.folder / "deploy/netlify/site/_headers").read_text("utf-8")
    assert "X-Robots-Tag: noindex" in headers


def test_nothing_is_written_where_an_error_may_hide_an_address(project: Project) -> None:
    project.add("advisories/a.md", "---\ntitle: Something\narea: Kent\npublish:\n  date: never\n---\n\nThey call.\n")
    status, said = deploy_files(project, "nginx")
    assert status == 1
    assert '"forewarn check" names' in said
    assert not (project.folder / "deploy").exists()


def test_a_folder_that_cannot_be_written_is_told_of(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, said = deploy_files(project, "nginx", "--into", str(tmp_path / "file/below"))
    assert status == 1
    assert "Name another folder." in said
