"""Golden cases: a folder holds what somebody might write, and expected.txt, what becomes of it.

At any depth below this folder, a case has at least one of: advisory.md, with other advisories beside it; areas/, whose
files come to the shipped areas or take their place; contacts.yml and index.md, which take the place of the shipped
ones; settings.yml, what stands below extra.forewarn, or a whole mkdocs.yml.

Run ``pytest tests/golden --write-golden`` to write expected.txt anew, and read the difference before you commit it.
"""

import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from forewarn.advisory import Advisory, State
from forewarn.area import Area
from forewarn.checking import read_settings
from forewarn.problem import Problem, ProblemsFound
from forewarn.reading.configuration import read_configuration
from forewarn.settings import Settings
from forewarn.site import Loaded, load_site
from projects import NOW, SHIPPED

HERE = Path(__file__).parent
PARTS = ("advisory.*", "areas", "contacts.yml", "index.md", "settings.yml", "mkdocs.yml")
CASES = sorted({path.parent for part in PARTS for path in HERE.rglob(part)})
SETTINGS = Settings(
    site_name="Scam Warnings",
    site_url="https://warnings.example/",
    description="Warnings",
    organisation="The Forewarn project",
    locale="en_GB",
    time_zone=ZoneInfo("Europe/London"),
    trusted_hosts=("gov.uk", "police.uk", "nhs.uk"),
)
WITHOUT_SETTINGS = replace(SETTINGS, organisation=SETTINGS.site_name)
MKDOCS = 'site_name: "Scam Warnings"\nsite_url: https://warnings.example/\nsite_description: Warnings\n'


def test_there_are_cases() -> None:
    assert len(CASES) > 60
    assert [path.parent for path in HERE.rglob("expected.txt") if path.parent not in CASES] == []


def test_every_rule_with_a_folder_of_its_own_is_seen_to_fire_and_to_be_quiet() -> None:
    folders = {case.parent for case in CASES if case.parent.parent == HERE / "rules"}
    assert len(folders) > 30
    for folder in folders:
        expected = [path.read_text("utf-8").split("\n") for path in folder.glob("*/expected.txt")]
        assert {lines[1].startswith("  ") for lines in expected} == {True, False}, folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(HERE).as_posix())
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = outcome(case, tmp_path)
    expected = case / "expected.txt"
    if request.config.getoption("--write-golden"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def outcome(case: Path, folder: Path) -> str:
    """Load a site of what is shipped and what the case has, and tell what became of the latter."""
    content = folder / "content"
    shutil.copytree(SHIPPED / "areas", content / "areas")
    for name in ("index.md", "contacts.yml"):
        shutil.copy(case / name if (case / name).exists() else SHIPPED / name, content)
    (content / "advisories").mkdir()
    for path in case.glob("*.md"):
        if path.name != "index.md":
            shutil.copy(path, content / "advisories")
    for path in case.glob("areas/*"):
        shutil.copy(path, content / "areas")
    try:
        settings = settings_of(case, folder)
        loaded = load_site(content, settings, datetime.fromisoformat(NOW))
    except ProblemsFound as refused:
        return told("Refused.", refused.problems)
    if any(case.glob("advisory.*")):
        return outcome_of_advisory(loaded)
    return told("Accepted.", loaded.problems) + "".join(f"{fact}\n" for fact in other_facts(case, loaded))


def settings_of(case: Path, folder: Path) -> Settings:
    """Read the settings of a case as a command reads them; those that are the same for all where it has none."""
    own, whole = case / "settings.yml", folder / "mkdocs.yml"
    if own.exists():
        below = textwrap.indent(own.read_text("utf-8"), "    ")
        whole.write_text(f"extra:\n  forewarn:\n{below}\n{MKDOCS}", "utf-8")
    elif (case / "mkdocs.yml").exists():
        for path in case.glob("*.yml"):  # with those that it inherits from
            shutil.copy(path, folder)
    else:
        return SETTINGS
    read = read_configuration(whole)
    return read_settings(
        read.positions,
        site_name=read.site_name,
        site_url=read.site_url,
        description=read.site_description,
        own=read.own,
    )


def outcome_of_advisory(loaded: Loaded) -> str:
    register = loaded.site.register
    if not register.advisories:
        return told("Not public yet.", loaded.problems)
    advisory = register.advisories[-1]  # the oldest; others in the folder are what it refers to
    return told("Published.", loaded.problems) + facts(advisory, register.state_of(advisory))


def told(verdict: str, problems: tuple[Problem, ...]) -> str:
    lines = [f"  {problem}".replace("content/advisories/", "") for problem in problems]
    return "\n".join([verdict, *lines]) + "\n"


def other_facts(case: Path, loaded: Loaded) -> Iterator[str]:
    """Tell what became of a case's settings that are not the usual ones, of its contacts, and of its areas."""
    site = loaded.site
    for field in fields(Settings) if site.settings is not SETTINGS else ():
        value = getattr(site.settings, field.name)
        if value != getattr(WITHOUT_SETTINGS, field.name):
            yield f"{field.name}: {value}"
    if (case / "contacts.yml").exists():
        yield from (f"contact: {contact.id} for {', '.join(sorted(contact.nations))}" for contact in site.contacts)
    for area in site.areas:
        if (case / area.file.removeprefix("content/")).exists():
            yield from ("", *facts_of_area(area))


def facts_of_area(area: Area) -> Iterator[str]:
    colours = area.force.colours
    shown = {
        "area": area.slug,
        "name": area.name,
        "aliases": ", ".join(area.aliases),
        "names": ", ".join(f"{tag}: {name}" for tag, name in area.names_by_language.items()),
        "within": area.within,
        "nation": area.nation,
        "force": f"{area.force.name}, {area.force.website}",
        "colours": colours and f"{colours.words} on {colours.surface}",
        "contacts": ", ".join(contact.id for contact in area.contacts),
    }
    yield from (f"{name}: {value}" for name, value in shown.items() if value)


def facts(advisory: Advisory, state: State) -> str:
    updates = [f"{update.when.isoformat()}: {update.note}" for update in advisory.updates]
    shown = {
        "title": advisory.title,
        "areas": ", ".join(advisory.areas),
        "published": advisory.published.isoformat(),
        "updated": "; ".join(updates),
        "summary": advisory.summary,
        "state": "" if state is State.CURRENT else state,
        "source": advisory.source or "",
        "language": advisory.locale,
    }
    lines = [f"{name}: {value}" for name, value in shown.items() if value]
    return "\n".join(["", *lines, "", advisory.body.strip()]) + "\n"
