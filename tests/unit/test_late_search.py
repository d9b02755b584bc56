"""The index of a preview's search, made after its pages: when, of what, how often, and what is left of it."""

import logging
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from forewarn.building.late_search import LateSearch
from forewarn.building.search import Aside
from forewarn.drawing.store import Store
from forewarn.indexing import program
from forewarn.publication import LateFiles
from forewarn.search_record import SearchRecord
from forewarn.site import SearchIndex, SearchStore, planned_records, search_plan
from published import ADVISORY, NOON, SETTINGS, site_of

ENTRY = "pagefind-entry.json"
PATIENCE = 60.0
LOG = logging.getLogger("mkdocs.plugins.forewarn")
UP_TO_DATE = "The search is up to date."


def index_of(*titles: str, store: SearchStore | None = None) -> SearchIndex:
    """Plan the index of a site whose advisories have these titles."""
    advisories = [replace(ADVISORY, id=f"a{number}", title=title) for number, title in enumerate(titles)]
    site = site_of(advisories, settings=replace(SETTINGS, cards=False, posters=False))
    return SearchIndex(search_plan(site, planned_records(site)), store=store)


@pytest.fixture
def files(tmp_path: Path) -> LateFiles:
    return LateFiles(tmp_path / "late", patience=PATIENCE)


@pytest.fixture
def search(files: LateFiles, caplog: pytest.LogCaptureFixture) -> Iterator[LateSearch]:
    caplog.set_level(logging.INFO, LOG.name)
    search = LateSearch(files, logging.LoggerAdapter(LOG, {}), rest=0)
    yield search
    search.end()


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.02)


def shown(search: LateSearch, index: SearchIndex, caplog: pytest.LogCaptureFixture) -> dict[str, Path]:
    """Have an index made, and give its files."""
    caplog.clear()
    search.want(index)
    search.begin(1)
    until(lambda: bool(caplog.messages))
    assert caplog.messages == [UP_TO_DATE]
    return dict(search.files.shown)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """Hold up what Pagefind is asked for: gives what tells that it has been asked, and what lets it go on."""
    has_begun, goes_on, ask = Event(), Event(), program.Program.ask

    def asked(self: program.Program, what: str, **details: object) -> object:
        has_begun.set()
        goes_on.wait(PATIENCE)
        return ask(self, what, **details)

    monkeypatch.setattr(program.Program, "ask", asked)
    yield has_begun, goes_on
    goes_on.set()


def test_an_edit_writes_what_is_new_and_removes_what_is_old(
    search: LateSearch, caplog: pytest.LogCaptureFixture
) -> None:
    first = shown(search, index_of("Tax", "Rent"), caplog)
    assert len(first) > 8
    second = shown(search, index_of("Tax", "Rates"), caplog)
    same = {name for name in first.keys() & second.keys() if first[name] == second[name]}
    assert {name.partition("/")[0] for name in same} >= {"fragment", "filter"}
    assert [name for name in same if name.startswith("pagefind")] == []
    assert all(path.is_file() for path in second.values())
    assert [path for name, path in first.items() if name not in same and path.exists()] == []


def test_the_index_that_is_there_is_not_made_again(search: LateSearch, caplog: pytest.LogCaptureFixture) -> None:
    first = shown(search, index_of("Tax"), caplog)
    search.want(index_of("Tax"))
    search.begin(1)
    search.begin(1)
    time.sleep(0.3)
    assert search.files.shown == first
    assert caplog.messages == [UP_TO_DATE]


def stop_one(search: LateSearch, held: tuple[Event, Event]) -> None:
    """Begin with an index, and stop it in the middle."""
    has_begun, goes_on = held
    search.want(index_of("Tax"))
    search.begin(1)
    assert has_begun.wait(PATIENCE)
    search.halt()
    goes_on.set()


def test_one_that_is_stopped_is_not_shown_and_the_next_is(
    search: LateSearch, held: tuple[Event, Event], caplog: pytest.LogCaptureFixture
) -> None:
    stop_one(search, held)
    search.want(index_of("Rent"))
    search.begin(1)
    until(lambda: bool(search.files.shown))
    until(lambda: bool(caplog.messages))
    assert caplog.messages == [UP_TO_DATE], "nothing is said of the one that was stopped"
    assert [path.name for path in search.files.shown[ENTRY].parents[2].parent.iterdir()] == ["2"]


def test_one_that_was_stopped_is_made_after_all_where_nothing_has_changed(
    search: LateSearch, held: tuple[Event, Event], caplog: pytest.LogCaptureFixture
) -> None:
    stop_one(search, held)
    search.begin(1)
    until(lambda: bool(caplog.messages))
    assert (caplog.messages, ENTRY in search.files.shown) == ([UP_TO_DATE], True)


