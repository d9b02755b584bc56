"""A browser, and servers on 127.0.0.1, with the policy that the public site is meant to have or without one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

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


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium. Only one can run in a process at a time, so tests share that of the fixture ``browser``."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=system_chromium(), args=ARGUMENTS)
        yield started
        started.close()


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
