"""Putting an observer in the place of the one with which a server has begun."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from forewarn.watching.observer import Observer


class Server(Protocol):
    """A server that builds again what has changed, as those of MkDocs and of its forks are."""

    observer: Any

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Have it hear of changes at a path."""

    def unwatch(self, path: str) -> None:
        """Have it hear of a path no more, if nobody else has asked for it. Raises KeyError where nobody has."""


def take_over(server: Server, is_passing: Callable[[str], bool]) -> None:
    """Have a server that has not begun yet hear of changes by an ``Observer``, wherever it was told to and will be.

    ``is_passing`` tells by its name a file that programs put there for a moment.
    """
    watched = [(each.watch.path, each.watch.is_recursive) for each in server.observer.emitters]
    times = {path: _unwatch(server, path) for path, _ in watched}
    server.observer = Observer(is_passing)
    for path, is_deep in sorted(watched):
        for _ in range(times[path]):
            server.watch(path, recursive=is_deep)


def _unwatch(server: Server, path: str) -> int:
    """Have a server let go of a path, and give how often it was asked for."""
    times = 0
    with suppress(KeyError):
        while True:
            server.unwatch(path)
            times += 1
    return times
