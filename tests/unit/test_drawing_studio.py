"""The studio: the same bytes in one process and in many, and whatever ends, nothing is left that draws."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import drawing_in_tests
from card_samples import CARDS, PLAIN, order_of, shipped_templates
from forewarn.drawing.cards import draw_cards
from forewarn.drawing.making import NotDrawn
from forewarn.drawing.orders import Order
from forewarn.drawing.store import Store
from forewarn.drawing.studio import AT_ONCE, FEW, Studio
from forewarn.drawing.templates import Templates, read_templates
from forewarn.problem import Level, ProblemsFound
from forewarn.site import Kind, with_drawings
from projects import ROOT, Project, plain_environment
from published import ADVISORY, site_of

MANY = FEW + 3


def orders_of(count: int, templates: Templates | None = None, bad: Sequence[int] = ()) -> list[Order]:
    return [
        order_of(
            replace(PLAIN, title=f"{'Broken' if number in bad else 'Whole'} card no. {number}"),
            templates,
            f"content/advisories/{number}.md",
        )
        for number in range(count)
    ]


def kept_in(store: Store) -> dict[str, bytes | None]:
    return {path.name: store.get(path.name) for path in sorted(store.folder.iterdir())}


def test_many_processes_draw_the_same_bytes_as_one(tmp_path: Path) -> None:
    orders, kept = orders_of(MANY), []
    for name, workers in {"one": 1, "two": 2, "again": 2}.items():
        store = Store(tmp_path / name)
        told: list[int] = []
        work = Studio(shipped_templates(), store, workers).begin(draw_cards, orders)
        assert (work.pool is None) == (workers == 1)
        work.finish(told.append)
        assert sum(told) == (0 if workers == 1 else MANY)
        assert work.left == 0
        kept.append(kept_in(store))
    assert kept[0] == kept[1] == kept[2]
    assert kept[0].keys() == {order.key for order in orders}
    assert None not in kept[0].values()


def test_few_are_drawn_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    work = Studio(shipped_templates(), store, 2).begin(drawing_in_tests.quickly, orders_of(FEW))
    assert work.pool is None
    assert len(kept_in(store)) == FEW


@pytest.fixture
def fragile(tmp_path: Path) -> Templates:
    """Templates that fail for one title."""
    folder = tmp_path / "cards"
    shutil.copytree(CARDS, folder)
    template = folder / "card.typ"
    check = '#for card in cards { if card.title.flatten().contains("Broken") { panic("no such card") } }\n'
    whole = template.read_text("utf-8")
    template.write_text(whole.replace("#set page(", f"{check}#set page(", 1), "utf-8")
    return read_templates(folder)


@pytest.mark.parametrize("count", [AT_ONCE + 2, MANY])
def test_a_card_that_fails_names_its_text(tmp_path: Path, fragile: Templates, count: int) -> None:
    store = Store(tmp_path / "store")
    studio = Studio(fragile, store, 2)
    with pytest.raises(NotDrawn) as failed:
        studio.begin(draw_cards, orders_of(count, fragile, bad=[7])).finish()
    assert failed.value.subject == "content/advisories/7.md"
    assert "no such card" in failed.value.why


def test_a_problem_names_the_text_whose_card_fails(tmp_path: Path, fragile: Templates) -> None:
    site = site_of([ADVISORY, replace(ADVISORY, id="rent", title="Broken calls", file="content/advisories/rent.md")])
    _, drawings = with_drawings(site, fragile, Store(tmp_path / "store"), 2)
    with pytest.raises(ProblemsFound) as found:
        drawings.begin(Kind.CARD).finish()
    (problem,) = found.value.problems
    assert (problem.rule, problem.file) == ("drawing-failed", "content/advisories/rent.md")
    assert "no such card" in problem.message


def test_a_build_stops_before_anything_is_public(project: Project) -> None:
    project.add("advisories/tax.md")
    assert project.build().exit_status == 0
    before = sorted((project.folder / "site").rglob("*"))
    shutil.copytree(ROOT / "overrides", project.folder / "own")
    template = project.folder / "own/cards/card.typ"
    template.write_text(template.read_text("utf-8").replace("#let drawn(card) = {", "#let drawn(card) = {("), "utf-8")
    project.configure(theme={"name": "material", "custom_dir": "own", "language": "en", "font": False})
    built = project.build()
    assert built.exit_status == 1
    assert "share card could not be drawn" in built.output
    assert "Traceback" not in built.output
    assert sorted((project.folder / "site").rglob("*")) == before


def test_what_is_damaged_is_drawn_again(tmp_path: Path) -> None:
    _, drawings = with_drawings(site_of([ADVISORY]), shipped_templates(), Store(tmp_path / "store"), 1)
    drawings.begin(Kind.CARD).finish()
    drawings.writing(tmp_path / "first").rest()
    kept = sorted((tmp_path / "store").iterdir())
    assert len(kept) == len({order.key for order in (*drawings.cards.values(), *drawings.posters.values())}) == 4
    kept[0].unlink()
    os.truncate(kept[1], 40)
    os.truncate(kept[2], 0)
    drawings.writing(tmp_path / "second").rest()
    for address in drawings.addresses:
        assert (tmp_path / "first" / address).read_bytes() == (tmp_path / "second" / address).read_bytes()
    assert None not in kept_in(Store(tmp_path / "store")).values()


def test_what_is_drawn_is_written_while_others_are_drawn_and_the_rest_in_the_end(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    _, drawings = with_drawings(site_of([ADVISORY]), shipped_templates(), store, 1)
    first, second, *_ = drawings.cards.items()
    writing = drawings.writing(tmp_path / "site")
    writing.what_is_there()
    assert not (tmp_path / "site").exists()
    drawings.begin(Kind.CARD).finish()
    (tmp_path / "store" / second[1].key).unlink()
    writing.what_is_there()
    assert [path for path in drawings.addresses if (tmp_path / "site" / path).exists()] == [first[0]]
    writing.rest()
    assert all((tmp_path / "site" / path).is_file() for path in drawings.addresses)


def test_the_size_of_a_poster_is_that_of_a_whole_one(tmp_path: Path) -> None:
    site = site_of([ADVISORY])
    _, drawings = with_drawings(site, shipped_templates(), Store(tmp_path / "store"), 1)
    drawings.begin(Kind.POSTER).finish()
    (link,) = drawings.linked(site).posters.values()
    (kept,) = (tmp_path / "store").iterdir()
    os.truncate(kept, 3000)
    assert list(drawings.linked(site).posters.values()) == [link]
    drawings.writing(tmp_path / "site").rest()
    assert (tmp_path / "site" / link.address).stat().st_size == link.size


def test_an_advisory_goes_without_a_poster_that_would_have_boxes(tmp_path: Path) -> None:
    site = site_of([replace(ADVISORY, body="<p>They write 退税 in their message.</p>"), replace(ADVISORY, id="whole")])
    _, drawings = with_drawings(site, shipped_templates(), Store(tmp_path), 1)
    (problem,) = drawings.problems
    assert (problem.rule, problem.level, problem.file) == ("poster-undrawable", Level.WARNING, "tax.md")
    assert '"退" (U+9000' in problem.message
    assert len(drawings.posters) == 1


def test_what_is_there_is_not_drawn_again(tmp_path: Path) -> None:
    _, drawings = with_drawings(site_of([ADVISORY]), shipped_templates(), Store(tmp_path), 1)
    drawings.begin(Kind.CARD).finish()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    drawings.begin(Kind.CARD).finish()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_process_that_is_ended_is_told_of_in_a_sentence(tmp_path: Path) -> None:
    work = Studio(shipped_templates(), Store(tmp_path), 2).begin(drawing_in_tests.deadly, orders_of(MANY))
    with pytest.raises(NotDrawn, match="A process that was drawing was ended"):
        work.finish()


def test_work_that_is_stopped_ends(tmp_path: Path) -> None:
    work = Studio(shipped_templates(), Store(tmp_path), 2).begin(drawing_in_tests.slowly, orders_of(AT_ONCE * 20))
    work.stop()
    assert len(kept_in(Store(tmp_path))) < AT_ONCE * 10
    work.stop()


SLOW = """
import signal
import sys
from pathlib import Path
import drawing_in_tests
from card_samples import PLAIN, order_of, shipped_templates
from dataclasses import replace
from forewarn.drawing.store import Store
from forewarn.drawing.studio import Studio

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever starts tests in the background has turned it off
    orders = [order_of(replace(PLAIN, title=str(number))) for number in range(400)]
    work = Studio(shipped_templates(), Store(Path(sys.argv[1])), 2).begin(drawing_in_tests.slowly, orders)
    print(*work.pool._processes, flush=True)
    work.finish()
