"""What is heard of changes to files: from the system, and by looking where it is silent."""

import math
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver, EventEmitter

from forewarn.site import is_litter
from forewarn.watching import Observer, Place, Rests, differences, seen, take_over
from forewarn.watching.observer import native_observer
from previews import WAYS

PATIENCE = 30.0
SELDOM = Rests(long=3600, short=3600)
OFTEN = Rests(long=0.05, short=0.05)


class Told(FileSystemEventHandler):
    """Notes the names of the files that it is told of."""

    def __init__(self) -> None:
        self.names: Queue[str] = Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.names.put(Path(str(event.src_path)).name)

    def wait_for(self, name: str) -> None:
        ends = time.monotonic() + PATIENCE
        while self.names.get(timeout=max(0.0, ends - time.monotonic())) != name:
            continue

    def is_quiet(self, seconds: float) -> bool:
        try:
            self.names.get(timeout=seconds)
        except Empty:
            return True
        return False


def silent() -> BaseObserver:
    """Give what hears nothing, as on a disk of which the system says nothing."""
    return BaseObserver(EventEmitter)


def full() -> BaseObserver:
    raise OSError(28, "inotify watch limit reached")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts/2026").mkdir(parents=True)
    (tmp_path / "texts/2026/tax.md").write_text("tax", "utf-8")
    return tmp_path / "texts"


@pytest.fixture
def begun() -> Iterator[Callable[[Observer], Observer]]:
    """Begin observers, and end them with the test."""
    running = []

    def begin(observer: Observer) -> Observer:
        observer.start()
        running.append(observer)
        return observer

    yield begin
    for observer in running:
        observer.stop()
        observer.join(PATIENCE)
        assert not observer.is_alive()


@pytest.mark.parametrize("save", WAYS)
def test_every_way_of_saving_is_heard_of_without_a_look(
    folder: Path, begun: Callable[[Observer], Observer], save: Callable[[Path, str], None]
) -> None:
    told, observer = Told(), Observer(is_litter, rests=SELDOM)
    observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    save(folder / "2026/tax.md", "rent")
    told.wait_for("tax.md")


@pytest.mark.parametrize("save", WAYS)
@pytest.mark.parametrize("native", [silent, full, lambda: None], ids=["silent", "full", "none"])
def test_every_way_of_saving_is_found_where_the_system_says_nothing(
    folder: Path,
    begun: Callable[[Observer], Observer],
    native: Callable[[], BaseObserver | None],
    save: Callable[[Path, str], None],
) -> None:
    told, observer = Told(), Observer(is_litter, native=native, rests=OFTEN)
    observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    save(folder / "2026/tax.md", "rents")
    told.wait_for("tax.md")


def test_looks_come_often_once_one_has_found_what_nobody_told(
    folder: Path, begun: Callable[[Observer], Observer]
) -> None:
    told, observer = Told(), Observer(is_litter, native=silent, rests=Rests(long=2, short=0.01))
    observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    (folder / "2026/tax.md").write_text("first", "utf-8")
    told.wait_for("tax.md")
    began = time.monotonic()
    for number in range(20):
        (folder / "2026/tax.md").write_text("x" * number, "utf-8")
        told.wait_for("tax.md")
    assert time.monotonic() - began < 20, "of 2 s each, they would have taken 40"


@pytest.mark.parametrize("native", [silent, native_observer], ids=["silent", "native"])
def test_what_was_saved_while_the_first_build_ran_is_found_at_once(
    folder: Path, begun: Callable[[Observer], Observer], native: Callable[[], BaseObserver | None]
) -> None:
    before = time.time()
    os.utime(folder / "2026/tax.md", (before - 60, before - 60))
    (folder / "2026/rent.md").write_text("rent", "utf-8")
    os.utime(folder / "2026/rent.md", (before + 1, before + 1))
    told, observer = Told(), Observer(is_litter, since=before, native=native, rests=SELDOM)
    observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    told.wait_for("rent.md")
    assert told.is_quiet(0.5), "and what is older is not"


def test_what_was_told_is_not_found_once_more(folder: Path, begun: Callable[[Observer], Observer]) -> None:
    told, observer = Told(), Observer(is_litter, rests=Rests(long=0.3, short=0.3))
    observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    for number in range(5):
        (folder / "2026/tax.md").write_text("x" * number, "utf-8")
        told.wait_for("tax.md")
        time.sleep(0.1)  # the word of the system comes in parts
        while not told.names.empty():
            told.names.get()
        assert told.is_quiet(0.7)


