"""What the plot shows of the results, as values: bars, curves, and the same in words for those who cannot see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.figures import Figures, Result

COLD, EDIT, GROWTH, LARGEST = "cold", "edit", "growth", "hundred-thousand"
OURS = "Forewarn"


@dataclass(frozen=True)
class Bars:
    """A group of bars: what was done, and who took how many seconds."""

    title: str
    bars: tuple[tuple[str, Figures], ...]

    def in_words(self) -> str:
        told = ", ".join(f"{name} {figures.median:.1f} s" for name, figures in self.bars)
        return f"{self.title}: {told}"


@dataclass(frozen=True)
class Curve:
    """What an advisory costs, in milliseconds, by how many there are."""

    name: str
    points: tuple[tuple[int, float], ...]

    def in_words(self) -> str:
        told = ", ".join(f"{cost:.1f} ms at {size:,}" for size, cost in self.points)
        return f"{self.name} {told}"


def bars_of(results: Iterable[Result]) -> tuple[Bars, ...]:
    """Give the groups of bars: cold builds, and what Hugo and we take for nothing and for an edit."""
    by_name = {result.scenario: result for result in results}
    found = []
    for scenario, done in ((COLD, "cold"), (EDIT, "one advisory edited"), (EDIT, "nothing changed")):
        if result := by_name.get(scenario):
            title = result.about if done == "cold" else f"{done[0].upper()}{done[1:]}, {_size(result):,} advisories"
            found.append(Bars(title, tuple(_sides(result, done).items())))
    return tuple(each for each in found if each.bars)


def _sides(result: Result, done: str) -> dict[str, Figures]:
    """Give what each side took, ours first."""
    lines = [line for line in result.lines if line.done == done]
    named = {line.mine.name: line.mine for line in lines}
    return named | {line.theirs.name: line.theirs for line in lines if line.theirs}


def _size(result: Result) -> int:
    return max(size for _, size, _ in result.points)


def curves_of(results: Iterable[Result]) -> tuple[Curve, ...]:
    """Give what an advisory costs by how many there are, for each way of building that was measured at two sizes."""
    found: dict[str, dict[int, float]] = {}
    for result in sorted((each for each in results if each.scenario in {GROWTH, LARGEST}), key=_size):
        for name, size, seconds in result.points:
            found.setdefault(name, {}).setdefault(size, 1000 * seconds / size)
    return tuple(Curve(name, tuple(sorted(costs.items()))) for name, costs in found.items() if len(costs) > 1)


def in_words(results: Sequence[Result]) -> str:
    """Say what the plot shows."""
    told = [each.in_words() for each in bars_of(results)]
    if curves := curves_of(results):
        told.append(f"What an advisory costs in a cold build: {'; '.join(curve.in_words() for curve in curves)}")
    return f"Medians. {'. '.join(told)}."
