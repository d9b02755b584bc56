"""All that is drawn for a site, while its pages are made; a drawing that fails stops the build before it is public."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from forewarn.drawing.cards import draw_cards
from forewarn.drawing.orders import Order
from forewarn.drawing.store import Store
from forewarn.drawing.studio import NotDrawn, Studio, Tell, Work
from forewarn.drawing.templates import Templates
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.site.cards import SETTINGS, with_cards
from forewarn.site.site import Site

CURE = "Build again. If it stays so, look at the templates in overrides/cards/."


@dataclass(frozen=True)
class Drawings:
    """The drawings of a site by their addresses. ``studio`` draws them and keeps them; None where none are drawn."""

    studio: Studio | None = None
    cards: Mapping[str, Order] = field(default_factory=lambda: MappingProxyType({}))

    def begin(self) -> "Underway":
        """Begin to draw what is not there yet. Raises ProblemsFound where a drawing fails that is made at once."""
        if self.studio is None:
            return Underway(Work())
        store = self.studio.store
        missing = [order for order in self.cards.values() if not store.has(order.key)]
        with _refusing():
            return Underway(self.studio.begin(draw_cards, missing))

    def write(self, folder: Path) -> None:
        """Write every drawing into a folder. What was kept and is gone or damaged is drawn again.

        Raises ProblemsFound where that fails, and OSError where a file cannot be written.
        """
        for address, order in self.cards.items():
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._content(order))

    def _content(self, order: Order) -> bytes:
        if self.studio is None:
            raise ValueError("there is nobody who draws")
        kept = self.studio.store.get(order.key)
        if kept is None:
            with _refusing():
                self.studio.begin(draw_cards, [order]).finish()
            kept = self.studio.store.get(order.key)
        if kept is None:
            raise ProblemsFound([_problem(order.subject, "what was drawn cannot be kept.")])
        return kept

    def tidy(self, clock: datetime) -> None:
        """Forget what was drawn long ago and is not used any more."""
        if self.studio:
            self.studio.store.tidy({order.key for order in self.cards.values()}, clock)


@dataclass(frozen=True)
class Underway:
    """Drawings that are being made."""

    work: Work

    @property
    def left(self) -> int:
        """How many are not done yet, at most."""
        return self.work.left

    def finish(self, tell: Tell | None = None) -> None:
        """Wait until all are done. ``tell`` hears how many more are.

        Raises ProblemsFound, with the file of the text that a drawing was for, where one fails.
        """
        with _refusing():
            self.work.finish(tell or (lambda _: None))

    def stop(self) -> None:
        """Begin nothing more."""
        self.work.stop()


def with_drawings(site: Site, templates: Templates | None, store: Store, workers: int) -> tuple[Site, Drawings]:
    """Give a site that knows its drawings, and these, of which none need be drawn yet.

    Without ``templates`` nothing is drawn. ``workers`` is how many processes may draw at once. Raises ProblemsFound
    where something would be drawn with letters that no font has.
    """
    if templates is None:
        return site, Drawings()
    known, cards = with_cards(site, templates)
    return known, Drawings(Studio(templates, store, workers), cards)


@contextmanager
def _refusing() -> Iterator[None]:
    """Tell of a drawing that failed in the words for an editor."""
    try:
        yield
    except NotDrawn as failed:
        raise ProblemsFound([_problem(failed.subject or SETTINGS, failed.why)]) from None


def _problem(file: str, why: str) -> Problem:
    message = f"Its share card could not be drawn: {why}"
    return Problem(file, 1, 1, "file", "drawing-failed", Level.ERROR, message, CURE)
