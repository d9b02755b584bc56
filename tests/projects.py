"""Projects to build in tests: this repository's code and templates with content of their own."""

import copy
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import yaml

import warm_builds

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "content"
AREAS = ("devon-cornwall", "essex", "greater-london", "gwent", "kent", "norfolk", "scotland", "south-wales")
NOW = "2026-11-22T12:00:00+00:00"

VALID = """\
---
title: Callers ask for tax
area: Kent
publish:
  date: 2026-10-02 08:30
---

A caller says that you owe tax. Hang up.
"""


@dataclass(frozen=True)
class Built:
    """What a build left: how it ended, all that it printed, and where its site would be."""

    exit_status: int
    output: str
    site: Path

    def page(self, address: str) -> str:
        return (self.site / address / "index.html").read_text("utf-8")


def _without_editions(settings: str) -> str:
    """Take the last setting out, and leave every other on its line."""
    kept, _, editions = settings.partition("    # The other languages")
    assert editions.count("\n    ") == editions.count("\n") - 1, "editions are the last of the settings"
    return kept


class Project:
    """A folder that can be built. It has some shipped areas, the home page, and no advisories but those added.

    It is in the site's own language alone. Both take half the time; ``as_shipped`` gives it every area and edition.
    """

    hooks: tuple[str, ...] = ("hooks/mkdocs_events.py",)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("hooks", "overrides"):
            (folder / name).symlink_to(ROOT / name)
        (folder / "mkdocs.yml").write_text(_without_editions((ROOT / "mkdocs.yml").read_text("utf-8")), "utf-8")
        (self.content / "advisories").mkdir(parents=True)
        (self.content / "areas").mkdir()
        for name in ("index.md", "contacts.yml", *(f"areas/{area}.md" for area in AREAS)):
            shutil.copy(SHIPPED / name, self.content / name)

    def as_shipped(self) -> Self:
        """Take the whole content and every setting that is shipped."""
        shutil.copytree(SHIPPED, self.content, dirs_exist_ok=True)
        shutil.copy(ROOT / "mkdocs.yml", self.folder)
        return self

    def with_every_area(self) -> Self:
        """Take all areas that are shipped."""
        shutil.copytree(SHIPPED / "areas", self.content / "areas", dirs_exist_ok=True)
        return self

    def in_welsh(self) -> Self:
        """Offer it in Welsh as well."""
        shutil.copy(ROOT / "mkdocs.yml", self.folder)
        shutil.copy(SHIPPED / "index.cy.md", self.content)
        return self

    def add(self, name: str, text: str | bytes = VALID) -> Path:
        """Write a file of the content folder."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def configure(self, **changes: object) -> None:
        """Change settings in the project's mkdocs.yml."""
        path = self.folder / "mkdocs.yml"
        settings = yaml.safe_load(path.read_text("utf-8")) | changes
        path.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")

    def set_own(self, **changes: object) -> None:
        """Change settings of Forewarn's own, those below ``extra.forewarn``."""
        extra = yaml.safe_load((self.folder / "mkdocs.yml").read_text("utf-8")).get("extra", {})
        self.configure(extra=extra | {"forewarn": extra.get("forewarn", {}) | changes})

    def copied_to(self, folder: Path) -> Self:
        """Copy the whole folder, with what was built in it."""
        shutil.copytree(self.folder, folder, symlinks=True)
        twin = copy.copy(self)
        twin.folder, twin.content = folder, folder / "content"
        return twin

    def blamed(self, output: str) -> frozenset[str]:
        """Name the files of the content folder that a build gives as reasons why it failed."""
        return frozenset(re.findall(r"^content/(.+?):\d+:\d+: (?!warning: |repair: )", output, re.MULTILINE))

    def for_many(self) -> None:
        """Prepare for thousands of advisories: a poster takes longer than all the rest of one."""
        settings = yaml.safe_load((self.folder / "mkdocs.yml").read_text("utf-8"))
        own = settings.get("extra", {}).get("forewarn", {})
        self.configure(extra={"forewarn": own | {"posters": False}})

    def build(
        self,
        *options: str,
        engine: str = "mkdocs",
        site: str = "site",
        now: str = NOW,
        timeout: int = 120,
        **environment: str,
    ) -> Built:
        """Build with the command that a user types, within so many seconds."""
        return build_in(
            self.folder, self.folder / site, *options, engine=engine, now=now, timeout=timeout, **environment
        )


