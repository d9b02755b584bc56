"""What a build is told by its surroundings: the moment to show, and the time stamp of its files."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from forewarn.dates import NotADate, read_date
from forewarn.problem import Level, Problem, ProblemsFound

NOW = "FOREWARN_NOW"
EPOCH = "SOURCE_DATE_EPOCH"


def read_moment(given: str | None, name: str, zone: ZoneInfo, clock: datetime) -> datetime:
    """Give the moment at which the site is shown: the ``given`` one, else that of the clock.

    ``name`` is what the moment was given by, for the message; without a zone of its own it is local to ``zone``.
    Raises ProblemsFound where it is no date.
    """
    if not given:
        return clock
    try:
        return read_date(given, zone).when
    except NotADate as reason:
        raise _wrong(name, str(reason), 'Write it like "2026-12-24T08:00:00+00:00".') from None


def require_epoch(environment: Mapping[str, str]) -> None:
    """Refuse a time stamp for files that is none; MkDocs would fail on it in the middle of a build.

    Raises ProblemsFound.
    """
    given = environment.get(EPOCH, "0")
    try:
        datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        cure = "Give a whole number that a date can have, or take it away."
        raise _wrong(EPOCH, f'"{given}" is no count of seconds since 1970.', cure) from None


def require_present(now: datetime, clock: datetime) -> None:
    """Refuse to put a site before the public as it will be at a moment ``now`` that the ``clock`` has not reached.

    Raises ProblemsFound.
    """
    if now > clock:
        raise _wrong(NOW, "This moment is still to come, so the site would tell what is held back.", "Take it away.")


def _wrong(name: str, message: str, cure: str) -> ProblemsFound:
    return ProblemsFound([Problem(name, 1, 1, "environment", "environment", Level.ERROR, message, cure)])
