"""What importing speaks of: a text as one source tells it, and what became of each source."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from forewarn.problem import Problem

Fields: TypeAlias = "dict[str, Any]"


class Fate(StrEnum):
    """What became of a source. What is left lies where it was, as does every other source; none is ever changed."""

    IMPORTED = "imported"
    SKIPPED = "skipped"
    LEFT = "left"


@dataclass(frozen=True)
class Draught:
    """A text on its way from a source to a file of the content folder.

    ``source`` is where it stands, in the words of whoever named the sources. ``name`` is what its file is to be called,
    made an id or not. ``fields`` and ``body`` are those of the file. ``repairs`` are what was mended so far, ``notes``
    whole sentences on what its editor should look at, and ``unfinished`` why it must not be public as it is.
    """

    source: str
    name: str
    fields: Fields
    body: str
    repairs: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one text of a source.

    ``file`` is the one that was written, or because of which this one was skipped. ``is_draft`` says that it was
    written and is kept back. ``problems`` are why, or why it was left, each with its file and line.
    """

    source: str
    fate: Fate
    file: str = ""
    is_draft: bool = False
    repairs: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What became of every source, in their order, and the areas that were made, by file with their names."""

    outcomes: tuple[Outcome, ...]
    areas: Mapping[str, str]
    is_trial: bool = False

    def with_fate(self, fate: Fate) -> tuple[Outcome, ...]:
        """Give the outcomes of one kind."""
        return tuple(outcome for outcome in self.outcomes if outcome.fate is fate)


class Left(Exception):  # noqa: N818 - it says what becomes of the source
    """A source cannot be imported. Carries why, each with its file and line."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))
