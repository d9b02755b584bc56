"""Those that build: Forewarn, Hugo and Material, each with a project of the same advisories and its best settings.

Every change to the advisories is told to a side in our form, and it puts it into its own before any clock runs.
"""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import yaml

from benchmarks.corpus import Written, write_advisories
from benchmarks.costs import Cost, StuckError, cost_of
from benchmarks.peers.hugo_site import (
    hugo_program,
    slugs_of_areas,
    write_hugo_advisory,
    write_hugo_contacts,
    write_hugo_project,
)
from benchmarks.peers.material_site import write_material_project
from projects import NOW, ROOT, Project, plain_environment

FONTS = {style: ROOT / f"overrides/cards/fonts/NotoSans-{style}.ttf" for style in ("Regular", "Bold")}
LONGEST = 3600
FACTS_CLASS = 'class="advisory-facts'  # in the partial that stands on the page of every advisory, on both sides


@dataclass(frozen=True)
class Side:
    """One that builds: its name, where its project is, what it keeps from build to build, and where its cards are.

    ``tries`` is how often it may start, and ``longest`` how many seconds it has each time, where some build of it
    never ends by a fault of its own.
    """

    name: str
    folder: Path
    kept: Sequence[str] = ()
    cards: str = "cards"
    tries: int = 1
    longest: float = LONGEST

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def command(self, now: str) -> list[str | Path]:
        """Give the command that builds the site as it is at a moment."""
        raise NotImplementedError

    def environment(self, now: str) -> Mapping[str, str]:
        """Give what the command finds in its environment."""
        raise NotImplementedError

    def take(self, written: Written) -> None:
        """Write an advisory, new or in place of what it was."""
        raise NotImplementedError

    def take_contacts(self, text: str) -> None:
        """Write the contacts."""
        raise NotImplementedError

    @property
    def partial(self) -> Path:
        """The template of the facts on every page of an advisory."""
        raise NotImplementedError

    def build(self, now: str = NOW) -> Cost:
        """Build with whatever there is of earlier builds."""
        return cost_of(self.command(now), self.folder, self.environment(now), self.longest)

    def build_cold(self) -> Cost:
        """Build without anything of an earlier build."""
        for _ in range(self.tries - 1):
            self.forget()
            try:
                return self.build()
            except StuckError as fault:
                print(f"  {self.name}: {fault}, and starts again", flush=True)
        self.forget()
        return self.build()

    def forget(self) -> None:
        """Remove all that builds have left."""
        for path in (self.folder / name for name in ("site", *self.kept)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def drawn(self) -> list[Path]:
        return sorted((self.site / self.cards).rglob("*.png"))

    def files(self) -> list[Path]:
        return [path for path in self.site.rglob("*") if path.is_file()]


@dataclass(frozen=True)
class Forewarn(Side):
    """This project, as ``mkdocs build`` runs it."""

    kept: Sequence[str] = (".site.forewarn", ".cache")

    def command(self, now: str) -> list[str | Path]:
        return _mkdocs()

    def environment(self, now: str) -> Mapping[str, str]:
        own = {"FOREWARN_NOW": now, "FOREWARN_CACHE": str(self.folder / ".cache")}
        return plain_environment() | compiled_code(self.folder) | own

    def take(self, written: Written) -> None:
        path = self.folder / "content/advisories" / written.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written.text, "utf-8")

    def take_contacts(self, text: str) -> None:
        (self.folder / "content/contacts.yml").write_text(text, "utf-8")

    @property
    def partial(self) -> Path:
        return self.folder / "overrides/partials/advisory_facts.html"


