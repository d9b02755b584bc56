"""The files in which other programs find advisories: one line for each, below what they have in common.

``data/advisories.json`` has a line for every advisory, without its text. The text stands in the file of the year in
which it was published, and while it is current also in those of its areas. So the first says at once what there is and
what has changed, and none of them grows without end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from forewarn import addresses
from forewarn.area import Area
from forewarn.contact import Contact
from forewarn.language import tag_of
from forewarn.outputs.dataset.records import Line
from forewarn.settings import Settings
from forewarn.topic import Topic

VERSION = 1


@dataclass(frozen=True)
class DatasetYear:
    """A year of which there is a file, and how many advisories were published in it."""

    number: int
    count: int


@dataclass(frozen=True)
class DatasetDocument:
    """One file: its address, and what it covers: an area, a year, or all.

    ``lines`` are those of its advisories, newest first. ``areas``, ``topics`` and ``contacts`` are those that the lines
    name, and ``years`` the files of years that there are, told by the file that covers all.
    """

    address: str
    lines: tuple[Line, ...]
    areas: tuple[Area, ...]
    topics: tuple[Topic, ...]
    contacts: tuple[Contact, ...]
    area: str | None = None
    year: int | None = None
    years: tuple[DatasetYear, ...] = ()

    @property
    def next_change(self) -> datetime | None:
        """When the first of these advisories or channels stops being current, if none is changed before.

        What is still to be published has no part in this: its moment is nobody's business.
        """
        ends = (*(line.until for line in self.lines), *(contact.valid_to for contact in self.contacts))
        return min(filter(None, ends), default=None)


def written(head: bytes, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Give the pieces of a file: what stands before its lines, then these, each on a line of its own."""
    yield head
    for number, line in enumerate(lines):
        yield b",\n" if number else b"\n"
        yield line
    yield b"\n]}\n"


def head_of(settings: Settings, document: DatasetDocument) -> bytes:
    """Give what stands in a file before its lines."""
    absolute = settings.absolute
    told: Mapping[str, object] = {
        "$schema": absolute(addresses.DATASET_SCHEMA),
        "version": VERSION,
        "url": absolute(document.address),
        "site": {
            "name": settings.site_name,
            "url": settings.site_url,
            "description": settings.description,
            "organisation": settings.organisation,
            "language": tag_of(settings.locale),
        },
        "covers": {"area": document.area, "year": document.year},
        "next_change": document.next_change and document.next_change.isoformat(),
        "years": [
            {"year": each.number, "count": each.count, "data": absolute(addresses.dataset_of_year(each.number))}
            for each in document.years
        ],
        "areas": [_area(settings, area) for area in document.areas],
        "topics": [
            {"id": topic.slug, "name": topic.name, "url": absolute(addresses.topic(topic.slug))}
            for topic in document.topics
        ],
        "contacts": [_contact(contact) for contact in document.contacts],
    }
    return msgspec.json.encode(told).removesuffix(b"}") + b',"advisories":['


def _area(settings: Settings, area: Area) -> Mapping[str, object]:
    return {
        "id": area.slug,
        "name": area.name,
        "names": dict(area.names_by_language),
        "within": area.within,
        "nation": area.nation,
        "police": area.force.name,
        "police_url": area.force.website,
        "url": settings.absolute(addresses.area(area.slug)),
        "data": settings.absolute(addresses.dataset_of_area(area.slug)),
    }


def _contact(contact: Contact) -> Mapping[str, object]:
    return {
        "id": contact.id,
        "name": contact.name,
        "for": contact.purpose,
        "translations": [
            {"language": words.tag, "name": words.name, "for": words.purpose} for words in contact.translations
        ],
        "phone": contact.phone or None,
        "text": contact.text or None,
        "email": contact.email or None,
        "link": contact.link or None,
        "nations": sorted(contact.nations),
        "open_from": contact.valid_from and contact.valid_from.isoformat(),
        "open_until": contact.valid_to and contact.valid_to.isoformat(),
    }
