"""The files of the content folder, each read and repaired by itself."""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.reading import read_document
from forewarn.repairing import repair
from forewarn.surveying.recollection import NO_VALUES, Recalled

MOST_BYTES = 64 * 1024  # ten thousand words; no file of the sample site has a tenth of that
ELSEWHERE = ("It is a link to another place.", "Put the file or the folder itself here.")


def read_all(
    content: Path, paths: Iterable[Path], recalled: Recalled = NO_VALUES
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read and repair files. Returns the documents that could be read, and the problems of all.

    ``recalled`` has what the last build of a preview has read of the same bytes.
    """
    read = [read_file(content, path, recalled=recalled) for path in paths]
    documents = tuple(document for document, _ in read if document)
    return documents, tuple(problem for _, problems in read for problem in problems)


def read_file(
    content: Path,
    path: Path,
    read: Callable[[str, bytes], tuple[Document | None, tuple[Problem, ...]]] = read_document,
    recalled: Recalled = NO_VALUES,
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read and repair one file, which ``read`` knows how to read. ``recalled`` is as for ``read_all``."""
    file, data = file_name(content, path), bytes_of(content, path)
    if isinstance(data, Problem):
        return None, (data,)
    return recalled.get(file, data, lambda: _mended(*read(file, data)))


def read_data(file: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read and repair what would stand in a file. ``file`` is its name as an editor knows it."""
    return _mended(*read_document(file, data))


def _mended(document: Document | None, problems: tuple[Problem, ...]) -> tuple[Document | None, tuple[Problem, ...]]:
    if document is None:
        return None, problems
    mended, repairs = repair(document)
    return mended, (*problems, *repairs)


def bytes_of(content: Path, path: Path) -> bytes | Problem:
    """Read the bytes of a file, or say why it is not even opened."""
    file = file_name(content, path)
    try:
        if fault := _whyunread(path):
            return unread(file, Level.ERROR, *fault)
        return path.read_bytes()
    except OSError as error:
        cure = "Make sure that the file is there and may be read."
        return unread(file, Level.ERROR, f"It cannot be read: {error.strerror}.", cure)


def _whyunread(path: Path) -> tuple[str, str] | None:
    """Say why a file is not even opened, and the cure; None where it may be. Raises OSError where there is none."""
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        return ELSEWHERE
    if not stat.S_ISREG(about.st_mode):
        return "It is no file.", "Put a text file in its place."
    if about.st_size > MOST_BYTES:
        size = about.st_size // 1024
        return f"It has {size} KiB; more than {MOST_BYTES // 1024} KiB is not read.", "Split the text."
    return None


def file_name(content: Path, path: Path | str) -> str:
    """Name a file as an editor knows it, such as ``content/advisories/2026/parcel.md``, in composed letters (NFC)."""
    relative = str(path)[len(str(content)) - len(content.name) :]
    if os.sep != "/":
        relative = relative.replace(os.sep, "/")
    if relative.isascii() and relative.isprintable():  # thousands are, and have but one form
        return relative
    readable = os.fsencode(relative).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", re.sub(r"[\x00-\x1f\x7f]", "?", readable))


def unread(file: str, level: Level, message: str, cure: str) -> Problem:
    """Report something that is not read, in a sentence and a cure."""
    return Problem(file, 1, 1, "file", "file-unread", level, message, cure)
