"""Golden cases: a folder holds what somebody might write, and expected.txt, what becomes of it.

At any depth below this folder, a case has at least one of: advisory.md, with other advisories beside it; areas/, whose
files come to the shipped areas or take their place; help/, with help pages; contacts.yml and index.md, which take the
place of the shipped ones; settings.yml, what stands below extra.forewarn, or a whole mkdocs.yml; content/, whatever
else lies in the content folder.

A case of rules/<rule>/ breaks that rule, unless its name begins with "near": then it only comes close.

Run ``pytest tests/golden --write-golden`` to write expected.txt anew, and read the difference before you commit it.
"""

import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from card_samples import shipped_templates
from forewarn.advisory import Advisory, Severity, State
from forewarn.area import Area
from forewarn.attachment import Attachment
from forewarn.checking import read_settings
from forewarn.problem import Problem, ProblemsFound
from forewarn.reading.configuration import read_configuration
from forewarn.settings import Settings
from forewarn.site import Loaded, load_site, survey
from projects import NOW, SHIPPED

HERE = Path(__file__).parent / "golden"
PARTS = ("advisory.*", "areas", "help", "contacts.yml", "index.md", "settings.yml", "mkdocs.yml", "content")
# All that are shipped would take three times as long; of fewer, a sentence would name each.
AREAS = "devon-cornwall dorset durham essex gwent kent norfolk north-wales scotland south-wales west-midlands".split()
CASES = sorted(
    {path.parent for part in PARTS for path in HERE.rglob(part) if "content" not in path.relative_to(HERE).parts[:-1]}
)
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


def lay_out(case: Path, folder: Path) -> Path:
    """Make a content folder of what the site ships, without its advisories, and of what the case has."""
    content = folder / "content"
    (content / "areas").mkdir(parents=True)
    for name in AREAS:
        shutil.copy(SHIPPED / "areas" / f"{name}.md", content / "areas")
    for name in ("index.md", "contacts.yml"):
        shutil.copy(case / name if (case / name).exists() else SHIPPED / name, content)
    (content / "advisories").mkdir()
    for path in case.glob("*.*"):
        if path.is_file() and path.suffix != ".yml" and path.name not in {"index.md", "expected.txt"}:
            shutil.copy(path, content / "advisories")
    for path in case.glob("areas/*"):
        shutil.copy(path, content / "areas")
    if (case / "help").exists():
        shutil.copytree(case / "help", content / "help")
    if (case / "content").exists():
        shutil.copytree(case / "content", content, dirs_exist_ok=True)
    return content


@dataclass(frozen=True)
class Outcome:
    """What became of a case, as its expected.txt tells it, and the ids of the rules that it broke, hidden or not."""

    text: str
    rules: frozenset[str]


def outcome(case: Path, folder: Path) -> Outcome:
    """Load a site of what is shipped and what the case has, and tell what became of the latter."""
    content, now = lay_out(case, folder), datetime.fromisoformat(NOW)
    try:
        settings = settings_of(case, folder)
        typefaces = shipped_templates().typefaces if settings.cards else None
        loaded = load_site(content, settings, now, typefaces=typefaces)
    except ProblemsFound as refused:
        return Outcome(told("Refused.", refused.problems), rules_of(refused.problems))
    if any(case.glob("advisory.*")):
        text = outcome_of_advisory(loaded)
    else:
        text = told("Accepted.", loaded.problems) + "".join(f"{fact}\n" for fact in other_facts(case, loaded))
    is_all_told = not loaded.hidden and not any(b"updates:" in path.read_bytes() for path in case.glob("advisory.*"))
    problems = loaded.problems if is_all_told else survey(content, settings, now, typefaces=typefaces).problems
    return Outcome(text, rules_of(problems))


def rules_of(problems: tuple[Problem, ...]) -> frozenset[str]:
    return frozenset(problem.rule for problem in problems)


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
        for contact in site.contacts.open_at(site.register.now):
            yield f"contact: {contact.id} for {', '.join(sorted(contact.nations))}"
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
        "topics": ", ".join(topic.name for topic in advisory.topics),
        "severity": "" if advisory.severity is Severity.WARNING else advisory.severity,
        "advice": "; ".join(advisory.advice),
        "scam": ", ".join((*advisory.scam.phones, *advisory.scam.shown_links, *advisory.scam.shown_emails)),
        "text message": advisory.text_message,
        "earlier addresses": ", ".join(advisory.aliases),
        "translation of": advisory.translation_of or "",
        "files": ", ".join(f"{each.name} {_size(each)}".rstrip() for each in advisory.attachments),
        "source": advisory.source or "",
        "language": advisory.locale,
    }
    lines = [f"{name}: {value}" for name, value in shown.items() if value]
    return "\n".join(["", *lines, "", advisory.body.strip()]) + "\n"


def _size(attachment: Attachment) -> str:
    return f"({attachment.width} x {attachment.height})" if attachment.kind.is_picture else ""
