"""What a build is told by its surroundings: the moment to show, the time stamp of its files, and for whom it is."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forewarn.dates import NotADate, read_date
from forewarn.problem import Level, Problem, ProblemsFound

NOW = "FOREWARN_NOW"
EPOCH = "SOURCE_DATE_EPOCH"
PREVIEW = "FOREWARN_PREVIEW"
DEPLOY = "FOREWARN_DEPLOY"
CACHE = "FOREWARN_CACHE"
NOINDEX = "FOREWARN_NOINDEX"
CI = "CI"  # which every host of builds sets: https://docs.github.com/en/actions/reference/variables-reference


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


def is_set(environment: Mapping[str, str], name: str) -> bool:
    """Tell whether something is asked for: by any value but nothing and 0."""
    return environment.get(name, "") not in {"", "0"}


def is_unindexed(environment: Mapping[str, str]) -> bool:
    """Tell whether a copy is made that no search engine may show, such as one of a change that is still looked at.

    Raises ProblemsFound where that copy would be put before the public.
    """
    if is_set(environment, NOINDEX) and is_set(environment, DEPLOY):
        message = f"No search engine would show the site any more that {DEPLOY} puts before the public."
        raise _wrong(NOINDEX, message, "Take one of them away.")
    return is_set(environment, NOINDEX)


def shows_hidden(environment: Mapping[str, str], *, is_served: bool, written_to: Path, public: Path | None) -> bool:
    """Tell whether drafts and what is still to come are to be shown: only a preview that is asked for may do that.

    ``is_served`` tells that a site is shown to its editor and goes away again, ``written_to`` where it is written
    meanwhile; ``public`` is the folder that the settings name for what is published.
    Raises ProblemsFound where it is asked for, and what was hidden could become public.
    """
    if not is_set(environment, PREVIEW):
        return False
    if not is_served:
        message = "It shows drafts, so nothing is built for the public as long as it is set."
        raise _wrong(PREVIEW, message, 'Take it away; "forewarn preview" sets it for itself.')
    if is_set(environment, DEPLOY):
        raise _wrong(PREVIEW, f"It shows drafts, and {DEPLOY} puts a site before the public.", "Take one of them away.")
    if public and written_to.resolve().is_relative_to(public.resolve()):
        message = "It shows drafts, which are not written into the folder of the public site."
        raise _wrong(PREVIEW, message, 'Take it away; "forewarn preview" sets it for itself.')
    return True


def _wrong(name: str, message: str, cure: str) -> ProblemsFound:
    return ProblemsFound([Problem(name, 1, 1, "environment", "environment", Level.ERROR, message, cure)])