@dataclass(frozen=True)
class Hugo(Side):
    """Hugo, with its cache beside it. It keeps what it has written, and writes it anew.

    Go collects garbage less often than by itself (``GOGC``): measured with 10,000, that takes a quarter off the time of
    its processors, for a quarter more memory. Its other options (``--noTimes``, ``--noChmod``) gave nothing.
    """

    kept: Sequence[str] = ("resources", ".cache")

    def command(self, now: str) -> list[str | Path]:
        return [hugo_program(), "build", "--quiet", "--destination", "site", "--clock", now]

    def environment(self, now: str) -> Mapping[str, str]:
        return plain_environment() | {"HUGO_CACHEDIR": str(self.folder / ".cache"), "GOGC": "400"}

    def take(self, written: Written) -> None:
        write_hugo_advisory(self.folder, written.path.name, written.text, self._slugs)

    def take_contacts(self, text: str) -> None:
        write_hugo_contacts(self.folder, text)

    @property
    def partial(self) -> Path:
        return self.folder / "layouts/page.html"

    @cached_property
    def _slugs(self) -> Mapping[str, str]:
        return slugs_of_areas(ROOT / "content")


@dataclass(frozen=True)
class Material(Side):
    """Material as it comes, or with its social plugin. It is only built cold."""

    kept: Sequence[str] = (".cache/plugin/social/assets", ".cache/plugin/social/manifest.json")
    cards: str = "assets/images/social"
    tries: int = (
        5  # of the plugin's threads, one may take the place-holder of another's layer, and wait for it for ever
    )
    longest: float = 150

    def command(self, now: str) -> list[str | Path]:
        return _mkdocs()

    def environment(self, now: str) -> Mapping[str, str]:
        return plain_environment() | compiled_code(self.folder)


def shipped_settings() -> dict[str, object]:
    """Give our own settings as they are shipped, without other editions, which no peer has."""
    own = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["forewarn"]
    return {name: value for name, value in own.items() if name != "editions"}


def shipped_topics() -> Sequence[str]:
    """Give the kinds of scam that are shipped."""
    topics = shipped_settings()["topics"]
    assert isinstance(topics, list)
    return topics


@dataclass(frozen=True)
class Making:
    """What sides are made of: a folder of their own, so many advisories, and the topics that these have."""

    folder: Path
    count: int
    topics: Sequence[str] = field(default_factory=shipped_topics)

    def forewarn(
        self,
        name: str = "Forewarn",
        *,
        cards: bool,
        search: bool,
        posters: bool = False,
        has_data: bool = False,
    ) -> Forewarn:
        """Make a project of Forewarn with templates of its own, so that they can be changed.

        Without ``has_data`` it has no files for other programs, which no peer makes either.
        """
        project = Project(self._new(name)).with_every_area()
        (project.folder / "overrides").unlink()
        shutil.copytree(ROOT / "overrides", project.folder / "overrides")
        own = shipped_settings() | ({"current_for": 3650} if posters else {})  # only what is current has a poster
        project.configure(
            extra={"forewarn": own | {"cards": cards, "search": search, "posters": posters, "data": has_data}}
        )
        write_advisories(project.content / "advisories", self.count, topics=self.topics)
        return Forewarn(name, project.folder)

    def hugo(self, name: str = "Hugo", *, cards: bool) -> Hugo:
        """Make a project of Hugo."""
        folder = self._new(name)
        write_hugo_project(folder, self._content(), FONTS, self.topics, cards=cards)
        return Hugo(name, folder)

    def material(self, name: str, *, cards: bool) -> Material:
        """Make a project of Material, with social cards or as it comes."""
        folder, workers = self._new(name), os.cpu_count() or 1
        write_material_project(folder, self._content(), FONTS, self.topics, workers=workers, cards=cards)
        return Material(name, folder)

    def _new(self, name: str) -> Path:
        return self.folder / f"{name.replace(' ', '-').replace(',', '').casefold()}-{self.count}"

    def _content(self) -> Path:
        """Give the content that peers are made of, which is written once."""
        project = self.folder / f"content-{self.count}"
        if not project.exists():
            made = Project(project).with_every_area()
            write_advisories(made.content / "advisories", self.count, topics=self.topics)
        return project / "content"


def compiled_code(folder: Path) -> dict[str, str]:
    """Say where Python keeps the code that it has compiled: beside all projects, so that the first build makes it."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}


def later(minutes: float) -> str:
    """Give the moment so long after that of the tests. Every build has one of its own, as in life."""
    return (datetime.fromisoformat(NOW) + timedelta(minutes=minutes)).isoformat()


def _mkdocs() -> list[str | Path]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]