def test_one_that_is_stopped_before_it_begins_never_does(
    files: LateFiles, held: tuple[Event, Event], caplog: pytest.LogCaptureFixture
) -> None:
    search = LateSearch(files, logging.LoggerAdapter(LOG, {}), rest=0.3)
    search.want(index_of("Tax"))
    search.begin(1)
    search.halt()
    assert not held[0].wait(0.6)
    search.end()
    assert caplog.messages == []


def test_an_index_that_fails_is_told_in_a_sentence_and_the_former_one_stays(
    search: LateSearch, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shown(search, index_of("Tax"), caplog)
    caplog.clear()
    with monkeypatch.context() as patched:
        patched.setattr(program, "get_executable", lambda: "/nowhere/pagefind")
        search.want(index_of("Rent"))
        search.begin(1)
        until(lambda: bool(caplog.messages))
    (told,) = caplog.records
    assert told.levelname == "WARNING"
    assert "The index of the search could not be made: Pagefind cannot be started" in told.message
    assert told.exc_info is None
    assert search.files.shown == first
    assert search.files.find(ENTRY) is not None
    caplog.clear()
    search.begin(1)
    until(lambda: bool(caplog.messages))
    assert caplog.messages == [UP_TO_DATE], "it is tried again when the site is built again"


def test_an_index_that_cannot_be_written_is_told_too(
    search: LateSearch, files: LateFiles, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "late").write_text("a file where a folder should be", "utf-8")
    search.want(index_of("Tax"))
    search.begin(1)
    until(lambda: bool(caplog.messages))
    assert caplog.messages == ["The search finds nothing new, as its index could not be made: Not a directory."]
    with pytest.raises(TimeoutError):
        files.find(ENTRY)
    (tmp_path / "late").unlink()


def test_nothing_is_left_and_nothing_said_where_it_ends_in_the_midst(
    search: LateSearch, held: tuple[Event, Event], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    has_begun, goes_on = held
    search.want(index_of("Tax"))
    search.begin(1)
    assert has_begun.wait(PATIENCE)
    search.halt()
    goes_on.set()
    search.end()
    assert caplog.messages == []
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_a_site_is_kept_once_its_index_is_made(search: LateSearch, caplog: pytest.LogCaptureFixture) -> None:
    index = index_of("Tax")
    (shard,) = index.plan.shards
    record = weakref.ref(shard.records[0])
    assert not isinstance(record(), SearchRecord), "it is planned"
    del shard
    shown(search, index, caplog)
    del index
    until(lambda: record() is None)


def test_a_site_without_a_search_has_no_files(search: LateSearch, caplog: pytest.LogCaptureFixture) -> None:
    assert shown(search, index_of("Tax"), caplog)
    assert shown(search, index_of(), caplog) == {}


def test_what_holds_what_is_hidden_is_kept_aside(
    search: LateSearch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    usual, own = Store(tmp_path / "usual"), Store(tmp_path / "own")
    shown(search, index_of("Tax", store=usual), caplog)
    before = {path.name: path.read_bytes() for path in usual.folder.iterdir()}
    assert len(before) == 3, "a shard, what is shown of it, and the program"
    shown(search, index_of("Tax", "Rent", store=Aside(usual, own)), caplog)
    assert {path.name: path.read_bytes() for path in usual.folder.iterdir()} == before
    assert len(list(own.folder.iterdir())) == 2, "the program was there"
    shown(search, index_of("Tax", "Rates", store=Aside(usual, own)), caplog)
    assert len(list(own.folder.iterdir())) == 2, "only what the last index was made of"


def test_what_is_kept_aside_is_looked_for_in_both_places(tmp_path: Path) -> None:
    usual, own = Store(tmp_path / "usual"), Store(tmp_path / "own")
    aside = Aside(usual, own)
    usual.put("a" * 40, b"public")
    aside.put("b" * 40, b"hidden")
    assert [aside.get(letter * 40) for letter in "abc"] == [b"public", b"hidden", None]
    assert not usual.has("b" * 40)
    aside.tidy([], NOON)
    assert aside.get("b" * 40) is None


def test_while_nobody_knows_which_index_is_wanted_the_first_is_waited_for(search: LateSearch) -> None:
    """A build in haste does not say what the search is to find; the one that follows at rest does."""
    search.want(index_of("Tax"))
    search.want_another()
    search.begin(1)
    assert search.files.shown == {}
    assert search._thread.ident is None, "nothing is made of what is old already"
    assert search.files._is_awaited, "and whoever asks waits for what is to come"
    search.want(index_of("Rent"))
    search.begin(1)
    until(lambda: bool(search.files.shown))


def test_the_former_index_answers_until_another_is_known(search: LateSearch, caplog: pytest.LogCaptureFixture) -> None:
    first = shown(search, index_of("Tax"), caplog)
    search.want_another()
    search.begin(1)
    assert search.files.find(ENTRY) == first[ENTRY].read_bytes()
    second = shown(search, index_of("Rent"), caplog)
    assert first[ENTRY] != second[ENTRY]
