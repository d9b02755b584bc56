"""A browser, and servers on 127.0.0.1 that answer as a host of the public site is meant to."""

import gzip
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, sync_playwright

from browser.install import system_chromium
from forewarn.hosting import TYPE, headers_for
from forewarn.settings import EditionSettings, Settings

# What the site is that is served here: without https, so that no answer asks for it for a year, and in every language
# in which a test has an edition.
SERVED = Settings(
    site_name="Served in tests",
    site_url="http://127.0.0.1/",
    description="Served in tests",
    organisation="Tests",
    locale="en_GB",
    time_zone=ZoneInfo("Europe/London"),
    trusted_hosts=(),
    editions=tuple(EditionSettings(locale, "", "", "") for locale in ("cy_GB", "pa_GB", "ur_GB")),
)
COMPRESSED = frozenset((".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"))
# No sandbox: a container's root has none. The rest keeps Chromium from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Where fontconfig finds fonts, as on Linux: in one folder, and with one of its families before all others.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern"><edit name="family" mode="append" binding="strong"><string>{first}</string></edit></match>
</fontconfig>
"""


@dataclass(frozen=True)
class Fonts:
    """The only fonts that a browser is to know: a folder, and the family that it takes first."""

    folder: Path
    first: str


@contextmanager
def chromium(fonts: Fonts | None = None) -> Iterator[Browser]:
    """Start Chromium. Only one can run in a process at a time, so tests share that of the fixture ``browser``.

    With ``fonts`` it looks alike on every Linux, whatever fonts are installed there.
    """
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=system_chromium(),
            args=ARGUMENTS,
            env={**os.environ, **(_only(fonts, Path(folder)) if fonts else {})},
        )
        yield started
        started.close()


def _only(fonts: Fonts, folder: Path) -> dict[str, str]:
    """Write what tells fontconfig of some fonts only, and give the environment that names it."""
    path = folder / "fonts.conf"
    content = _FONTS.format(folder=escape(str(fonts.folder.resolve())), cache=escape(str(folder)), first=fonts.first)
    path.write_text(content, "utf-8")
    return {"FONTCONFIG_FILE": str(path)}


def said_of(path: str) -> Mapping[str, str]:
    """Give what a host says of a path besides the type of what is there."""
    return {name: value for name, value in headers_for(SERVED, path).items() if name != TYPE}


class _Host(SimpleHTTPRequestHandler):
    """Serves a folder as hosts do, silently: below a path, with text compressed (gzip at its usual level)."""

    below = "/"
    with_policy = True

    def translate_path(self, path: str) -> str:
        is_ours = path.startswith(self.below)
        return super().translate_path(path[len(self.below) - 1 :]) if is_ours else str(Path(self.directory, "no-such"))

    def send_head(self) -> BinaryIO | None:
        file = self._file_to_compress()
        if not file:
            return super().send_head()
        packed = gzip.compress(file.read_bytes(), 6)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{self.guess_type(file)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return BytesIO(packed)

    def _file_to_compress(self) -> Path | None:
        path = self.translate_path(self.path)
        file = Path(path, "index.html") if path.endswith("/") else Path(path)
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        return file if wanted and file.suffix in COMPRESSED and file.is_file() else None

    def end_headers(self) -> None:
        if self.with_policy:
            path = self.path.partition("?")[0]
            for name, value in said_of(path.removeprefix(self.below)).items():
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        pass


@contextmanager
def served(folder: Path, *, with_policy: bool = True, below: str = "/") -> Iterator[str]:
    """Serve a folder below a path, and give its address."""
    host = type("_OwnHost", (_Host,), {"below": below, "with_policy": with_policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{below}"
    finally:
        server.shutdown()
        server.server_close()
