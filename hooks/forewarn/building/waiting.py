"""What can wait in a preview until nothing is saved for a moment: an editor looks at what was edited, and at lists.

A build after a save is *hasty*: it makes neither the pages on which nothing has changed but what they say of other
advisories, nor feeds, site map and the like, and nobody inspects it. A build at *rest* makes up for that, a few pages
at a time, and gives way as soon as something is saved.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from forewarn.publication import NOTHING_KEPT, Kept, Publication, Running
from forewarn.site import Plan
from forewarn.site.plan import path_of_page

AT_A_TIME = 300
# What one build of a preview leaves for the next.
MADE, AROUND, FILES, TURN, WAITING, MADE_UP = "made", "around", "files", "turn", "waiting", "made up"


class Interrupted(BaseException):
    """A build at rest gives way to one after a save. Like KeyboardInterrupt, it is nobody's fault on the way."""


@dataclass(frozen=True)
class Turn:
    """What a build of a preview is for: an edit, or to ``rest`` and make what has waited, while it may go on."""

    rest: bool = False
    may_go_on: Callable[[], bool] = lambda: True

    @property
    def most(self) -> int:
        """How many pages that can wait are made."""
        return AT_A_TIME if self.rest else 0

    def give_way(self) -> None:
        """Raise Interrupted where something was saved meanwhile."""
        if not self.may_go_on():
            raise Interrupted


@dataclass(frozen=True)
class Patience:
    """What an editor can wait for: ``files`` that are not planned now, and pages, of which the first ``most`` are made.

    ``around`` is the sum of what was around all pages at the last build; None where there was none.
    """

    files: Collection[str]
    most: int
    around: bytes | None


def put_off(plan: Plan, patience: Patience, kept: Kept, publication: Publication) -> Kept:
    """Give the pages and files that can wait as the site has them.

    Where any page is gone, or where what is around all pages is not as it was, no page can wait: it could lead to what
    is not there. Raises ProblemsFound where files cannot be read.
    """
    files, can_wait = patience.files, plan.around == patience.around
    able = [path_of_page(page.address) for page in plan.pages if page.can_wait] if can_wait else []
    former = publication.ledger().outputs if able or files else {}
    if loses_a_page(plan, former):
        able = []
    waiting = [path for path in able if path not in kept.sums and path in former][patience.most :]
    own = chain(waiting, files)
    return publication.kept({path: former[path].made_of for path in own}) if former else NOTHING_KEPT


def loses_a_page(plan: Plan, former: Iterable[str]) -> bool:
    """Tell whether a page is gone of the site that has the ``former`` files: others may lead there."""
    return any(path.endswith("/index.html") and path not in plan.made_of for path in former)


@contextmanager
def resting(running: Running, may_go_on: Callable[[], bool] = lambda: True) -> Iterator[None]:
    """Let a build make what has waited, and say nothing of itself unless something is wrong."""
    handlers = [each for each in running.logger.handlers if isinstance(each, logging.StreamHandler)]
    levels = [handler.level for handler in handlers]
    running.at_hand[TURN] = Turn(rest=True, may_go_on=may_go_on)
    for handler in handlers:
        handler.setLevel(max(handler.level, logging.WARNING))
    try:
        yield
    finally:
        for handler, level in zip(handlers, levels, strict=True):
            handler.setLevel(level)
        del running.at_hand[TURN]


def has_made_up(running: Running) -> bool:
    """Tell whether the last build has made a page that had waited: where that is open, it is to be shown anew."""
    return bool(running.at_hand.get(MADE_UP))


def has_waiting(running: Running) -> bool:
    """Tell whether something of the preview waits to be made, or to be inspected."""
    return bool(running.at_hand.get(WAITING))
