"""What to say when a site cannot be published, whatever it was that failed."""

import os
import traceback

from forewarn.problem import ProblemsFound, errors_in

SAFE = "Nothing was published."


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


def sentence(error: Exception) -> str:
    """Say what went wrong with the disk, or in a template or a hook, and at which line of it."""
    if isinstance(error, OSError) and error.strerror:  # Jinja's error for a template that is missing has none
        return f"The site could not be written: {error.strerror}. {SAFE}"
    every = traceback.extract_tb(error.__traceback__)
    steps = [step for step in every if step.filename.endswith(".html") or "site-packages" not in step.filename]
    place = f"{os.path.relpath(steps[-1].filename)}:{steps[-1].lineno}: " if steps else ""
    return f"{place}{type(error).__name__}: {error}. This is a fault of a template or a hook, not of a text. {SAFE}"
