"""Pages of a preview that can wait: nothing has changed on them but what they say of other advisories.

The newest warnings stand on hundreds of pages, as what is nearby or about the same scam. Whoever edits one looks at its
page and at lists; so these are made at once, and the others a few at a time while nothing else is to be done.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from forewarn.publication import NOTHING_KEPT, Kept, Publication, Running
from forewarn.site import Plan
from forewarn.site.plan import path_of_page

AT_A_TIME = 300
MADE, TURN, WAITING = "made", "turn", "waiting"  # what one build of a preview leaves for the next


@dataclass(frozen=True)
class Turn:
    """What a build of a preview is for: an edit, after which pages may wait, or ``rest``: to make some of those."""

    rest: bool = False

    @property
    def most(self) -> int:
        """How many pages that can wait are made."""
        return AT_A_TIME if self.rest else 0


def put_off(plan: Plan, kept: Kept, publication: Publication, turn: Turn) -> Kept:
    """Give the pages that can wait, as the site has them.

    Where anything is gone, none can: they could lead to it. Raises ProblemsFound where files cannot be read.
    """
    able = [path_of_page(page.address) for page in plan.pages if page.can_wait]
    former = publication.ledger().outputs if able else {}
    if any(path.endswith("/index.html") and path not in plan.made_of for path in former):
        return NOTHING_KEPT
    waiting = [path for path in able if path not in kept.sums and path in former]
    return publication.kept({path: former[path].made_of for path in waiting[turn.most :]})


@contextmanager
def resting(running: Running) -> Iterator[None]:
    """Let a build make some of the pages that wait, and say nothing of itself unless something is wrong."""
    level, running.at_hand[TURN] = running.logger.level, Turn(rest=True)
    running.logger.setLevel(logging.ERROR)  # warnings were told with the edit
    try:
        yield
    finally:
        running.logger.setLevel(level)
        del running.at_hand[TURN]


def has_waiting(running: Running) -> bool:
    """Tell whether pages of the preview wait to be made."""
    return bool(running.at_hand.get(WAITING))
