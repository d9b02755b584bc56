"""What was drawn, kept by all that it depends on: nothing is drawn twice, and nothing that was damaged is used.

A file of the store is its content with a sum of that in front. One that is not whole, or was changed, counts as absent.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

KEPT_FOR = timedelta(days=30)
_USED_AGAIN = timedelta(days=1)
_OWN = re.compile(r"[0-9a-f]{40}(?:\.[0-9a-f]+)?")
_SUM_BYTES = hashlib.sha256().digest_size


def sealed(content: bytes) -> bytes:
    """Put its sum in front of a content, by which it is known to be whole wherever it has been."""
    return hashlib.sha256(content).digest() + content


def unsealed(kept: bytes) -> bytes | None:
    """Give a content back that was sealed; None where it is not whole, or was changed.

    >>> unsealed(sealed(b"a card")), unsealed(sealed(b"a card")[:-1])
    (b'a card', None)
    """
    told, content = kept[:_SUM_BYTES], kept[_SUM_BYTES:]
    return content if hashlib.sha256(content).digest() == told else None


@dataclass(frozen=True)
class Store:
    """A folder of drawings. Several programs may use it at once: each file is put there whole, by renaming.

    A key is 40 of ``0-9`` and ``a-f``. Whatever else lies in the folder is somebody else's, and stays.
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Give what is kept by a key; None where there is nothing, or where it is damaged."""
        try:
            return unsealed(self._path(key).read_bytes())
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep a drawing. Raises OSError where that is not possible."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{secrets.token_hex(8)}")  # programs on two machines may have one number
        try:
            beside.write_bytes(sealed(content))
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def has(self, key: str) -> bool:
        """Tell whether something is kept by a key; it may yet be damaged."""
        return self._path(key).is_file()

    def tidy(self, used: Collection[str], clock: datetime) -> None:
        """Remove what nobody has used for a month, and note of ``used`` that it was. What cannot be removed stays."""
        oldest, lately = ((clock - age).timestamp() for age in (KEPT_FOR, _USED_AGAIN))
        for path in self._drawings():
            with suppress(OSError):
                touched = path.stat().st_mtime
                if path.name in used:
                    if touched < lately:
                        os.utime(path, (clock.timestamp(), clock.timestamp()))
                elif touched < oldest:
                    path.unlink()

    def _drawings(self) -> Iterator[Path]:
        """Give what was put here, and what was not put here whole as a program was ended."""
        with suppress(OSError):
            yield from (path for path in self.folder.iterdir() if _OWN.fullmatch(path.name))

    def is_writable(self) -> bool:
        """Tell whether something can be kept here."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self.folder, os.W_OK)

    def _path(self, key: str) -> Path:
        return self.folder / key
