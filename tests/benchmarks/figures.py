"""What was measured, as values that can be kept: figures with their spread, lines that compare them, and results.

A result is kept as JSON, so that tables and plots are made without measuring again.
"""

import json
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class Figures:
    """What one side took in every round, in the unit that is named."""

    name: str
    values: tuple[float, ...]
    unit: str = "s"

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        return min(self.values), max(self.values)


@dataclass(frozen=True)
class Line:
    """One line of a table: what was done, what we took, what a peer took where there is one, and the limit if any.

    With a peer, what counts is the ratio of the medians, and the spread is that of the ratios of single rounds;
    without one, the median of our own figures.
    """

    done: str
    mine: Figures
    theirs: Figures | None = None
    limit: float | None = None

    @property
    def counted(self) -> float:
        return self.mine.median / self.theirs.median if self.theirs else self.mine.median

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most of the rounds that both took part in, which are the first ones."""
        if not self.theirs:
            return self.mine.spread
        ratios = [mine / other for mine, other in zip(self.mine.values, self.theirs.values, strict=False)]
        return min(ratios), max(ratios)

    @property
    def is_kept(self) -> bool:
        return self.limit is None or self.counted <= self.limit


@dataclass(frozen=True)
class Result:
    """What one scenario has measured: when, on what, with which versions, and what has to be known of the sides.

    ``scale`` is what the promised sizes were multiplied with; limits are judged only where it is 1. ``points`` are
    what a plot needs and no table shows: seconds by name and size.
    """

    scenario: str
    about: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    points: tuple[tuple[str, int, float], ...] = ()
    taken: str = ""
    machine: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    scale: float = 1

    @property
    def is_judged(self) -> bool:
        return self.scale == 1

    @property
    def broken(self) -> tuple[Line, ...]:
        """Lines whose limit was not kept."""
        return tuple(line for line in self.lines if self.is_judged and not line.is_kept)

    def taken_with(self, *, taken: str, machine: str, versions: Iterable[tuple[str, str]], scale: float) -> "Result":
        """Give this result with the circumstances it was measured in."""
        return replace(self, taken=taken, machine=machine, versions=tuple(versions), scale=scale)

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what ``as_json`` has written."""
        found = json.loads(text)
        return cls(
            **found
            | {
                "lines": tuple(_line(each) for each in found["lines"]),
                "notes": tuple(found["notes"]),
                "points": tuple((name, size, seconds) for name, size, seconds in found["points"]),
                "versions": tuple((name, version) for name, version in found["versions"]),
            }
        )


def _line(found: dict[str, Any]) -> Line:
    theirs = found["theirs"]
    return Line(found["done"], _figures(found["mine"]), _figures(theirs) if theirs else None, found["limit"])


def _figures(found: dict[str, Any]) -> Figures:
    return Figures(found["name"], tuple(found["values"]), found["unit"])


def keep(result: Result, folder: Path) -> None:
    """Write a result into a folder, in place of the last one of the same scenario."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{result.scenario}.json").write_text(result.as_json(), "utf-8")


def kept(folder: Path, scenarios: Iterable[str]) -> tuple[Result, ...]:
    """Read the results of some scenarios, those that there are."""
    paths = [folder / f"{scenario}.json" for scenario in scenarios]
    return tuple(Result.from_json(path.read_text("utf-8")) for path in paths if path.is_file())


def turned(sides: Sequence[T], number: int) -> tuple[T, ...]:
    """Give the order of a round: each round begins with the next side, so that none always comes first."""
    turn = number % len(sides)
    return (*sides[turn:], *sides[:turn])


def in_rounds(
    sides: Sequence[T], rounds: int | Sequence[int], measure: Callable[[T, int], V]
) -> tuple[tuple[V, ...], ...]:
    """Measure every side once in every round, and give for each side what was found, in the order of the rounds.

    ``rounds`` is how many there are, or in how many of these each side takes part: one of fewer in the first ones.
    """
    of_each = [rounds] * len(sides) if isinstance(rounds, int) else rounds
    found: list[list[V]] = [[] for _ in sides]
    for number in range(max(of_each)):
        for place in turned(range(len(sides)), number):
            if number < of_each[place]:
                found[place].append(measure(sides[place], number))
    return tuple(tuple(each) for each in found)
