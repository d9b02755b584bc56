"""nginx and Caddy with the configuration that is made for them: what they say, and what they do not give away."""

import gzip
import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from browsing import SERVED
from forewarn.hosting import headers_for
from forewarn.hosting.media_types import COMPRESSED, MEDIA_TYPES
from projects import Built, Project
from web_servers import Answer, Ask, Server, asked, free_port, installed, running, scan, started, written_for

NAMES = ("nginx", "caddy")
MAKEFILE = Path(__file__).parents[2] / "Makefile"
SECRET = b"nobody may read this"
HERE = replace(SERVED, site_url="https://warnings.example/")
EVERY_NAME = frozenset(
    name for path in ("", "feed.xml", "data/advisories.json") for name in headers_for(HERE, path)
) | {"X-Robots-Tag"}


def server_named(name: str) -> Server:
    server = installed(name)
    if server is None:
        reason = f"there is no {name}; make {name} installs it on Debian"
        if os.environ.get("GITHUB_ACTIONS"):  # where root's rights are to be had, and nobody reads what was skipped
            pytest.fail(reason)
        pytest.skip(reason)
    return server


@pytest.mark.parametrize(("place", "outcome"), [("GITHUB_ACTIONS", "Failed"), ("CI", "Skipped")])
def test_a_server_that_is_missing_is_a_fault_where_it_can_be_installed(
    place: str, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv(place, "true")
    monkeypatch.setattr(shutil, "which", lambda *_given, **_named: None)
    with pytest.raises((pytest.fail.Exception, pytest.skip.Exception), match="there is no caddy") as raised:
        server_named("caddy")
    assert raised.typename == outcome


@pytest.mark.parametrize(("user", "asks"), [(0, ["apt-get"]), (1000, ["sudo -n apt-get"])])
def test_make_installs_a_server_with_the_rights_that_it_takes(user: int, asks: list[str], tmp_path: Path) -> None:
    """With programs in place of the system's that only write down how they were called."""
    make = shutil.which("make")
    assert make
    for name, does in (
        ("id", f"echo {user}"),
        ("sudo", 'echo "sudo $*" >> called.txt'),
        ("apt-get", 'echo "apt-get $*" >> called.txt'),
    ):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    own = {"PATH": str(tmp_path)}  # in which there is no Caddy
    subprocess.run([make, "-f", str(MAKEFILE), "caddy"], cwd=tmp_path, env=own, check=True, capture_output=True)
    called = (tmp_path / "called.txt").read_text("utf-8").splitlines()
    assert called == [f"{ask} {rest}" for ask in asks for rest in ("update -q=2", "install -y -q=2 caddy")]


@dataclass(frozen=True)
class Hosted:
    """A site that a server serves: where its files are, and a way to ask for them."""

    server: Server
    ask: Ask
    site: Path

    def addresses(self) -> dict[str, Path]:
        """Give every file that a build has made, by the path at which a reader asks for it."""
        sums = (self.site / "sha256sums.txt").read_text("utf-8").splitlines()
        paths = ["sha256sums.txt", *(line.partition("  ")[2] for line in sums)]
        return {f"/{re.sub(r'(^|(?<=/))index.html$', '', path)}": self.site / path for path in paths}


@pytest.fixture(scope="module", params=NAMES)
def hosted(
    request: pytest.FixtureRequest, sample_site: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hosted]:
    """The sample site on each server, among files that nobody may read."""
    server = server_named(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    site = shutil.copytree(sample_site.site, folder / "site")
    with running(server, sample_site.site.parent, site, folder / "server") as ask:
        yield Hosted(server, ask, site)


def test_every_file_is_served_with_exactly_what_is_meant(hosted: Hosted) -> None:
    addresses = hosted.addresses()
    moved = {"/languages/cy/", "/news/parcel-scam/"}
    assert len(addresses) > 300
    assert moved <= addresses.keys()
    for path, file in addresses.items():
        if path in moved:
            continue
        answer = hosted.ask(path)
        meant = dict(headers_for(HERE, path))
        assert (answer.status, answer.body) == (200, file.read_bytes()), path
        kind = meant.pop("Content-Type", None) or type_of(file)
        assert answer.headers["Content-Type"].partition(";")[0] == kind.partition(";")[0], path
        assert answer.said(EVERY_NAME - {"Content-Type"}) == meant, path


def type_of(file: Path) -> str:
    ending = file.suffix.removeprefix(".")
    return next((kind for kind, endings in MEDIA_TYPES.items() if ending in endings), "application/octet-stream")


def test_text_is_packed_and_nothing_else(hosted: Hosted) -> None:
    packed = 0
    for path, file in hosted.addresses().items():
        answer = hosted.ask(path, Accept_Encoding="gzip")
        if answer.status == 200 and file.stat().st_size >= 1000:
            is_text = type_of(file) in {"text/html", *COMPRESSED}
            assert answer.headers.get("Content-Encoding") == ("gzip" if is_text else None), path
            assert (gzip.decompress(answer.body) if is_text else answer.body) == file.read_bytes(), path
            assert not is_text or "Accept-Encoding" in answer.headers["Vary"], path
            packed += is_text
    assert packed > 200


@pytest.mark.parametrize(
    "path", ["/no-such-page/", "/assets/javascripts/no-such.0123456789ab.js", "/cards/none.png", "/cards/"]
)
def test_what_is_not_there_is_a_page_that_says_so(hosted: Hosted, path: str) -> None:
    answer = hosted.ask(path)
    assert (answer.status, answer.body) == (404, (hosted.site / "404.html").read_bytes())
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.said(EVERY_NAME - {"Content-Type", "Cross-Origin-Resource-Policy"}) == {
        name: value for name, value in headers_for(HERE, "404.html").items() if name != "Cross-Origin-Resource-Policy"
    }


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/news/parcel-scam/", "/advisories/parcel-fee-texts/"),
        ("/languages/cy/", "/cy/"),
        ("/areas/kent", "/areas/kent/"),
    ],
)
def test_addresses_that_moved_lead_on(hosted: Hosted, path: str, leads_to: str) -> None:
    answer = hosted.ask(path)
    assert answer.status in {301, 308}
    assert answer.headers["Location"] == leads_to
    assert answer.headers["Strict-Transport-Security"]
    assert hosted.ask(leads_to).status == 200


