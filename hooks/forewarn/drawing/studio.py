"""Many drawings at once: in this process where there are few, else in as many as the machine has cores, or elsewhere.

Processes draw while this one goes on with something else. A cluster of other machines may draw in their place, for the
same bytes.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol

from forewarn.drawing.cluster import Cluster
from forewarn.drawing.errands import Errands, Forsaken
from forewarn.drawing.making import Draw, NotDrawn, all_drawn, with_picture
from forewarn.drawing.orders import Order
from forewarn.drawing.parcels import proof_of
from forewarn.drawing.store import Store
from forewarn.drawing.templates import Templates
from forewarn.drawing.typefaces import Typefaces
from forewarn.drawing.typesetting import Typesetter
from forewarn.spawning import spawned, spawning

AT_ONCE = 20
FEW = 40

Tell = Callable[[int], None]


class Pool(Protocol):
    """Those who draw, as far as they are to be stopped: any Executor is one."""

    def shutdown(self, *, cancel_futures: bool) -> None:
        """Begin nothing more."""


@dataclass(frozen=True)
class Studio:
    """Draws with some templates, into its store.

    ``workers`` is how many processes of this machine may draw at once. Where there is a ``cluster``, it draws in their
    place whatever is not few.
    """

    templates: Templates
    store: Store
    workers: int
    cluster: Cluster | None = None

    @staticmethod
    def draws_few(count: int) -> bool:
        """Tell whether so many are too few to be handed to others."""
        return count <= FEW

    def draws_at_once(self, count: int) -> bool:
        """Tell whether so many are drawn by this process, before ``begin`` returns."""
        return self.draws_few(count) or (self.workers == 1 and self.cluster is None)

    def begin(self, draw: Draw, orders: Sequence[Order], tell: Tell = lambda _: None) -> "Work":
        """Begin to draw some orders. Few are drawn at once, and ``tell`` hears how many more of these are done.

        Raises NotDrawn where one of these fails, and OSError where the store cannot be written.
        """
        if self.draws_at_once(len(orders)):
            for chunk in _chunks(orders):
                tell(_drawn(self, draw, chunk))
            return Work()
        if self.cluster is not None:
            return self._sent(self.cluster, draw, orders)
        pool = spawned(self.workers)
        with spawning():
            handed = tuple(pool.submit(_drawn, self, draw, chunk) for chunk in _chunks(orders))
            return Work(pool, handed, len(orders))

    def _sent(self, cluster: Cluster, draw: Draw, orders: Sequence[Order]) -> "Work":
        """Draw the first order here, as a proof for others, and have them draw the rest."""
        first, *rest = orders
        piece = with_picture(first)
        (made,) = all_drawn(draw, _typesetter_of(self.templates), [piece])
        self.store.put(first.key, made)
        errands = Errands(cluster, self.store, draw, proof_of(piece, made))
        return Work(errands, errands.run(_chunks(rest)), len(rest), partial(replace(self, cluster=None).begin, draw))


@dataclass(frozen=True)
class Work:
    """Drawings that are being made by others than this process; none where all are done.

    ``count`` is how many these are. ``again`` begins anew, on this machine, with what others did not draw.
    """

    pool: Pool | None = None
    handed: Sequence["Future[int]"] = field(default=())
    count: int = 0
    again: "Callable[[Sequence[Order]], Work] | None" = None

    @property
    def left(self) -> int:
        """How many are not done yet, at most."""
        return min(self.count, AT_ONCE * sum(not each.done() for each in self.handed))

    def finish(self, tell: Tell = lambda _: None) -> str:
        """Wait until all are done. ``tell`` hears how many more are.

        Gives the reason why some were drawn on this machine in the end, and not elsewhere; empty where none were.
        Raises NotDrawn for the first that fails, Unlike where another machine would draw otherwise, and OSError where
        the store cannot be written.
        """
        forsaken: list[Forsaken] = []
        with ExitStack() as last:
            last.callback(self.stop)
            try:
                for done in as_completed(self.handed):
                    try:
                        tell(done.result())
                    except Forsaken as why:
                        forsaken.append(why)
            except BrokenProcessPool:
                raise NotDrawn("", "A process that was drawing was ended, perhaps for want of memory.") from None
        if not forsaken or self.again is None:
            return ""
        orders = [order for each in forsaken for order in each.orders]
        again = self.again(orders)
        again.finish(tell)
        tell(len(orders) - again.count)
        return forsaken[0].why

    def stop(self) -> None:
        """Let what is being drawn come to its end, and begin nothing more. Once it is stopped, this does nothing."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)


def _chunks(orders: Sequence[Order]) -> Sequence[Sequence[Order]]:
    return [orders[start : start + AT_ONCE] for start in range(0, len(orders), AT_ONCE)]


def _drawn(studio: Studio, draw: Draw, orders: Sequence[Order]) -> int:
    """Draw some orders into the store. Returns how many. Raises NotDrawn and OSError."""
    pieces = [with_picture(order) for order in orders]
    for order, made in zip(orders, all_drawn(draw, _typesetter_of(studio.templates), pieces), strict=True):
        studio.store.put(order.key, made)
    return len(orders)


def _typesetter_of(templates: Templates) -> Typesetter:
    return _typesetter(templates.signature, templates.folder, templates.typefaces)


@lru_cache(maxsize=2)
def _typesetter(_signature: str, folder: Path, typefaces: Typefaces) -> Typesetter:
    """Give the typesetter of a folder. It is made anew when the folder has changed."""
    return Typesetter(folder, typefaces)
