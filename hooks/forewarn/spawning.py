"""Other processes that work for this one, as many as the machine has cores.

They are never forked from this one: such a process hangs once Typst has run in its parent. On Linux they are forked
from one that does nothing else, and has what they need at hand; where that is not sound, each begins from nothing.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from types import ModuleType

# Looking after every 700 new objects, as Python does, takes a fifth of the time of a survey, and finds next to nothing.
_SELDOM = (100_000, 20, 20)
_NICENESS = 5
_IS_FORKED = sys.platform == "linux"
# What those processes do that work for a build; it is found by its name, as nothing here may know it.
_NEEDED = ("forewarn.surveying.workshop", "forewarn.drawing.cards", "forewarn.drawing.studio")


def spawned(workers: int) -> ProcessPoolExecutor:
    """Give a pool of so many processes. Whatever is handed to it is to be handed within ``spawning``."""
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin)


def get_ready() -> None:
    """Begin with what all processes need, if they are to come soon, while this one still does something else."""
    _context()


def _context() -> BaseContext:
    """Give what makes processes. The one that is forked from has a socket, whose name may be too long for a system."""
    if _IS_FORKED:
        forkserver.set_forkserver_preload(list(_NEEDED))
        with suppress(OSError), spawning():
            forkserver.ensure_running()
            return get_context("forkserver")
    return get_context("spawn")


@contextmanager
def spawning() -> Iterator[None]:
    """Let processes that are spawned find this very package, and nothing of the program that began them.

    MkDocs takes the folder of a hook off the search path. A spawned process runs its parent's program once more to have
    its functions, which would be a second build where that is a script with no guard around what it does.
    """
    own, main = str(Path(__file__).parents[1]), sys.modules["__main__"]
    sys.path.insert(0, own)
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        sys.path.remove(own)


def _begin() -> None:
    """Prepare a process: it leaves Ctrl+C to its parent, ends when that has, and seldom looks for garbage."""
    if hasattr(os, "nice"):  # what its parent does nobody else can do, and it must not come last
        os.nice(_NICENESS)
    gc.set_threshold(*_SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