# What a browser may take for another site's address, once a server sends the path back with a slash at its end.
ELSEWHERE = [
    f"{before}evil.example{after}"
    for before in ("/%5C", "/\\", "//", "///", "/%2f", "/%5C%5C", "/%2f%5C", "/%09/", "/%0a/", "/./%5C", "/areas/..//")
    for after in (
        "/index.html",
        "/%2e%2e",
        "/..",
        "/../..",
        "/%2e%2e/%2e%2e",
        "/../../areas/kent",
        "/%2e%2e/areas/kent/index.html",
    )
]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_no_redirect_leads_to_another_site(hosted: Hosted, path: str) -> None:
    answer = hosted.ask(path)
    leads_to = answer.headers.get("Location", "/")
    assert re.match(r"/(?![/\\\s])", f"{leads_to}#"), leads_to
    assert answer.status in {301, 308, 400, 404} or (answer.status == 200 and answer.body)


def test_who_has_a_file_is_told_that_it_is_the_same(hosted: Hosted) -> None:
    for path in ("/", "/feed.json", "/cards/parcel-fee-texts.png", "/sha256sums.txt"):
        for encoding in ("identity", "gzip"):
            first = hosted.ask(path, Accept_Encoding=encoding)
            again = hosted.ask(path, Accept_Encoding=encoding, If_None_Match=first.headers["ETag"])
            assert (again.status, again.body) == (304, b""), path
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
            assert hosted.ask(path, Accept_Encoding=encoding, If_None_Match='"another"').status == 200
        since = hosted.ask(path).headers["Last-Modified"]
        assert hosted.ask(path, If_Modified_Since=since).status == 304


