"""The files that somebody wants imported: of folders, by name, and out of zip archives. They are only ever read."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from forewarn.problem import Level, Problem
from forewarn.surveying.names import is_litter

MOST_BYTES = 16 * 1024 * 1024  # a saved page with its pictures in it has 5 MB
MOST_UNPACKED = 1024 * 1024 * 1024
MOST_IN_ARCHIVE = 200_000
_ENCRYPTED = 0x1
_COMPANIONS = ("_files", ".files", "_bestanden", "-Dateien")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Piece:
    """One file: its name as its owner knows it, and its bytes, or why there are none."""

    name: str
    data: bytes = b""
    fault: Problem | None = None
    belongs_to: str = ""


def fault(name: str, message: str, cure: str, line: int = 1) -> Problem:
    """Report that a source is left where it is, in a sentence and a cure."""
    return Problem(name, line, 1, "file", "file-unread", Level.ERROR, message, cure)


def pieces(sources: Sequence[Path]) -> Iterator[Piece]:
    """Give every file of some sources, each once, in an order that depends on their names alone."""
    seen: set[str] = set()
    for source in sources:
        for path in _below(source):
            if (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield from _opened(path, is_named=path == source)


def _below(source: Path) -> Iterator[Path]:
    """Give the files of a folder in order, links as what they are; or a file itself."""
    if not source.is_dir():
        yield source
        return
    unreadable: list[OSError] = []
    found: list[Path] = []
    for parent, folders, names in os.walk(source, onerror=unreadable.append):
        folders[:] = [name for name in folders if not is_litter(name)]
        found += (Path(parent, name) for name in names if not is_litter(name))
        found += (path for name in folders if (path := Path(parent, name)).is_symlink())
    found += (Path(error.filename) for error in unreadable)
    yield from sorted(found, key=lambda path: path.as_posix())


def _opened(path: Path, *, is_named: bool) -> Iterator[Piece]:
    """Read a file, or those in an archive. ``is_named`` says that the user named it, and not a folder around it."""
    name = _shown(path)
    try:
        about = path.stat() if is_named else path.lstat()
        if why := _why_not(path, about):
            yield Piece(name, fault=fault(name, *why))
        elif (page := _page_beside(path)) is not None:
            yield Piece(name, belongs_to=_shown(page))
        elif path.suffix.lower() == ".zip":
            yield from _in_archive(name, path)
        else:
            yield Piece(name, path.read_bytes())
    except OSError as error:
        why = (f"It cannot be read: {error.strerror}.", "Make sure that it is there and may be read.")
        yield Piece(name, fault=fault(name, *why))


def _shown(path: Path) -> str:
    """Name a file on one line, in letters that can be printed."""
    text = os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
    return "".join(character if character.isprintable() else "?" for character in text)


def _why_not(path: Path, about: os.stat_result) -> tuple[str, str] | None:
    """Say why something is not even opened, and the cure; None where it may be."""
    if stat.S_ISLNK(about.st_mode):
        return "It is a link to another place.", "Name that place itself."
    if stat.S_ISDIR(about.st_mode):
        return "This folder cannot be read.", "Make sure that you may open it."
    if not stat.S_ISREG(about.st_mode):
        return "It is no file.", "Name a text, a saved page, a feed, or a zip archive of them."
    if about.st_size > MOST_BYTES and path.suffix.lower() != ".zip":
        return _too_large(about.st_size)
    return None


def _too_large(size: int) -> tuple[str, str]:
    cure = "Save the page without its pictures, or split the file."
    return f"It has {size // 1024 // 1024} MB; more than {MOST_BYTES // 1024 // 1024} MB is not read.", cure


def _page_beside(path: Path) -> Path | None:
    """Find the saved page that a file belongs to: a browser puts them into a folder that is named after it."""
    for folder in path.parents:
        for ending in _COMPANIONS:
            if folder.name.endswith(ending):
                stem = folder.name.removesuffix(ending)
                pages = (folder.with_name(stem + suffix) for suffix in (".html", ".htm", ".xhtml"))
                if page := next((page for page in pages if page.is_file()), None):
                    return page
    return None


def _in_archive(name: str, path: Path) -> Iterator[Piece]:
    """Read the files of an archive, one after the other. Nothing is unpacked to the disk, whatever they are called."""
    cure = "Unpack it yourself, and name the folder."
    try:
        with zipfile.ZipFile(path) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
            if len(entries) > MOST_IN_ARCHIVE:
                message = f"It holds {len(entries)} files; more than {MOST_IN_ARCHIVE} are not read."
                yield Piece(name, fault=fault(name, message, "Make several archives of it."))
                return
            yield from _entries(name, archive, entries)
    except _BROKEN as error:
        yield Piece(name, fault=fault(name, f"It is no zip archive that can be read: {error}.", cure))


def _entries(name: str, archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Piece]:
    left = MOST_UNPACKED
    files = {entry.filename for entry in entries}
    for entry in entries:
        parts = PurePosixPath(entry.filename).parts
        if entry.is_dir() or any(map(is_litter, parts)):
            continue
        shown = f"{name}/{_shown(Path(entry.filename))}"
        if page := _page_in(entry.filename, files):
            yield Piece(shown, belongs_to=f"{name}/{page}")
            continue
        piece = _entry(shown, archive, entry, min(left, MOST_BYTES))
        left -= len(piece.data)
        yield piece


def _page_in(entry: str, files: set[str]) -> str:
    for folder in PurePosixPath(entry).parents:
        for ending in _COMPANIONS:
            if folder.name.endswith(ending):
                stem = str(folder).removesuffix(ending)
                if page := next((stem + s for s in (".html", ".htm", ".xhtml") if stem + s in files), ""):
                    return page
    return ""


def _entry(shown: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Piece:
    """Read one file of an archive, never more of it than may be: what it says of its own size may be wrong."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    if ".." in parts or PurePosixPath(entry.filename).is_absolute():
        message = "Its name leads out of the archive."
        return Piece(shown, fault=fault(shown, message, "Do not trust the archive; ask who made it."))
    if entry.flag_bits & _ENCRYPTED:
        cure = "Unpack the archive with its password, and name the folder."
        return Piece(shown, fault=fault(shown, "It is locked with a password.", cure))
    try:
        with archive.open(entry) as file:
            data = file.read(most + 1)
    except _BROKEN as error:
        message = f"It is damaged in the archive: {error}."
        return Piece(shown, fault=fault(shown, message, "Have the archive made anew."))
    if len(data) > most:
        message, cure = _too_large(max(entry.file_size, len(data)))
        return Piece(shown, fault=fault(shown, message, cure))
    return Piece(shown, data)


def is_archive(data: bytes) -> bool:
    """Tell whether bytes are a zip archive, whatever their name says."""
    return data.startswith(b"PK\x03\x04") and zipfile.is_zipfile(BytesIO(data))
