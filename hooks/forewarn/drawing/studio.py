"""Many drawings at once: in this process where there are few, else in as many as the machine has cores.

Processes are spawned and never forked: a forked one hangs once Typst has run in its parent.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path

import pypdfium2

from forewarn.drawing.orders import Order
from forewarn.drawing.store import Store
from forewarn.drawing.templates import Templates
from forewarn.drawing.typesetting import DrawingFailed, Typesetter

AT_ONCE = 20
FEW = 40

Piece = tuple[Order, bytes | None]
Draw = Callable[[Typesetter, Sequence[Piece]], Iterator[bytes]]
Tell = Callable[[int], None]


class NotDrawn(RuntimeError):  # noqa: N818 - it is about the drawing
    """A drawing failed. ``subject`` is the file of the text that it was for; the words say why."""

    def __init__(self, subject: str, why: str) -> None:
        super().__init__(subject, why)
        self.subject, self.why = subject, why


@dataclass(frozen=True)
class Studio:
    """Draws what its store lacks.

    ``workers`` is how many processes may draw at once.
    """

    templates: Templates
    store: Store
    workers: int

    def draw(self, draw: Draw, orders: Sequence[Order], tell: Tell | None = None) -> None:
        """Draw those of some orders that the store lacks, into the store. ``tell`` hears how many more are done.

        Raises NotDrawn for the first that fails, and OSError where the store cannot be written.
        """
        chunks = [orders[start : start + AT_ONCE] for start in range(0, len(orders), AT_ONCE)]
        if len(orders) <= FEW or self.workers == 1:
            for chunk in chunks:
                _told(tell, _drawn(self, draw, _with_pictures(chunk)))
            return
        with _findable(), self._pool() as pool:
            self._hand_out(pool, draw, chunks, tell)

    def _hand_out(self, pool: Executor, draw: Draw, chunks: Sequence[Sequence[Order]], tell: Tell | None) -> None:
        handed = [pool.submit(_drawn, self, draw, _with_pictures(chunk)) for chunk in chunks]
        try:
            for done in as_completed(handed):
                _told(tell, done.result())
        except BrokenProcessPool:
            raise NotDrawn("", "A process that was drawing was ended, perhaps for want of memory.") from None
        finally:
            for each in handed:
                each.cancel()

    def _pool(self) -> Executor:
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=_begin)


@contextmanager
def _findable() -> Iterator[None]:
    """Let processes that are spawned find this very package: MkDocs takes the folder of a hook off the search path."""
    own = str(Path(__file__).parents[2])
    sys.path.insert(0, own)
    try:
        yield
    finally:
        sys.path.remove(own)


def _with_pictures(orders: Sequence[Order]) -> list[Piece]:
    """Fetch the pictures of some orders. What fetches them stays behind: it need not be known where they are drawn."""
    return [(Order(o.subject, o.data, o.key), o.picture() if o.picture else None) for o in orders]


def _drawn(studio: Studio, draw: Draw, pieces: Sequence[Piece]) -> int:
    """Draw some orders into the store; where that fails, one by one, to find which it is. Returns how many."""
    setter = _typesetter(studio.templates.folder, studio.templates.signature)
    try:
        for (order, _), made in zip(pieces, draw(setter, pieces), strict=True):
            studio.store.put(order.key, made)
    except (DrawingFailed, pypdfium2.PdfiumError, ValueError) as why:
        if len(pieces) == 1:
            raise NotDrawn(pieces[0][0].subject, str(why)) from None
        for piece in pieces:
            _drawn(studio, draw, [piece])
    return len(pieces)


@lru_cache(maxsize=2)
def _typesetter(folder: Path, _signature: str) -> Typesetter:
    """Give the typesetter of a folder. It is made anew when the folder has changed."""
    return Typesetter(folder)


def _told(tell: Tell | None, count: int) -> None:
    if tell:
        tell(count)


def _begin() -> None:
    """Prepare a process that draws: it leaves Ctrl+C to its parent, and ends when that has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
