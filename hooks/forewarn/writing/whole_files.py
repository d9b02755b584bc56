"""Files that are written to their end before anybody sees them."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_over(path: Path, data: bytes) -> None:
    """Put new bytes in place of those of a file, in one step: whoever reads it finds the old ones or the new ones.

    Its permissions stay; where it is a link, what it leads to is written. Raises OSError where nothing was changed.
    """
    real = path.resolve(strict=True)
    with _Beside(real, data) as unfinished:
        unfinished.chmod(real.stat().st_mode & 0o7777)
        unfinished.replace(real)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, and the folders that it lies in.

    Raises FileExistsError where there is one, which stays as it is, and OSError where nothing was written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as why:
        raise NotADirectoryError(*why.args) from None
    with _Beside(path, data) as unfinished:
        unfinished.chmod(0o666 & ~_umask())
        try:
            os.link(unfinished, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links
            if path.exists():
                raise FileExistsError(path) from None
            unfinished.replace(path)


class _Beside:
    """Bytes in a file of a passing name beside the one that they are for; it is gone when this ends."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __enter__(self) -> Path:
        with NamedTemporaryFile(dir=self._path.parent, prefix=".forewarn-", delete=False) as file:
            self._unfinished = Path(file.name)
            try:
                file.write(self._data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                self._unfinished.unlink()
                raise
        return self._unfinished

    def __exit__(self, *_: object) -> None:
        self._unfinished.unlink(missing_ok=True)


def _umask() -> int:
    """Tell which permissions the user gives no file. It can only be read by setting it."""
    umask = os.umask(0)
    os.umask(umask)
    return umask
