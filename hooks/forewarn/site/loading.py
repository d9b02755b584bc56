"""From the content folder to a site: read, repair, render, check, and let through what is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.checking import (
    Entry,
    advisory_from,
    area_from,
    area_names,
    check_advisory,
    check_area,
    check_areas_together,
    check_contacts,
    check_contacts_together,
    check_home,
    check_ids,
    check_links_to_hidden,
    check_replacements,
    contacts_from,
    families,
    home_from,
    id_of,
    is_draft,
    lineage,
    named_areas,
)
from forewarn.contact import Contact
from forewarn.document import Document
from forewarn.home import Home
from forewarn.problem import Level, Problem, ProblemsFound, errors_in
from forewarn.reading import read_fields
from forewarn.register import Register
from forewarn.rendering import Body, Links, Renderer, SiteLink
from forewarn.settings import Settings
from forewarn.site.folder import ADVISORY_ENDINGS, PAGE_ENDINGS, file_name, read_file, read_folder
from forewarn.site.site import Site
from forewarn.web import host_of


@dataclass(frozen=True)
class Loaded:
    """A site, the problems to tell of, and how many advisories are not public yet.

    The problems are the warnings and repairs of what is public, and the errors of drafts, which hold up nobody else.
    """

    site: Site
    problems: tuple[Problem, ...]
    hidden: int


def load_site(content: Path, settings: Settings, now: datetime) -> Loaded:
    """Load the content folder as the public may see it at the moment ``now``, which knows its time zone.

    Raises ProblemsFound with every problem of every file, if any of them is an error and not in a draft.
    """
    loading = _Loading(content, settings)
    home, areas, contacts = loading.home(), loading.areas(), loading.contacts()
    register = loading.register(areas, now)
    drafts = {document.file for document in loading.advisory_documents if is_draft(document)}
    hidden = drafts | {advisory.file for advisory in register.advisories if not advisory.is_public(now)}
    told = tuple(sorted(p for p in loading.problems if p.level is Level.ERROR or p.file not in hidden))
    if home is None or any(problem.file not in drafts for problem in errors_in(told)):
        raise ProblemsFound(told)
    in_order = tuple(sorted(areas, key=lambda area: area.name.casefold()))
    open_now = tuple(contact for contact in contacts if contact.is_valid(now))
    site = Site(settings, home, in_order, open_now, register.public(now, settings.current_for))
    return Loaded(site, told, len(hidden))


class _Loading:
    """One pass over the content folder, with the problems met so far."""

    def __init__(self, content: Path, settings: Settings) -> None:
        self.settings = settings
        self.renderer = Renderer()
        home = content / "index.md"
        self.home_document, home_problems = read_file(content, home)
        areas = read_folder(content, "areas", PAGE_ENDINGS)
        advisories = read_folder(content, "advisories", ADVISORY_ENDINGS)
        self.area_documents, self.advisory_documents = areas.documents, advisories.documents
        self.problems = [*home_problems, *areas.problems, *advisories.problems]
        self.contacts_document, contact_problems = read_file(content, content / "contacts.yml", read_fields)
        self.problems += contact_problems
        self.links: dict[str, tuple[SiteLink, ...]] = {}
        self.pages = self._addresses(file_name(content, home))

    def _addresses(self, home: str) -> Mapping[str, str]:
        """Give the address of every page by its file, so that one text can link to another."""
        areas = {document.file: addresses.area(id_of(document)) for document in self.area_documents}
        advisories = {document.file: addresses.advisory(id_of(document)) for document in self.advisory_documents}
        return {home: addresses.HOME} | areas | advisories

    def home(self) -> Home | None:
        """Make the home page; None where it has an error."""
        document = self.home_document
        if document is None:
            return None
        body = self._rendered(document)
        return home_from(document, body) if self._passes(check_home(document)) else None

    def contacts(self) -> tuple[Contact, ...]:
        """Make the register of contacts; empty where it has an error."""
        document = self.contacts_document
        if document is None or not self._passes(check_contacts(document, self.settings)):
            return ()
        return contacts_from(document, self.settings)

    def areas(self) -> tuple[Area, ...]:
        """Make the areas that have no error."""
        made: list[Area] = []
        known = families(self.area_documents)
        for document in self.area_documents:
            body = self._rendered(document)
            if self._passes(check_area(document, self.settings)):
                made.append(area_from(lineage(document, known), body, self.settings))
        self.problems += check_areas_together(self.area_documents)
        if self.contacts_document:
            self.problems += check_contacts_together((self.contacts_document, *self.area_documents), self.settings)
        return tuple(made)

    def register(self, areas: tuple[Area, ...], now: datetime) -> Register:
        """Make the advisories that have no error."""
        names = area_names(areas)
        broken = frozenset(families(self.area_documents)) - names.keys()
        made: list[Advisory] = []
        for document in self.advisory_documents:
            body = self._rendered(document, names)
            entry = Entry(document, body, names, broken, self.settings)
            if self._passes(check_advisory(entry)) and entry.named_areas():
                made.append(advisory_from(entry))
        self.problems += check_ids(self.advisory_documents)
        self.problems += check_replacements(self.advisory_documents)
        drafts = {document.file for document in self.advisory_documents if is_draft(document)}
        unfinished = drafts - {advisory.file for advisory in made}
        self.problems += check_links_to_hidden(self.links, made, unfinished, now)
        return Register.of(made)

    def _passes(self, problems: tuple[Problem, ...]) -> bool:
        self.problems += problems
        return not errors_in(problems)

    def _rendered(self, document: Document, areas: Mapping[str, Area] | None = None) -> Body:
        links = Links(document.file, self.pages[document.file], self.pages)
        body, problems = self.renderer.render(document, links, self._trusted_hosts(document, areas or {}))
        self.problems += problems
        self.links[document.file] = body.site_links
        return body

    def _trusted_hosts(self, document: Document, areas: Mapping[str, Area]) -> tuple[str, ...]:
        """Give the hosts whose bare addresses become links here: the site's, its forces', its source's own."""
        own = [document.text("url"), *(area.force.website for area in named_areas(document, areas))]
        hosts = (host_of(address) for address in own)
        return (*self.settings.trusted_hosts, *(host for host in hosts if host))
