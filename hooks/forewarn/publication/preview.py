"""A preview that can fail: its server shows the problems of the last build in place of every page."""

import _thread
import hashlib
import os
import signal
from collections.abc import Callable, Iterable
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Preview:
    """Stands between a preview's server and its visitors, and between the server and the builder.

    ``app`` answers as long as builds succeed; ``page`` makes the page for a failure's message and its entity tag.
    Addresses that begin with ``passed`` are always the app's.
    """

    def __init__(self, app: "WSGIApplication", page: Callable[[str, str], bytes], passed: str) -> None:
        self._app, self._page, self._passed = app, page, passed
        self._failure: str | None = None

    def show(self, failure: str | None) -> None:
        """Show why the last build failed from now on; None when it did not."""
        self._failure = failure

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request, as WSGI has it (PEP 3333)."""
        failure = self._failure
        if failure is None or environ["PATH_INFO"].startswith(self._passed):
            return self._app(environ, start_response)
        mark = f'"{hashlib.sha256(failure.encode()).hexdigest()}"'
        content = self._page(failure, mark)
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), ("ETag", mark)]
        start_response("503 Service Unavailable", [*headers, ("Content-Length", str(len(content)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def end_with_standard_input() -> None:
    """Interrupt this process, as Ctrl+C does, when its standard input ends: whoever has begun it holds the other end.

    So it ends with the one that has begun it, whatever becomes of that. Call it from the main thread.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have had it ignored
    Thread(target=_interrupt_at_its_end, daemon=True).start()


def _interrupt_at_its_end() -> None:
    while os.read(0, 1024):
        pass
    _thread.interrupt_main()