class PlainProject(Project):
    """The same texts for MkDocs with Material as both come: the stock theme and every default, and no hook.

    It has no areas, which are settings of Forewarn.
    """

    hooks = ()

    def __init__(self, folder: Path) -> None:  # a folder of its own making; nothing of Forewarn is in it
        self.folder = folder
        self.content = folder / "content"
        (self.content / "advisories").mkdir(parents=True)
        shutil.copy(SHIPPED / "index.md", self.content)
        settings = {"site_name": "Plain", "site_url": "https://warnings.example/", "docs_dir": "content"}
        text = yaml.safe_dump(settings | {"theme": {"name": "material"}}, sort_keys=False)
        (folder / "mkdocs.yml").write_text(text, "utf-8")

    def as_shipped(self) -> Self:
        """Take the whole content that is shipped; the settings are Forewarn's."""
        shutil.copytree(SHIPPED, self.content, dirs_exist_ok=True)
        return self

    def with_every_area(self) -> Self:
        """Take none."""
        return self

    def blamed(self, output: str) -> frozenset[str]:
        """Name the files of the content folder that stand in an error or a traceback."""
        told = "\n".join(line for line in output.splitlines() if not line.startswith(("INFO", "WARNING")))
        every = [path.relative_to(self.content).as_posix() for path in walked(self.content)]
        return frozenset(name for name in every if re.search(rf"{re.escape(name)}\b", told))

    def for_many(self) -> None:
        """Keep advisories out of the navigation: with 1,000 in it a site has 300 MB, with 10,000 it is never built."""
        self.configure(nav=[{"Home": "index.md"}], not_in_nav="/advisories/")


def walked(folder: Path) -> Iterator[Path]:
    """Give everything below a folder, links as what they are; none is followed."""
    for parent, folders, names in os.walk(folder):
        yield from (Path(parent, name) for name in sorted(names))
        yield from (path for name in sorted(folders) if (path := Path(parent, name)).is_symlink())


def build_in(
    folder: Path,
    site: Path,
    *options: str,
    engine: str = "mkdocs",
    now: str = NOW,
    timeout: int = 120,
    **environment: str,
) -> Built:
    """Build the mkdocs.yml of a folder into another, with the command that a user types."""
    arguments = ["build", "-f", "mkdocs.yml", "-d", str(site), *options]
    variables = plain_environment() | {"FOREWARN_NOW": now} | environment
    if warm_builds.can_run(engine, environment):
        ended = warm_builds.run(arguments, folder, variables, timeout)
    else:
        command = [sys.executable, "-m", engine, *arguments]
        ended = subprocess.run(
            command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=timeout
        )
    return Built(ended.returncode, ended.stdout + ended.stderr, site)


def moment(text: str) -> datetime:
    """Read a moment in ISO 8601."""
    return datetime.fromisoformat(text)


def plain_environment() -> dict[str, str]:
    """Give this process's environment without what would make builds differ, warnings being errors."""
    differing = ("FOREWARN_", "SOURCE_DATE_")
    own = {name: value for name, value in os.environ.items() if not name.startswith(differing) and name != "CI"}
    drawn = str(ROOT / ".cache" / "drawn-in-tests")  # what a card depends on stands in its name there
    return own | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", "FOREWARN_CACHE": drawn}


def files_of(folder: Path) -> Mapping[str, bytes]:
    """Give every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
