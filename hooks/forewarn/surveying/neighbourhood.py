"""What lies around a text, and what the text asks of it: so that one is known which would say the same again.

A text sees nothing of its neighbours but through an ``Asking``, which notes every question with its answer.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from forewarn.attaching import Unfit, examined
from forewarn.attachment import Attachment
from forewarn.rendering import KnownPages

SUM_BYTES = 20

Sum = Callable[[Path], bytes | None]


@dataclass(frozen=True)
class Neighbourhood:
    """The pages of a site, and the files beside its texts: where each lies, by its name as an editor knows it.

    ``sum_of`` gives what stands for the bytes of such a file, None where they cannot be read.
    """

    content: Path
    pages: KnownPages
    beside: Mapping[str, Path]
    sum_of: Sum


@dataclass(frozen=True)
class Answers:
    """What a text asked and was told: addresses by files, files by addresses, files beside it with what is in them.

    ``is_wide`` says that it looked at everything there is, to suggest the nearest: only doing that again would tell
    whether the answer is still the same.
    """

    addresses: dict[str, str | None] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)
    beside: dict[str, tuple[bytes, bytes] | None] = field(default_factory=dict)
    is_wide: bool = False

    def hold(self, around: Neighbourhood) -> bool:
        """Tell whether every question would have the same answer in a neighbourhood."""
        return (
            not self.is_wide
            and all(around.pages.address_of(file) == address for file, address in self.addresses.items())
            and all(around.pages.file_at(address) == file for address, file in self.files.items())
            and all(_found(around, file) == found for file, found in self.beside.items())
        )

    def tells_nothing_of(self, files: Collection[str]) -> bool:
        """Tell whether neither a question nor an answer names the page of one of some files, for certain."""
        return not self.is_wide and not any(file in files for file in (*self.addresses, *self.files.values()))


class Asking:
    """Asks a neighbourhood for one text, and notes what it said. It answers as ``rendering.Pages`` does."""

    def __init__(self, around: Neighbourhood) -> None:
        self._around = around
        self._addresses: dict[str, str | None] = {}
        self._files: dict[str, str | None] = {}
        self._beside: dict[str, tuple[bytes, bytes] | None] = {}
        self._is_wide = False

    def address_of(self, file: str) -> str | None:
        """Give the address of the page of a file; None where it has none."""
        self._addresses[file] = address = self._around.pages.address_of(file)
        return address

    def file_at(self, address: str) -> str | None:
        """Give the file of the page at an address; None where there is none."""
        self._files[address] = file = self._around.pages.file_at(address)
        return file

    def by_name(self) -> Mapping[str, str]:
        """Give the files that a message may suggest, by their names without an ending."""
        self._is_wide = True
        return self._around.pages.by_name()

    def has(self, file: str) -> bool:
        """Tell whether there is a file beside the texts."""
        return self._lying(file) is not None

    def examined(self, file: str) -> Attachment | Unfit | None:
        """Look through a file beside the texts; None where there is none."""
        lying = self._lying(file)
        if lying is None:
            return None
        try:
            return examined(file, lying)
        except Unfit as why:
            return why

    def others(self) -> Collection[str]:
        """Give the names of all files beside the texts, of which every one that is looked for is noted."""
        return _Others(self)

    def every_other(self) -> Collection[str]:
        """Give the names of all files beside the texts at once."""
        self._is_wide = True
        return self._around.beside.keys()

    def _lying(self, file: str) -> Path | None:
        """Find a file; its bytes are summed before anybody looks into it, so that a change in between is seen."""
        if file not in self._beside:
            self._beside[file] = found = _found(self._around, file)
            self._is_wide |= found is None and file in self._around.beside  # it cannot be read, who knows for how long
        return self._around.beside.get(file)

    def answers(self) -> Answers | None:
        """Give what was asked and told so far; None where nothing was asked."""
        if not (self._addresses or self._files or self._beside or self._is_wide):
            return None
        return Answers(self._addresses, self._files, self._beside, self._is_wide)


class _Others(Collection[str]):
    """The names of files, as ``Asking`` answers for them."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def __contains__(self, file: object) -> bool:
        return isinstance(file, str) and self._asking.has(file)

    def __iter__(self) -> Iterator[str]:
        return iter(self._asking.every_other())

    def __len__(self) -> int:
        return len(self._asking.every_other())


def _found(around: Neighbourhood, file: str) -> tuple[bytes, bytes] | None:
    lying = around.beside.get(file)
    total = around.sum_of(lying) if lying else None
    return (os.fsencode(lying.relative_to(around.content)), total) if lying and total else None


def sum_of(path: Path) -> bytes | None:
    """Give what stands for the bytes of a file; None where they cannot be read, or where it is no plain file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as file:
            return hashlib.blake2b(file.read(), digest_size=SUM_BYTES).digest()
    except OSError:
        return None
