"""Golden cases: a folder holds advisory.md, as an editor might write it, and expected.txt, what becomes of it.

Run ``pytest tests/golden --write-golden`` to write expected.txt anew, and read the difference before you commit it.
"""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forewarn.advisory import Advisory, Severity, State
from forewarn.problem import Problem, ProblemsFound
from forewarn.settings import Settings
from forewarn.site import load_site, survey
from projects import NOW, SHIPPED

HERE = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in HERE.rglob("advisory.*"))
SETTINGS = Settings(
    site_name="Scam Warnings",
    site_url="https://warnings.example/",
    description="Warnings",
    organisation="The Forewarn project",
    locale="en_GB",
    time_zone=ZoneInfo("Europe/London"),
    trusted_hosts=("gov.uk", "police.uk", "nhs.uk"),
)


def lay_out(case: Path, content: Path) -> None:
    """Make a content folder of what the site ships, without its advisories, and of the case."""
    shutil.copytree(SHIPPED / "areas", content / "areas")
    for name in ("index.md", "contacts.yml"):
        shutil.copy(SHIPPED / name, content)
    (content / "advisories").mkdir()
    for path in (*case.glob("*.md"), *case.glob("*.png")):
        shutil.copy(path, content / "advisories")


def outcome(case: Path, content: Path) -> str:
    """Load a site with the case's advisory, and tell what became of that."""
    lay_out(case, content)
    try:
        loaded = load_site(content, SETTINGS, datetime.fromisoformat(NOW))
    except ProblemsFound as refused:
        return told("Refused.", refused.problems)
    if not loaded.site.register.advisories:
        return told("Not public yet.", loaded.problems)
    register = loaded.site.register
    advisory = register.advisories[-1]  # the oldest; others in the folder are what it refers to
    return told("Published.", loaded.problems) + facts(advisory, register.state_of(advisory))


def problems_of(case: Path, content: Path) -> tuple[Problem, ...]:
    """Give every problem of a case, those of hidden advisories too."""
    lay_out(case, content)
    return survey(content, SETTINGS, datetime.fromisoformat(NOW)).problems


def told(verdict: str, problems: tuple[Problem, ...]) -> str:
    lines = [f"  {problem}".replace("content/advisories/", "") for problem in problems]
    return "\n".join([verdict, *lines]) + "\n"


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
        "source": advisory.source or "",
        "language": advisory.locale,
    }
    lines = [f"{name}: {value}" for name, value in shown.items() if value]
    return "\n".join(["", *lines, "", advisory.body.strip()]) + "\n"
