"""Saying in the log of a build what its editor should know."""

import logging
from collections.abc import Iterable
from typing import TypeAlias

from forewarn.problem import Level, Problem

Log: TypeAlias = "logging.LoggerAdapter[logging.Logger]"


def tell(log: Log, problems: Iterable[Problem]) -> None:
    """Tell of problems: as a warning, which counts for ``--strict``, of what is wrong, and of the rest in passing."""
    for problem in problems:
        is_wrong = problem.level in {Level.ERROR, Level.WARNING}
        (log.warning if is_wrong else log.info)("%s", problem)
