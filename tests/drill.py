"""The drill: publish, correct, withdraw and roll back, against the clock and before readers: ``make drill``.

A site of 1,000 advisories is served on this machine. Each step begins when an editor has saved a text, and ends when
the page that a reader gets tells of it; a build is that of a deployment, in a process of its own, as a machine for
continuous integration runs it. Readers read all the while (``reading_along.py``). Then the
live site is held against the built one. The first build of everything is told and has no limit: it is made once.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import yaml

from benchmarks.corpus import write_advisories
from benchmarks.sides import shipped_topics
from forewarn.publication.manifest import read_manifest
from forewarn.verifying import Live, sample, verify
from forewarn.verifying.verifying import FEEDS
from projects import ROOT, Project, plain_environment
from reading_along import Reading, readers
from serving import Tampering, honest, served

COUNT, LIMIT, READERS, VERIFIED = 1000, 60.0, 2, 400
TEXT = "advisories/drill.md"
PAGE = "advisories/drill/index.html"
TITLE = "Callers say that they rehearse a fraud"
NOTE = "The callers now name a second bank."
REASON = "It was only a drill."
FOREWARN = ("-c", "from forewarn.commands import main; main()")


@dataclass(frozen=True)
class Step:
    """One step of the drill: what it took, what its readers saw, and what was wrong after it.

    ``work`` is the processor time of its command, which other programs on the machine do not change.
    """

    name: str
    seconds: float
    work: float
    limit: float | None
    reading: Reading
    faults: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return not self.wrong

    @property
    def wrong(self) -> tuple[str, ...]:
        """Everything that is wrong with it; where it has a limit, that nobody has read meanwhile as well."""
        late = ("too late",) if self.limit is not None and self.seconds > self.limit else ()
        alone = ("no reader has looked",) if self.limit is not None and not self.reading.rounds else ()
        return (*late, *alone, *self.faults, *self.reading.faults)


def text(now: datetime, publish: str = "") -> str:
    """Write the advisory of the drill, published an hour ago."""
    date = (now - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    return (
        f"---\ntitle: {TITLE}\narea: Kent\npublish:\n  date: {date}+00:00\n{publish}---\n\n"
        "A caller says that your bank rehearses a fraud with you. Hang up.\n"
    )


class Drill:
    """A project with many advisories, served at an address, and what is done to it."""

    def __init__(self, folder: Path, count: int, *, has_cards: bool, is_warm: bool) -> None:
        self.is_warm = is_warm
        self.project = Project(folder / "project").with_every_area()
        self.project.configure(extra={"forewarn": self._settings(has_cards=has_cards)})
        write_advisories(self.project.content / "advisories", count, topics=shipped_topics())
        self.cache = folder / "cache"

    @property
    def site(self) -> Path:
        return self.project.folder / "site"

    def save(self, publish: str = "") -> None:
        self.project.add(TEXT, text(datetime.now(UTC), publish))

    def build(self) -> tuple[str, ...]:
        """Build for the public, in a new process unless it may be warm. Gives why it did not succeed."""
        if self.is_warm:
            built = self.project.build("--quiet", now=datetime.now(UTC).isoformat(), FOREWARN_DEPLOY="1")
            return () if built.exit_status == 0 else (built.output,)
        return self._command(["-m", "mkdocs", "build", "--quiet"], FOREWARN_DEPLOY="1")

    def roll_back(self) -> tuple[str, ...]:
        return self._command([*FOREWARN, "roll-back"])

    def verify(self, live: Live) -> tuple[str, ...]:
        """Hold the live site against the built one as ``forewarn verify`` does; readers ask for all of its files."""
        manifest = read_manifest(self.site)
        if manifest is None:
            return ("the built site has no list of its files",)
        paths = sample(manifest.sums, VERIFIED, random.Random(1), (PAGE, *FEEDS))  # noqa: S311 - which are looked at
        return tuple(map(str, verify(live, manifest, paths).findings))

    def _command(self, arguments: list[str], **environment: str) -> tuple[str, ...]:
        known = plain_environment() | {"PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT / 'tests'}"}
        ended = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.project.folder,
            env=known | {"FOREWARN_CACHE": str(self.cache), "CI": "1"} | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=3600,
        )
        return () if ended.returncode == 0 else (f"{arguments[-1]}: {(ended.stdout + ended.stderr).strip()[-400:]}",)

    @staticmethod
    def _settings(*, has_cards: bool) -> Mapping[str, object]:
        own = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["forewarn"]
        return {name: value for name, value in own.items() if name != "editions"} | {
            "cards": has_cards,
            "posters": has_cards,
        }


def drill(
    folder: Path, count: int, *, limit: float = LIMIT, tampering: Tampering = honest, is_short: bool = False
) -> Iterator[Step]:
    """Make a site of so many advisories in a folder, and go through every step of the drill on it.

    A short one draws no cards and builds without beginning Python anew; what its steps take tells nothing.
    """
    made = Drill(folder, count, has_cards=not is_short, is_warm=is_short)
    began, worked = time.monotonic(), _work()
    failed = made.build()
    yield Step("first build", time.monotonic() - began, _work() - worked, None, Reading(), failed)
    if failed:
        return
    with served(made.site, tampering) as host, readers(host.address, READERS) as since, Live(host.address) as live:

        def step(
            name: str,
            act: Callable[[], tuple[str, ...]],
            words: str,
            *,
            gone: str = "",
            named_in: tuple[str, ...] = ("feed.json", "index.html"),
        ) -> Step:
            since()
            began, worked = time.monotonic(), _work()
            failed = act()
            told = (*_told(live, words, gone), *_unnamed(live, named_in))
            seconds, work = time.monotonic() - began, _work() - worked
            return Step(name, seconds, work, limit, since(), (*failed, *told, *made.verify(live)))

        def edited(publish: str = "") -> Callable[[], tuple[str, ...]]:
            made.save(publish)
            return made.build

        yield step("publish", edited(), TITLE)
        yield step("correct", edited(_updated(NOTE)), NOTE)
        former = (made.site / PAGE).read_bytes()
        withdrawn = edited(f"  status: withdrawn\n  reason: {REASON}\n")
        yield step("withdraw", withdrawn, REASON, gone="rehearses a fraud with", named_in=("feed.json",))

        def back() -> tuple[str, ...]:
            failed = made.roll_back()
            is_same = live.ask(PAGE, keep=True).body == former
            return failed if is_same else (*failed, "its page is not the former one, byte for byte")

        yield step("roll back", back, NOTE, gone=REASON)


def _work() -> float:
    """Give the processor time of every command that has ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _updated(note: str) -> str:
    when = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    return f"  updates:\n    - date: {when}+00:00\n      note: {note}\n"


