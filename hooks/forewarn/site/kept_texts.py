"""What was surveyed of each text, kept by all that it depends on: no text is read and checked twice.

A value counts only where the bytes of the text, its surroundings and the programs are the same; whether its neighbours
still answer what they did, ``Answers.hold`` tells. Nothing of what is hidden is kept in the file. One that is damaged,
somebody else's, locked or not to be written to is no fault: then everything is surveyed anew, with the same result.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from zlib_ng import zlib_ng

from forewarn.surveying.neighbourhood import SUM_BYTES
from forewarn.surveying.surveyor import Surroundings, SurveyedText
from forewarn.surveying.text_codec import Damaged, TextCodec, surroundings_written

NAME = "texts.sqlite"
_DAMAGE = (sqlite3.Error, UnicodeDecodeError)  # the latter where the damaged part should be text
_FEW = 50  # texts that a preview need not write down: the next build surveys them
KEPT_FOR = timedelta(days=30)
_CRC_BYTES = 4
_LONGEST_WAIT = 2.0
_PAGE = 16384  # in which most texts have room
_RACY = 2_000_000_000  # nanoseconds: a file may change twice before its time of change does
_TABLES = (
    "CREATE TABLE IF NOT EXISTS text (surroundings BLOB, sum BLOB, used INTEGER, value BLOB,"
    " PRIMARY KEY (surroundings, sum))",
    "CREATE TABLE IF NOT EXISTS folder (place BLOB PRIMARY KEY, used INTEGER, value BLOB)",
)

Stat = tuple[int, int, int, int]


@dataclass(frozen=True)
class Notes:
    """What was noted of the files of a content folder, by their paths below it.

    ``sums`` are those of their bytes, each with the size, the times and the number that the file had then.
    ``addresses`` are those of advisories that the names of their files do not tell; they are guesses, and may be old.
    """

    sums: dict[str, tuple[Stat, bytes]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)


class KeptTexts:
    """A file of what was surveyed, in a folder. Several programs may use it at once.

    ``code`` stands for all programs that a survey depends on, and ``clock`` is the time of this machine, before
    anything is read. With ``believes_files`` a file counts as unchanged that has its size, its times and its number;
    otherwise its bytes are read. It may be kept between builds (``lasts``), and then has the texts of the last one at
    hand, and does not write down every single change.
    """

    def __init__(
        self, folder: Path, code: bytes, clock: datetime, *, believes_files: bool = True, lasts: bool = False
    ) -> None:
        self._path, self._code, self._believes, self._lasts = folder / NAME, code, believes_files, lasts
        self._notes: tuple[Path, Notes] | None = None
        self._at_hand: tuple[bytes, Mapping[bytes, SurveyedText]] = (b"", {})
        self._sound: set[tuple[bytes, bytes]] = set()
        self.clock = clock

    def is_of(self, folder: Path, code: bytes) -> bool:
        """Tell whether this is what programs keep in a folder, that ``code`` stands for."""
        return (self._path, self._code) == (folder / NAME, code)

    def notes(self, content: Path) -> Notes:
        """Give what was noted of a content folder; nothing where that is not known."""
        if self._notes and self._notes[0] == content:
            return self._notes[1]
        with suppress(*_DAMAGE, Damaged, msgspec.DecodeError), closing(self._opened()) as file:
            row = file.execute("SELECT value FROM folder WHERE place = ?", (_place(content),)).fetchone()
            if row:
                return msgspec.msgpack.decode(_whole(row[0]), type=Notes)
        return Notes()

    def files(self, content: Path, notes: Notes, *, is_deployment: bool) -> "Files":
        """Give the sums of the files of a content folder, of which a deployment believes none that was noted."""
        noted = notes.sums if self._believes and not is_deployment else {}
        return Files(content, noted, int(self.clock.timestamp() * 1_000_000_000) - _RACY)

    def key(self, surroundings: Surroundings) -> bytes:
        """Give what stands for surroundings and programs."""
        return _sum(self._code, surroundings_written(surroundings))

    def texts(self, key: bytes, wanted: Collection[bytes], codec: TextCodec) -> Mapping[bytes, SurveyedText]:
        """Give what is kept of texts in their surroundings, by the sums of the texts."""
        at_hand, texts = self._at_hand
        if at_hand == key:
            return texts
        found: dict[bytes, SurveyedText] = {}
        with suppress(*_DAMAGE), closing(self._opened()) as file:
            rows = file.execute("SELECT sum, value FROM text WHERE surroundings = ?", (key,))
            for total, value in rows:
                if total in wanted:
                    with suppress(Damaged):
                        found[total] = codec.read(_whole(value))
        self._sound = {(key, total) for total in found}
        return found

    def keep_at_hand(self, key: bytes, texts: Iterable[SurveyedText]) -> None:
        """Have the texts of a build at hand for the next."""
        self._at_hand = key, {text.sum: text for text in texts if text.sum and not (text.asked and text.asked.is_wide)}

    def has_written(self, key: bytes, anew: int) -> bool:
        """Tell whether nothing need be written down of a build that has surveyed so many texts anew: these are few."""
        return self._lasts and self._at_hand[0] == key and anew < _FEW

    def keep(self, key: bytes, texts: Iterable[SurveyedText], public: Sequence[SurveyedText], codec: TextCodec) -> None:
        """Keep texts in their surroundings: all at hand if that lasts, and in the file only those that hide nothing."""
        if self._lasts:
            self.keep_at_hand(key, texts)
        today = self.clock.toordinal()
        fresh = [text for text in public if (key, text.sum) not in self._sound]

        def change(file: sqlite3.Connection) -> None:
            rows = file.execute("SELECT sum FROM text WHERE surroundings = ? AND used < ?", (key, today))
            old = {total for (total,) in rows}
            used = [(today, key, text.sum) for text in public if text.sum in old]
            made = ((key, text.sum, today, _guarded(codec.written(text))) for text in fresh)
            file.executemany("UPDATE text SET used = ? WHERE surroundings = ? AND sum = ?", used)
            file.executemany("INSERT OR REPLACE INTO text VALUES (?, ?, ?, ?)", made)
            for table in ("text", "folder") if used or fresh else ():
                file.execute(f"DELETE FROM {table} WHERE used < ?", (today - KEPT_FOR.days,))  # noqa: S608 - our own
            self._sound.update((key, text.sum) for text in fresh)

        self._write(change)

    def note(self, content: Path, notes: Notes) -> None:
        """Note what is known of the files of a content folder."""
        if self._lasts:
            self._notes = content, notes
        row = (_place(content), self.clock.toordinal(), _guarded(msgspec.msgpack.encode(notes)))
        self._write(lambda file: file.execute("INSERT OR REPLACE INTO folder VALUES (?, ?, ?)", row))

    def _opened(self) -> sqlite3.Connection:
        """Open the file to read it. Raises sqlite3.Error where there is none."""
        return sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", timeout=_LONGEST_WAIT, uri=True)

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """Change the file, all or nothing. What cannot be written is not kept.

        A file that is damaged, or is none of ours, is removed, and made anew by the next build.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._with_tables()) as file, file:
                change(file)
        except sqlite3.OperationalError:
            return  # it is locked, or may not be written
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            with suppress(OSError):
                self._path.unlink()
        except OSError:
            return

    def _with_tables(self) -> sqlite3.Connection:
        file = sqlite3.connect(self._path, timeout=_LONGEST_WAIT)
        try:
            file.execute(f"PRAGMA page_size = {_PAGE}")
            file.execute("PRAGMA synchronous = OFF")  # what a power cut damages counts as absent
            for table in _TABLES:
                file.execute(table)
        except sqlite3.Error:
            file.close()
            raise
        return file


