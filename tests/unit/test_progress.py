"""What long steps tell: a bar on a terminal, one line in a log, and nothing where quiet was asked for."""

import io
import logging
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from rich.console import Console

from forewarn.site.progress import MANY, Steps, steps_of


class Place(NamedTuple):
    """Where a build runs, and what of a step is to be seen there."""

    level: int
    variables: dict[str, str]
    environment: dict[str, str]
    has_bars: bool
    has_lines: bool


TERMINAL = {"TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "1"}


def told(steps: Steps, total: int | None, done: int = 0) -> None:
    with steps.bar("Share cards", total, done) as tell:
        tell((total or 7) - done)


def on_a_terminal(total: int | None, done: int = 0) -> str:
    screen = io.StringIO()
    said = list[str]()
    told(Steps(said.append, Console(file=screen, force_terminal=True, width=100)), total, done)
    assert said == [], "a bar, and no line"
    return screen.getvalue()


def test_a_bar_tells_how_much_is_done_and_how_long_the_rest_takes() -> None:
    shown = on_a_terminal(MANY, done=30)
    assert "Share cards" in shown
    assert f"{MANY}/{MANY}" in shown
    assert "0:00" in shown
    assert "Share cards" in on_a_terminal(None)
    assert on_a_terminal(MANY - 1) == ""


def test_a_log_has_one_line_for_each_step() -> None:
    said, clock = list[str](), iter([10.0, 13.25, 20.0, 20.5])
    steps = Steps(said.append, clock=lambda: next(clock))
    told(steps, 12345)
    told(steps, None)
    told(steps, MANY - 1)
    assert said == ["Share cards: 12,345, 3.2 s.", "Share cards: 0.5 s."]


def test_of_a_step_that_fails_no_line_tells_that_it_was_done() -> None:
    said = list[str]()
    with pytest.raises(ValueError, match="it failed"), Steps(said.append).bar("Pages", 500):
        raise ValueError("it failed")
    assert said == []


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    log = logging.getLogger("tests.progress")
    yield log
    log.setLevel(logging.NOTSET)


@pytest.fixture(
    params=[
        (logging.INFO, TERMINAL, {}, True, False),
        (logging.INFO, TERMINAL, {"CI": "true"}, False, True),
        (logging.INFO, {"TTY_COMPATIBLE": "0"}, {}, False, True),
        (logging.ERROR, TERMINAL, {}, False, False),
        (logging.ERROR, {"TTY_COMPATIBLE": "0"}, {}, False, False),
    ],
    ids=["terminal", "terminal of CI", "log", "quiet terminal", "quiet log"],
)
def place(request: pytest.FixtureRequest) -> Place:
    return Place(*request.param)


def test_where_what_is_told(
    place: Place,
    log: logging.Logger,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in place.variables.items():
        monkeypatch.setenv(name, value)
    log.setLevel(place.level)
    told(steps_of(log, place.environment), MANY)
    out, err = capsys.readouterr()
    assert out == ""
    assert (f"{MANY}/{MANY}" in err) == place.has_bars
    assert any(message.startswith("Share cards: 40, ") for message in caplog.messages) == place.has_lines
