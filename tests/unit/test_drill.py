"""The drill with a small site, and readers before hosts that show them what is not of one site."""

import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drill import Step, drill, table
from projects import VALID, Project
from reading_along import Reading, readers
from serving import Given, Tampering, honest, served


def test_every_step_of_the_drill_with_a_small_site(tmp_path: Path) -> None:
    steps = list(drill(tmp_path, 3, is_short=True))
    assert [step.name for step in steps] == ["first build", "publish", "correct", "withdraw", "roll back"]
    assert [step for step in steps if not step.is_good] == []
    assert sum(step.reading.rounds for step in steps) >= 4
    assert len(set[str]().union(*(step.reading.sites for step in steps))) >= 3, "readers were there all the while"
    told = list(table(steps))
    assert len(told) == 6
    assert all(line.endswith("good") for line in told[1:])


@pytest.mark.parametrize(
    ("step", "result"),
    [
        (Step("correct", 61.0, 50.0, 60.0, Reading(4), ()), "too late"),
        (Step("correct", 9.0, 8.0, 60.0, Reading(), ()), "no reader has looked"),
        (Step("correct", 9.0, 8.0, 60.0, Reading(4), ("no feed",)), "no feed"),
        (Step("correct", 9.0, 8.0, 60.0, Reading(4, faults=["torn"]), ()), "torn"),
    ],
)
def test_a_step_that_is_late_or_seen_to_be_wrong_is_not_good(step: Step, result: str) -> None:
    assert not step.is_good
    assert list(table([step]))[-1].endswith(result)


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    project = Project(tmp_path_factory.mktemp("mixed") / "project")
    project.configure(extra={"forewarn": {"search": False, "posters": False, "cards": False}})
    made = []
    for name in ("tax", "rent"):
        project.add("advisories/a.md", VALID.replace("tax", name))
        built = project.build()
        assert built.exit_status == 0, built.output
        made.append(Path(shutil.copytree(built.site, built.site.with_name(name))))
    return made[0], made[1]


def seen(site: Path, tampering: Tampering) -> Reading:
    """Let a reader read for as long as it takes for some rounds."""
    total = Reading()
    with served(site, tampering) as host, readers(host.address, 1) as since:
        ends = time.monotonic() + 60
        while total.rounds < 4 and time.monotonic() < ends:
            time.sleep(0.1)
            new = since()
            total.rounds += new.rounds
            total.answers += new.answers
            total.sites |= new.sites
            total.faults += new.faults
    return total


def test_readers_of_one_site_see_nothing_wrong(two_sites: tuple[Path, Path]) -> None:
    found = seen(two_sites[0], honest)
    assert found.rounds >= 4
    assert found.answers > 4 * 10
    assert (found.faults, len(found.sites)) == ([], 1)


def test_readers_notice_a_page_of_another_site(two_sites: tuple[Path, Path]) -> None:
    one, other = two_sites

    def mixed(path: str, given: Given) -> Given:
        return replace(given, content=(other / "index.html").read_bytes()) if path == "" else given

    assert "index.html: of another site than its manifest" in seen(one, mixed).faults


@pytest.mark.parametrize("change", [{"status": 404, "content": b"<p>Not here."}, {"content": b"0123  torn"}])
def test_readers_notice_a_list_of_files_that_is_gone_or_torn_and_read_on(
    two_sites: tuple[Path, Path], change: dict[str, Any]
) -> None:
    def spoilt(path: str, given: Given) -> Given:
        return replace(given, **change) if path == "sha256sums.txt" else given

    found = seen(two_sites[0], spoilt)
    assert found.rounds >= 4
    assert set(found.faults) == {"sha256sums.txt: no list of files"}


def test_readers_notice_a_page_that_is_cut_off_and_an_asset_that_is_gone(two_sites: tuple[Path, Path]) -> None:
    def cut(path: str, given: Given) -> Given:
        return replace(given, content=given.content[:100]) if path == "feed.json" else given

    def gone(path: str, given: Given) -> Given:
        return replace(given, status=404) if path.endswith(".css") else given

    assert "feed.json: of another site than its manifest" in seen(two_sites[0], cut).faults
    assert any(fault.endswith(".css: 404") for fault in seen(two_sites[0], gone).faults)
