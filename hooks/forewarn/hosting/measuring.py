"""What there is of a finished site: counted, without opening a file but those by which its host is told something."""

import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

# Settings by which a part of a site is left out, and where that part lies; what readers miss least comes first.
SWITCHES: Mapping[str, str] = {"posters": "posters/", "cards": "cards/", "data": "data/", "search": "search/"}


class What(StrEnum):
    """What is counted, in the words for it."""

    FILES = "files"
    ENTRIES = "files and folders"
    BYTES = "bytes"
    LARGEST = "bytes in one file"
    IN_FOLDER = "files in one folder"
    HEADER_RULES = "rules for headers"
    REDIRECTS = "redirects"


@dataclass(frozen=True)
class Share:
    """What lies in a part of a site."""

    files: int = 0
    entries: int = 0
    bytes: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Give both together."""
        return Share(self.files + other.files, self.entries + other.entries, self.bytes + other.bytes)


@dataclass(frozen=True)
class Measured:
    """What there is of a site: all of it, and of each part that can be switched off.

    ``largest`` and ``fullest`` are the largest file and the folder with most files, each with its size. ``strange`` are
    names that no host should get: links, what is no file, and what begins with a dot. ``header_rules`` and
    ``redirects`` are how many the host is told in files of its own that lie in the site.
    """

    total: Share
    parts: Mapping[str, Share] = field(hash=False)
    largest: tuple[str, int] = ("", 0)
    fullest: tuple[str, int] = ("", 0)
    strange: tuple[str, ...] = ()
    header_rules: int = 0
    redirects: int = 0

    def count(self, what: What) -> int:
        """Give how many there are of something."""
        return {
            What.FILES: self.total.files,
            What.ENTRIES: self.total.entries,
            What.BYTES: self.total.bytes,
            What.LARGEST: self.largest[1],
            What.IN_FOLDER: self.fullest[1],
            What.HEADER_RULES: self.header_rules,
            What.REDIRECTS: self.redirects,
        }[what]


def measured(folder: Path) -> Measured:
    """Count what lies in a folder; no link is followed. Raises OSError."""
    total, in_folders = Share(), Counter[str]()
    shares: dict[str, Share] = dict.fromkeys(SWITCHES, Share())
    largest, strange = ("", 0), []
    for path, about in _entries(folder):
        is_folder = stat.S_ISDIR(about.st_mode)
        own = Share(int(not is_folder), 1, 0 if is_folder else about.st_size)
        total += own
        for switch, below in SWITCHES.items():
            if f"{path}/".startswith(below):
                shares[switch] += own
        if not (is_folder or stat.S_ISREG(about.st_mode)) or _is_dotted(path):
            strange.append(path)
        if not is_folder:
            in_folders[path.rpartition("/")[0]] += 1
            largest = max(largest, (path, about.st_size), key=lambda each: each[1])
    fullest = max(in_folders.items(), key=lambda each: each[1], default=("", 0))
    rules = sum(line.startswith("/") for line in _lines(folder / "_headers"))
    redirects = sum(line.startswith("/") for line in _lines(folder / "_redirects"))
    return Measured(total, shares, largest, fullest, tuple(sorted(strange)), rules, redirects)


def _lines(path: Path) -> list[str]:
    """Give the lines of a file that a host is told something by; none where it is not there."""
    return path.read_text("utf-8", "replace").splitlines() if path.is_file() and not path.is_symlink() else []


def _is_dotted(path: str) -> bool:
    return "/." in f"/{path}" and path not in {".well-known", ".well-known/security.txt"}


def _entries(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Give everything below a folder, with its path in it."""
    waiting = [("", str(folder))]
    while waiting:
        inside, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = inside + entry.name
                yield path, entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{path}/", entry.path))
