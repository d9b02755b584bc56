"""A promise, the test that counts how often it is broken, and what such a test is given.

A test is a function of a ``Trial``. It does the same with the same texts, whether Forewarn or plain MkDocs builds them,
and gives counts; a promise is kept where nothing was counted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TypeAlias

from playwright.sync_api import Browser

from projects import Built, Project


class Size(IntEnum):
    """How much a run takes: as little as shows that a test works, a few minutes' worth, or all that is promised."""

    TINY = 0
    SHORT = 1
    LONG = 2


@dataclass(frozen=True)
class Count:
    """How many faults there were, of how many that could have been, and what such a fault is."""

    faults: int
    of: int
    what: str

    def __post_init__(self) -> None:
        """Refuse a count of nothing, which would keep every promise."""
        if not 0 <= self.faults <= self.of or self.of == 0:
            raise ValueError(f"{self.faults} of {self.of} {self.what} is no count")

    def __str__(self) -> str:
        """Write it as the table shows it."""
        return f"{self.faults:,} of {self.of:,} {self.what}"


Counts: TypeAlias = tuple[Count, ...]


@dataclass(frozen=True)
class Trial:
    """What a test works with: a builder of projects, an empty folder, a size, and a browser when it asks for one."""

    make: type[Project]
    folder: Path
    size: Size
    browser: Callable[[], Browser]

    @property
    def is_forewarn(self) -> bool:
        """Tell whether Forewarn builds, for tests that look where plain MkDocs has nothing."""
        return self.make is Project

    def project(self, name: str = "project") -> Project:
        """Make a project with every area and without advisories."""
        return self.make(self.folder / name).with_every_area()

    def so_many(self, tiny: int, short: int, long: int) -> int:
        """Choose a number by the size of the run."""
        return (tiny, short, long)[self.size]


@dataclass(frozen=True)
class Promise:
    """A promise of faults.md by its number, in few words, with what is asked and the test that counts.

    ``peer`` says why there is nothing to count of plain MkDocs; it is empty where the same test runs. ``peer_fails``
    says that plain MkDocs is known to break the promise, so that the test must find faults there. ``counted`` is None
    where there is nothing to count yet, and ``peer`` says so.
    """

    number: int
    words: str
    asked: str
    counted: Callable[[Trial], Counts] | None
    peer: str = ""
    peer_fails: bool = True


@dataclass(frozen=True)
class SortedOut:
    """A project whose refused files were taken out until it could be built.

    ``refused`` are the files that were taken out, each with what the build said that refused it; ``built`` is the last
    build, which succeeded, and ``failed`` are those before.
    """

    built: Built
    failed: tuple[Built, ...]
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def refused_ids(self) -> frozenset[str]:
        """Name the refused files without folder and ending."""
        return frozenset(Path(name).stem for name in self.refused)


def sorted_out(project: Project) -> SortedOut:
    """Build a project; while that fails, take out the files that are named as the reason, and build again.

    Raises AssertionError where a build fails and blames no file.
    """
    refused: dict[str, str] = {}
    failed: list[Built] = []
    while (built := project.build(timeout=900)).exit_status != 0:
        blamed = project.blamed(built.output)
        assert blamed, f"no file is blamed: {built.output[-2000:]}"
        for name in blamed:
            refused[name] = built.output
            (project.content / name).unlink()
        failed.append(built)
    return SortedOut(built, tuple(failed), refused)


def row(promise: Promise, reached: str, plain: str) -> str:
    """Write a line of the table."""
    return f"{promise.number:2} | {promise.words} | {promise.asked} | {reached} | {plain}"


def written(counts: Counts) -> str:
    """Write counts as one cell of the table."""
    return "; ".join(map(str, counts))


def is_kept(counts: Counts) -> bool:
    """Tell whether nothing at all was counted."""
    return not any(count.faults for count in counts)
