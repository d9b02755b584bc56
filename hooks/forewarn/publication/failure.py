"""What to say when a site cannot be published, whatever it was that failed."""

import errno
import os
import sysconfig
import traceback

from forewarn.problem import ProblemsFound, errors_in

SAFE = "Nothing was published."
PUBLIC = "It happened after the site was published: that is public as it was verified."

# What a disk answers, and nothing else that a hook may ask the system for.
_OF_THE_DISK = frozenset({errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})


class Refused(RuntimeError):  # noqa: N818 - it says what is forbidden; the program did not fail
    """A build may not go on, for a reason that no text has. It says the sentence for whoever has asked for it."""


def refusal(found: ProblemsFound) -> str:
    """Tell of problems: how many there are, and then each on a line of its own."""
    errors = len(errors_in(found.problems))
    others = len(found.problems) - errors
    stop = f"{errors} error{'' if errors == 1 else 's'}"
    besides = f", and {others} less grave problem{'' if others == 1 else 's'}" if others else ""
    return f"{stop}{besides}. {SAFE}\n\n{found}"


def too_many_warnings(count: int) -> str:
    """Tell that warnings stop a build, as its user has asked."""
    there = "There was 1 warning" if count == 1 else f"There were {count} warnings"
    return f"{there}, and --strict allows none. {SAFE}"


def sentence(error: Exception, *, is_public: bool = False) -> str:
    """Say what went wrong with the disk, or in a template or a hook, and at which line of it.

    ``is_public`` tells that the site had been published by then.
    """
    outcome = PUBLIC if is_public else SAFE
    if isinstance(error, OSError) and error.errno in _OF_THE_DISK:
        return f"The site could not be written: {error.strerror}. {outcome}"
    steps = [step for step in traceback.extract_tb(error.__traceback__) if _is_of_the_project(step.filename)]
    place = f"{seen_from_here(steps[-1].filename)}:{steps[-1].lineno}: " if steps else ""
    return f"{place}{type(error).__name__}: {error}. This is a fault of a template or a hook, not of a text. {outcome}"


def _is_of_the_project(file: str) -> bool:
    """Tell a template or a hook from what Python and its packages are made of."""
    if file.endswith(".html"):
        return True
    folders = (sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))
    return not file.startswith(("<", *(f"{folder}{os.sep}" for folder in folders)))


def seen_from_here(file: str) -> str:
    """Name a file or a folder as seen from where the build was started, where that can be."""
    try:
        return os.path.relpath(file)
    except ValueError:  # on Windows, another disk
        return file
