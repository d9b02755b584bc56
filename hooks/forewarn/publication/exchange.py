"""Two folders change places, so that a reader finds the one or the other at every moment."""

import ctypes
import errno
import os
import shutil
from pathlib import Path

from forewarn.publication.places import Places

# The flag and the folder that paths are relative to, as in linux/fs.h and fcntl.h: see rename(2).
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100

# What a kernel or a file system answers that knows no exchange.
_UNKNOWN = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def put_forward(places: Places) -> bool:
    """Make the spare the site, and what was the site the spare.

    Returns whether there was a site at every moment; False says that it took two renames. Raises OSError where the
    system refuses; then everything is as it was.
    """
    if not places.site.exists():
        places.spare.rename(places.site)
        return True
    try:
        _exchange(places.site, places.spare)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
        _put_forward_in_two_steps(places)
        return False
    return True


def finish_interrupted(places: Places) -> None:
    """Put the former site back where a build was killed between its two renames."""
    if not places.leaving.exists():
        return
    if not places.site.exists():
        places.leaving.rename(places.site)
        return
    if places.spare.exists():  # somebody has put a site there since, and the half-made one is worth less than a whole
        shutil.rmtree(places.spare)
    places.leaving.rename(places.spare)


def _put_forward_in_two_steps(places: Places) -> None:
    places.site.rename(places.leaving)
    try:
        places.spare.rename(places.site)
    except OSError:
        places.leaving.rename(places.site)
        raise
    places.leaving.rename(places.spare)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change places in one step. Raises OSError, ENOSYS where there is no such."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))