def _told(live: Live, words: str, gone: str) -> Iterator[str]:
    """Say what a reader of the page does not find that a step was to say, or still finds."""
    page = live.ask(PAGE, keep=True)
    if page.status != HTTPStatus.OK or words.encode() not in page.body:
        yield f'a reader is not told "{words}"'
    if gone and gone.encode() in page.body:
        yield f'a reader is still told "{gone}"'


def _unnamed(live: Live, places: Iterable[str]) -> Iterator[str]:
    """Say which of the places that name every new warning does not name that of the drill."""
    for place in places:
        if b"advisories/drill/" not in live.ask(place, keep=True).body:
            yield f"{place} does not name the advisory"


def table(steps: list[Step]) -> Iterator[str]:
    """Give the lines of the table that tells how it went."""
    yield f"{'step':<12} {'seconds':>8} {'limit':>6} {'work':>6} {'rounds':>7} {'answers':>8} {'sites':>6}  result"
    for step in steps:
        limit = "-" if step.limit is None else f"{step.limit:.0f}"
        result = "; ".join(step.wrong[:4]) or "good"
        seen = f"{step.reading.rounds:>7} {step.reading.answers:>8} {len(step.reading.sites):>6}"
        yield f"{step.name:<12} {step.seconds:>8.1f} {limit:>6} {step.work:>6.1f} {seen}  {result}"


def main(arguments: list[str] | None = None) -> int:
    """Run the drill, print its table. Returns 1 where a limit is broken, or a reader saw what was not whole."""
    parser = argparse.ArgumentParser(description="Publish, correct, withdraw and roll back, before readers.")
    parser.add_argument("--count", type=int, default=COUNT, help="how many advisories the site has")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        steps = []
        for step in drill(Path(folder), asked.count):
            steps.append(step)
            print(f"{step.name}: {step.seconds:.1f} s, {step.work:.1f} s of processor time", flush=True)
    print(f"\n{asked.count:,} advisories, {READERS} readers, {os.cpu_count()} cores")
    print("\n".join(table(steps)))
    return 0 if len(steps) == 5 and all(step.is_good for step in steps) else 1


if __name__ == "__main__":
    sys.exit(main())
