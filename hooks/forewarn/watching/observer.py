"""What hears of changes: the system's own word, and a look now and then for disks of which it says nothing.

Linux, macOS and Windows tell a program within milliseconds which file has changed, and it costs nothing while nothing
happens. But they are silent about what others change on a network's disk, in the folder of a virtual machine or, with
some of them, in one that a container shares with its host; and they do not say that they are. So there is a look at
everything every few seconds. Where that finds what nobody has told, looks come as often as they do in MkDocs, until the
system tells of something again. Nobody has to know on what kind of disk a text lies, and there is nothing to set.
"""

import math
import time
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread

from watchdog import observers
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver

from forewarn.watching.places import Place, Stamp, differences, seen

# The others need an open file for each that is watched, or look themselves.
_FIT = frozenset({"InotifyObserver", "FSEventsObserver", "WindowsApiObserver"})
# What is not asked for is not sent: a build that reads a text would otherwise call for the next build.
_ASKED: list[type[FileSystemEvent]] = [
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
_SHARE = 10  # of this many seconds, a look may take one


@dataclass(frozen=True)
class Rests:
    """How many seconds lie between two looks: where the system tells of changes, and where it does not."""

    long: float = 3.0
    short: float = 0.5


def native_observer() -> BaseObserver | None:
    """Give what hears the word of this system; None where there is nothing fit for thousands of files.

    Raises OSError where the system has no room for one more.
    """
    found = observers.Observer()
    return found if type(found).__name__ in _FIT else None


class Observer(Thread):
    """Hears of changes, and tells handlers. It can stand wherever an observer of watchdog's does.

    ``is_passing`` tells by its name a file that programs put there for a moment, of which nobody is told. ``since`` is
    the moment after which every change is one that nobody knows of yet, in seconds of the clock; without it, that is
    the moment at which a place is scheduled. ``native`` makes what hears the system.
    """

    def __init__(
        self,
        is_passing: Callable[[str], bool],
        *,
        since: float = math.inf,
        native: Callable[[], BaseObserver | None] = native_observer,
        rests: Rests = Rests(),
    ) -> None:
        super().__init__(name="watching", daemon=True)
        self._is_passing, self._make_native, self._rests = is_passing, native, rests
        self._handlers: dict[Place, FileSystemEventHandler] = {}
        self._known: dict[Place, Mapping[str, Stamp]] = {}
        self._told: set[str] = set()  # what the system has told since the last look
        self._native: BaseObserver | None = None
        self._turn = Condition()  # must be held by whoever changes anything of this
        self._is_over = self._is_asked = False
        self._rest, self._due, self._since = rests.short, 0.0, since

    def schedule(self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Place:
        """Tell a handler of changes to a file or in a folder, from now on. Gives what ``unschedule`` takes."""
        place = Place.of(path, is_deep=recursive)
        with self._turn:
            self._handlers[place] = event_handler
            self._known[place] = _before(self._since, seen(place))
        if self._native:
            self._listen_at(self._native, place)
        return place

    def unschedule(self, watch: Place) -> None:
        """Tell of a place no more."""
        with self._turn:
            del self._handlers[watch], self._known[watch]

    def start(self) -> None:
        """Begin to listen and to look."""
        self._native = self._listening()
        self._rest = self._rests.long if self._native else self._rests.short
        self._is_asked = self._since < math.inf
        self._due = time.monotonic() + (0 if self._is_asked else self._rest)
        super().start()

    def stop(self) -> None:
        """End, whatever is going on."""
        with self._turn:
            self._is_over = True
            self._turn.notify_all()
        if self._native:
            self._native.stop()

    def run(self) -> None:
        """Look again and again, until it is over."""
        while self._wait():
            self._look()

    def _listening(self) -> BaseObserver | None:
        """Begin to hear the system; None where it has nothing, or no room for one more who listens."""
        native = None
        with suppress(OSError):
            native = self._make_native()
            for place in self._handlers if native else ():
                self._listen_at(native, place)
            if native:
                native.start()
            return native
        if native:
            native.stop()
        return None

    def _listen_at(self, native: BaseObserver | None, place: Place) -> None:
        if native:
            hearer = _Hearer(lambda event: self._hear(place, event))
            native.schedule(hearer, place.folder, recursive=place.is_deep, event_filter=_ASKED)

    def _hear(self, place: Place, event: FileSystemEvent) -> None:
        """Pass on what the system tells. What it tells of folders, or of marks on a file, calls for a look."""
        if event.is_directory or isinstance(event, FileAttribEvent):
            self._look_soon()
            return
        paths = [str(path) for path in (event.src_path, event.dest_path) if path and place.has(str(path))]
        changed = [path for path in paths if not self._is_passing(Path(path).name)]
        with self._turn:
            handler = self._handlers.get(place)
            self._told.update(paths)
            if changed and not self._is_asked:  # a disk that is heard of needs no more than a look now and then
                self._rest = self._rests.long
                self._due = time.monotonic() + self._rest
        _tell(handler, changed)

    def _look_soon(self) -> None:
        with self._turn:
            self._is_asked, self._due = True, time.monotonic()
            self._turn.notify_all()

    def _wait(self) -> bool:
        with self._turn:
            while not self._is_over and (left := self._due - time.monotonic()) > 0:
                self._turn.wait(left)
            return not self._is_over

    def _look(self) -> None:
        with self._turn:
            is_asked, self._is_asked = self._is_asked, False
            told, self._told = self._told, set()  # what is told from now on may happen after it was looked at
            places = tuple(self._handlers)
        begun = time.monotonic()
        missed = {place: self._missed_at(place, told) for place in places}
        took = time.monotonic() - begun
        with self._turn:
            if any(missed.values()) and not is_asked:
                self._rest = self._rests.short
            if not self._is_asked:
                self._due = time.monotonic() + max(self._rest, _SHARE * took)
        for place, paths in missed.items():
            _tell(self._handlers.get(place), paths)

    def _missed_at(self, place: Place, told: Set[str]) -> frozenset[str]:
        """Look at a place, and give what has changed there and was not told."""
        now = seen(place)
        with self._turn:
            if place not in self._known:
                return frozenset()
            changed = differences(self._known[place], now) - told - self._told
            self._known[place] = now
        return frozenset(path for path in changed if not self._is_passing(Path(path).name))


def _before(moment: float, stamps: Mapping[str, Stamp]) -> Mapping[str, Stamp]:
    """Give the stamps of files that have not changed since a moment."""
    if moment == math.inf:
        return stamps
    return {path: stamp for path, stamp in stamps.items() if stamp[0] < moment * 1e9}


class _Hearer(FileSystemEventHandler):
    """Passes on every event."""

    def __init__(self, hear: Callable[[FileSystemEvent], None]) -> None:
        self._hear = hear

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on one."""
        self._hear(event)


def _tell(handler: FileSystemEventHandler | None, paths: Iterable[str]) -> None:
    for path in paths if handler else ():
        handler.dispatch(FileModifiedEvent(path))  # type: ignore[union-attr]  # there are no paths without one
