"""A static web server on this machine, as a plain host would be: it opens each file by its path when it is asked for.

So it follows a site that is exchanged for another. What a host may do wrong is a function from the answer that would
be given to the one that is.
"""

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Given:
    """An answer: its status, its bytes, its headers."""

    status: int
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Tampering = Callable[[str, Given], Given]


def honest(_path: str, given: Given) -> Given:
    return given


@dataclass(frozen=True)
class Served:
    """A site that is served: its address, and every path that was asked for, as it was asked for."""

    address: str
    asked: list[str]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or every answer waits for a timer of the reader's system

    def __init__(self, site: Path, tampering: Tampering, asked: list[str], *arguments: object) -> None:
        self.site, self.tampering, self.asked = site, tampering, asked
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        self.asked.append(path)
        given = self.tampering(path, self._found(f"{path}index.html" if path.endswith("/") or not path else path))
        self.send_response(given.status)
        for name, value in {"Content-Length": str(len(given.content)), **given.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(given.content)

    def _found(self, name: str) -> Given:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        try:
            return Given(200, (self.site / name).read_bytes(), {"Content-Type": kind})
        except OSError:
            page = self.site / "404.html"
            return Given(404, page.read_bytes() if page.is_file() else b"", {"Content-Type": "text/html"})

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests tell what was wrong."""


@contextmanager
def served(site: Path, tampering: Tampering = honest) -> Iterator[Served]:
    """Serve a folder on a free port of 127.0.0.1 for as long as the block lasts."""
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site, tampering, asked)) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{server.server_port}/", asked)
        finally:
            server.shutdown()
            thread.join()
