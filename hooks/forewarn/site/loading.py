"""From the content folder to a site: read, repair, render, check, and let through what is public."""

from collections.abc import Collection, Mapping
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
    check_aliases,
    check_area,
    check_areas_together,
    check_channels,
    check_contacts,
    check_contacts_together,
    check_duplicates,
    check_help,
    check_help_together,
    check_home,
    check_ids,
    check_links_to_hidden,
    check_replacements,
    check_translations,
    contacts_from,
    families,
    help_from,
    help_slug,
    home_from,
    id_of,
    is_draft,
    lineage,
    named_areas,
    picture_of,
    scam_of,
)
from forewarn.contact_register import ContactRegister
from forewarn.dates import NotADate, read_date
from forewarn.document import Document
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.problem import Level, Problem, ProblemsFound, errors_in
from forewarn.reading import read_fields
from forewarn.register import Register
from forewarn.rendering import Body, Links, Renderer, SiteLink, files_by_name, phone_links
from forewarn.settings import Settings
from forewarn.site.folder import ADVISORY_ENDINGS, PAGE_ENDINGS, file_name, read_file, read_folder, unpublished
from forewarn.site.site import Site
from forewarn.web import host_of


@dataclass(frozen=True)
class Survey:
    """Everything that a content folder holds, public or not, and every problem of it.

    ``home`` is None where it has an error; of areas, contacts, advisories and help pages those are missing that have
    one. ``contacts`` are the channels of the register, and ``channels`` those of the areas as well.
    ``drafts`` are the files of drafts, whose errors hold up nobody else; ``hidden`` are those and the files of
    advisories whose time has not come.
    """

    home: Home | None
    areas: tuple[Area, ...]
    contacts: ContactRegister
    channels: ContactRegister
    register: Register
    problems: tuple[Problem, ...]
    drafts: frozenset[str]
    hidden: frozenset[str]
    help_pages: tuple[HelpPage, ...]


@dataclass(frozen=True)
class Loaded:
    """A site, the problems to tell of, and how many advisories are not public yet.

    The problems are the warnings and repairs of what is public, and the errors of drafts, which hold up nobody else.
    """

    site: Site
    problems: tuple[Problem, ...]
    hidden: int


def load_site(content: Path, settings: Settings, now: datetime, *, is_deployment: bool = False) -> Loaded:
    """Load the content folder as the public may see it at the moment ``now``, which knows its time zone.

    ``is_deployment`` says that the site is built to be put before the public: what may wait until then is an error.
    Raises ProblemsFound with every problem of every file, if any of them is an error and not in a draft.
    """
    found = survey(content, settings, now, is_deployment=is_deployment)
    changing = {a.file for a in found.register.advisories if any(update.when > now for update in a.updates)}
    told = tuple(problem for problem in found.problems if _is_told(problem, found.hidden, changing))
    if found.home is None or any(problem.file not in found.drafts for problem in errors_in(told)):
        raise ProblemsFound(told)
    in_order = tuple(sorted(found.areas, key=lambda area: area.name.casefold()))
    public = found.register.public(now, settings.current_for)
    site = Site(settings, found.home, in_order, found.contacts, public, found.help_pages)
    return Loaded(site, told, len(found.hidden))


def _is_told(problem: Problem, hidden: Collection[str], changing: Collection[str]) -> bool:
    """Tell whether a build speaks of a problem: of what is hidden only where it is an error.

    ``changing`` are the files with updates that are still to come, of which the note is hidden as well.
    """
    is_hidden = problem.file in hidden or (problem.file in changing and problem.field.startswith("publish.updates"))
    return problem.level is Level.ERROR or not is_hidden


