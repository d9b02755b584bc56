"""Putting an observer in the place of the one with which a server has begun."""

import time
from collections.abc import Callable
from threading import Condition
from typing import Any, Protocol

from forewarn.watching.observer import Observer

QUIET = 0.05  # seconds without a further change after which a save counts as done: programs need a few thousandths


class Server(Protocol):
    """A server that builds again what has changed, as those of MkDocs and ProperDocs are.

    ``_watched_paths`` tells how often each path was asked for. Nothing public does: what its first observer knows of a
    file is the folder that it lies in. ``_wanted_epoch`` is the version of the site that was begun last and
    ``_visible_epoch`` the one that open pages should show; whoever changes them holds both conditions.
    """

    observer: Any
    build_delay: float
    _watched_paths: dict[str, int]
    _wanted_epoch: int
    _visible_epoch: int
    _rebuild_cond: Condition
    _epoch_cond: Condition

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Have it hear of changes at a path."""

    def unwatch(self, path: str) -> None:
        """Have it hear of a path no more, if nobody else has asked for it."""


def reload_pages(server: Server) -> None:
    """Have the pages that are open shown anew, unless something is being built: then they soon are."""
    with server._rebuild_cond, server._epoch_cond:
        if server._visible_epoch == server._wanted_epoch:
            server._visible_epoch = server._wanted_epoch = max(server._wanted_epoch + 1, int(time.monotonic() * 1000))
            server._epoch_cond.notify_all()


def take_over(server: Server, is_passing: Callable[[str], bool], since: float) -> None:
    """Have a server that has not begun yet hear of changes by an ``Observer``, wherever it was told to and will be.

    ``is_passing`` tells by its name a file that programs put there for a moment. What was saved after the moment
    ``since``, in seconds of the clock, is built once more: the first build of a large site takes long, and may have
    read a text before that.
    """
    watched = [path for path, times in server._watched_paths.items() for _ in range(times)]
    for path in watched:
        server.unwatch(path)
    server.observer, server.build_delay = Observer(is_passing, since=since), QUIET
    for path in watched:
        server.watch(path)
