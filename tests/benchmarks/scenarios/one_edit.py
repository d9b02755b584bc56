"""One change among 10,000, everything brought up to date: Forewarn with what it knows, and Hugo's rebuild.

Hugo has no build that begins where the last one ended: it renders every page again, keeps what it has cached, and has
no cards here. After every build the finished site is looked into, on both sides. Each round builds at a later moment.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from benchmarks.changes import BESIDES, EDIT, NOTHING, SEARCH, TIME, Change, Corpus, Round, assert_searchable
from benchmarks.corpus import advisories, edited
from benchmarks.costs import Cost
from benchmarks.figures import Figures, Line, Result, in_rounds
from benchmarks.run import WARM_UP, Run
from benchmarks.sides import Forewarn, Hugo, Making, Side, later, shipped_topics

COUNT = 10_000
MOST_OF_AN_EDIT, MOST_WITH_SEARCH, MOST_OF_NOTHING = 0.5, 1.0, 0.3
NAME = "edit"
NOTES = (
    "Hugo builds again into the same folder with its cache kept, without cards and without a search, on every side of"
    " this table; it collects garbage less often than by itself (`GOGC=400`), which is faster.",
    "Forewarn runs a plain `mkdocs build`; it verifies what it has made, and lets the old site and the new"
    " one change places.",
    "A different advisory is edited in each round: the newest one first, then ever older ones. After each build the new"
    " title was found wherever the old one had been, in lists and feeds of both sides, and in the index of the search;"
    " the old title was found nowhere.",
    "A withdrawn advisory stays in the lists of Hugo, whose template only tells the reason in place of the text.",
)


def measure(run: Run) -> Result:
    """Build everything once, and then after every change, on all sides in turn."""
    small, large = (Making(run.folder, size) for size in (WARM_UP, run.size(COUNT)))
    for side in _sides(small):
        side.build_cold()
    sides = _sides(large)
    for side in sides:
        run.tell(f"{NAME}, first", side.build_cold(), side)
        side.build(later(0))  # a first build with something there may have more to do than those to come
    corpus = corpus_of(large.count)
    lines = tuple(_lines(run, sides, corpus))
    points = ((f"{line.done}: {each.name}", large.count, each.median) for line in lines for each in _both(line))
    return Result(
        NAME,
        f"One change among {large.count:,} advisories, everything brought up to date",
        lines,
        NOTES,
        points=tuple(dict.fromkeys(points)),
    )


def corpus_of(count: int) -> Corpus:
    """Give the advisories that projects of so many are made of."""
    topics = shipped_topics()
    return Corpus(tuple(advisories(count, topics=topics)), topics)


def _sides(making: Making) -> tuple[Forewarn, Hugo, Forewarn, Forewarn]:
    return (
        making.forewarn("Forewarn without cards", cards=False, search=False),
        making.hugo("Hugo without cards", cards=False),
        making.forewarn("Forewarn with search", cards=False, search=True),
        making.forewarn("Forewarn with search, cards and data", cards=True, search=True, has_data=True),
    )


def _lines(run: Run, sides: Sequence[Side], corpus: Corpus) -> Iterator[Line]:
    ours, hugo, searched, _ = (side.name for side in sides)
    limits = {
        (NOTHING.name, ours): MOST_OF_NOTHING,
        (EDIT.name, ours): MOST_OF_AN_EDIT,
        (EDIT.name, searched): MOST_WITH_SEARCH,
    }
    for change, building, moments in in_time(run, sides):
        costs = costs_of_change(run, building, corpus, change, moments)
        theirs = Figures(hugo, _seconds(costs[hugo]))
        for name in (side.name for side in building if side.name != hugo):
            yield Line(change.name, Figures(name, _seconds(costs[name])), theirs, limits.get((change.name, name)))


def in_time(run: Run, sides: Sequence[Side]) -> Iterator[tuple[Change, Sequence[Side], Sequence[str]]]:
    """Give every change with those who build after it, and the moments of its rounds, each later than the last."""
    plan = [(change, sides, run.rounds) for change in (NOTHING, EDIT)]
    plan += [(change, sides[:2], run.besides) for change in (*BESIDES, TIME)]
    minutes = iter(tuple(accumulate(change.minutes for change, _, rounds in plan for _ in range(rounds))))
    for change, building, rounds in plan:
        yield change, building, [later(next(minutes)) for _ in range(rounds)]


def costs_of_change(
    run: Run, sides: Sequence[Side], corpus: Corpus, change: Change, moments: Sequence[str]
) -> Mapping[str, Sequence[Cost]]:
    """Make a change on each side in each round, build, and see that the site tells it."""

    def once(side: Side, number: int) -> Cost:
        turn = Round(corpus, number, len(moments), moments[number])
        look = change.make(side, turn)
        cost = run.tell(change.name, side.build(turn.now), side)
        look()
        if change is EDIT and has_search(side.site):
            old = turn.advisory()
            assert_searchable(side, edited(old, number).title, old.title)
        return cost

    costs = in_rounds(sides, len(moments), once)
    return dict(zip((side.name for side in sides), costs, strict=True))


def has_search(site: Path) -> bool:
    """Tell whether a finished site can be searched."""
    return (site / SEARCH).is_dir()


def _seconds(costs: Sequence[Cost]) -> tuple[float, ...]:
    return tuple(cost.seconds for cost in costs)


def _both(line: Line) -> Iterator[Figures]:
    yield line.mine
    if line.theirs:
        yield line.theirs
