"""100,000 advisories, once: what a cold build takes, and what one edit among them takes against one among 10,000.

A share card each is drawn unless that is switched off, as it is part of what is promised for 1,000; the search is left
out unless it is asked for, as its program takes the more memory the more there is to index.
"""

from collections.abc import Sequence

from benchmarks.changes import EDIT
from benchmarks.costs import Cost
from benchmarks.figures import Figures, Line, Result
from benchmarks.run import WARM_UP, Run
from benchmarks.scenarios.one_edit import corpus_of, costs_of_change
from benchmarks.sides import Forewarn, Making, later

FEW, MANY = 10_000, 100_000
MOST_TIMES = 10
NAME = "hundred-thousand"


def measure(run: Run) -> Result:
    """Build both sizes cold, and then edit one advisory of each in turn."""
    kind = f"{'with' if run.cards else 'without'} cards, {'with' if run.search else 'without'} search"
    _side(run, Making(run.folder, WARM_UP)).build_cold()
    few, many = (Making(run.folder, run.size(size)) for size in (FEW, MANY))
    sides = [_side(run, making) for making in (few, many)]
    cold = [run.tell(f"{NAME}, cold", side.build_cold(), side) for side in sides]
    edits = [_edits(run, side, making.count) for side, making in zip(sides, (few, many), strict=True)]
    mine, theirs = (
        Figures(f"among {making.count:,}", tuple(cost.seconds for cost in each))
        for making, each in ((many, edits[1]), (few, edits[0]))
    )
    return Result(
        NAME,
        f"{many.count:,} advisories, {kind}, built once",
        (*_size(sides[1], many.count, cold[1]), Line("one advisory edited", mine, theirs, MOST_TIMES)),
        ("The edits of both sizes are measured in the same run, those of the smaller site first.",),
        points=tuple(
            (f"Forewarn {kind.partition(',')[0]}", making.count, cost.seconds)
            for making, cost in zip((few, many), cold, strict=True)
        ),
    )


def _side(run: Run, making: Making) -> Forewarn:
    return making.forewarn(f"Forewarn, {making.count:,}", cards=run.cards, search=run.search)


def _edits(run: Run, side: Forewarn, count: int) -> Sequence[Cost]:
    side.build(later(0))
    moments = [later(number + 1) for number in range(run.rounds)]
    return costs_of_change(run, [side], corpus_of(count), EDIT, moments)[side.name]


def _size(side: Forewarn, count: int, cost: Cost) -> tuple[Line, ...]:
    files = side.files()
    size = sum(path.stat().st_size for path in files) / 1e6
    name = f"among {count:,}"
    return (
        Line("cold", Figures(name, (cost.seconds,))),
        Line("cold, for each advisory", Figures(name, (1000 * cost.seconds / count,), "ms")),
        Line("most memory of the main process", Figures(name, (cost.memory,), "MB")),
        Line("most memory of all processes", Figures(name, (cost.memory_together,), "MB")),
        Line("files of the site", Figures(name, (len(files),), "")),
        Line("size of the site", Figures(name, (size,), "MB")),
    )
