"""Dates as editors write them: a closed list of forms, day first, never guessed.

The forms are those of the seed document and of ISO 8601; they are listed for editors in docs/editors/fields.md.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from zoneinfo import ZoneInfo

ENGLISH = "january february march april may june july august september october november december"
WELSH = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
MONTHS = dict(chain.from_iterable(((name, n) for n, name in enumerate(names.split(), 1)) for names in (ENGLISH, WELSH)))

FIRST_YEAR, LAST_YEAR = 1970, 2999

_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_NUMBERS = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
_WORDS = r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<name>[A-Za-z]+) (?P<year>\d{4})"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_ISO_TIME = r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_TIME} {_NUMBERS}",
        rf"{_NUMBERS}(?: {_TIME})?",
        rf"{_WORDS}(?: {_TIME})?",
        rf"{_ISO}(?:[T ]{_ISO_TIME})?",
    )
)


class NotADate(ValueError):  # noqa: N818 - it says what the text is
    """The text is no date. The message is a sentence for the editor, as is the cure where this text has its own."""

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.cure = cure


@dataclass(frozen=True)
class ReadDate:
    """A moment, in the site's time zone, and the earlier one that the same words could mean, if any."""

    when: datetime
    or_earlier: datetime | None = None


def read_date(text: str, zone: ZoneInfo) -> ReadDate:
    """Read a date in one of the known forms.

    A date without a time is its midnight; a time without a zone is local to ``zone``. A local time that comes
    twice, when the clocks go back, is taken as the later, so that nothing is published early.

    Raises NotADate for any other form, for a day that does not exist, and for a local time that the clocks
    skip.

    >>> read_date("12:31 09/07/2020", ZoneInfo("Europe/London")).when.isoformat()
    '2020-07-09T12:31:00+01:00'
    """
    found = next((match for form in _FORMS if (match := form.fullmatch(" ".join(text.split())))), None)
    if found is None:
        raise NotADate(f'"{text}" is not a date in a form that can be read exactly.')
    parts = found.groupdict()
    local = _local(text, parts)
    if parts.get("zone"):
        return ReadDate(_with_offset(text, local, parts["zone"]).astimezone(zone))
    return _in_zone(text, local, zone)


def _local(text: str, parts: dict[str, str | None]) -> datetime:
    """Build the naive date and time that was written."""
    name = (parts.get("name") or "").lower()
    if name and name not in MONTHS:
        raise NotADate(f'"{text}" has no month that is known: "{parts["name"]}".')
    month = MONTHS[name] if name else int(parts["month"] or 0)
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(f'"{text}" has a year that cannot be meant: {year:04}.')
    hour, minute, second = (int(parts.get(unit) or 0) for unit in ("hour", "minute", "second"))
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone comes next
    except ValueError:
        raise NotADate(f'"{text}" is a day or a time that does not exist.') from None


def _with_offset(text: str, local: datetime, offset: str) -> datetime:
    try:
        return local.replace(tzinfo=datetime.strptime(offset, "%z").tzinfo)
    except ValueError:
        raise NotADate(f'"{text}" has an offset from UTC that does not exist.') from None


def _in_zone(text: str, local: datetime, zone: ZoneInfo) -> ReadDate:
    """Place a local time on the time line, minding the two days on which the clocks change."""
    earlier, later = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if earlier.utcoffset() == later.utcoffset():
        return ReadDate(earlier)
    if _round_trip(earlier, zone) != local:
        before, after = sorted(_round_trip(moment, zone) for moment in (earlier, later))
        raise NotADate(
            f'"{text}" does not exist: the clocks went forward.',
            f"Write {before:%H:%M} or {after:%H:%M}, whichever is meant.",
        )
    return ReadDate(later, or_earlier=earlier)


def _round_trip(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0)
