"""All that is drawn for a site: made before a page is written, so that a drawing that fails stops the build in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from forewarn.drawing.cards import draw_cards
from forewarn.drawing.orders import Order
from forewarn.drawing.store import Store
from forewarn.drawing.studio import Draw, NotDrawn, Studio, Tell
from forewarn.drawing.templates import Templates
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.site.cards import with_cards
from forewarn.site.site import Site

CURE = "Build again. If it stays so, look at the templates in overrides/cards/."


@dataclass(frozen=True)
class Drawings:
    """The drawings of a site by their addresses. ``studio`` draws them and keeps them; None where none are drawn."""

    studio: Studio | None = None
    cards: Mapping[str, Order] = field(default_factory=lambda: MappingProxyType({}))

    def make(self, tell: Tell | None = None) -> None:
        """Draw what is not there yet. ``tell`` hears how many more are done.

        Raises ProblemsFound, with the file of the text that a drawing was for, where one fails.
        """
        if self.studio:
            _guarded(self.studio, draw_cards, self.missing, tell)

    @property
    def missing(self) -> tuple[Order, ...]:
        """What is to be drawn yet."""
        store = self.studio.store if self.studio else None
        return tuple(order for order in self.cards.values() if store and not store.has(order.key))

    def content(self, address: str) -> bytes:
        """Give the bytes of a drawing, drawn again where what was kept is gone or damaged. Raises ProblemsFound."""
        order = self.cards[address]
        if self.studio is None:
            raise KeyError(address)
        kept = self.studio.store.get(order.key)
        if kept is None:
            _guarded(self.studio, draw_cards, [order], None)
            kept = self.studio.store.get(order.key)
        if kept is None:
            raise ProblemsFound([_problem(order.subject, "What was drawn cannot be kept.", CURE)])
        return kept

    def tidy(self, clock: datetime) -> None:
        """Forget what was drawn long ago and is not used any more."""
        if self.studio:
            self.studio.store.tidy({order.key for order in self.cards.values()}, clock)


def with_drawings(site: Site, templates: Templates | None, store: Store, workers: int) -> tuple[Site, Drawings]:
    """Give a site that knows its drawings, and these, of which none need be drawn yet.

    Without ``templates`` nothing is drawn. ``workers`` is how many processes may draw at once. Raises ProblemsFound
    where something would be drawn with letters that no font has.
    """
    if templates is None:
        return site, Drawings()
    known, cards = with_cards(site, templates)
    return known, Drawings(Studio(templates, store, workers), cards)


def _guarded(studio: Studio, draw: Draw, orders: Sequence[Order], tell: Tell | None) -> None:
    try:
        studio.draw(draw, orders, tell)
    except NotDrawn as failed:
        raise ProblemsFound([_problem(failed.subject or "mkdocs.yml", failed.why, CURE)]) from None


def _problem(file: str, why: str, cure: str) -> Problem:
    message = f"Its share card or poster could not be drawn: {why}"
    return Problem(file, 1, 1, "file", "drawing-failed", Level.ERROR, message, cure)
