"""The builds of a preview: after every save one that shows it at once; the rest when nothing is saved for a moment."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from forewarn.building.beginning import UNCOLLECTED
from forewarn.building.late_search import LateSearch
from forewarn.building.leisure import Leisure, let_go_of_former
from forewarn.building.waiting import FILES, Interrupted, has_made_up, has_waiting, resting
from forewarn.problem import ProblemsFound
from forewarn.publication import Running

PAUSE = 3.0  # seconds in which nothing was saved: who saves again soon waits for nothing but that


@dataclass(frozen=True)
class Screen:
    """What an editor looks at: ``show`` is told what is wrong, or None; ``reload`` has open pages shown anew."""

    show: Callable[[str | None], object]
    reload: Callable[[], object]


class Rounds:
    """Builds a preview again and again.

    ``build`` builds once, and gives what there is to say where that fails; the ``screen`` is told after each build. The
    index of the search is made by as many as there are ``workers``, when the pages are shown, and no further when there
    is something new to build.
    """

    def __init__(
        self, running: Running, build: Callable[[], str | None], screen: Screen, search: LateSearch, workers: int
    ) -> None:
        self._running, self._build, self._screen = running, build, screen
        self._search, self._workers, self._has_failed = search, workers, False
        self._leisure = Leisure(((PAUSE, self._make_up), (0, self._tidy)))
        running.ends(self._leisure.end)
        self._leisure.begin()
        search.begin(workers)

    def rebuild(self) -> None:
        """Build after a save."""
        self._leisure.end()
        self._search.halt()
        self._running.close()  # a warning about the search is not one of the build that comes
        failure = self._build()
        self._has_failed = failure is not None
        self._screen.show(failure)
        self._leisure.begin()
        if failure is None:
            self._search.begin(self._workers)

    def _tidy(self, _may_go_on: Callable[[], bool]) -> None:
        """Let go of the sites that were shown before."""
        let_go_of_former()
        self._running.at_hand[UNCOLLECTED] = 0

    def _make_up(self, may_go_on: Callable[[], bool]) -> None:
        """Make what has waited, as long as it may go on."""
        with suppress(ProblemsFound):  # the next build will tell of them
            self._running.prepare()
        while has_waiting(self._running) and not self._has_failed and may_go_on():
            try:
                with resting(self._running, may_go_on):
                    failure = self._build()
            except Interrupted:
                self._running.close()
                return
            self._screen.show(failure)
            if failure is not None:
                self._has_failed = True
                self._running.at_hand.pop(FILES, None)  # the next build is not hasty: it tells whether that is mended
            if failure is not None or has_made_up(self._running):
                self._screen.reload()
        if not self._has_failed and may_go_on():
            self._search.begin(self._workers)