def test_a_changed_file_is_sent_anew(hosted: Hosted) -> None:
    page = hosted.site / "help/about/index.html"
    before, times = hosted.ask("/help/about/"), page.stat()
    page.write_bytes(page.read_bytes().replace(b"e", b"E", 1))
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns + 2_000_000_000))
    after = hosted.ask("/help/about/", If_None_Match=before.headers["ETag"])
    assert (after.status, after.body) == (200, page.read_bytes())


def test_a_part_can_be_asked_for(hosted: Hosted) -> None:
    card = (hosted.site / "cards/parcel-fee-texts.png").read_bytes()
    part = hosted.ask("/cards/parcel-fee-texts.png", Range="bytes=10-19")
    assert (part.status, part.body, part.headers["Content-Range"]) == (206, card[10:20], f"bytes 10-19/{len(card)}")
    assert hosted.ask("/cards/parcel-fee-texts.png", Range=f"bytes={len(card)}-").status == 416


def test_a_server_takes_nothing_and_tells_nothing_of_itself(hosted: Hosted) -> None:
    assert hosted.ask("/", method="POST").status == 405
    head = hosted.ask("/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert not re.search(r"[0-9]", head.headers.get("Server", ""))
    assert "Set-Cookie" not in head.headers


OUTSIDE = [
    "/../outside.txt",
    "/%2e%2e/outside.txt",
    "/..%2foutside.txt",
    "/..%5coutside.txt",
    "/assets/../../outside.txt",
    "/assets/..%2f..%2foutside.txt",
    "/assets/%2e%2e/%2e%2e/outside.txt",
    "/assets%2f..%2f..%2foutside.txt",
    "/assets/....//....//outside.txt",
    "/assets\\..\\..\\outside.txt",
    "/%252e%252e/outside.txt",
    "//outside.txt",
    "/./../outside.txt",
    "/../.site.forewarn/record.json",
    "/.env",
    "/%2eenv",
    "/.git/config",
    "/areas/.hidden",
    "/areas/kent/../.hidden",
    "/.well-known/secret.txt",
    "/.well-known/../.env",
    "/index.html%00.txt",
    f"/{300 * 'a'}/",
]


def _trap(site: Path) -> None:
    for name in (
        "../outside.txt",
        "../.site.forewarn/record.json",
        ".env",
        ".git/config",
        "areas/.hidden",
        ".well-known/secret.txt",
    ):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(SECRET)


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_else_can_be_read(hosted: Hosted, path: str) -> None:
    _trap(hosted.site)
    answer = hosted.ask(path)
    assert answer.status in {400, 404}
    assert SECRET not in answer.body


def test_what_the_standard_asks_for_can_be_read(hosted: Hosted) -> None:
    (hosted.site / ".well-known").mkdir(exist_ok=True)
    (hosted.site / ".well-known/security.txt").write_text("Contact: mailto:us@warnings.example\n", "utf-8")
    answer = hosted.ask("/.well-known/security.txt")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")


def test_links_lead_nowhere(hosted: Hosted, tmp_path: Path) -> None:
    """Caddy cannot forbid them, and says so; see ``forewarn deploy-check``, which refuses such a site."""
    (tmp_path / "outside.txt").write_bytes(SECRET)
    for link, target in (("link.txt", tmp_path / "outside.txt"), ("linked", tmp_path)):
        (hosted.site / link).unlink(missing_ok=True)
        (hosted.site / link).symlink_to(target)
    answers = [hosted.ask("/link.txt"), hosted.ask("/linked/outside.txt")]
    if hosted.server.name == "caddy":
        pytest.xfail("Caddy follows links")
    assert [answer.status for answer in answers] == [404, 404]
    assert not any(SECRET in answer.body for answer in answers)


def test_the_scan_has_a_row_for_every_kind_of_file(sample_site: Built, tmp_path: Path) -> None:
    server = next(filter(None, map(installed, NAMES)), None)
    if server is None:
        pytest.skip("there is neither nginx nor Caddy here")
    rows = list(scan(server, sample_site.site.parent, sample_site.site, tmp_path / "server"))
    assert len(rows) > 20
    assert not any("not all" in row or "| none |" in row for row in rows)


@pytest.fixture(params=NAMES)
def below(request: pytest.FixtureRequest, tmp_path: Path, project: Project) -> Iterator[Ask]:
    """A small site whose address has a path."""
    project.configure(site_url="https://council.example/warnings/")
    site = tmp_path / "site"
    for name in (
        "index.html",
        "404.html",
        "feed.xml",
        "search/index.html",
        "areas/kent/embed/index.html",
        "assets/stylesheets/a.css",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"<p>{name}</p>", "utf-8")
    (tmp_path / "site-secret.txt").write_bytes(SECRET)
    with running(server_named(request.param), project.folder, site, tmp_path / "server") as ask:
        yield ask


def test_a_site_may_lie_below_a_path(below: Ask) -> None:
    assert below("/warnings/").body == b"<p>index.html</p>"
    assert "wasm" in below("/warnings/search/").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in below("/warnings/areas/kent/embed/").headers["Content-Security-Policy"]
    assert "immutable" in below("/warnings/assets/stylesheets/a.css").headers["Cache-Control"]
    assert below("/warnings/feed.xml").headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert below("/warnings/areas/kent/embed").headers["Location"] == "/warnings/areas/kent/embed/"
    missing = below("/warnings/none/")
    assert (missing.status, missing.body) == (404, b"<p>404.html</p>")
    as_printed = below("/warnings")
    assert as_printed.status in {301, 308}
    assert as_printed.headers["Location"] == "/warnings/"
    assert as_printed.headers["Strict-Transport-Security"]
    assert not re.search(r"[0-9]", as_printed.headers.get("Server", ""))
    assert below("/").status == 404
    assert below("/feed.xml").status == 404
    for path in (
        "/warnings-secret.txt",
        "/warnings../site-secret.txt",
        "/warnings/../site-secret.txt",
        "/warnings/..%2fsite-secret.txt",
    ):
        answer = below(path)
        assert answer.status in {400, 404}, path
        assert SECRET not in answer.body


def test_a_copy_that_is_not_to_be_found_says_so(sample_site: Built, tmp_path: Path) -> None:
    server = server_named("nginx")
    with running(server, sample_site.site.parent, sample_site.site, tmp_path / "server", "--noindex") as ask:
        assert ask("/").headers["X-Robots-Tag"] == "noindex"
        assert ask("/posters/parcel-fee-texts.pdf").headers["X-Robots-Tag"] == "noindex"


def test_nginx_speaks_https_itself(sample_site: Built, tmp_path: Path) -> None:
    """As a site's owner would finish it: with a certificate, here on other ports than root's."""
    server, openssl = server_named("nginx"), shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    folder, plain, secure = tmp_path / "server", free_port(), free_port()
    written_for("nginx", sample_site.site.parent, folder, "--folder", str(sample_site.site))
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=warnings.example", "-days", "2"]
    subprocess.run(
        [*made, "-keyout", folder / "key.pem", "-out", folder / "chain.pem"], check=True, capture_output=True
    )
    config = folder / "forewarn.nginx.conf"
    text = re.sub(r" *listen \[::\].*\n", "", config.read_text("utf-8"))
    for was, now in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{secure} "),
        ("/etc/letsencrypt/live/warnings.example/fullchain.pem", str(folder / "chain.pem")),
        ("/etc/letsencrypt/live/warnings.example/privkey.pem", str(folder / "key.pem")),
    ):
        assert was in text
        text = text.replace(was, now)
    config.write_text(text, "utf-8")
    trusting = ssl.create_default_context(cafile=str(folder / "chain.pem"))
    trusting.check_hostname = False
    with started(server, folder, secure), closing(HTTPSConnection("127.0.0.1", secure, context=trusting)) as connection:
        answer: Answer = asked(connection, "/", "GET", {})
        assert (answer.status, answer.headers["Strict-Transport-Security"]) == (200, "max-age=31536000")
