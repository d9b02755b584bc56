"""All that is drawn for a site, while its pages are made; a drawing that fails stops the build before it is public."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from forewarn.drawing.cards import draw_cards
from forewarn.drawing.orders import Order
from forewarn.drawing.posters import draw_posters
from forewarn.drawing.store import Store
from forewarn.drawing.studio import Draw, NotDrawn, Studio, Work
from forewarn.drawing.templates import Templates
from forewarn.poster import PosterLink
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.site.cards import SETTINGS, with_cards
from forewarn.site.posters import poster_orders
from forewarn.site.progress import bar
from forewarn.site.site import Site

CURE = "Build again. If it stays so, look at the templates in overrides/cards/."


class Kind(Enum):
    """What can be drawn."""

    CARD = "share card"
    POSTER = "poster"


_DRAWING: Mapping[Kind, Draw] = {Kind.CARD: draw_cards, Kind.POSTER: draw_posters}


@dataclass(frozen=True)
class Drawings:
    """The drawings of a site by their addresses. ``studio`` draws them and keeps them; None where none are drawn.

    ``problems`` tell of what goes without a drawing. ``kept`` are the drawings that need not be made or written again,
    as the site has them: their sizes in bytes, by their addresses.
    """

    studio: Studio | None = None
    cards: Mapping[str, Order] = field(default_factory=lambda: MappingProxyType({}))
    posters: Mapping[str, Order] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    kept: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
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
        missing = [order for order in self._to_write(what).values() if not self.studio.store.has(order.key)]
        with _refusing(what):
            return Underway(what, self.studio.begin(_DRAWING[what], missing))

    def start(self, site: Site, stops: Callable[[Callable[[], None]], None]) -> tuple[Site, "Underway"]:
        """Draw the posters, and begin with the cards, which go on while pages are made.

        Gives the site with links to its posters, and the cards. ``stops`` is handed what stops the drawing, as a build
        may end at any moment. Raises ProblemsFound where a drawing fails, and OSError where it cannot be kept.
        """
        posters = self.begin(Kind.POSTER)
        stops(posters.stop)
        posters.finish()
        cards = self.begin(Kind.CARD)
        stops(cards.stop)
        return self.linked(site), cards

    def linked(self, site: Site) -> Site:
        """Give a site whose pages lead to its posters and tell their sizes. All of these have been drawn.

        One that was kept and is damaged is drawn again: it may have any size. Raises ProblemsFound where that fails.
        """
        links = {address: PosterLink(address, self._size_of(address, order)) for address, order in self.posters.items()}
        return replace(site, posters=MappingProxyType(links))

    def _size_of(self, address: str, poster: Order) -> int:
        kept = self.kept.get(address)
        return len(self._content(Kind.POSTER, poster)) if kept is None else kept

    def write(self, folder: Path) -> None:
        """Write every drawing into a folder that is not kept. One of the store that is damaged is drawn again.

        Raises ProblemsFound where that fails, and OSError where a file cannot be written.
        """
        for what in Kind:
            for address, order in self._to_write(what).items():
                path = folder / address
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._content(what, order))

    def tidy(self, clock: datetime) -> None:
        """Forget what was drawn long ago and is not used any more."""
        if self.studio:
            used = {order.key for what in Kind for order in self._orders(what).values()}
            self.studio.store.tidy(used, clock)

    def _to_write(self, what: Kind) -> Mapping[str, Order]:
        return {address: order for address, order in self._orders(what).items() if address not in self.kept}

    def _orders(self, what: Kind) -> Mapping[str, Order]:
        return self.cards if what is Kind.CARD else self.posters

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


@dataclass(frozen=True)
class Underway:
    """Drawings of a kind that are being made."""

    what: Kind
    work: Work

    def finish(self) -> None:
        """Wait until all are done; on a terminal, a bar tells how many are.

        Raises ProblemsFound, with the file of the text that a drawing was for, where one fails.
        """
        with _refusing(self.what), bar(f"{self.what.value.capitalize()}s", self.work.left) as tell:
            self.work.finish(tell)

    def stop(self) -> None:
        """Begin nothing more."""
        self.work.stop()


def with_drawings(site: Site, templates: Templates | None, store: Store, workers: int) -> tuple[Site, Drawings]:
    """Give a site that knows its share cards, and its drawings, of which none need be drawn yet.

    Without ``templates`` nothing is drawn. ``workers`` is how many processes may draw at once. Raises ProblemsFound
    where a card would have letters that no font has.
    """
    if templates is None:
        return site, Drawings()
    known, cards = with_cards(site, templates) if site.settings.cards else (site, {})
    posters, problems = poster_orders(site, templates) if site.settings.posters else ({}, ())
    return known, Drawings(Studio(templates, store, workers), cards, posters, problems)


@contextmanager
def _refusing(what: Kind) -> Iterator[None]:
    """Tell of a drawing that failed in the words for an editor."""
    try:
        yield
    except NotDrawn as failed:
        raise ProblemsFound([_problem(failed.subject or SETTINGS, what, failed.why)]) from None


def _problem(file: str, what: Kind, why: str) -> Problem:
    message = f"Its {what.value} could not be drawn: {why}"
    return Problem(file, 1, 1, "file", "drawing-failed", Level.ERROR, message, CURE)