"""


@pytest.fixture
def drawing(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A program that draws for a long time, in a group of processes of its own."""
    script = tmp_path / "slow.py"
    script.write_text(SLOW, "utf-8")
    variables = plain_environment() | {"PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")])}
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "store")],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        yield program
        program.kill()


UNGUARDED = """
import sys
from pathlib import Path
import drawing_in_tests
from card_samples import PLAIN, order_of, shipped_templates
from dataclasses import replace
from forewarn.drawing.store import Store
from forewarn.drawing.studio import Studio

print("begun", flush=True)
orders = [order_of(replace(PLAIN, title=str(number))) for number in range(50)]
Studio(shipped_templates(), Store(Path(sys.argv[1])), 2).begin(drawing_in_tests.quickly, orders).finish()
"""


def test_a_script_that_builds_is_run_once(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED, "utf-8")
    ended = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "store")],
        env=plain_environment() | {"PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (0, "begun\n"), ended.stderr
    assert len(kept_in(Store(tmp_path / "store"))) == 50


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_who_draws_ends_when_the_parent_was_ended(drawing: "subprocess.Popen[str]", tmp_path: Path, how: int) -> None:
    workers = workers_of(drawing, tmp_path)
    drawing.send_signal(how)
    drawing.wait(10)
    assert_ended(workers)
    drawing.communicate(timeout=10)


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_ctrl_c_ends_all_of_it_without_a_word_from_who_draws(drawing: "subprocess.Popen[str]", tmp_path: Path) -> None:
    workers = workers_of(drawing, tmp_path)
    os.killpg(drawing.pid, signal.SIGINT)
    _, told = drawing.communicate(timeout=20)
    assert drawing.returncode != 0
    assert told.count("KeyboardInterrupt") == 1, told
    assert "Process Spawn" not in told
    assert_ended(workers)


def workers_of(drawing: "subprocess.Popen[str]", tmp_path: Path) -> list[int]:
    """Wait until something is drawn, and give the processes that draw."""
    assert drawing.stdout is not None
    workers = [int(word) for word in drawing.stdout.readline().split()]
    until = time.monotonic() + 20
    while not any((tmp_path / "store").glob("*")) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(workers) == 2
    assert all(map(is_alive, workers))
    return workers


def assert_ended(workers: Sequence[int]) -> None:
    until = time.monotonic() + 10
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(process: int) -> bool:
    """Tell whether a process runs; one that has ended and was not fetched does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
