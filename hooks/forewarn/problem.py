"""What is wrong with a file, where, and what to type instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """How much a problem weighs.

    An error stops the build before anything is written. A warning is shown and the page is published.
    Advice is shown too, and counts as nothing that is wrong. A repair was mended in the output, and the file still has
    it.
    """

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    REPAIR = "repair"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, in words for a communications officer.

    ``line`` and ``column`` count from 1. ``field`` is the metadata field (``publish.date``), or ``body``,
    ``metadata``, ``encoding``, ``file``. ``rule`` is the permanent name of the rule that found it. ``message``
    says what is wrong and ``cure`` what to type instead, each as a whole sentence.
    """

    file: str
    line: int
    column: int
    field: str
    rule: str
    level: Level
    message: str
    cure: str

    def __str__(self) -> str:
        """Give the one line that an editor reads: place, fault, cure."""
        label = "" if self.level is Level.ERROR else f"{self.level}: "
        told = f"{self.file}:{self.line}:{self.column}: {label}{self.field}: {self.message} {self.cure}"
        return " ".join(told.split("\n")).rstrip()


class ProblemsFound(Exception):  # noqa: N818 - it says what was found; the program did not fail
    """The content cannot be published as it is. Carries every problem, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class SetLevel:
    """The level that a site's owner gave a rule, and why. Without a level nothing is said of what the rule finds."""

    level: Level | None
    reason: str


def at_set_levels(problems: Iterable[Problem], levels: Mapping[str, SetLevel]) -> tuple[Problem, ...]:
    """Give problems at the levels that a site's owner gave their rules; all others as they are."""
    if not levels:
        return tuple(problems)
    known = ((problem, levels.get(problem.rule, SetLevel(problem.level, ""))) for problem in problems)
    return tuple(replace(problem, level=own.level) for problem, own in known if own.level)


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems that stop a build."""
    return tuple(problem for problem in problems if problem.level is Level.ERROR)