def survey(content: Path, settings: Settings, now: datetime, *, is_deployment: bool = False) -> Survey:
    """Read and check everything in the content folder. ``now`` decides what is hidden, and which numbers are open.

    ``is_deployment`` says that it is to be put before the public.
    """
    reading = _Reading(content, settings, now, is_deployment=is_deployment)
    home, areas, help_pages = reading.home(), reading.areas(), reading.help_pages()
    register = reading.register(areas)
    drafts = frozenset(document.file for document in reading.advisory_documents if is_draft(document))
    to_come = {advisory.file for advisory in register.advisories if not advisory.is_public(now)}
    problems = tuple(sorted(reading.problems))
    contacts, channels, hidden = reading.contacts, reading.channels, drafts | to_come
    return Survey(home, areas, contacts, channels, register, problems, drafts, hidden, help_pages)


class _Reading:
    """One pass over the content folder, with the problems met so far."""

    def __init__(self, content: Path, settings: Settings, now: datetime, *, is_deployment: bool) -> None:
        self.settings, self.now, self.is_deployment = settings, now, is_deployment
        home = content / "index.md"
        self.home_document, home_problems = read_file(content, home)
        areas = read_folder(content, "areas", PAGE_ENDINGS)
        advisories = read_folder(content, "advisories", ADVISORY_ENDINGS)
        help_ = read_folder(content, "help", PAGE_ENDINGS, is_optional=True)
        self.area_documents, self.advisory_documents = areas.documents, advisories.documents
        self.help_documents = help_.documents
        self.other_files = advisories.other_files
        self.problems = [*home_problems, *areas.problems, *advisories.problems, *help_.problems]
        for name, folder in (("areas", areas), ("help", help_)):
            if folder.other_files:
                self.problems.append(unpublished(content, name, len(folder.other_files)))
        if unused := advisories.other_files - {picture_of(document) for document in advisories.documents}:
            self.problems.append(unpublished(content, "advisories", len(unused)))
        self.contacts_document, contact_problems = read_file(content, content / "contacts.yml", read_fields)
        self.problems += contact_problems
        self.contacts = self.channels = self._contacts()
        self.renderer = self._renderer()
        self.links: dict[str, tuple[SiteLink, ...]] = {}
        self.pages = self._addresses(file_name(content, home))
        self.public = frozenset(self.pages) - {d.file for d in self.advisory_documents if not self._may_be_named(d)}
        self.by_name = files_by_name(self.public)

    def _addresses(self, home: str) -> Mapping[str, str]:
        """Give the address of every page by its file, so that one text can link to another."""
        areas = {document.file: addresses.area(id_of(document)) for document in self.area_documents}
        advisories = {document.file: addresses.advisory(id_of(document)) for document in self.advisory_documents}
        help_ = {document.file: addresses.help_page(help_slug(document)) for document in self.help_documents}
        return {home: addresses.HOME} | areas | advisories | help_

    def _may_be_named(self, document: Document) -> bool:
        """Tell whether the public may know of an advisory now, as far as its fields tell before they are checked."""
        try:
            published = read_date(document.text("publish.date"), self.settings.time_zone).when
        except NotADate:
            return False
        return not is_draft(document) and published <= self.now

    def _contacts(self) -> ContactRegister:
        """Make the register of contacts; empty where it has an error."""
        document = self.contacts_document
        if document is None or not self._passes(check_contacts(document, self.settings)):
            return ContactRegister(())
        return ContactRegister(contacts_from(document, self.settings))

    def _renderer(self) -> Renderer:
        """Make a renderer that knows the numbers of all channels that are open."""
        return Renderer(phone_links(contact.phone for contact in self.channels.open_at(self.now)))

    def home(self) -> Home | None:
        """Make the home page; None where it has an error."""
        document = self.home_document
        if document is None:
            return None
        body = self._rendered(document)
        problems = (*check_home(document, is_deployment=self.is_deployment), *self._channels_in(document))
        return home_from(document, body) if self._passes(problems) else None

    def help_pages(self) -> tuple[HelpPage, ...]:
        """Make the help pages that have no error."""
        made: list[HelpPage] = []
        for document in self.help_documents:
            body = self._rendered(document)
            problems = check_help(document, body, is_deployment=self.is_deployment)
            if self._passes((*problems, *self._channels_in(document))):
                made.append(help_from(document, body))
        self.problems += check_help_together(self.help_documents)
        return tuple(sorted(made, key=lambda page: page.title.casefold()))

    def areas(self) -> tuple[Area, ...]:
        """Make the areas that have no error."""
        made: list[Area] = []
        known = families(self.area_documents)
        for document in self.area_documents:
            body = self._rendered(document)
            if self._passes((*check_area(document, self.settings), *self._channels_in(document))):
                made.append(area_from(lineage(document, known), body, self.settings))
        self.problems += check_areas_together(self.area_documents)
        if self.contacts_document:
            self.problems += check_contacts_together((self.contacts_document, *self.area_documents), self.settings)
        of_areas = (contact for area in made for contact in area.contacts)
        self.channels = ContactRegister((*self.contacts.contacts, *of_areas))
        self.renderer = self._renderer()
        return tuple(made)

    def register(self, areas: tuple[Area, ...]) -> Register:
        """Make the advisories that have no error."""
        names = area_names(areas)
        broken = frozenset(families(self.area_documents)) - names.keys()
        made: list[Advisory] = []
        for document in self.advisory_documents:
            body = self._rendered(document, names)
            entry = Entry(
                document,
                body,
                areas=names,
                broken_areas=broken,
                settings=self.settings,
                contacts=self.channels,
                other_files=self.other_files,
                is_deployment=self.is_deployment,
            )
            if self._passes(check_advisory(entry)) and entry.named_areas():
                made.append(advisory_from(entry))
        self._check_together(made)
        return Register.of(made)

    def _check_together(self, made: list[Advisory]) -> None:
        documents, settings = self.advisory_documents, self.settings
        self.problems += check_ids(documents)
        public = [id_of(document) for document in documents if document.file in self.public]
        self.problems += check_replacements(documents, public)
        self.problems += check_translations(documents, settings, public)
        self.problems += check_aliases(documents, self.pages, settings)
        drafts = {document.file for document in documents if is_draft(document)}
        unfinished = drafts - {advisory.file for advisory in made}
        self.problems += check_links_to_hidden(self.links, made, unfinished, self.now)
        self.problems += self._check_duplicates(made)

    def _check_duplicates(self, made: list[Advisory]) -> tuple[Problem, ...]:
        """Compare advisories with each other, oldest first; what has an error may be hidden, as far as one can tell."""
        published = {advisory.file: advisory.published for advisory in made}
        public = {advisory.file for advisory in made if advisory.is_public(self.now)}
        hidden = {document.file for document in self.advisory_documents} - public
        oldest_first = sorted(self.advisory_documents, key=lambda d: (published.get(d.file, self.now), d.file))
        return check_duplicates(oldest_first, hidden)

    def _channels_in(self, document: Document) -> tuple[Problem, ...]:
        return check_channels(document, self.channels, self.now)

    def _passes(self, problems: tuple[Problem, ...]) -> bool:
        self.problems += problems
        return not errors_in(problems)

    def _rendered(self, document: Document, areas: Mapping[str, Area] | None = None) -> Body:
        links = Links(document.file, self.pages[document.file], self.pages, self.by_name, self.settings.site_url)
        body, problems = self.renderer.render(document, links, self._trusted_hosts(document, areas or {}))
        self.problems += problems
        self.links[document.file] = body.site_links
        return body

    def _trusted_hosts(self, document: Document, areas: Mapping[str, Area]) -> tuple[str, ...]:
        """Give the hosts whose bare addresses become links here: the site's, its forces', its source's own."""
        own = [document.text("url"), *(area.force.website for area in named_areas(document, areas))]
        scam = scam_of(document)
        hosts = (host_of(address) for address in own if not scam.owns(address))
        return (*self.settings.trusted_hosts, *(host for host in hosts if host))
