"""What a long step tells of itself: a bar where somebody looks on, and one line in a log where nobody does."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

MANY = 40

Tell = Callable[[int], None]


@dataclass(frozen=True)
class Steps:
    """Tells of the long steps of a build.

    ``say`` hears a sentence. Without a ``console`` there are no bars, and ``say`` hears of each long step when it is
    done; what is not ``shown`` tells nothing of steps. ``clock`` gives seconds.
    """

    say: Callable[[str], object] = lambda _: None
    console: Console | None = None
    shown: bool = True
    clock: Callable[[], float] = time.monotonic

    @contextmanager
    def bar(self, what: str, total: int | None, done: int = 0) -> Iterator[Tell]:
        """Tell of a step while it lasts, and give what is to be told how much more of it is done.

        ``what`` are words such as "Share cards". ``total`` is how much there is to do, of which so much is ``done``
        before; None where nobody can say. Of a step with little to do, or one that fails, nothing is said.
        """
        if not self.shown or (total is not None and total < MANY):
            yield lambda _: None
        elif self.console is not None:
            with _bars(self.console, is_counted=total is not None) as progress:
                task = progress.add_task(what, total=total, completed=done)
                yield lambda count: progress.advance(task, count)
        else:
            began = self.clock()
            yield lambda _: None
            self.say(_line(what, total, self.clock() - began))


NO_STEPS = Steps(shown=False)


def steps_of(log: "logging.Logger | logging.LoggerAdapter[logging.Logger]", environment: Mapping[str, str]) -> Steps:
    """Make the steps of a build of its log: nothing is shown where that tells nothing but warnings (``--quiet``).

    There are bars on a terminal, but not where ``CI`` is set in the environment, whose log may pass for a terminal.
    """
    console = Console(stderr=True)
    is_watched = console.is_terminal and console.is_interactive and not environment.get("CI")
    return Steps(log.info, console if is_watched else None, log.isEnabledFor(logging.INFO))


def _bars(console: Console, *, is_counted: bool) -> Progress:
    """Make a bar that goes when it is done: with how much is done and how long the rest takes, if that is known."""
    ends = (MofNCompleteColumn(), TimeRemainingColumn(compact=True)) if is_counted else (TimeElapsedColumn(),)
    return Progress(TextColumn("{task.description}"), BarColumn(), *ends, console=console, transient=True)


def _line(what: str, total: int | None, seconds: float) -> str:
    counted = "" if total is None else f" {total:,},"
    return f"{what}:{counted} {seconds:.1f} s."
