"""Everything that a build reads, summed up without reading it: while that is the same, so is the site."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from forewarn.sums import sum_of_bytes, sum_of_value

# A file may be changed twice within what its times tell apart; within this, nobody knows whether it was.
_RACY = timedelta(seconds=2)


def sum_of_inputs(folders: Iterable[Path], others: object, began: datetime, *, believes_disk: bool) -> bytes:
    """Give the sum of all files in some folders, and of other values; nothing where one may have changed just now.

    ``began`` is when the build did. With ``believes_disk`` a file is known by its size, its times and its number;
    otherwise by its bytes. Raises OSError for what cannot be read.
    """
    latest = int((began - _RACY).timestamp() * 1_000_000_000)
    found: list[tuple[bytes, object]] = []
    for folder in folders:
        for path, about in _files_in(folder):
            if believes_disk and max(about.st_mtime_ns, about.st_ctime_ns) > latest:
                return b""
            found.append((os.fsencode(path), _known_by(path, about, believes_disk=believes_disk)))
    return sum_of_value(sorted(found, key=lambda each: each[0]), others)


def _known_by(path: str, about: os.stat_result, *, believes_disk: bool) -> object:
    if believes_disk:
        return about.st_mode, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino
    return sum_of_bytes(Path(path).read_bytes())


def _files_in(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Give every file in a folder, however deep; a link is known by what it leads to, if that is there."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file():
                    yield entry.path, entry.stat()
                else:
                    yield entry.path, entry.stat(follow_symlinks=False)