def test_reading_and_what_programs_put_there_for_a_moment_call_for_nothing(
    folder: Path, begun: Callable[[Observer], Observer]
) -> None:
    told, observer = Told(), Observer(is_litter, rests=OFTEN)
    observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    for name in (".tax.md.swp", "tax.md~", ".#tax.md", "tax.md.tmp", ".DS_Store"):
        (folder / "2026" / name).write_bytes(b"x")
    assert (folder / "2026/tax.md").read_text("utf-8") == "tax"
    (folder / "2027").mkdir()
    assert told.is_quiet(1)


def test_a_file_whose_time_alone_is_new_and_a_folder_that_is_moved_in_are_seen(
    folder: Path, begun: Callable[[Observer], Observer]
) -> None:
    told, observer = Told(), Observer(is_litter, rests=SELDOM)
    observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    os.utime(folder / "2026/tax.md", (1, 1))
    told.wait_for("tax.md")
    (folder.parent / "new/deep").mkdir(parents=True)
    (folder.parent / "new/deep/rent.md").write_text("rent", "utf-8")
    (folder.parent / "new").rename(folder / "new")
    told.wait_for("rent.md")


def test_a_single_file_is_heard_of_and_nothing_beside_it(folder: Path, begun: Callable[[Observer], Observer]) -> None:
    settings = folder / "mkdocs.yml"
    settings.write_text("a", "utf-8")
    told, observer = Told(), Observer(is_litter, rests=OFTEN)
    observer.schedule(told, str(settings))
    begun(observer)
    (folder / "beside.yml").write_text("b", "utf-8")
    assert told.is_quiet(0.5)
    for save in WAYS:
        save(settings, save.__name__)
        told.wait_for("mkdocs.yml")


def test_a_place_is_told_of_no_more(folder: Path, begun: Callable[[Observer], Observer]) -> None:
    told, kept, observer = Told(), Told(), Observer(is_litter, rests=OFTEN)
    place = observer.schedule(told, str(folder), recursive=True)
    begun(observer)
    observer.unschedule(place)
    late = folder.parent / "late"
    late.mkdir()
    observer.schedule(kept, str(late), recursive=True)
    (folder / "2026/tax.md").write_text("rent", "utf-8")
    (late / "b.md").write_text("b", "utf-8")
    kept.wait_for("b.md")
    assert told.is_quiet(0.5)


def test_a_look_follows_links_and_gets_out_of_a_circle(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.md").write_text("a", "utf-8")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "2026/circle").symlink_to(folder)
    (folder / "nowhere.md").symlink_to(tmp_path / "nothing")
    before = seen(Place.of(str(folder), is_deep=True))
    assert {Path(path).relative_to(folder).as_posix() for path in before} == {"2026/tax.md", "linked/a.md"}
    (tmp_path / "elsewhere/a.md").write_text("longer", "utf-8")
    after = seen(Place.of(str(folder), is_deep=True))
    assert differences(before, after) == {str(folder / "linked/a.md")}
    assert seen(Place.of(str(folder), is_deep=False)) == {}
    assert seen(Place.of(str(folder / "gone.md"), is_deep=True)) == {}


def test_a_server_of_mkdocs_keeps_every_watch_that_was_asked_for(folder: Path, tmp_path: Path) -> None:
    settings, others = tmp_path / "mkdocs.yml", tmp_path / "others"
    settings.write_text("a", "utf-8")
    others.mkdir()
    server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(tmp_path))
    for path in (folder, folder, settings):
        server.watch(str(path))
    take_over(server, is_litter, math.inf)
    server.watch(str(others))
    server.observer.start()
    try:
        for path in (settings, folder / "2026/tax.md", others / "new.html"):
            time.sleep(0.5)  # the word of the system comes in parts
            server._want_rebuild = False
            path.write_text("longer", "utf-8")
            with server._rebuild_cond:
                assert server._rebuild_cond.wait_for(lambda: server._want_rebuild, PATIENCE), path
        server.unwatch(str(folder))
        server.unwatch(str(folder))
        with pytest.raises(KeyError):
            server.unwatch(str(folder))
    finally:
        server.shutdown(wait=False)
        server.observer.join(PATIENCE)
