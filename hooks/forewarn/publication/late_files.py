"""Files of a preview that are made once its pages are shown: the former ones answer until the new ones are whole."""

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath
from threading import Condition
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE = 20.0  # seconds that a request waits for the first files

_TYPES = {".js": "text/javascript", ".json": "application/json"}
_NOTHING: Mapping[str, Path] = MappingProxyType({})


class LateFiles:
    """Files by their names, which change all at once. They lie in folders below one of their own, ``folder``.

    A new set may name files of the former one that stay as they are; the rest of that is removed. For the first set, a
    request waits up to ``patience`` seconds.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self._folder, self._patience, self._numbers = folder, patience, count(1)
        self._turn = Condition()  # must be held by whoever changes anything of this
        self._shown: Mapping[str, Path] | None = None
        self._is_awaited = self._is_known = False

    @property
    def is_known(self) -> bool:
        """Whether anybody has ever said that there will be files."""
        return self._is_known

    @property
    def shown(self) -> Mapping[str, Path]:
        """Where the files are that are shown now, by their names."""
        return _NOTHING if self._shown is None else self._shown

    def fresh(self) -> Path:
        """Name a folder for the next files, which is not there yet."""
        return self._folder / str(next(self._numbers))

    def expect(self) -> None:
        """Say that files are to come, so that it is worth waiting for the first."""
        with self._turn:
            self._is_awaited = self._is_known = True

    def give_up(self) -> None:
        """Say that none come for now: nobody need wait."""
        with self._turn:
            self._is_awaited = False
            self._turn.notify_all()

    def show(self, files: Mapping[str, Path]) -> None:
        """Show these files from now on, and remove what nobody is shown any more."""
        with self._turn:
            former, self._shown = self.shown, files
            self._is_known, self._is_awaited = True, False
            self._turn.notify_all()
        self._remove(set(former.values()) - set(files.values()))

    def find(self, name: str) -> bytes | None:
        """Give what is in the file of a name; None where there is none. Raises TimeoutError where it may yet come."""
        with self._turn:
            self._turn.wait_for(lambda: self._shown is not None or not self._is_awaited, self._patience)
            if self._shown is None:
                raise TimeoutError("There are no files yet.")
        while path := self.shown.get(name):
            with suppress(OSError):
                return path.read_bytes()
            if path == self.shown.get(name):  # no other has taken its place meanwhile
                break
        return None

    def discard(self) -> None:
        """Remove everything, and let nobody wait any more."""
        self.give_up()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _remove(self, paths: Iterable[Path]) -> None:
        """Remove files, and the folders that are then empty. What cannot be removed stays."""
        folders: set[Path] = set()
        for path in paths:
            with suppress(OSError):
                path.unlink()
            folders.update(folder for folder in path.parents if self._folder in folder.parents)
        for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
            with suppress(OSError):
                folder.rmdir()


class WithLateFiles:
    """A preview's app, which answers by itself for addresses that begin with ``below``: these are names of late files.

    As long as nobody knows of any, ``app`` answers for them too.
    """

    def __init__(self, app: "WSGIApplication", below: str, files: LateFiles) -> None:
        self._app, self._below, self._files = app, below, files

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request, as WSGI has it (PEP 3333)."""
        path = environ["PATH_INFO"]
        if not path.startswith(self._below) or not self._files.is_known:
            return self._app(environ, start_response)
        name = path.removeprefix(self._below)
        status, content = self._answer(name)
        kind = _TYPES.get(PurePosixPath(name).suffix, "application/octet-stream") if content else "text/plain"
        headers = [("Content-Type", kind), ("Cache-Control", "no-store"), ("Content-Length", str(len(content)))]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]

    def _answer(self, name: str) -> tuple[str, bytes]:
        try:
            content = self._files.find(name)
        except TimeoutError:
            return "503 Service Unavailable", b""
        return ("404 Not Found", b"") if content is None else ("200 OK", content)
