"""What lies at a place: two looks at it tell which files have changed between them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Stamp = tuple[int, int]  # when a file changed last, in nanoseconds, and its size


@dataclass(frozen=True)
class Place:
    """A folder or a file that is watched. Make one with ``Place.of``, which follows links on the way to it.

    What happens to a file is told by its folder: one that is saved by renaming another over it has gone for everybody
    who watches the file itself.
    """

    path: str
    is_folder: bool
    is_deep: bool

    @classmethod
    def of(cls, path: str, *, is_deep: bool) -> "Place":
        """Give the place of a path; with ``is_deep``, of a folder with all that lies below it."""
        named = Path(path)
        if named.is_dir():
            return cls(str(named.resolve()), is_folder=True, is_deep=is_deep)
        return cls(str(named.parent.resolve() / named.name), is_folder=False, is_deep=False)

    @property
    def folder(self) -> str:
        """The folder in which everything happens."""
        return self.path if self.is_folder else str(Path(self.path).parent)

    def has(self, path: str) -> bool:
        """Tell whether a file of the folder, or below it, belongs to this place."""
        if not self.is_folder:
            return path == self.path
        return self.is_deep or str(Path(path).parent) == self.path


def seen(place: Place) -> Mapping[str, Stamp]:
    """Look at a place, and give the stamp of every file by its path. Nothing is there that cannot be read."""
    if place.is_folder:
        return dict(_below(place.path, {place.path} if place.is_deep else None))
    with suppress(OSError):
        about = Path(place.path).stat()
        return {place.path: (about.st_mtime_ns, about.st_size)}
    return {}


def differences(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> frozenset[str]:
    """Name the files that are new, gone or changed after another look."""
    if before == after:
        return frozenset()
    return frozenset(path for path, _ in before.items() ^ after.items())


def _below(folder: str, linked: set[str] | None) -> Iterator[tuple[str, Stamp]]:
    """Give the files in a folder; also those below it, but where ``linked`` is None.

    It holds the folders that links have led to, as links may lead in a circle.
    """
    for entry in _entries(folder):
        with suppress(OSError):  # it has gone meanwhile, or is a link that leads nowhere
            if not entry.is_dir():
                about = entry.stat()
                yield entry.path, (about.st_mtime_ns, about.st_size)
            elif linked is not None and _is_new(entry, linked):
                yield from _below(entry.path, linked)


def _entries(folder: str) -> list["os.DirEntry[str]"]:
    with suppress(OSError), os.scandir(folder) as entries:
        return list(entries)
    return []


def _is_new(entry: "os.DirEntry[str]", linked: set[str]) -> bool:
    if not entry.is_symlink():
        return True
    target = str(Path(entry.path).resolve())
    if target in linked:
        return False
    linked.add(target)
    return True
