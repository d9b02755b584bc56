"""A browser, and servers on 127.0.0.1, with the policy that the public site is meant to have or without one."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from playwright.sync_api import Browser, sync_playwright

from browser.install import system_chromium

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
# The index of the search is looked into by a program in WebAssembly; no other page runs one.
SEARCH = "/search/"
SEARCH_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
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


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder, silently."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        pass


class _StrictHandler(_Handler):
    """Serves a folder with the policy."""

    def end_headers(self) -> None:
        is_search = self.path.partition("?")[0].endswith(SEARCH)
        self.send_header("Content-Security-Policy", SEARCH_POLICY if is_search else POLICY)
        super().end_headers()


@contextmanager
def served(folder: Path, *, with_policy: bool = True) -> Iterator[str]:
    """Serve a folder, and give its address."""
    handler = _StrictHandler if with_policy else _Handler
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
