"""What an advisory costs among 10,000, against what it costs among 1,000: cold, in the same rounds; and the memory.

The limit stands on the whole of what issue and promise name: pages, lists, feeds and a card each. Without cards the
same is reported, since a card, which costs the same among however many, hides what grows.
"""

from collections.abc import Iterator, Sequence

from benchmarks.costs import Cost
from benchmarks.figures import Figures, Line, Result, in_rounds
from benchmarks.run import WARM_UP, Run
from benchmarks.sides import Making, Side

FEW, MANY = 1000, 10_000
MOST_TIMES, MOST_MEGABYTES = 1.1, 400
NAME = "growth"
NOTES = (
    "What an advisory costs is the time of the whole cold build, start of Python included, divided by the number of"
    " advisories.",
    "Memory is the most that the main process had, as the system notes it (VmHWM). What all processes of a build had"
    " together at one time (those that draw cards, and the program that makes the index of the search) is told beside"
    " it; what two of them share is counted twice there.",
)


def measure(run: Run) -> Result:
    """Build both sizes cold in turn, with cards and without; and once with everything, for its memory."""
    small = Making(run.folder, WARM_UP)
    for side in (small.forewarn(cards=True, search=True), small.hugo(cards=False)):
        side.build_cold()
    few, many = (Making(run.folder, run.size(size)) for size in (FEW, MANY))
    kinds = ((_drawn, few), (_drawn, many), (_plain, few), (_plain, many), (_hugo, few), (_hugo, many))
    sides = [make(making) for make, making in kinds]
    costs = in_rounds(sides, run.rounds, lambda side, _: run.tell(NAME, side.build_cold(), side))
    whole = many.forewarn("Forewarn with cards and search", cards=True, search=True)
    most = run.tell(NAME, whole.build_cold(), whole)
    lines = (*_lines(few.count, many.count, sides, costs), *_memory(whole.name, (most,), MOST_MEGABYTES))
    points = tuple(
        (side.name.partition(",")[0], making.count, Figures("", tuple(cost.seconds for cost in each)).median)
        for side, (_, making), each in zip(sides, kinds, costs, strict=True)
    )
    about = f"{few.count:,} and {many.count:,} advisories, built from nothing"
    return Result(NAME, about, lines, NOTES, points=points)


def _drawn(making: Making) -> Side:
    return making.forewarn(f"Forewarn with cards, {making.count:,}", cards=True, search=False)


def _plain(making: Making) -> Side:
    return making.forewarn(f"Forewarn without cards, {making.count:,}", cards=False, search=False)


def _hugo(making: Making) -> Side:
    return making.hugo(f"Hugo without cards, {making.count:,}", cards=False)


def _lines(few: int, many: int, sides: Sequence[Side], costs: Sequence[Sequence[Cost]]) -> Iterator[Line]:
    pairs = [(place, place + 1) for place in range(0, len(sides), 2)]
    for (small, large), limit in zip(pairs, (MOST_TIMES, None, None), strict=True):
        mine = _for_each(sides[large].name, costs[large], many)
        yield Line("cold, for each advisory", mine, _for_each(sides[small].name, costs[small], few), limit)
    for (_, large), limit in zip(pairs, (MOST_MEGABYTES, MOST_MEGABYTES, None), strict=True):
        yield from _memory(sides[large].name, costs[large], limit)


def _for_each(name: str, costs: Sequence[Cost], count: int) -> Figures:
    return Figures(name, tuple(1000 * cost.seconds / count for cost in costs), "ms")


def _memory(name: str, costs: Sequence[Cost], limit: float | None) -> Iterator[Line]:
    yield Line(
        "most memory of the main process", Figures(name, tuple(cost.memory for cost in costs), "MB"), None, limit
    )
    yield Line("most memory of all processes", Figures(name, tuple(cost.memory_together for cost in costs), "MB"))
