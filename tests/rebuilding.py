"""Building again after a change, and what was made by that: a small site with everything that a build can keep."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from projects import NOW, ROOT, Built, Project

AREAS = ("kent", "norfolk", "gwent", "scotland")

TEXT = """\
---
title: {title}
area: {area}
topic: {topic}
advice: [Hang up.]
publish:
  date: {date}
{more}---

{body} Nobody genuine asks for that. Tell somebody you trust before you do anything, and take your time.
"""


def text(  # noqa: PLR0913 - the fields of an advisory
    title: str,
    area: str,
    topic: str,
    *,
    date: str = "2026-10-02",
    more: str = "",
    body: str = "A caller asks for cash.",
) -> str:
    return TEXT.format(title=title, area=area, topic=topic, date=date, more=more, body=body)


TEXTS = {
    "cash": text("A caller asks for cash", "Kent", "Courier fraud"),
    "rooms": text("Rooms that do not exist", "Norfolk", "Rental fraud", body="A room is let to many."),
    "puppies": text("Puppies that nobody has", "Gwent", "Pet fraud", body="A puppy is sold to many."),
    "old": text(
        "Tickets that never come", "Scotland", "Shopping and ticket fraud", date="2019-03-01", body="No ticket."
    ),
}


@dataclass(frozen=True)
class Rebuilt:
    """A site after a change: what was made anew, and of that what is not as it was."""

    made: frozenset[str]
    changed: frozenset[str]


def made_by(built: Built) -> frozenset[str]:
    """Give the paths of all files that a build has made though it would have kept them."""
    assert built.exit_status == 0, built.output
    return frozenset(re.findall(r"To be made: ([^\d\n].*)$", built.output, re.MULTILINE))


def contents(site: Path) -> dict[str, bytes]:
    own = (path for path in site.rglob("*") if path.is_file() and path.name != "sha256sums.txt")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in own}


def small(folder: Path) -> Project:
    """Make a project with four areas and four advisories, with cards, posters and a search."""
    project = Project(folder)
    for path in (project.content / "areas").iterdir():
        if path.stem not in AREAS:
            path.unlink()
    for name, words in TEXTS.items():
        project.add(f"advisories/{name}.md", words)
    project.add("help/about.md", "---\ntitle: About this site\ndescription: Who we are.\n---\n\nWords about us.\n")
    project.folder.joinpath("overrides").unlink()
    shutil.copytree(ROOT / "overrides", project.folder / "overrides")
    return project


def build(project: Project, now: str = NOW, **environment: Any) -> Built:
    return project.build("--verbose", now=now, FOREWARN_CACHE=str(project.folder / ".cache"), **environment)


def rebuilt(project: Project, now: str = NOW, **environment: Any) -> Rebuilt:
    """Build again, see that the site is that of a build from nothing, and tell what was made.

    What is drawn is not drawn again for that: it is kept by all that it is made of, and a key that has forgotten
    something shows in what was made. Nothing else is taken over.
    """
    before = contents(project.folder / "site")
    made = made_by(build(project, now, **environment))
    after = contents(project.folder / "site")
    drawings = project.folder / "drawings"
    copy_drawings(project.folder / ".cache/forewarn", drawings / "forewarn")
    anew = project.build(site="anew", now=now, FOREWARN_CACHE=str(drawings), **environment)
    assert anew.exit_status == 0, anew.output
    expected = contents(anew.site)
    assert without_old_assets(after, expected) == expected
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return Rebuilt(made, frozenset(changed))


def copy_drawings(kept: Path, into: Path) -> None:
    """Give another folder the drawings that are kept in one, and nothing that is kept of texts or of the search."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for path in kept.glob("*"):
        if path.is_file() and "." not in path.name:
            shutil.copy(path, into)


def without_old_assets(site: dict[str, bytes], anew: Iterable[str]) -> dict[str, bytes]:
    """Leave out what stays for those who still have an older page open."""
    return {path: content for path, content in site.items() if path in set(anew) or not path.startswith("assets/")}


def replace(path: Path, old: str, new: str) -> None:
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new), "utf-8")
