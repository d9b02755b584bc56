"""What 1,000 advisories with share cards cost, against Hugo and against Material's social plugin, in one run.

Every side makes a page and a card of 1200 by 630 pixels, as a PNG, for the home page and each advisory, area and topic.

- Hugo makes the same lists in pages of 50, the archive, whom to tell, feeds, site map and robots file, and writes the
  same words on its cards with ``images.Text``. It repairs, checks and verifies nothing; its feeds have no archives; a
  long word runs off its card, a long title into the lines below; it does not shape scripts such as Arabic or Bengali,
  and its pictures are always in full colour.
- Material makes pages with nothing in the navigation and no search: no lists, no feeds. Its cards say title, site and
  description, cut at three lines. Its fonts are put where it looks for them, so that it fetches nothing.

Cold is a build without anything drawn before, warm one with every card as it was. Each build is a process of its own.
The order turns from round to round, so that whatever else the machine does falls on all; small builds come first, in
which Python compiles all code and the files of each program get into memory.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from PIL import Image

from benchmarks.corpus import write_advisories
from benchmarks.peers.hugo_site import hugo_program, write_hugo_project
from benchmarks.peers.material_site import write_material_project
from projects import ROOT, SHIPPED, Project, plain_environment

COUNT, ROUNDS = 1000, 3
MOST_OF_HUGO, MOST_OF_MATERIAL = 0.4, 0.25
FONTS = ROOT / "overrides/cards/fonts"
LONGEST = 600


@dataclass(frozen=True)
class Side:
    """One that builds: where, with which command, where its cards are, and what it keeps from build to build.

    ``tries`` is how often it may start, and ``longest`` how many seconds it has each time, where some build of it
    never ends by a fault of its own.
    """

    name: str
    folder: Path
    command: Sequence[str | Path]
    cards: str
    kept: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    tries: int = 1
    longest: int = LONGEST

    def drawn(self) -> list[Path]:
        return sorted((self.folder / "site" / self.cards).rglob("*.png"))

    def files(self) -> list[Path]:
        return [path for path in (self.folder / "site").rglob("*") if path.is_file()]


@dataclass(frozen=True)
class Cost:
    """What one build took: by the clock, and of all processors together."""

    wall: float
    busy: float


def test_1000_advisories_with_cards_cost_a_part_of_what_peers_take(tmp_path: Path) -> None:
    fonts = {style: FONTS / f"NotoSans-{style}.ttf" for style in ("Regular", "Bold")}
    for side in sides(tmp_path / "small", 10, fonts):
        cold(side)
    ours, hugo, material = sides(tmp_path / "large", COUNT, fonts)
    rounds = measured((ours, hugo, material), ROUNDS)
    print()
    for side in (ours, hugo, material):
        print(line(f"{side.name}, cold", [costs[side.name] for costs in rounds], side))
        print(line(f"{side.name}, warm", [warm(side)], side))
    assert_same_cards((ours, hugo, material))
    posters = sides(tmp_path / "posters", COUNT, fonts, with_posters=True)[0]
    print(line(f"{posters.name}, cold, with posters", [cold(posters)], posters))
    of_hugo, of_material = (compared(rounds, ours, peer) for peer in (hugo, material))
    assert of_hugo <= MOST_OF_HUGO
    assert of_material <= MOST_OF_MATERIAL


def sides(
    folder: Path, count: int, fonts: Mapping[str, Path], *, with_posters: bool = False
) -> tuple[Side, Side, Side]:
    """Make the same advisories for Forewarn, Hugo and Material. Neither of the peers has posters."""
    project = Project(folder / "ours")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    own = settings["extra"]["forewarn"]
    topics = own["topics"]
    current = {"current_for": 3650} if with_posters else {}  # only what is current has a poster
    project.configure(extra={"forewarn": own | {"posters": with_posters} | current})
    write_advisories(project.content / "advisories", count, topics=topics)
    write_hugo_project(folder / "hugo", project.content, fonts, topics)
    write_material_project(folder / "material", project.content, fonts, topics, workers=os.cpu_count() or 1)
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    social = ".cache/plugin/social"
    return (
        Side(
            "Forewarn",
            project.folder,
            mkdocs,
            "cards",
            [".site.forewarn", ".cache"],
            compiled | {"FOREWARN_CACHE": str(project.folder / ".cache")},
        ),
        Side(
            "Hugo",
            folder / "hugo",
            (hugo_program(), "build", "--quiet", "--destination", "site"),
            "cards",
            ["resources", ".cache"],
            {"HUGO_CACHEDIR": str(folder / "hugo/.cache")},
        ),
        Side(
            "Material",
            folder / "material",
            mkdocs,
            "assets/images/social",
            [f"{social}/assets", f"{social}/manifest.json"],
            compiled,
            tries=5,  # of its threads, one may take the place-holder of another's layer, and wait for it for ever
            longest=150,
        ),
    )


def measured(building: Sequence[Side], rounds: int) -> list[dict[str, Cost]]:
    """Build cold in so many rounds, each of which begins with another side, and give the costs by name."""
    found = []
    for number in range(rounds):
        turn = number % len(building)
        found.append({side.name: cold(side) for side in (*building[turn:], *building[:turn])})
    return found


def cold(side: Side) -> Cost:
    """Build without anything of an earlier build."""
    for _ in range(side.tries - 1):
        forget(side, "site", *side.kept)
        try:
            return cost_of_build(side)
        except subprocess.TimeoutExpired:
            print(f"{side.name} was stuck for {side.longest} s, and starts again")
    forget(side, "site", *side.kept)
    return cost_of_build(side)


def warm(side: Side) -> Cost:
    """Build anew with the cards that the last build has drawn."""
    forget(side, "site")
    return cost_of_build(side)


def forget(side: Side, *names: str) -> None:
    for path in (side.folder / name for name in names):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def cost_of_build(side: Side) -> Cost:
    """Build once, as a process of its own; what it starts itself and waits for counts as its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        side.command,
        cwd=side.folder,
        env=plain_environment() | dict(side.environment),
        check=True,
        timeout=side.longest,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def line(name: str, costs: Sequence[Cost], side: Side) -> str:
    """Tell the medians of some builds, and what the last of them left."""
    sizes = [path.stat().st_size for path in side.drawn()] or [0]
    wall, busy = (statistics.median(values) for values in zip(*((c.wall, c.busy) for c in costs), strict=True))
    return (
        f"{name:15} {wall:6.1f} s, of all processors {busy:6.1f} s; {len(side.drawn())} cards of"
        f" {statistics.mean(sizes) / 1000:.1f} kB, at most {max(sizes) / 1000:.1f} kB; {len(side.files())} files"
    )


def compared(rounds: Sequence[Mapping[str, Cost]], ours: Side, peer: Side) -> float:
    """Tell and give what part of a peer's time we take."""
    mine, theirs = ([costs[side.name].wall for costs in rounds] for side in (ours, peer))
    ratio = statistics.median(mine) / statistics.median(theirs)
    single = sorted(one / other for one, other in zip(mine, theirs, strict=True))
    print(f"{ours.name} takes {ratio:.2f} of {peer.name} (single rounds {single[0]:.2f} to {single[-1]:.2f})")
    return ratio


def assert_same_cards(building: Sequence[Side]) -> None:
    """See that no side is quick because it leaves pages or cards out."""
    areas = len(list((SHIPPED / "areas").iterdir()))
    topics = len(yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["forewarn"]["topics"])
    for side in building:
        drawn = side.drawn()
        assert len(drawn) == COUNT + areas + topics + 1, side.name
        for path in drawn:
            with Image.open(path) as card:
                assert (card.format, card.size) == ("PNG", (1200, 630)), path
        assert sum(path.name == "index.html" for path in side.files()) >= len(drawn), side.name