class Files:
    """The sums of the files of a content folder: those that were noted, as long as the files are the same."""

    def __init__(self, content: Path, noted: Mapping[str, tuple[Stat, bytes]], oldest: int) -> None:
        self._above, self._noted, self._oldest = len(str(content)) + 1, noted, oldest
        self._seen: dict[str, Stat] = {}
        self._sums: dict[str, bytes] = {}

    def known(self, path: str) -> bytes | None:
        """Give the sum of a file that is as it was when it was noted; None of any other."""
        place = self._place(path)
        try:
            about = os.lstat(path)
        except OSError:
            return None
        seen = (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
        self._seen[place] = seen
        noted = self._noted.get(place)
        if noted is None or noted[0] != seen:
            return None
        self._sums[place] = noted[1]
        return noted[1]

    def learn(self, path: str, total: bytes) -> None:
        """Learn the sum of a file, which was read after ``known`` was asked of it."""
        self._sums[self._place(path)] = total

    def noted(self, paths: Iterable[str]) -> Iterator[tuple[str, tuple[Stat, bytes]]]:
        """Give what to note of files, if they have not been changed just now, and their names can be written."""
        for path in paths:
            place = self._place(path)
            seen, total = self._seen.get(place), self._sums.get(place)
            if seen and total and seen[1] < self._oldest and seen[2] < self._oldest and place.isprintable():
                yield place, (seen, total)

    def _place(self, path: str) -> str:
        return path[self._above :]


def _place(content: Path) -> bytes:
    return os.fsencode(content.resolve())


def _sum(*parts: bytes) -> bytes:
    return hashlib.blake2b(b"".join(len(part).to_bytes(8) + part for part in parts), digest_size=SUM_BYTES).digest()


def _guarded(value: bytes) -> bytes:
    """Put a check in front of a value."""
    return zlib_ng.crc32(value).to_bytes(_CRC_BYTES) + value


def _whole(guarded: bytes) -> bytes:
    """Give a value as it was guarded. Raises Damaged where it is not that any more."""
    if (
        not isinstance(guarded, bytes)
        or zlib_ng.crc32(guarded[_CRC_BYTES:]).to_bytes(_CRC_BYTES) != guarded[:_CRC_BYTES]
    ):
        raise Damaged("It has changed.")
    return guarded[_CRC_BYTES:]
