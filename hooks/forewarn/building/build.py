"""One build: the site, the plan of it, and what of that is still to be made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from forewarn.building.request import Request
from forewarn.building.search import Search
from forewarn.building.waiting import Turn
from forewarn.promise import Expected
from forewarn.publication import UNKNOWN_STANDING, Kept, Standing
from forewarn.search_record import Indexed
from forewarn.site import Drawings, Loaded, Plan, PlannedPage, Site, Underway, expected


@dataclass(frozen=True)
class LeftStanding:
    """A build that makes nothing, as the public site is what it would make. ``fresh`` is the folder it would use."""

    request: Request
    fresh: Path


@dataclass(frozen=True)
class Begun:
    """What a build has begun before it makes a page: drawings, and the index of the search.

    ``inputs`` is the sum of all that the build reads. ``kept`` are the drawings that the public site has as they are to
    be, and ``records`` are what the search is to know.
    """

    inputs: bytes
    drawings: Drawings
    kept: Kept
    underway: Underway
    search: Search
    records: Sequence[Indexed]

    def tidy(self, clock: datetime) -> None:
        """Forget what was drawn or indexed long ago and is not used any more."""
        self.drawings.tidy(clock)
        self.search.index.tidy(clock)


@dataclass(frozen=True)
class Build:
    """What one build needs: the site, the plan of it, and of that what is not there yet and must be made.

    ``begun`` is what others are at work on. ``kept`` are the files of the public site that are right as they are, and
    ``pages`` those pages that are to be made, by their addresses; they are written into the folder ``fresh``.
    ``stylesheet`` is the address of the one sheet; ``scripts`` are those of the scripts, by the names of their files;
    ``files`` are all of these. ``waiting`` are files that are kept though they may not be right any more, with the sums
    of what they were made of: only a preview has such, for a while. ``turn`` is what a build of a preview is for, and
    one that ``is_hasty`` has no time to be inspected. ``expected`` is all that must be in the site, once it is known
    which pictures and fonts of the designer's there are; of a hasty build nobody asks.
    """

    request: Request
    fresh: Path
    loaded: Loaded
    begun: Begun
    plan: Plan
    kept: Kept
    pages: Mapping[str, PlannedPage]
    stylesheet: str
    scripts: Mapping[str, str]
    files: Mapping[str, bytes]
    hidden_words: frozenset[str]
    waiting: Mapping[str, bytes]
    turn: Turn
    is_hasty: bool
    expected: Expected | None = None

    @property
    def site(self) -> Site:
        """The site that it makes."""
        return self.loaded.site

    @cached_property
    def made_of(self) -> Mapping[str, bytes]:
        """The sums of what files are made of, by their paths, as far as anybody can tell beforehand."""
        return {**self.plan.made_of, **self.begun.drawings.made_of, **self.waiting}

    def with_assets(self, addresses: Iterable[str]) -> "Build":
        """Give a build that knows which files of the designer's are published as they are, and so all that must be."""
        if self.is_hasty:
            return self
        others = (*addresses, *self.files, *self.plan.addresses, *self.begun.drawings.addresses)
        return replace(self, expected=expected(self.site, self.plan.pages, others, self.hidden_words))

    def standing(self) -> Standing:
        """Say for how long the site stands; nothing where something hidden would be told with it."""
        told = (*self.loaded.problems, *self.begun.drawings.problems)
        if self.waiting or any(problem.file in self.loaded.secrets.hidden for problem in told):
            return UNKNOWN_STANDING
        return Standing(self.begun.inputs, self.site.register.now, self.loaded.until, told)
