"""nginx and Caddy, started with the configuration that Forewarn makes for them, and what they answer.

``python tests/web_servers.py`` builds the sample site, serves it with each that is installed, and prints a table of
what it says of every kind of file.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from socket import create_connection, create_server
from tempfile import TemporaryDirectory
from types import MappingProxyType

from click.testing import CliRunner

from forewarn.commands import main
from projects import NOW, Project

# One of every kind of file of the sample site, as a reader's browser asks for it.
KINDS = {
    "home page": "",
    "an advisory": "advisories/parcel-fee-texts/",
    "an area": "areas/kent/",
    "an area, to be framed": "areas/kent/embed/",
    "the search": "search/",
    "the search in Welsh": "cy/search/",
    "style sheet": "assets/stylesheets/*.css",
    "script": "assets/javascripts/*.js",
    "icon": "assets/images/icon.svg",
    "index of the search": "search/index/pagefind-entry.json",
    "a part of the index": "search/index/fragment/*",
    "share card": "cards/parcel-fee-texts.png",
    "poster": "posters/parcel-fee-texts.pdf",
    "Atom": "areas/kent/feed.xml",
    "JSON Feed": "feed.json",
    "site map": "sitemap.xml",
    "robots.txt": "robots.txt",
    "sums": "sha256sums.txt",
    "not there": "no-such-page/",
    "an asset that is not there": "assets/javascripts/no-such.0123456789ab.js",
    "an earlier address": "news/parcel-scam/",
    "a folder without a slash": "areas/kent",
}


@dataclass(frozen=True)
class Answer:
    """What a server answers: its status, its headers, and what comes behind them."""

    status: int
    headers: HTTPMessage
    body: bytes

    def said(self, names: Iterable[str]) -> dict[str, str]:
        """Give the headers of some names; one that comes twice has both values."""
        return {name: " AND ".join(values) for name in names if (values := self.headers.get_all(name))}


Ask = Callable[..., Answer]


@dataclass(frozen=True)
class Server:
    """A web server that is installed, and how it is started with a configuration in a folder of its own."""

    name: str
    program: str
    file: str
    start: Callable[[str, Path], list[str]]


def _nginx(program: str, folder: Path) -> list[str]:
    (folder / "temp").mkdir()
    temporary = "".join(f"{kind}_temp_path temp; " for kind in "client_body proxy fastcgi uwsgi scgi".split())
    (folder / "nginx.conf").write_text(
        "daemon off; master_process off; pid nginx.pid; error_log error.log; events {}\n"
        f"http {{ access_log off; {temporary} include forewarn.nginx.conf; }}\n",
        "utf-8",
    )
    return [program, "-p", str(folder), "-c", "nginx.conf"]


def _caddy(program: str, folder: Path) -> list[str]:
    # What a test must not do: listen where another listens as well, or ask for certificates.
    (folder / "main").write_text("{\n\tadmin off\n\tauto_https off\n}\nimport Caddyfile\n", "utf-8")
    return [program, "run", "--config", str(folder / "main"), "--adapter", "caddyfile"]


_STARTS = {"nginx": ("forewarn.nginx.conf", _nginx), "caddy": ("Caddyfile", _caddy)}


def installed(name: str) -> Server | None:
    """Find a server, also where only root's search path leads."""
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    return Server(name, program, *_STARTS[name]) if program else None


def free_port() -> int:
    """Find a port that nobody uses at the moment."""
    with create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def written_for(name: str, project: Path, into: Path, *options: str) -> str:
    """Write what a host is to be told of the site of a project, with the command that a user types."""
    arguments = ["deploy-files", name, "-f", str(project / "mkdocs.yml"), "--into", str(into), "--now", NOW, *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@contextmanager
def running(server: Server, project: Path, site: Path, folder: Path, *options: str) -> Iterator[Ask]:
    """Serve a site with the configuration that is made for it, and give a way to ask the server for a path."""
    folder.mkdir(parents=True)
    port = free_port()
    written_for(server.name, project, folder, "--folder", str(site), "--listen", f"127.0.0.1:{port}", *options)
    with started(server, folder, port), closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        yield lambda path, method="GET", **headers: asked(connection, path, method, headers)


@contextmanager
def started(
    server: Server, folder: Path, port: int, environment: Mapping[str, str] = MappingProxyType({})
) -> Iterator[None]:
    """Start a server whose configuration lies in a folder, and end it."""
    own = {
        **os.environ,
        **environment,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(server.start(server.program, folder), cwd=folder, env=own, stdout=said, stderr=said)
        try:
            _wait_for(port, process, folder / "said.txt")
            yield
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", said: Path) -> None:
    ends = time.monotonic() + 20
    while time.monotonic() < ends and process.poll() is None:
        try:
            with create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"it does not answer: {said.read_text('utf-8', 'replace')}")


def asked(
    connection: HTTPConnection, path: str, method: str, headers: Mapping[str, str], host: str = "warnings.example"
) -> Answer:
    """Ask for a path as it is written, whatever a browser would make of it. ``_`` in a header's name is a hyphen.

    ``host`` is the site's name, as what speaks https to readers hands it on, and not where the server listens.
    """
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    if method == "POST":
        connection.putheader("Content-Length", "0")
    connection.endheaders()
    answer = connection.getresponse()
    return Answer(answer.status, answer.headers, answer.read())


def found_in(site: Path, pattern: str) -> str:
    """Give the address of the first file that fits a pattern, which an address without a star does by itself."""
    return min(site.glob(pattern)).relative_to(site).as_posix() if "*" in pattern else pattern


def _row(kind: str, path: str, answer: Answer) -> str:
    said = answer.headers
    policy = said.get("Content-Security-Policy", "")
    cells = (
        kind,
        f"/{path}",
        str(answer.status) + (f" {said['Location']}" if "Location" in said else ""),
        said.get("Content-Type", ""),
        said.get("Content-Encoding", "as it is"),
        said.get("Cache-Control", ""),
        " ".join(
            [
                "strict" if policy.startswith("default-src 'none'") else "none",
                *(["+ wasm"] if "wasm" in policy else []),
                *(["+ framed"] if "frame-ancestors *" in policy else []),
            ]
        ),
        said.get("Cross-Origin-Resource-Policy", ""),
        said.get("Access-Control-Allow-Origin", ""),
        "all" if all(name in said for name in _EVERYWHERE) else "not all",
    )
    return f"| {' | '.join(cells)} |"


_EVERYWHERE = (
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
)
_HEADINGS = "what path status type packed caching policy resources origins others".split()


def scan(server: Server, project: Path, site: Path, folder: Path) -> Iterator[str]:
    """Give a table of what a server says of every kind of file."""
    yield f"| {' | '.join(_HEADINGS)} |"
    yield f"|{' --- |' * len(_HEADINGS)}"
    with running(server, project, site, folder) as ask:
        for kind, pattern in KINDS.items():
            path = found_in(site, pattern)
            yield _row(kind, path, ask(f"/{path}", Accept_Encoding="gzip"))


def print_scans() -> int:
    """Print what each server that is installed says. Returns 1 where none is."""
    servers = [server for name in _STARTS if (server := installed(name))]
    with TemporaryDirectory() as folder:
        project = Project(Path(folder, "project")).as_shipped()
        built = project.build()
        assert built.exit_status == 0, built.output
        for server in servers:
            lines = scan(server, project.folder, built.site, Path(folder, server.name))
            sys.stdout.write("\n".join([f"{server.name}:", "", *lines, "", ""]))
    return 0 if servers else 1


if __name__ == "__main__":
    sys.exit(print_scans())
