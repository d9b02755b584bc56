"""What was drawn, kept by all that it depends on: nothing is drawn twice, and nothing that was damaged is used.

A file of the store is its content with a sum of that in front. One that is not whole, or was changed, counts as absent.
"""

import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

KEPT_FOR = timedelta(days=30)
_SUM_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Store:
    """A folder of drawings. Several programs may use it at once: each file is put there whole, by renaming.

    A key is made of ``a-z`` and ``0-9``.
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Give what is kept by a key; None where there is nothing, or where it is damaged."""
        try:
            kept = self._path(key).read_bytes()
        except OSError:
            return None
        told, content = kept[:_SUM_BYTES], kept[_SUM_BYTES:]
        return content if hashlib.sha256(content).digest() == told else None

    def put(self, key: str, content: bytes) -> None:
        """Keep a drawing. Raises OSError where that is not possible."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(hashlib.sha256(content).digest() + content)
        beside.replace(path)

    def has(self, key: str) -> bool:
        """Tell whether something is kept by a key; it may yet be damaged."""
        return self._path(key).is_file()

    def tidy(self, used: Collection[str], clock: datetime) -> None:
        """Remove what is not used any more, a month after it was drawn. What cannot be removed stays."""
        oldest = (clock - KEPT_FOR).timestamp()
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            with suppress(OSError):
                if path.name not in used and path.stat().st_mtime < oldest:
                    path.unlink()

    def is_writable(self) -> bool:
        """Tell whether something can be kept here."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self.folder, os.W_OK)

    def _path(self, key: str) -> Path:
        return self.folder / key
