"""What is known of a new advisory, and the text that becomes of it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forewarn.addresses import MOST_CHARACTERS, identity, is_identity
from forewarn.dates import NotADate, read_date
from forewarn.document import plain
from forewarn.placeholders import STILL_TO_WRITE
from forewarn.problem import Problem
from forewarn.reading import read_document
from forewarn.repairing import repair
from forewarn.writing import Fields, advisory_text

_LIST_SIGN = re.compile(r"^\s*[-*•◦▪●‣⁃∙–—]\s+")  # what somebody types before the items of a list

MOST_OF_A_TITLE = 60  # characters of an address that somebody may have to type

# By which answer a problem with a field is mended.
_MENDED_BY: Mapping[str, str] = {
    "title": "title",
    "id": "title",
    "area": "areas",
    "topic": "topics",
    "severity": "severity",
    "advice": "advice",
    "og.description": "summary",
    "og.locale": "locale",
    "publish.date": "date",
    "body": "body",
}
_BELOW = {"og": "og.description", "publish": "publish.date"}
_MOST_REPAIRS = 5


@dataclass(frozen=True)
class Answers:
    """What an editor has said of a new advisory; None of what was not said yet.

    ``areas`` and ``topics`` are by the names that the site has for them. ``date`` is as it was typed.
    """

    title: str | None = None
    areas: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    severity: str | None = None
    advice: tuple[str, ...] | None = None
    summary: str | None = None
    body: str | None = None
    locale: str | None = None
    date: str | None = None
    is_live: bool = False

    @property
    def fields(self) -> Fields:
        """The fields of the metadata in their usual order; what is empty is not written."""
        areas = self.areas or ()
        topics = self.topics or ()
        return {
            "title": self.title or "",
            "area": areas[0] if len(areas) == 1 else areas,
            "topic": topics[0] if len(topics) == 1 else topics,
            "severity": self.severity or "",
            "advice": tuple(_LIST_SIGN.sub("", line) for line in self.advice or ()),
            "og": {"description": self.summary or "", "locale": self.locale or ""},
            "publish": {"date": self.date or "", "status": "" if self.is_live else "draft"},
        }

    def text(self, file: str) -> bytes:
        """Give the text of a file, with all repairs that a build would make in it."""
        fields, body = self.fields, self.body or STILL_TO_WRITE
        for _ in range(_MOST_REPAIRS):
            document, _problems = read_document(file, advisory_text(fields, body).encode())
            repaired, repairs = repair(document) if document else (None, ())
            if repaired is None or not repairs:
                break
            fields, body = plain(repaired.fields), repaired.body
        return advisory_text(fields, body).encode()


def typed_date(now: datetime, zone: ZoneInfo) -> str:
    """Write a moment as an editor would: to the minute, by the clock of the site.

    In the hour that comes twice, when the clocks go back, it has its offset.

    >>> typed_date(datetime.fromisoformat("2026-07-02T08:30:59+00:00"), ZoneInfo("Europe/London"))
    '2026-07-02 09:30'
    >>> typed_date(datetime.fromisoformat("2026-10-25T00:30:00+00:00"), ZoneInfo("Europe/London"))
    '2026-10-25T01:30:00+01:00'
    """
    local = now.astimezone(zone).replace(second=0, microsecond=0)
    typed = f"{local:%Y-%m-%d %H:%M}"
    return local.isoformat() if read_date(typed, zone).or_earlier else typed


def year_of(date: str, now: datetime, zone: ZoneInfo) -> int:
    """Give the year that a date lies in, for the folder; of what is no date, that of now."""
    try:
        return read_date(date, zone).when.astimezone(zone).year
    except NotADate:
        return now.astimezone(zone).year


def new_id(title: str, now: datetime, taken: Collection[str]) -> str:
    """Make an id of a title that no other advisory has: of its first words, with a number where these are taken.

    A title without Latin letters makes none that anybody could type; its id tells the day.

    >>> new_id("Parcel texts", datetime(2026, 10, 2), {"parcel-texts"})
    'parcel-texts-2'
    """
    words = identity(title)[: MOST_OF_A_TITLE + 1]
    first = words if len(words) <= MOST_OF_A_TITLE else words.rpartition("-")[0] or words[:MOST_OF_A_TITLE]
    stem = first if is_identity(first) else "-".join(filter(None, ("warning", first, f"{now:%Y-%m-%d}")))
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)[:MOST_CHARACTERS]


def ids_in(folder: Path) -> frozenset[str]:
    """Give the ids that the files below a folder have by their names, whether or not they can be read."""
    return frozenset(identity(path.stem) for path in folder.rglob("*"))


def mended_by(problem: Problem, text: bytes) -> str | None:
    """Name the answer by which a problem with the new text is mended; None where it is not one of them.

    Of what could not even be read, the line tells.
    """
    known = _MENDED_BY.get(problem.field)
    return known or _MENDED_BY.get(_field_on(problem.line, text.decode().split("\n")))


def _field_on(line: int, lines: Sequence[str]) -> str:
    """Name the field that a line of a file belongs to."""
    above = lines[:line]
    if above.count("---") > 1:
        return "body"
    names = [each.partition(":")[0] for each in above if each[:1].isalpha()]
    return _BELOW.get(names[-1], names[-1]) if names else ""
