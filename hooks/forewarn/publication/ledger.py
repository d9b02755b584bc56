"""What each file of a site was made of, and how the disk knows it: so a build knows what it need not make again."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from forewarn.problem import Problem
from forewarn.publication.manifest import Manifest, entries_below, write_whole
from forewarn.publication.places import Places


class Seen(NamedTuple):
    """How the disk knows a file: its bytes, when these and it were last changed, in nanoseconds, and its number."""

    size: int
    written: int
    changed: int
    number: int


class Output(NamedTuple):
    """One file of a site: the sum of what it was made of, empty where nobody told, and how the disk knew it."""

    made_of: bytes
    seen: Seen


@dataclass(frozen=True)
class Findings:
    """What was found when a site was verified, and was right.

    ``verified_by`` is the sum of the rules that it was put to, empty where nobody told. ``promised`` are the sums of
    the promises of its advisories, by the addresses of these, and ``told`` the warnings. ``shown`` are the pages that a
    search engine may show, and ``finds`` the advisories that files of the search find, by the paths of these.
    ``reached`` are all files to which others lead, and the places in them, each behind a "#". ``searched`` are the sums
    of the hidden words that were looked for in all files, and not found.
    """

    verified_by: bytes = b""
    promised: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    told: tuple[Problem, ...] = ()
    shown: frozenset[str] = frozenset()
    finds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reached: frozenset[str] = frozenset()
    searched: frozenset[bytes] = frozenset()


NOTHING_FOUND = Findings()


@dataclass(frozen=True)
class Standing:
    """For how long a site is what a build would make.

    That is as long as the sum of all that a build reads is that of ``inputs``, from a ``moment`` on and before another,
    ``until``, if it ever changes by itself. ``told`` is what its build has told of it. Without inputs nobody knows.
    """

    inputs: bytes = b""
    moment: datetime | None = None
    until: datetime | None = None
    told: tuple[Problem, ...] = ()

    def holds(self, inputs: bytes, now: datetime) -> bool:
        """Tell whether a build of these inputs would make this site at the moment ``now``."""
        if not inputs or inputs != self.inputs or self.moment is None:
            return False
        return self.moment <= now and (self.until is None or now < self.until)

    def telling(self, more: Iterable[Problem]) -> "Standing":
        """Give this with more that its build has told, if it stands at all."""
        return replace(self, told=(*self.told, *more)) if self.inputs else self


UNKNOWN_STANDING = Standing()


@dataclass(frozen=True)
class Ledger:
    """What is known of the files of one site by their paths, what was found in it, and for how long it stands."""

    outputs: Mapping[str, Output] = field(default_factory=lambda: MappingProxyType({}))
    findings: Findings = NOTHING_FOUND
    standing: Standing = UNKNOWN_STANDING


NOTHING_KNOWN = Ledger()


def seen_below(folder: Path) -> dict[str, Seen]:
    """Look at every file below a folder, and open none. Raises OSError for a folder that cannot be read."""
    return {path: seen_of(entry.stat(follow_symlinks=False)) for path, entry in entries_below(folder)}


def as_seen(folder: Path, seen: Mapping[str, Seen]) -> Iterator[str]:
    """Give the paths of those files below a folder that the disk still knows as they were seen, and open none."""
    above = f"{folder}/"
    for path, own in seen.items():
        with suppress(OSError):
            if seen_of(os.lstat(above + path)) == own:
                yield path


def seen_at(path: str) -> Seen:
    """Look at one file. Raises OSError where it is not there."""
    return seen_of(os.lstat(path))


def seen_of(about: os.stat_result) -> Seen:
    """Give how the disk knows a file by what the system tells about it."""
    return Seen(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def write_ledger(places: Places, site: Manifest, ledger: Ledger) -> None:
    """Write down what is known of a site, which is told from others by its manifest. Raises OSError."""
    content = _ENCODER.encode(ledger)
    place = _place(places, site)
    place.parent.mkdir(exist_ok=True)
    write_whole(place, hashlib.sha256(content).digest() + content)


def read_ledger(places: Places, site: Manifest | None) -> Ledger:
    """Read what is known of a site; nothing where that was never written, or is damaged."""
    if site is None:
        return NOTHING_KNOWN
    try:
        sealed = _place(places, site).read_bytes()
    except OSError:
        return NOTHING_KNOWN
    seal, content = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
    if hashlib.sha256(content).digest() != seal:
        return NOTHING_KNOWN
    return _DECODER.decode(content)


def forget_other_ledgers(places: Places, *sites: Manifest | None) -> None:
    """Remove what is known of any site but those."""
    own = {_place(places, site) for site in sites if site}
    for place in _places(places):
        if place not in own:
            with suppress(OSError):
                place.unlink()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


_SEAL_BYTES = hashlib.sha256().digest_size
_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
_DECODER = msgspec.msgpack.Decoder(Ledger)


def _place(places: Places, site: Manifest) -> Path:
    return places.ledgers / site.sum


def _places(places: Places) -> Iterator[Path]:
    if places.ledgers.is_dir():
        yield from places.ledgers.iterdir()
