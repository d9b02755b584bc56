"""The files of the content folder: which there are, and what each holds."""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.reading import read_document
from forewarn.repairing import repair
from forewarn.spelling import listed

ADVISORY_ENDINGS = frozenset({".md", ".txt"})
PAGE_ENDINGS = frozenset({".md"})
MOST_BYTES = 64 * 1024  # ten thousand words; no file of the sample site has a tenth of that

_ELSEWHERE = ("It is a link to another place.", "Put the file or the folder itself here.")


@dataclass(frozen=True)
class Folder:
    """Documents that could be read, the problems of the others and of what was mended, and the files that are none."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    other_files: frozenset[str]


def read_folder(content: Path, name: str, endings: frozenset[str], *, is_optional: bool = False) -> Folder:
    """Read every file below a folder of the content folder; an optional one need not be there.

    Files with other endings are left to ``unpublished``.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    others: set[str] = set()
    unreadable: list[OSError] = []
    if is_optional and not os.path.lexists(content / name):
        return Folder((), (), frozenset())
    for path in sorted(_files_below(content / name, unreadable)):
        file = file_name(content, path)
        if path.is_symlink():
            problems.append(_unread(file, Level.ERROR, *_ELSEWHERE))
        elif path.suffix not in endings:
            others.add(file)
        else:
            document, found = read_file(content, path)
            documents.extend([document] if document else [])
            problems.extend(found)
    for error in unreadable:
        place = file_name(content, Path(error.filename))
        cure = "Make sure that the folder is there and may be read."
        problems.append(_unread(place, Level.ERROR, f"It cannot be read: {error.strerror}.", cure))
    return Folder(tuple(documents), tuple(problems), frozenset(others))


def unpublished(content: Path, name: str, count: int) -> Problem:
    """Tell that files below a folder are not published. They are counted and not named: one may belong to a draft."""
    files = "1 file below this folder is" if count == 1 else f"{count} files below this folder are"
    endings = ADVISORY_ENDINGS if name == "advisories" else PAGE_ENDINGS
    cure = f"Only files whose names end in {listed(sorted(endings))} are."
    return _unread(file_name(content, content / name), Level.WARNING, f"{files} not published.", cure)


def read_file(
    content: Path, path: Path, read: Callable[[str, bytes], tuple[Document | None, tuple[Problem, ...]]] = read_document
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read and repair one file, which ``read`` knows how to read."""
    file = file_name(content, path)
    try:
        if fault := _why_unread(path):
            return None, (_unread(file, Level.ERROR, *fault),)
        data = path.read_bytes()
    except OSError as error:
        cure = "Make sure that the file is there and may be read."
        return None, (_unread(file, Level.ERROR, f"It cannot be read: {error.strerror}.", cure),)
    document, problems = read(file, data)
    if document is None:
        return None, problems
    mended, repairs = repair(document)
    return mended, (*problems, *repairs)


def _why_unread(path: Path) -> tuple[str, str] | None:
    """Say why a file is not even opened, and the cure; None where it may be. Raises OSError where there is none."""
    if path.is_symlink():
        return _ELSEWHERE
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        return "It is no file.", "Put a text file in its place."
    if about.st_size > MOST_BYTES:
        size = about.st_size // 1024
        return f"It has {size} KiB; more than {MOST_BYTES // 1024} KiB is not read.", "Split the text."
    return None


def file_name(content: Path, path: Path) -> str:
    """Name a file as an editor knows it, such as ``content/advisories/2026/parcel.md``, in composed letters (NFC)."""
    relative = os.fsencode(path.relative_to(content.parent).as_posix()).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", re.sub(r"[\x00-\x1f\x7f]", "?", relative))


def _files_below(folder: Path, unreadable: list[OSError]) -> Iterator[Path]:
    """Find the files below a folder, and note what of it cannot be read.

    Links to folders are named and not followed; hidden files are none of ours.
    """
    if folder.is_symlink():
        yield folder
        return
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        here = Path(parent)
        links = [name for name in folders if (here / name).is_symlink()]
        yield from (here / name for name in (*names, *links) if not name.startswith("."))
        folders[:] = [name for name in folders if not name.startswith(".")]


def _unread(file: str, level: Level, message: str, cure: str) -> Problem:
    return Problem(file, 1, 1, "file", "file-unread", level, message, cure)
