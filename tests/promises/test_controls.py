"""The tests of the promises can fail: what is known to break a promise is counted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from projects import PlainProject, Project
from promises.promise import Count, Promise, Size, Trial, is_kept, sorted_out
from promises.secrets import wrong_states
from promises.table import PROMISES
from promises.web import is_valid_feed

BROKEN_BY_PLAIN = [promise for promise in PROMISES if promise.counted and not promise.peer and promise.peer_fails]
SLOW = {5, 6, 11, 12, 13, 15, 17}
GOOD_FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>x</id><updated>2026-10-02T08:30:00Z</updated>
<entry><id>y</id><title>T</title><updated>2026-10-02T08:30:00Z</updated></entry></feed>"""


@pytest.mark.parametrize("promise", BROKEN_BY_PLAIN, ids=lambda promise: f"{promise.number}")
def test_plain_mkdocs_breaks_it(promise: Promise, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if promise.number in SLOW and not request.config.getoption("--long"):
        pytest.skip("plain MkDocs takes its time over it; --long asks for it")
    browser: Callable[[], object] = lambda: request.getfixturevalue("browser")  # noqa: E731 - started only when asked for
    assert promise.counted
    counts = promise.counted(Trial(PlainProject, tmp_path / "plain", Size.TINY, browser))  # type: ignore[arg-type]
    assert not is_kept(counts), counts


def test_there_are_nineteen() -> None:
    assert [promise.number for promise in PROMISES] == list(range(1, 20))
    assert len(BROKEN_BY_PLAIN) >= 14


def test_a_clock_that_is_late_gives_wrong_states(tmp_path: Path) -> None:
    wrong, asked = wrong_states(Project(tmp_path / "project"), timedelta(seconds=1))
    assert wrong == asked / 3


@pytest.mark.parametrize("broken", ["Devon & Cornwall", "<b>", "\v"])
def test_a_feed_that_no_parser_reads_is_not_valid(broken: str) -> None:
    assert is_valid_feed(GOOD_FEED.encode())
    assert not is_valid_feed(GOOD_FEED.replace("<title>T", f"<title>{broken}").encode())
    assert not is_valid_feed(b'{"version": "https://jsonfeed.org/version/1.1"}')


def test_a_count_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="no count"):
        Count(0, 0, "files")
    assert is_kept((Count(0, 1, "files"),))
    assert not is_kept((Count(0, 1, "files"), Count(1, 1, "pages")))


@pytest.mark.parametrize("make", [Project, PlainProject])
def test_files_that_stop_a_build_are_taken_out_and_no_others(make: type[Project], tmp_path: Path) -> None:
    project = make(tmp_path / "project")
    project.add("advisories/good.md")
    for name in ("advisories/bad.md", "advisories/2026/bad one.md"):
        project.add(name, b"---\ntitle: x\n---\n\x93quoted\x94\n")
    result = sorted_out(project)
    assert set(result.refused) == {"advisories/bad.md", "advisories/2026/bad one.md"}
    assert "Callers ask for tax" in result.built.page("advisories/good")
