"""Nothing that is old stays public: whatever was kept, and however somebody tries to have it believed."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace as replaced
from pathlib import Path

import pytest
from click.testing import CliRunner

from forewarn.commands import main
from forewarn.publication.ledger import Output, read_ledger, seen_below, write_ledger
from forewarn.publication.manifest import read_manifest
from forewarn.publication.places import Places
from projects import NOW, Project
from rebuilding import TEXTS, build, contents, made_by, rebuilt, replace, small

WITHDRAWN = "  status: withdrawn\n  reason: It was a mistake.\n  date: 2026"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("first") / "project")
    assert build(project).exit_status == 0
    return project


@pytest.fixture
def project(first: Project, tmp_path: Path) -> Project:
    return first.copied_to(tmp_path / "project")


def page(project: Project, address: str) -> str:
    return (project.folder / "site" / address / "index.html").read_text("utf-8")


def test_a_withdrawal_is_public_though_its_file_looks_as_old_and_as_long(project: Project) -> None:
    """Somebody has set the time of the file back, and left its length as it was."""
    build(project)
    path = project.content / "advisories/cash.md"
    before = path.stat()
    words = path.read_text("utf-8").replace("date: 2026", WITHDRAWN.removeprefix("  ").replace("\n  ", "\n  ", 1))
    spare = len(words.encode()) - before.st_size
    told = words.partition("Nobody genuine")[2]
    assert len(told) > spare > 0
    path.write_text(words[: -spare - 1] + "\n", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    rebuilt(project)
    assert "It was a mistake." in page(project, "advisories/cash")


def test_a_text_that_is_withdrawn_and_comes_back_is_each_time_what_it_says(project: Project) -> None:
    path, was = project.content / "advisories/cash.md", TEXTS["cash"]
    for _ in range(2):
        replace(path, "  date: 2026", WITHDRAWN)
        rebuilt(project)
        assert "It was a mistake." in page(project, "advisories/cash")
        path.write_text(was, "utf-8")
        rebuilt(project)
        assert "It was a mistake." not in page(project, "advisories/cash")


def test_time_goes_on_and_back(project: Project) -> None:
    """What is past at one moment is current at an earlier one, whichever was built last."""
    for now, is_past in ((NOW, False), ("2027-06-01T12:00:00+00:00", True), (NOW, False)):
        rebuilt(project, now)
        assert ("No longer current" in page(project, "advisories/cash")) == is_past, now


def test_an_expiry_is_kept_to_the_second(project: Project) -> None:
    replace(project.content / "advisories/cash.md", "publish:\n", "publish:\n  expires: 2026-11-22 13:00\n")
    for now, is_past in (("2026-11-22T12:59:59+00:00", False), ("2026-11-22T13:00:00+00:00", True)):
        rebuilt(project, now)
        assert ("No longer current" in page(project, "advisories/cash")) == is_past, now


def spoil_page(project: Project) -> None:
    """Write other words into a page that is public, as long as those that were there, and set its time back."""
    path = project.folder / "site/advisories/cash/index.html"
    about, was = path.stat(), path.read_bytes()
    path.write_bytes(was.replace(b"Nobody", b"Anybody"[:6]))
    assert path.stat().st_size == about.st_size
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def remove_page(project: Project) -> None:
    (project.folder / "site/areas/kent/index.html").unlink()


def add_page(project: Project) -> None:
    (project.folder / "site/areas/kent/other.html").write_text("mine", "utf-8")


def spoil_spare(project: Project) -> None:
    """The folder in which the next site is put together."""
    build(project, "2027-06-01T12:00:00+00:00")
    for path in (Places.of(project.folder / "site").spare / "advisories").rglob("index.html"):
        path.write_text("old words", "utf-8")


def forget_ledgers(project: Project) -> None:
    shutil.rmtree(Places.of(project.folder / "site").ledgers)


def damage_everything_kept(project: Project) -> None:
    work, cache = Places.of(project.folder / "site"), project.folder / ".cache/forewarn"
    kept = [*work.ledgers.iterdir(), work.facts, *(path for path in cache.rglob("*") if path.is_file())]
    assert len(kept) > 9
    for path in kept:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] + b"damaged" + content[len(content) // 2 + 7 :])


def cut_everything_kept_off(project: Project) -> None:
    work, cache = Places.of(project.folder / "site"), project.folder / ".cache/forewarn"
    for path in [*work.ledgers.iterdir(), work.facts, *(path for path in cache.rglob("*") if path.is_file())]:
        path.write_bytes(path.read_bytes()[:-9])


def forget_cache(project: Project) -> None:
    shutil.rmtree(project.folder / ".cache")


def forget_site(project: Project) -> None:
    shutil.rmtree(project.folder / "site")


@pytest.mark.parametrize(
    "harm",
    [
        spoil_page,
        remove_page,
        add_page,
        spoil_spare,
        forget_ledgers,
        damage_everything_kept,
        *(pytest.param(each, marks=pytest.mark.long) for each in (cut_everything_kept_off, forget_cache, forget_site)),
    ],
)
def test_whatever_becomes_of_what_is_kept_the_site_is_right(project: Project, harm: Callable[[Project], None]) -> None:
    build(project)
    harm(project)
    rebuilt(project)


def forge_ledger(places: Places) -> None:
    """Write down that the disk knew every file of the public site as it is now."""
    manifest = read_manifest(places.site)
    assert manifest
    ledger, seen = read_ledger(places, manifest), seen_below(places.site)
    assert ledger.outputs
    outputs = {path: Output(output.made_of, seen[path]) for path, output in ledger.outputs.items()}
    write_ledger(places, manifest, replaced(ledger, outputs=outputs))


@pytest.mark.parametrize("variable", ["CI", "FOREWARN_DEPLOY"])
def test_where_it_matters_no_time_of_a_file_is_believed(project: Project, variable: str) -> None:
    """Somebody has changed a page, and made it look as if the last build had left it so."""
    places = Places.of(project.folder / "site")
    build(project)
    before = contents(places.site)
    spoil_page(project)
    forge_ledger(places)
    spoilt = contents(places.site)
    assert build(project).exit_status == 0
    assert contents(places.site) == spoilt != before, "the control: a build for oneself takes it for what it left"
    built = build(project, **{variable: "1"})
    assert built.exit_status == 0, built.output
    assert contents(places.site) == before


def test_the_ledger_of_another_site_says_nothing_of_this_one(project: Project, tmp_path: Path) -> None:
    other = small(tmp_path / "other")
    replace(other.content / "advisories/cash.md", "title: A caller asks", "title: Somebody asks")
    build(other)
    places, theirs = Places.of(project.folder / "site"), Places.of(other.folder / "site")
    shutil.rmtree(places.ledgers)
    shutil.copytree(theirs.ledgers, places.ledgers)
    assert "advisories/cash/index.html" in made_by(build(project))
    rebuilt(project)


def test_after_a_roll_back_the_next_build_is_right(project: Project) -> None:
    replace(project.content / "advisories/cash.md", "title: A caller", "title: Somebody")
    build(project)
    replace(project.content / "advisories/cash.md", "title: Somebody", "title: Nobody")
    ended = CliRunner().invoke(main, ["roll-back", "-f", str(project.folder / "mkdocs.yml")])
    assert ended.exit_code == 0, ended.output
    rebuilt(project)
    assert "Nobody asks for cash" in page(project, "advisories/cash")
