"""All that is drawn for a site, while its pages are made; a drawing that fails stops the build before it is public."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from forewarn.drawing.cards import draw_cards
from forewarn.drawing.cluster import Cluster, Unreachable, dask_cluster
from forewarn.drawing.making import Draw, NotDrawn
from forewarn.drawing.orders import Order
from forewarn.drawing.parcels import Unlike
from forewarn.drawing.posters import draw_posters
from forewarn.drawing.store import Store
from forewarn.drawing.studio import Studio, Work
from forewarn.drawing.templates import Templates
from forewarn.poster import PosterLink
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.site.cards import SETTINGS, with_cards
from forewarn.site.posters import poster_orders
from forewarn.site.progress import NO_STEPS, Steps
from forewarn.site.site import Site

CURE = "Build again. If it stays so, look at the templates in overrides/cards/."
CLUSTER = "extra.forewarn.cluster"

Reach = Callable[[str, Templates], Cluster]


class Kind(Enum):
    """What can be drawn."""

    CARD = "share card"
    POSTER = "poster"


_DRAWING: Mapping[Kind, Draw] = {Kind.CARD: draw_cards, Kind.POSTER: draw_posters}


@dataclass(frozen=True)
class Drawings:
    """The drawings of a site by their addresses. ``studio`` draws them and keeps them; None where none are drawn.

    ``problems`` tell of what goes without a drawing. ``cluster`` is the address at which other machines draw, empty
    where none do, and ``steps`` is told how far the drawing is. ``kept`` are the drawings that need not be made or
    written again, as the site has them: their sizes in bytes, by their addresses.
    """

    studio: Studio | None = None
    cards: Mapping[str, Order] = field(default_factory=lambda: MappingProxyType({}))
    posters: Mapping[str, Order] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    cluster: str = ""
    steps: Steps = NO_STEPS
    kept: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def made_of(self) -> Mapping[str, bytes]:
        """The sums of what all drawings are made of, by their addresses."""
        return {address: order.key.encode() for address, order in {**self.cards, **self.posters}.items()}

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all drawings."""
        return (*self.cards, *self.posters)

    def begin(self, what: Kind) -> "Underway":
        """Begin to draw what is not there yet of a kind.

        Raises ProblemsFound where a drawing fails that is made at once, and OSError where it cannot be kept.
        """
        if self.studio is None:
            return Underway(what, Work())
        missing = self._missing(self.studio, what)
        at_once = len(missing) if self.studio.draws_at_once(len(missing)) else 0
        with _refusing(what), self.steps.bar(_called(what), at_once) as tell:
            return Underway(what, self.studio.begin(_DRAWING[what], missing, tell), self.steps)

    def start(
        self, site: Site, stops: Callable[[Callable[[], None]], None], reach: Reach = dask_cluster
    ) -> tuple[Site, "Underway"]:
        """Draw the posters, and begin with the cards, which go on while pages are made.

        Gives the site with links to its posters, and the cards. ``stops`` is handed what stops the drawing, as a build
        may end at any moment. ``reach`` gives the cluster at an address. Raises ProblemsFound where a drawing fails, or
        a machine of the cluster would draw otherwise than this one, and OSError where it cannot be kept.
        """
        gathered, leave = self._gathered(reach)
        stops(leave)
        posters = gathered.begin(Kind.POSTER)
        stops(posters.stop)
        posters.finish()
        cards = replace(gathered.begin(Kind.CARD), leave=leave)
        stops(cards.stop)
        return self.linked(site), cards

    def _gathered(self, reach: Reach) -> tuple["Drawings", Callable[[], None]]:
        """Reach the cluster where there is much to draw, and say so where nobody answers: then this machine draws.

        Gives these drawings with those who draw them, and what lets go of the cluster.
        """
        if self.studio is None or not self.cluster:
            return self, _nothing
        if all(self.studio.draws_few(len(self._missing(self.studio, what))) for what in Kind):
            return self, _nothing
        try:
            cluster = reach(self.cluster, self.studio.templates)
        except Unreachable as why:
            self.steps.say(str(_unused(str(why))))
            return self, _nothing
        return replace(self, studio=replace(self.studio, cluster=cluster)), cluster.close

    def linked(self, site: Site) -> Site:
        """Give a site whose pages lead to its posters and tell their sizes. All of these have been drawn.

        One that was kept and is damaged is drawn again: it may have any size. Raises ProblemsFound where that fails.
        """
        links = {address: PosterLink(address, self._size_of(address, order)) for address, order in self.posters.items()}
        return replace(site, posters=MappingProxyType(links))

    def _size_of(self, address: str, poster: Order) -> int:
        kept = self.kept.get(address)
        return len(self._content(Kind.POSTER, poster)) if kept is None else kept

    def writing(self, folder: Path) -> "Writing":
        """Prepare to write every drawing into a folder that is not kept."""
        return Writing(self, folder, deque((what, *each) for what in Kind for each in self._to_write(what).items()))

    def write_one(self, what: Kind, order: Order, path: Path) -> None:
        """Write a drawing to a file. One of the store that is damaged is drawn again.

        Raises ProblemsFound where that fails, and OSError where the file cannot be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._content(what, order))

    def is_there(self, order: Order) -> bool:
        """Tell whether something has been drawn to an order."""
        return self.studio is not None and self.studio.store.has(order.key)

    def tidy(self, clock: datetime) -> None:
        """Forget what was drawn long ago and is not used any more."""
        if self.studio:
            used = {order.key for what in Kind for order in self._orders(what).values()}
            self.studio.store.tidy(used, clock)

    def _to_write(self, what: Kind) -> Mapping[str, Order]:
        return {address: order for address, order in self._orders(what).items() if address not in self.kept}

    def _orders(self, what: Kind) -> Mapping[str, Order]:
        return self.cards if what is Kind.CARD else self.posters

    def _missing(self, studio: Studio, what: Kind) -> Sequence[Order]:
        return [order for order in self._to_write(what).values() if not studio.store.has(order.key)]

    def _content(self, what: Kind, order: Order) -> bytes:
        if self.studio is None:
            raise ValueError("there is nobody who draws")
        kept = self.studio.store.get(order.key)
        if kept is None:
            with _refusing(what):
                self.studio.begin(_DRAWING[what], [order]).finish()
            kept = self.studio.store.get(order.key)
        if kept is None:
            raise ProblemsFound([_problem(order.subject, what, "what was drawn cannot be kept.")])
        return kept


def _nothing() -> None:
    """Let go of nobody, or do nothing meanwhile."""


@dataclass(frozen=True)
class Writing:
    """Drawings on their way into a folder: those that are there while others are still drawn, and at last the rest.

    Both raise ProblemsFound where a drawing fails, and OSError where a file cannot be written.
    """

    drawings: Drawings
    folder: Path
    left: deque[tuple[Kind, str, Order]]

    def what_is_there(self) -> None:
        """Write them in their order, which is that in which they are drawn, up to the first that is not there yet."""
        while self.left and self.drawings.is_there(self.left[0][2]):
            self._write_next()

    def rest(self) -> None:
        """Write all that are left."""
        while self.left:
            self._write_next()

    def _write_next(self) -> None:
        what, address, order = self.left.popleft()
        self.drawings.write_one(what, order, self.folder / address)


@dataclass(frozen=True)
class Underway:
    """Drawings of a kind that are being made. ``leave`` lets go of those who draw elsewhere."""

    what: Kind
    work: Work
    steps: Steps = NO_STEPS
    leave: Callable[[], None] = _nothing

    @property
    def is_going_on(self) -> bool:
        """Whether some are not done yet."""
        return any(not each.done() for each in reversed(self.work.handed))  # the last are done last

    def finish(self, meanwhile: Callable[[], None] = _nothing) -> None:
        """Wait until all are done; on a terminal, a bar tells how many are. ``meanwhile`` is done whenever some are.

        Raises ProblemsFound, with the file of the text that a drawing was for, where one fails.
        """
        count = self.work.count
        with ExitStack() as last:
            last.callback(self.leave)
            with _refusing(self.what), self.steps.bar(_called(self.what), count, count - self.work.left) as tell:
                why = self.work.finish(_both(tell, meanwhile))
        if why:
            self.steps.say(str(_unused(why)))

    def stop(self) -> None:
        """Begin nothing more."""
        self.work.stop()
        self.leave()


def _both(tell: Callable[[int], None], meanwhile: Callable[[], None]) -> Callable[[int], None]:
    def told(count: int) -> None:
        tell(count)
        meanwhile()

    return told


def with_drawings(
    site: Site, templates: Templates | None, store: Store, workers: int, steps: Steps = NO_STEPS
) -> tuple[Site, Drawings]:
    """Give a site that knows its share cards, and its drawings, of which none need be drawn yet.

    Without ``templates`` nothing is drawn. ``workers`` is how many processes may draw at once, and ``steps`` is told
    how far they are. Raises ProblemsFound where a card would have letters that no font has.
    """
    if templates is None:
        return site, Drawings()
    known, cards = with_cards(site, templates) if site.settings.cards else (site, {})
    posters, problems = poster_orders(site, templates) if site.settings.posters else ({}, ())
    studio = Studio(templates, store, workers)
    return known, Drawings(studio, cards, posters, problems, site.settings.cluster, steps)


@contextmanager
def _refusing(what: Kind) -> Iterator[None]:
    """Tell of a drawing that failed in the words for an editor."""
    try:
        yield
    except NotDrawn as failed:
        raise ProblemsFound([_problem(failed.subject or SETTINGS, what, failed.why)]) from None
    except Unlike as other:
        raise ProblemsFound([_unlike(other)]) from None


def _called(what: Kind) -> str:
    return f"{what.value.capitalize()}s"


def _problem(file: str, what: Kind, why: str) -> Problem:
    message = f"Its {what.value} could not be drawn: {why}"
    return Problem(file, 1, 1, "file", "drawing-failed", Level.ERROR, message, CURE)


def _unused(why: str) -> Problem:
    """Tell that this machine has drawn, though others should. Its drawings are the same, so nothing is wrong."""
    message = f"The cluster does not draw: {why}. This machine draws in its place, which takes longer."
    cure = "Start it again, or take the line out."
    return Problem(SETTINGS, 1, 1, CLUSTER, "cluster-away", Level.ADVICE, message, cure)


def _unlike(other: Unlike) -> Problem:
    """Tell that a machine would draw something else."""
    named = f'The machine "{other.machine}" of the cluster' if other.machine else "A machine of the cluster"
    message = f"{named} would draw otherwise than this one: {other.why}."
    cure = "Install the same there as here, or take the line out: then this machine draws."
    return Problem(SETTINGS, 1, 1, CLUSTER, "cluster-unlike", Level.ERROR, message, cure)
