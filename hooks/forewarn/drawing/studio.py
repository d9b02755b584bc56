"""Many drawings at once: in this process where there are few, else in as many as the machine has cores.

Processes draw while this one goes on with something else.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pypdfium2

from forewarn.drawing.orders import Order
from forewarn.drawing.store import Store
from forewarn.drawing.templates import Templates
from forewarn.drawing.typefaces import Typefaces
from forewarn.drawing.typesetting import DrawingFailed, Typesetter
from forewarn.spawning import spawned, spawning

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
    """Draws with some templates, into its store. ``workers`` is how many processes may draw at once."""

    templates: Templates
    store: Store
    workers: int

    def begin(self, draw: Draw, orders: Sequence[Order]) -> "Work":
        """Begin to draw some orders. Few are drawn at once, before this returns.

        Raises NotDrawn where one of these fails, and OSError where the store cannot be written.
        """
        chunks = [orders[start : start + AT_ONCE] for start in range(0, len(orders), AT_ONCE)]
        if len(orders) <= FEW or self.workers == 1:
            for chunk in chunks:
                _drawn(self, draw, chunk)
            return Work()
        pool = spawned(self.workers)
        with spawning():
            return Work(pool, tuple(pool.submit(_drawn, self, draw, chunk) for chunk in chunks))


@dataclass(frozen=True)
class Work:
    """Drawings that are being made by other processes; none where all are done."""

    pool: ProcessPoolExecutor | None = None
    handed: Sequence["Future[int]"] = field(default=())

    @property
    def left(self) -> int:
        """How many are not done yet, at most."""
        return AT_ONCE * sum(not each.done() for each in self.handed)

    def finish(self, tell: Tell = lambda _: None) -> None:
        """Wait until all are done. ``tell`` hears how many more are.

        Raises NotDrawn for the first that fails, and OSError where the store cannot be written.
        """
        with ExitStack() as last:
            last.callback(self.stop)
            try:
                for done in as_completed(self.handed):
                    tell(done.result())
            except BrokenProcessPool:
                raise NotDrawn("", "A process that was drawing was ended, perhaps for want of memory.") from None

    def stop(self) -> None:
        """Let what is being drawn come to its end, and begin nothing more. Once it is stopped, this does nothing."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)


def _drawn(studio: Studio, draw: Draw, orders: Sequence[Order]) -> int:
    """Draw some orders into the store; where that fails, one by one, to find which it is. Returns how many."""
    templates = studio.templates
    try:
        pieces = [(order, order.picture() if order.picture else None) for order in orders]
        setter = _typesetter(templates.signature, templates.folder, templates.typefaces)
        for order, made in zip(orders, draw(setter, pieces), strict=True):
            studio.store.put(order.key, made)
    except (DrawingFailed, pypdfium2.PdfiumError, ValueError) as why:
        if len(orders) == 1:
            raise NotDrawn(orders[0].subject, str(why)) from None
        for order in orders:
            _drawn(studio, draw, [order])
    return len(orders)


@lru_cache(maxsize=2)
def _typesetter(_signature: str, folder: Path, typefaces: Typefaces) -> Typesetter:
    """Give the typesetter of a folder. It is made anew when the folder has changed."""
    return Typesetter(folder, typefaces)
