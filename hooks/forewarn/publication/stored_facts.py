"""Facts as they are kept from one build to the next, by the sums of files: each is read when somebody asks for it."""

import hashlib
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
from lxml import etree

from forewarn.publication.facts import Facts

_MADE_BY = ("facts.py", "page_facts.py", "file_facts.py", "card_facts.py", "packed.py", "stored_facts.py")
_TABLES = (
    "CREATE TABLE IF NOT EXISTS made (by BLOB)",
    "CREATE TABLE IF NOT EXISTS facts (sum BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID",
)
_OF_ALL = "SELECT facts.sum, facts.value FROM facts JOIN made ON made.by = ?"
_OF_ONE = f"{_OF_ALL} WHERE facts.sum = ?"
_CHECK_BYTES = 4
_MOST_SINGLE = 300  # from so many on, all are read in the time that it takes to open the file for each
_DAMAGE = (sqlite3.Error, UnicodeDecodeError)  # the latter where the damaged part should be text
_SPARED = 2  # so many times as many facts as there are files may be kept before those of no file are removed


class StoredFacts(Mapping[str, Facts]):
    """The facts that lie in a file, by the sums of the files that they are of.

    There are none in a file that is damaged or foreign, or was made by other code than this.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._read: dict[str, Facts | None] = {}
        self._new: dict[str, Facts] = {}
        self._is_whole, self._single = False, 0

    def __getitem__(self, digest: str) -> Facts:
        """Give the facts of a file by its sum. Raises KeyError where they are not known."""
        if digest not in self._read and not self._is_whole:
            self._single += 1
            if self._single > _MOST_SINGLE:
                self.read_all()
            else:
                self.read((digest,))
        found = self._read.get(digest)
        if found is None:
            raise KeyError(digest)
        return found

    def __iter__(self) -> Iterator[str]:
        """Give the sums of all files whose facts are known."""
        self.read_all()
        return iter([digest for digest, facts in self._read.items() if facts])

    def __len__(self) -> int:
        """Tell of how many files the facts are known."""
        return sum(1 for _ in self)

    def read(self, digests: Iterable[str]) -> None:
        """Read the facts of some files together, by the sums of these, before each is asked for by itself."""
        if not self._is_whole:
            unread = {digest for digest in digests if digest not in self._read}
            self._read |= {**dict.fromkeys(unread), **dict(self._found(_OF_ONE, [(each.encode(),) for each in unread]))}

    def read_all(self) -> None:
        """Read all facts at once, which takes less time than one by one."""
        if not self._is_whole:
            known = {digest: found for digest, found in self._read.items() if found}
            self._read = {**dict(self._found(_OF_ALL, [()])), **known}
            self._is_whole = True

    def learn(self, facts: Mapping[str, Facts]) -> None:
        """Take in facts of more files, by the sums of these."""
        new = {digest: of_file for digest, of_file in facts.items() if self._read.get(digest) != of_file}
        self._new |= new
        self._read |= new

    def keep(self, used: Collection[str]) -> None:
        """Keep what was learned. ``used`` are the sums of all files that there are now.

        What cannot be kept is found out again by the next build.
        """
        with suppress(*_DAMAGE, OSError):
            self._write(self._new, used)

    def _write(self, new: Mapping[str, Facts], used: Collection[str]) -> None:
        if not self._is_ours():
            self._place.unlink(missing_ok=True)
        with closing(sqlite3.connect(self._place)) as file, file:
            file.execute("PRAGMA synchronous = OFF")  # what a power cut damages counts as unknown
            for table in _TABLES:
                file.execute(table)
            file.execute("DELETE FROM made")
            file.execute("INSERT INTO made VALUES (?)", (_fingerprint(),))
            file.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", _rows(new))
            (count,) = file.execute("SELECT count(*) FROM facts").fetchone()
            if count > _SPARED * len(used):
                own = {digest.encode() for digest in used}
                every = [digest for (digest,) in file.execute("SELECT sum FROM facts")]
                file.executemany("DELETE FROM facts WHERE sum = ?", ((each,) for each in every if each not in own))

    def _is_ours(self) -> bool:
        with suppress(*_DAMAGE), closing(self._opened()) as file:
            return bool(file.execute("SELECT 1 FROM made, facts WHERE by = ? LIMIT 1", (_fingerprint(),)).fetchone())
        return False

    def _found(self, query: str, asked: Iterable[tuple[bytes, ...]]) -> Iterator[tuple[str, Facts]]:
        """Give the facts that a query finds, which is asked with some values after others; none that are not whole."""
        with suppress(*_DAMAGE), closing(self._opened()) as file:
            for values in asked:
                for digest, guarded in file.execute(query, (_fingerprint(), *values)):
                    if isinstance(digest, bytes) and (facts := _whole(digest, guarded)):
                        yield digest.decode(), facts

    def _opened(self) -> sqlite3.Connection:
        """Open the file to read it. Raises sqlite3.Error where there is none."""
        return sqlite3.connect(f"{self._place.absolute().as_uri()}?mode=ro", uri=True)


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(Facts)


def _rows(facts: Mapping[str, Facts]) -> Iterator[tuple[bytes, bytes]]:
    """Write facts down; not those with halves of letters, which no file has that is right."""
    for digest, of_file in facts.items():
        with suppress(UnicodeEncodeError):
            yield digest.encode(), _guarded(digest.encode(), _ENCODER.encode(of_file))


def _guarded(digest: bytes, value: bytes) -> bytes:
    """Put a check in front of a value, of it and of the sum by which it is kept."""
    return zlib.crc32(digest + value).to_bytes(_CHECK_BYTES, "big") + value


def _whole(digest: bytes, guarded: object) -> Facts | None:
    """Read facts; None where they are not as they were guarded."""
    if not isinstance(guarded, bytes) or guarded != _guarded(digest, guarded[_CHECK_BYTES:]):
        return None
    with suppress(msgspec.DecodeError):
        return _DECODER.decode(guarded[_CHECK_BYTES:])
    return None


@cache
def _fingerprint() -> bytes:
    """Give a sum of the code that makes facts, and of the parser's version."""
    folder = files("forewarn.publication")
    sources = b"".join(folder.joinpath(name).read_bytes() for name in _MADE_BY)
    return hashlib.sha256(sources + repr((etree.LXML_VERSION, etree.LIBXML_VERSION)).encode()).digest()
