"""Readers who look at a site all the time while it is exchanged, and notice everything that is not of one site.

A reader asks for the manifest, for some files, and for the manifest again. Where both manifests are one, the site was
not exchanged meanwhile, and every file must be of it to the byte. Where they differ, each file must be of one of the
two. Whatever else a page names must be there as well, as somebody may have opened it a moment ago.
"""

import random
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from forewarn.publication.manifest import ADDRESS, Manifest, NotAManifest, sum_of
from forewarn.verifying.live import Answer, Live, Unreachable

ALWAYS = ("index.html", "feed.xml", "feed.json", "archive/index.html")
BY_CHANCE = 6
BETWEEN = 0.1  # seconds: all readers and the server share the machine with the builds that are timed
_ASSET = re.compile(rb'(?:href|src)="([^":]*assets/[^"]+)"')


@dataclass
class Reading:
    """What readers have seen so far: in how many rounds, how many answers, which sites, and what was wrong."""

    rounds: int = 0
    answers: int = 0
    sites: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, answers: int, sites: set[str], faults: list[str]) -> None:
        with self._lock:
            self.rounds += 1
            self.answers += answers
            self.sites |= sites
            self.faults += faults


def one_round(live: Live, chance: random.Random) -> tuple[int, set[str], list[str]]:
    """Read some files once. Gives how many answers there were, the sums of the sites seen, and what was wrong."""
    try:
        return _round(live, chance)
    except Unreachable as why:
        return 0, set(), [str(why)]
    except NotAManifest:
        return 1, set(), [f"{ADDRESS}: no list of files"]


def _round(live: Live, chance: random.Random) -> tuple[int, set[str], list[str]]:
    before = _manifest(live)
    others = chance.sample(sorted(before.sums), min(BY_CHANCE, len(before.sums)))
    paths = [path for path in (*ALWAYS, *others) if path in before.sums]
    answers = {path: live.ask(path, keep=True) for path in paths}
    after = _manifest(live)
    faults = [fault for path, answer in answers.items() if (fault := _fault(path, answer, before, after))]
    assets = {asset for path, answer in answers.items() for asset in _assets(live, path, answer)}
    faults += [
        f"{asset}: {found.status}" for asset in sorted(assets) if (found := live.ask(asset)).status != HTTPStatus.OK
    ]
    return len(answers) + len(assets) + 2, {before.sum, after.sum}, faults


def _manifest(live: Live) -> Manifest:
    return Manifest.from_bytes(live.ask(ADDRESS, keep=True).body)


def _fault(path: str, answer: Answer, before: Manifest, after: Manifest) -> str | None:
    if answer.status == HTTPStatus.NOT_FOUND and path not in after.sums:
        return None  # it went with the former site
    if answer.status != HTTPStatus.OK and path != "404.html":
        return f"{path}: {answer.status}"
    if sum_of(answer.body) not in {before.sums.get(path), after.sums.get(path)}:
        return f"{path}: of neither site" if before.sum != after.sum else f"{path}: of another site than its manifest"
    return None


def _assets(live: Live, path: str, answer: Answer) -> Iterator[str]:
    if path.endswith(".html"):
        for named in _ASSET.findall(answer.body):
            address = urljoin(live.address(path), named.decode())
            yield urlsplit(address).path.removeprefix(urlsplit(live.base).path)


@contextmanager
def readers(address: str, count: int, seed: int = 1) -> Iterator[Callable[[], Reading]]:
    """Let so many readers read until the block ends. What it gives tells what was seen since it was last asked."""
    ended, seen = threading.Event(), [Reading()]

    def read(number: int) -> None:
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - which page somebody opens
        with Live(address, at_once=1) as live:
            while not ended.is_set():
                seen[-1].add(*one_round(live, chance))
                ended.wait(BETWEEN)

    def since() -> Reading:
        seen.append(Reading())
        return seen[-2]

    every = [threading.Thread(target=read, args=[number]) for number in range(count)]
    for reader in every:
        reader.start()
    try:
        yield since
    finally:
        ended.set()
        for reader in every:
            reader.join()
