"""The list of all files of a site with the sums of their bytes, which lies in the site itself."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from forewarn.addresses import MANIFEST

ADDRESS = MANIFEST

_NO_NAMES = frozenset({"", ".", ".."})
_LINE = re.compile(r"^([0-9a-f]{64})  (\S.*)\n", re.MULTILINE)
_BESIDES = 64 + len("  \n")


class NotAManifest(ValueError):  # noqa: N818 - it says what the text is
    """A text is no list of sums."""


@dataclass(frozen=True)
class Manifest:
    """Every file of a site but the manifest itself: its SHA-256 sum in hexadecimal digits, by its path.

    Paths are relative to the site's folder and have slashes on every system. The written form is that of the command
    ``sha256sum``, which can check a site with it: ``sha256sum --check sha256sums.txt``.
    """

    sums: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """Give the written form, sorted by path."""
        return self._written

    @cached_property
    def _written(self) -> bytes:
        return "".join([f"{digest}  {path}\n" for path, digest in sorted(self.sums.items())]).encode()

    @cached_property
    def sum(self) -> str:
        """The sum of the written form, by which this site is told from others."""
        return sum_of(self._written)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Read the written form. Raises NotAManifest for anything else.

        That is an empty list as well, a line that is cut off, and a path that leads out of the site's folder.
        """
        try:
            text = data.decode()
        except UnicodeDecodeError:
            raise NotAManifest from None
        lines = _LINE.findall(text)
        sums = {path: digest for digest, path in lines}
        is_whole = sum(map(len, sums)) + len(lines) * _BESIDES == len(text)
        if not sums or not is_whole or not all(map(_is_within, sums)):
            raise NotAManifest
        return cls(sums)


def _is_within(path: str) -> bool:
    """Tell whether a path leads to no other folder than it names; most cannot, which is told without taking apart."""
    is_plain = path[0] not in "./" and path[-1] != "/" and "/." not in path and "//" not in path
    return is_plain or _NO_NAMES.isdisjoint(path.split("/"))


def manifest_of(folder: Path) -> Manifest:
    """Read every file below a folder and give its manifest.

    Raises OSError for what cannot be read, for what is no plain file, as a link may lead to anybody's, and for a name
    that no manifest can hold.
    """
    return Manifest({path: sum_of(_content(path, entry)) for path, entry in entries_below(folder) if path != ADDRESS})


def _content(path: str, entry: "os.DirEntry[str]") -> bytes:
    if not entry.is_file(follow_symlinks=False):
        raise OSError(errno.EINVAL, f'"{path}" in it is no plain file')
    if "\n" in path:
        raise OSError(errno.EINVAL, f"the name {path!r} in it has more than one line")
    with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of files, of which we have no Path yet
        return file.read()


def sum_of(content: bytes) -> str:
    """Give the SHA-256 sum of some bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def paths_below(folder: Path) -> Iterator[str]:
    """Give the path of every file below a folder, links and hidden files included, as a manifest writes it.

    Raises OSError for a folder that cannot be read.
    """
    return (path for path, _ in entries_below(folder))


def entries_below(folder: Path) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Give everything below a folder that is no folder itself, with its path as a manifest writes it.

    Links are not followed. Raises OSError for a folder that cannot be read.
    """
    waiting = [("", str(folder))]
    while waiting:
        inside, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{inside}{entry.name}/", entry.path))
                else:
                    yield f"{inside}{entry.name}", entry


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest that lies in a site; None where there is none that can be read."""
    try:
        return Manifest.from_bytes((folder / ADDRESS).read_bytes())
    except (OSError, NotAManifest):
        return None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or as it was before. Raises OSError."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
