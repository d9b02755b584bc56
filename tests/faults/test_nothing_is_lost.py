"""Files in are published, hidden or refused, to the unit; what is published is found wherever a reader may look.

A few hundred by default; ``make faults`` takes 10,000.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.corpus import write_advisories
from built_once import Once
from forewarn.problem import Level
from forewarn.site import survey
from golden_cases import SETTINGS
from mixed_files import followed, linked, mapped, mix
from projects import NOW, Built, Project, moment

FEW, MANY = 200, 10_000
AREAS = {"kent": "Kent", "devon-cornwall": "Devon & Cornwall", "scotland": "Scotland"}


@dataclass(frozen=True)
class Mixed:
    """A project with all kinds of files, and what must become of each, by its id."""

    project: Project
    fates: Mapping[str, str]

    def with_fate(self, *fates: str) -> set[str]:
        return {id_ for id_, fate in self.fates.items() if fate in fates}


@pytest.fixture(scope="module")
def mixed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    count = MANY if request.config.getoption("--long") else FEW
    project = Project(tmp_path_factory.mktemp("mixed") / "project").with_every_area()
    folder = project.content / "advisories"
    write_advisories(folder, count)
    fates = {path.stem: mix(path, number) for number, path in enumerate(sorted(folder.rglob("*.md")), 1)}
    assert len(fates) == count
    return Mixed(project, fates)


@pytest.fixture(scope="module")
def built(mixed: Mixed, once: Once) -> Built:
    """The site of what is not refused."""

    def build(folder: Path) -> Built:
        project = Project(folder / "project").with_every_area()
        project.for_many()
        for path in (mixed.project.content / "advisories").rglob("*.md"):
            if mixed.fates[path.stem] != "refused":
                project.add(path.relative_to(mixed.project.content).as_posix(), path.read_bytes())
        return project.build(timeout=900)

    return once.built("mixed", build)


def test_files_in_are_published_hidden_or_refused(mixed: Mixed) -> None:
    found = survey(mixed.project.content, SETTINGS, moment(NOW))
    public = {advisory.id for advisory in found.register.advisories if advisory.is_public(moment(NOW))}
    hidden = {Path(file).stem for file in found.hidden}
    refused = {Path(problem.file).stem for problem in found.problems if problem.level is Level.ERROR}
    assert public == mixed.with_fate("published")
    assert hidden - refused == mixed.with_fate("hidden")
    assert refused == mixed.with_fate("refused")
    assert len(mixed.fates) == len(public) + len(hidden - refused) + len(refused)


def test_a_build_with_refused_files_publishes_nothing(mixed: Mixed) -> None:
    refused = mixed.project.build(timeout=900)
    assert refused.exit_status == 1
    assert not refused.site.exists()


def test_everything_published_has_its_page_and_nothing_else_has(mixed: Mixed, built: Built) -> None:
    pages = {path.parent.name for path in (built.site / "advisories").glob("*/index.html")}
    assert pages == mixed.with_fate("published")
    shown = f"Advisories: {len(pages)} public, {len(mixed.with_fate('hidden'))} not yet."
    assert shown in built.output


def test_everything_published_is_in_the_site_map_once(mixed: Mixed, built: Built) -> None:
    listed = mapped(built.site)
    assert sorted(listed) == sorted(mixed.with_fate("published"))


def test_everything_published_is_on_its_areas_lists_once(mixed: Mixed, built: Built) -> None:
    listed: list[str] = []
    for page in (built.site / "areas").rglob("index.html"):
        listed += linked(page, built.site)
    published = mixed.with_fate("published")
    assert sorted(listed) == sorted(published)
    for slug, name in AREAS.items():
        own = {id_ for page in (built.site / "areas" / slug).rglob("index.html") for id_ in linked(page, built.site)}
        written = {
            path.stem
            for path in (mixed.project.content / "advisories").rglob("*.md")
            if f"area: {name}\n" in path.read_text("utf-8")
        }
        assert own == written & published


def test_everything_published_is_in_the_archive_once(mixed: Mixed, built: Built) -> None:
    listed = [id_ for page in (built.site / "archive").rglob("index.html") for id_ in linked(page, built.site)]
    assert sorted(listed) == sorted(mixed.with_fate("published"))


@pytest.mark.parametrize("page", ["", *(f"areas/{slug}/" for slug in AREAS)])
def test_everything_published_is_found_by_following_a_feed(mixed: Mixed, built: Built, page: str) -> None:
    found = followed(built.site, f"{page}feed.xml")
    if not page:
        assert found == mixed.with_fate("published")
        return
    on_lists = {id_ for file in (built.site / page).rglob("index.html") for id_ in linked(file, built.site)}
    assert found == on_lists
