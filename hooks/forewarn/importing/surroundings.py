"""What a source's words about itself mean on this site: its places, its dates, its language, its kinds of scam."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Self

from forewarn.addresses import identity
from forewarn.checking import families
from forewarn.checking.entry import fold
from forewarn.dates import NotADate, read_date
from forewarn.document import Document
from forewarn.language import is_locale, language_alone
from forewarn.settings import Settings
from forewarn.spelling import on_one_line
from forewarn.web import host_of

# As in emails and RSS (RFC 5322), with the whole year and a zone that is told for certain.
_MAIL_DATE = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|[+-]\d{4})")


@dataclass(frozen=True)
class Surroundings:
    """The site that texts are imported into.

    ``areas`` are the names of its areas, by everything that one may be called, as ``fold`` has it; ``of_force`` those
    that a police force has, by the force's name and by the host of its website. ``area`` stands for texts that name
    none.
    """

    settings: Settings
    areas: Mapping[str, str]
    of_force: Mapping[str, str]
    area: str = ""

    @classmethod
    def of(cls, settings: Settings, areas: Iterable[Document], area: str = "") -> Self:
        """Gather what is needed of the documents of all areas."""
        documents = tuple(areas)
        names = {name: document.text("name") for name, document in families(documents).items()}
        policed: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            force, host = document.text("force.name"), host_of(document.text("force.website"))
            for key in (fold(force), _plain_host(host or "")):
                policed[key].add(document.text("name"))
        alone = {key: next(iter(own)) for key, own in policed.items() if key and len(own) == 1}
        return cls(settings, names, alone, area)

    def knows(self, place: str) -> bool:
        """Tell whether a place is an area of this site."""
        return fold(place) in self.areas

    def area_of(self, places: Iterable[str], publishers: Iterable[str], address: str) -> tuple[str, ...]:
        """Give the areas of a text that says which places it is about, who publishes it, and where it stands.

        Places that are areas of this site come first; then the area of the publishing force; then what the user has
        said; and at last the places as they were told, though nobody knows them here. None of it is guessed.
        """
        told = tuple(dict.fromkeys(filter(None, map(on_one_line, places))))
        known = tuple(dict.fromkeys(self.areas[fold(place)] for place in told if fold(place) in self.areas))
        keys = (*(fold(publisher) for publisher in publishers), _plain_host(host_of(address) or ""))
        own = next((self.of_force[key] for key in keys if key in self.of_force), "")
        one = own or self.area
        return known or ((one,) if one else told)

    def date_of(self, told: str) -> str:
        """Give a date as a text of this site may have it; empty where it cannot be read exactly.

        >>> from zoneinfo import ZoneInfo
        >>> settings = Settings("", "", "", "", "en_GB", ZoneInfo("Europe/London"), ())
        >>> Surroundings(settings, {}, {}).date_of("Thu, 09 Jul 2020 12:31:00 +0100")
        '2020-07-09T12:31:00+01:00'
        """
        text = on_one_line(told)
        if _MAIL_DATE.fullmatch(text):
            try:
                return parsedate_to_datetime(text).isoformat()
            except ValueError:
                return ""
        try:
            read_date(text, self.settings.time_zone)
        except NotADate:
            return ""
        return text

    def locale_of(self, told: str) -> str:
        """Give a language with its country as Open Graph writes it; empty where it is none.

        A language alone (``cy``) means the one of this site that it is; the site's own need not be said.
        """
        locale = told.strip().replace("-", "_")
        if is_locale(locale):
            return locale
        others = {*self.settings.languages, *(edition.locale for edition in self.settings.editions)}
        spoken = sorted(other for other in others if language_alone(other) == locale.lower())
        return spoken[0] if len(spoken) == 1 and spoken[0] != self.settings.locale else ""

    def topics_of(self, told: Iterable[str]) -> tuple[str, ...]:
        """Give those of some key words that are kinds of scam of this site."""
        known = {topic.slug: topic.name for topic in self.settings.topics}
        return tuple(dict.fromkeys(known[slug] for word in told if (slug := identity(word)) in known))


def _plain_host(host: str) -> str:
    return host.removeprefix("www.")
