"""One advisory at a time put through all that a build does with it, in memory: read, repair, render, check, make.

``forewarn.site`` does the same with a whole folder; thousands of texts in a row would take too long that way.
"""

from dataclasses import dataclass
from pathlib import Path

from forewarn.advisory import Advisory
from forewarn.checking import Entry, advisory_from, area_names, check_advisory
from forewarn.document import Document
from forewarn.problem import Problem, errors_in
from forewarn.reading import read_document
from forewarn.rendering import KnownPages, Links, Renderer, phone_links
from forewarn.repairing import repair
from forewarn.site import survey
from golden_cases import SETTINGS
from projects import NOW, SHIPPED, moment

FILE, ADDRESS = "content/advisories/2026/tax.md", "advisories/tax/"
OTHER = "content/advisories/2026/parcel.md"


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its document, where it could be read, the advisory, where it has no error; and why."""

    document: Document | None
    advisory: Advisory | None
    problems: tuple[Problem, ...]


class Reader:
    """Reads one file after another, beside the areas and contacts that are shipped."""

    def __init__(self, content: Path = SHIPPED) -> None:
        found = survey(content, SETTINGS, moment(NOW))
        self._areas, self._channels = area_names(found.areas), found.channels
        self._renderer = Renderer(phone_links(contact.phone for contact in self._channels.open_at(moment(NOW))))
        pages = {FILE: ADDRESS, OTHER: "advisories/parcel/"}
        self._links = Links(FILE, ADDRESS, KnownPages.of(pages), SETTINGS.site_url)

    def read(self, data: bytes) -> Outcome:
        read, problems = read_document(FILE, data)
        if read is None:
            return Outcome(None, None, problems)
        document, repairs = repair(read)
        body, found = self._renderer.render(document, self._links, SETTINGS.trusted_hosts)
        entry = Entry(
            document,
            body,
            areas=self._areas,
            broken_areas=frozenset(),
            settings=SETTINGS,
            contacts=self._channels,
            other_files=frozenset(),
            attachments={},
            is_deployment=False,
        )
        every = (*problems, *repairs, *found, *check_advisory(entry))
        is_good = not errors_in(every) and bool(entry.named_areas())
        return Outcome(document, advisory_from(entry) if is_good else None, every)
