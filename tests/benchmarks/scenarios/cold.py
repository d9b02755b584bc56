"""Cold builds of 1,000: pages of advisories, areas, topics and years, feeds, and a share card each.

Every side makes a card of 1200 by 630 pixels, as a PNG, for the home page and each advisory, area and topic. Nothing is
left of an earlier build, but the code that Python has compiled.
"""

from collections.abc import Mapping, Sequence

from PIL import Image

from benchmarks.corpus import advisories
from benchmarks.costs import Cost
from benchmarks.figures import Figures, Line, Result, in_rounds
from benchmarks.run import WARM_UP, Run
from benchmarks.sides import Making, Side, shipped_topics
from projects import SHIPPED

COUNT = 1000
WITH_CARDS, WITH_A_LIMIT = 3, 5  # so many of the sides, the first ones
MOST_OF_HUGO, MOST_OF_MATERIAL, MOST_OF_PLAIN = 0.4, 0.25, 1.5

NAME = "cold"
NOTES = (
    "Hugo makes the same pages, lists of 50, feeds, site map and cards (`images.Text`). It repairs, checks and verifies"
    " nothing; its feeds have no archives; a long word runs off its card, and a long title into the lines below;"
    " it does not shape scripts such as Arabic or Bengali; it has no search and"
    " no posters. Its pictures are in full colour. It collects garbage less often than by itself (`GOGC=400`).",
    "Material with its social plugin makes pages with nothing in the navigation, which would take far longer, and"
    " without its search; no lists of advisories, no feeds, no posters. Its cards say title, site and description, cut"
    " at three lines; it draws on all cores, and its fonts are there already.",
    "Files for other programs (`/data/`) are left out where nothing is said of them: no peer has such.",
    "With posters, every advisory has one, as if all were current; a real site makes those of the last half year.",
    "Plain Material has neither cards, lists nor feeds; Forewarn without cards, beside it, has lists and feeds.",
)


def measure(run: Run) -> Result:
    """Build all sides in turn, and compare them."""
    count = run.size(COUNT)
    for side in _sides(Making(run.folder, WARM_UP)):
        side.build_cold()
    sides = _sides(Making(run.folder, count))
    rounds = [run.rounds] * WITH_A_LIMIT + [run.besides] * (len(sides) - WITH_A_LIMIT)
    costs = in_rounds(sides, rounds, lambda side, _: run.tell(NAME, side.build_cold(), side))
    of = dict(zip((side.name for side in sides), costs, strict=True))
    assert_same_cards(sides[:WITH_CARDS], count)
    for side in sides:
        assert len(list(side.site.rglob("index.html"))) >= count, side.name
    return Result(
        NAME,
        f"{count:,} advisories, built from nothing",
        (*_lines(of), *(_files_of(side) for side in sides[:WITH_CARDS])),
        NOTES,
        points=tuple((name, count, seconds(name, each).median) for name, each in of.items()),
    )


def _sides(making: Making) -> tuple[Side, ...]:
    """Give those that draw the same cards, and then those that are told besides."""
    return (
        making.forewarn("Forewarn with cards", cards=True, search=False),
        making.hugo("Hugo with cards", cards=True),
        making.material("Material with social cards", cards=True),
        making.forewarn("Forewarn without cards", cards=False, search=False),
        making.material("plain Material", cards=False),
        making.forewarn("Forewarn with cards and posters", cards=True, search=False, posters=True),
        making.forewarn("Forewarn with cards and search", cards=True, search=True),
        making.forewarn("Forewarn with cards and data", cards=True, search=False, has_data=True),
    )


def _lines(of: Mapping[str, Sequence[Cost]]) -> tuple[Line, ...]:
    """Compare, each with the peer that does the most of the same."""
    pairs = (
        ("Forewarn with cards", "Hugo with cards", MOST_OF_HUGO),
        ("Forewarn with cards", "Material with social cards", MOST_OF_MATERIAL),
        ("Forewarn with cards and posters", "Hugo with cards", None),
        ("Forewarn with cards and search", "Hugo with cards", None),
        ("Forewarn with cards and data", "Hugo with cards", None),
        ("Forewarn without cards", "plain Material", MOST_OF_PLAIN),
    )
    return tuple(
        Line("cold", seconds(mine, of[mine]), seconds(theirs, of[theirs]), limit) for mine, theirs, limit in pairs
    )


def seconds(name: str, costs: Sequence[Cost]) -> Figures:
    """Give what a side took by the clock."""
    return Figures(name, tuple(cost.seconds for cost in costs))


def _files_of(side: Side) -> Line:
    size = sum(path.stat().st_size for path in side.files()) / 1e6
    return Line(f"size of the site, {len(side.files()):,} files", Figures(side.name, (size,), "MB"))


def assert_same_cards(sides: Sequence[Side], count: int) -> None:
    """See that no side is quick because it leaves pages or cards out."""
    topics = shipped_topics()
    used = {topic for topic in topics for each in advisories(count, topics=topics) if f"topic: {topic}\n" in each.text}
    others = count + len(list((SHIPPED / "areas").iterdir())) + 1
    for side in sides:
        drawn = side.drawn()  # a topic that no advisory has may do without a page
        assert others + len(used) <= len(drawn) <= others + len(topics), f"{side.name}: {len(drawn)} cards"
        for path in drawn:
            with Image.open(path) as card:
                assert (card.format, card.size) == ("PNG", (1200, 630)), path
