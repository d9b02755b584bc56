"""A server that begins again when the program changes, and whose place is held where it cannot begin."""

import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from forewarn.outputs.problem_page import problem_page
from forewarn.publication import Preview

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

LOOK = 0.5  # seconds between two looks at the files
_PART = 50  # of so many seconds, looks take one
_LONGEST = 3  # seconds after which there is a look, whatever it takes
PATIENCE = 15  # seconds that a server has to clear up
MOST_LINES = 400

_TEMPORARY = ("TMPDIR", "TEMP", "TMP")  # how a process is told where its temporary files belong
_AT_WORK = ("INFO", "WARNING", "DEBUG")
_LEVEL = re.compile(r"^(?:ERROR|CRITICAL)\s+-\s+|^Error: ")


@dataclass(frozen=True)
class Order:
    """What is to be served: by which command, in which environment, and where.

    ``code`` gives the files for whose sake a server begins again, and ``everything`` those for whose sake one is begun
    that could not.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    address: tuple[str, int]
    code: Callable[[], Iterable[Path]]
    everything: Callable[[], Iterable[Path]]


def free_port(host: str, port: int) -> int:
    """Give a port of a host if it is free, or any that is free for 0. Raises OSError where it is not."""
    family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        if sys.platform != "win32":  # elsewhere, it lets nobody take what another one has
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(place)
        return int(tried.getsockname()[1])


def serve(order: Order) -> None:
    """Serve until somebody interrupts this process or ends it.

    What a server says why it cannot begin stands at its address, until a file has changed. Whatever it writes into
    temporary files is gone at the end.
    """
    with _interruptible(), TemporaryDirectory(prefix="forewarn-preview-") as folder:
        while True:
            has_new_code, has_changed = _watching(order.code), _watching(order.everything)
            with _begun(order, folder) as server:
                ended = server.wait_or(has_new_code)
            if ended is None:
                continue
            if ended == 0:
                return
            _hold(order, failure_in(server.said), has_changed)


def _watching(files: Callable[[], Iterable[Path]]) -> Callable[[], bool]:
    """Give what tells whether some files have changed since now.

    It takes a small part of a processor at most, however many they are: the server needs it for the next build.
    """
    before, due = seen(files()), 0.0

    def have_changed() -> bool:
        nonlocal due
        begun = time.monotonic()
        if begun < due:
            return False
        changed = seen(files()) != before
        due = begun + min((time.monotonic() - begun) * _PART, _LONGEST)
        return changed

    return have_changed


def seen(files: Iterable[Path]) -> Mapping[Path, tuple[int, int]]:
    """Give of each file when it changed last, and its size; of what is no file or is gone, nothing."""
    found = {}
    for path in files:
        try:
            about = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(about.st_mode):
            found[path] = (about.st_mtime_ns, about.st_size)
    return found


def failure_in(said: Iterable[str]) -> str:
    r"""Give the lines in which a server has told why it ended; only the last one of a traceback.

    >>> failure_in(["INFO    -  Building", "ERROR   -  1 error.", "content/a.md:3:7: area: ...", "Aborted with ..."])
    '1 error.\ncontent/a.md:3:7: area: ...'
    """
    lines: list[str] = []
    for line in said:
        lines = [] if line.startswith(_AT_WORK) else [*lines, _LEVEL.sub("", line)]
    told = [line for line in lines if not line.startswith("Aborted")]
    if any(line.startswith("Traceback") for line in told):
        told = [line for line in told if line.strip()][-1:]
    return (
        "\n".join(told).strip() or "The preview has ended without a word. The window in which it began may tell more."
    )


class _Server:
    """A server that runs, and the last lines that it has said."""

    def __init__(self, order: Order, folder: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            order.command,
            env={**order.environment, **dict.fromkeys(_TEMPORARY, folder)},
            stdin=subprocess.PIPE,  # it ends when nobody holds this any more
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # Ctrl+C is for this process, which then ends the server
        )
        self.said: deque[str] = deque(maxlen=MOST_LINES)
        self._listener = Thread(target=self._listen, args=(self._process.stderr,), daemon=True)
        self._listener.start()

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            sys.stderr.write(line)
            sys.stderr.flush()
            self.said.append(line.rstrip("\n"))

    def wait_or(self, is_over: Callable[[], bool]) -> int | None:
        """Wait until it ends, and give its status; None where something else was over before."""
        while not is_over():
            try:
                return self._process.wait(LOOK)
            except subprocess.TimeoutExpired:
                continue
        return None

    def stop(self) -> None:
        """Have it clear up and end; one that does not is ended."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join(LOOK)


@contextmanager
def _begun(order: Order, folder: str) -> Iterator[_Server]:
    """Begin a server, whose temporary files lie in a folder, and stop it in the end."""
    server = _Server(order, folder)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let an interrupt, or a request to end, be the end of what is done here, even if a shell has had it ignored."""
    former = {each: signal.signal(each, signal.default_int_handler) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)


def _hold(order: Order, failure: str, is_over: Callable[[], bool]) -> None:
    """Show at an address why there is nothing, until something is over."""
    page = Preview(_nothing, problem_page, passed="/livereload/")
    page.show(failure)
    with make_server(*order.address, page, _server_class(order.address[0]), _Quiet) as server:
        server.timeout = LOOK
        while not is_over():
            server.handle_request()


def _nothing(_environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Answer a page that asks whether it has changed since: it has, as there is none."""
    start_response("404 Not Found", [("Content-Length", "0")])
    return []


def _server_class(host: str) -> type[WSGIServer]:
    """Give a server for the kind of address that a host has."""
    family = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][0]
    return type("_HoldingServer", (WSGIServer,), {"address_family": family})


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""
