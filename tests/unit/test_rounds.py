"""The builds of a preview: what is told, and to whom, when something has waited."""

import io
import logging
from collections.abc import Iterator

import pytest

from forewarn.building import Rounds, Screen, resting
from forewarn.building.waiting import FILES, MADE_UP, TURN, WAITING, Interrupted
from forewarn.publication import Running


class NoSearch:
    """A search that never has anything to do, and notes how often it was asked."""

    def __init__(self) -> None:
        self.begun = 0

    def begin(self, workers: int) -> None:  # noqa: ARG002 - as of a search
        self.begun += 1

    def halt(self) -> None:
        pass


class Editor:
    """Whoever looks at a preview: what builds do is set beforehand, and what is shown is noted."""

    def __init__(self, running: Running) -> None:
        self.running, self.search = running, NoSearch()
        self.shown: list[str | None] = []
        self.reloads = 0
        self.builds: list[object] = []
        screen = Screen(self.shown.append, self.reload)
        self.rounds = Rounds(running, self.build, screen, self.search, 1)  # type: ignore[arg-type]

    def reload(self) -> None:
        self.reloads += 1

    def build(self) -> str | None:
        """Do what comes next: fail with a text, be interrupted, or end; a build at rest makes all that waits."""
        what = self.builds.pop(0)
        if what is Interrupted:
            raise Interrupted
        if what is None:
            waits = 0 if TURN in self.running.at_hand else 2
            self.running.at_hand |= {WAITING: waits, MADE_UP: TURN in self.running.at_hand}
        assert what is None or isinstance(what, str)
        return what


@pytest.fixture
def running() -> Iterator[Running]:
    running = Running(logging.getLogger("rounds"))
    yield running
    running.end()


@pytest.fixture
def editor(running: Running) -> Editor:
    return Editor(running)


def rest(editor: Editor) -> None:
    editor.rounds._make_up(lambda: True)


def test_a_page_that_has_waited_is_shown_anew_where_it_is_open(editor: Editor) -> None:
    editor.builds = [None, None]
    editor.rounds.rebuild()
    assert editor.reloads == 0, "the server does that after a save"
    rest(editor)
    assert (editor.shown, editor.reloads) == ([None, None], 1)
    rest(editor)
    assert editor.reloads == 1, "nothing waits any more"


def test_what_is_wrong_is_shown_and_the_next_build_is_not_hasty(editor: Editor) -> None:
    editor.builds = [None, "A link leads nowhere."]
    editor.rounds.rebuild()
    editor.running.at_hand[FILES] = frozenset({"feed.xml"})
    rest(editor)
    assert editor.shown[-1] == "A link leads nowhere."
    assert editor.reloads == 1
    assert FILES not in editor.running.at_hand
    rest(editor)
    assert editor.builds == [], "nobody builds again what was told to be wrong"


def test_nothing_is_made_up_for_after_a_save_that_fails(editor: Editor) -> None:
    editor.builds = [None, "A title is missing."]
    editor.rounds.rebuild()
    editor.rounds.rebuild()
    begun = editor.search.begun
    rest(editor)
    assert editor.shown == [None, "A title is missing."]
    assert editor.search.begun == begun, "nor is the search of what failed"


def test_who_gives_way_shows_nothing(editor: Editor) -> None:
    editor.builds = [None, Interrupted]
    editor.rounds.rebuild()
    rest(editor)
    assert (editor.shown, editor.reloads) == ([None], 0)
    assert editor.running.publication is None


def test_a_log_is_as_loud_after_a_rest_as_before(running: Running) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    running.logger.addHandler(handler)
    running.logger.setLevel(logging.INFO)
    with resting(running):
        running.listen()  # as each build does
        running.logger.info("in passing, at rest")
        running.logger.warning("a warning at rest")
    running.logger.info("in passing, afterwards")
    running.logger.removeHandler(handler)
    assert written.getvalue().splitlines() == ["a warning at rest", "in passing, afterwards"]
