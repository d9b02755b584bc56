"""Everything that a content folder holds, checked: by itself, and one thing with the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.attaching import Unfit, examined
from forewarn.attachment import Attachment, lies_with
from forewarn.checking import (
    Entry,
    advisory_from,
    area_from,
    area_names,
    check_advisory,
    check_area,
    check_areas_together,
    check_channels,
    check_contacts,
    check_contacts_together,
    check_help,
    check_help_together,
    check_home,
    contacts_from,
    families,
    help_address,
    help_from,
    home_from,
    id_of,
    is_draft,
    is_withdrawn,
    lineage,
    named_areas,
    picture_of,
    scam_of,
)
from forewarn.contact_register import ContactRegister
from forewarn.dates import NotADate, read_date
from forewarn.document import Document
from forewarn.drawing.typefaces import Typefaces
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.problem import Level, Problem, at_set_levels, errors_in
from forewarn.register import Register
from forewarn.rendering import Body, Links, Renderer, SiteLink, files_by_name, phone_links
from forewarn.settings import Settings
from forewarn.site.comparing import Neighbours, check_neighbours
from forewarn.site.content import NOTHING_UNWRITTEN, Content, read_content, unused
from forewarn.web import host_of


@dataclass(frozen=True)
class Survey:
    """Everything that a content folder holds, public or not, and every problem of it.

    ``home`` is None where it has an error; ``edition_homes`` are those in other languages, by the tags of these. Of
    areas, contacts, advisories and help pages those are missing that have an error. ``contacts`` are the channels of
    the register, and ``channels`` those of the areas as well. ``drafts`` are the files of drafts, whose errors hold up
    nobody else; ``hidden`` are those and the files of advisories whose time has not come. ``advisory_documents`` are
    the texts of all advisories that could be read. ``logo`` is the organisation's, if it has one.
    """

    home: Home | None
    edition_homes: Mapping[str, Home]
    areas: tuple[Area, ...]
    contacts: ContactRegister
    channels: ContactRegister
    register: Register
    problems: tuple[Problem, ...]
    drafts: frozenset[str]
    hidden: frozenset[str]
    help_pages: tuple[HelpPage, ...]
    advisory_documents: tuple[Document, ...]
    logo: Attachment | None


def survey(  # noqa: PLR0913 - what there is to know of a content folder
    content: Path,
    settings: Settings,
    now: datetime,
    *,
    typefaces: Typefaces | None = None,
    is_deployment: bool = False,
    unwritten: Mapping[Path, bytes] = NOTHING_UNWRITTEN,
) -> Survey:
    """Read and check everything in the content folder. ``now`` decides what is hidden, and which numbers are open.

    ``typefaces`` are the fonts of the share cards, where some are drawn. ``is_deployment`` says that it is to be put
    before the public. ``unwritten`` are advisories that are looked at as if they were there, by their paths.
    """
    read = read_content(content, [edition.tag for edition in settings.editions], unwritten)
    return survey_of(content, read, settings, now, typefaces=typefaces, is_deployment=is_deployment)


def survey_of(  # noqa: PLR0913 - as many things are looked at
    content: Path,
    read: Content,
    settings: Settings,
    now: datetime,
    *,
    typefaces: Typefaces | None = None,
    is_deployment: bool = False,
) -> Survey:
    """Check what was read of a content folder, and what else somebody means to put there, as ``survey`` does."""
    found = _Survey(read, settings, now, typefaces, is_deployment=is_deployment)
    home, areas, help_pages = found.home(read.home), found.areas(), found.help_pages()
    edition_homes = {tag: found.home(document) for tag, document in read.edition_homes.items()}
    register = found.register(areas)
    logo = found.logo()
    drafts = frozenset(document.file for document in found.content.advisories if is_draft(document))
    to_come = {advisory.file for advisory in register.advisories if not advisory.is_public(now)}
    found.meet(unused(content, read.others, found.used))
    problems = tuple(sorted(found.problems))
    return Survey(
        home=home,
        edition_homes={tag: each for tag, each in edition_homes.items() if each},
        areas=areas,
        contacts=found.contacts,
        channels=found.channels,
        register=register,
        problems=problems,
        drafts=drafts,
        hidden=drafts | to_come,
        help_pages=help_pages,
        advisory_documents=read.advisories,
        logo=logo,
    )


class _Survey:
    """One pass over what was read of a content folder, with the problems met so far."""

    def __init__(
        self,
        content: Content,
        settings: Settings,
        now: datetime,
        typefaces: Typefaces | None,
        *,
        is_deployment: bool,
    ) -> None:
        self.typefaces = typefaces
        self.content, self.settings, self.now, self.is_deployment = content, settings, now, is_deployment
        self.problems: list[Problem] = []
        self.meet(content.problems)
        self.contacts = self.channels = self._contacts()
        self.renderer = self._renderer()
        self.attaching = {document.file for document in content.advisories}
        self.used = {picture_of(document) for document in content.advisories}
        self.links: dict[str, tuple[SiteLink, ...]] = {}
        self.pages = self._addresses()
        self.public = frozenset(self.pages) - {d.file for d in content.advisories if not self._may_be_named(d)}
        self.by_name = files_by_name(self.public)

    def _addresses(self) -> Mapping[str, str]:
        """Give the address of every page by its file, so that one text can link to another."""
        areas = {document.file: addresses.area(id_of(document)) for document in self.content.areas}
        advisories = {document.file: addresses.advisory(id_of(document)) for document in self.content.advisories}
        help_ = {document.file: help_address(document, self.settings) for document in self.content.help_pages}
        homes = {document.file: f"{tag}/" for tag, document in self.content.edition_homes.items()}
        return {self.content.home_file: addresses.HOME} | homes | areas | advisories | help_

    def _may_be_named(self, document: Document) -> bool:
        """Tell whether the public may know of an advisory now, as far as its fields tell before they are checked."""
        try:
            published = read_date(document.text("publish.date"), self.settings.time_zone).when
        except NotADate:
            return False
        return not is_draft(document) and published <= self.now

    def _contacts(self) -> ContactRegister:
        """Make the register of contacts; empty where it has an error."""
        document = self.content.contacts
        if document is None or not self._passes(check_contacts(document, self.settings)):
            return ContactRegister(())
        return ContactRegister(contacts_from(document, self.settings))

    def _renderer(self) -> Renderer:
        """Make a renderer that knows the numbers of all channels that are open."""
        return Renderer(phone_links(contact.phone for contact in self.channels.open_at(self.now)))

    def home(self, document: Document | None) -> Home | None:
        """Make a home page of its document; None where that has an error."""
        if document is None:
            return None
        body = self._rendered(document)
        own = check_home(document, self.typefaces, is_deployment=self.is_deployment)
        problems = (*own, *self._channels_in(document))
        return home_from(document, body) if self._passes(problems) else None

    def logo(self) -> Attachment | None:
        """Look through the organisation's logo; None where there is none, or where it cannot be published."""
        name, lying = self.settings.logo, self.content.others.get("", {})
        file = f"{self.content.home_file.rpartition('/')[0]}/{name}"
        if not name:
            return None
        if file not in lying:
            cure = "Put it there, named exactly so, capitals and all, or take the setting out."
            message = f'There is no file "{name}" in the content folder, which the setting "logo" names.'
            self.meet([Problem(file, 1, 1, "file", "logo-unusable", Level.ERROR, message, cure)])
            return None
        self.used.add(file)
        found = _examined(file, lying[file])
        if isinstance(found, Unfit):
            self.meet([Problem(file, 1, 1, "file", found.rule, Level.ERROR, found.message, found.cure)])
            return None
        return found

    def help_pages(self) -> tuple[HelpPage, ...]:
        """Make the help pages that have no error."""
        made: list[HelpPage] = []
        for document in self.content.help_pages:
            body = self._rendered(document)
            problems = check_help(document, body, self.settings, is_deployment=self.is_deployment)
            if self._passes((*problems, *self._channels_in(document))):
                made.append(help_from(document, body, self.settings))
        self.meet(check_help_together(self.content.help_pages, self.settings))
        return tuple(sorted(made, key=lambda page: page.title.casefold()))

    def areas(self) -> tuple[Area, ...]:
        """Make the areas that have no error."""
        made: list[Area] = []
        known = families(self.content.areas)
        for document in self.content.areas:
            body = self._rendered(document)
            if self._passes((*check_area(document, self.settings, self.typefaces), *self._channels_in(document))):
                made.append(area_from(lineage(document, known), body, self.settings))
        self.meet(check_areas_together(self.content.areas))
        if self.content.contacts:
            self.meet(check_contacts_together((self.content.contacts, *self.content.areas), self.settings))
        of_areas = (contact for area in made for contact in area.contacts)
        self.channels = ContactRegister((*self.contacts.contacts, *of_areas))
        self.renderer = self._renderer()
        return tuple(made)

    def register(self, areas: tuple[Area, ...]) -> Register:
        """Make the advisories that have no error."""
        names = area_names(areas)
        broken = frozenset(families(self.content.areas)) - names.keys()
        made: list[Advisory] = []
        for document in self.content.advisories:
            body = self._rendered(document, names)
            entry = Entry(
                document,
                body,
                areas=names,
                broken_areas=broken,
                settings=self.settings,
                contacts=self.channels,
                other_files=frozenset(self.content.beside_advisories),
                attachments=self._attachments(document, body),
                typefaces=self.typefaces,
                is_deployment=self.is_deployment,
            )
            if self._passes(check_advisory(entry)) and entry.named_areas():
                made.append(advisory_from(entry))
        neighbours = Neighbours(self.content, tuple(made), self.pages, self.public, self.links)
        self.meet(check_neighbours(neighbours, self.settings, self.now))
        return Register.of(made)

    def _attachments(self, document: Document, body: Body) -> Mapping[str, Attachment | Unfit]:
        """Look through the files that lie with an advisory and that it shows or links to, and the picture for its card.

        Those of a withdrawn one are not opened, as nothing of it is shown.
        """
        beside = self.content.beside_advisories
        named = {attached.file for attached in body.attached if lies_with(attached.file, document.file)} & beside.keys()
        self.used |= named
        named |= {picture_of(document)} & beside.keys()
        return {} if is_withdrawn(document) else {file: _examined(file, beside[file]) for file in named}

    def _channels_in(self, document: Document) -> tuple[Problem, ...]:
        return check_channels(document, self.channels, self.now)

    def meet(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Note problems, each at the level that its rule has on this site, and give them so."""
        met = at_set_levels(problems, self.settings.levels)
        self.problems += met
        return met

    def _passes(self, problems: tuple[Problem, ...]) -> bool:
        return not errors_in(self.meet(problems))

    def _rendered(self, document: Document, areas: Mapping[str, Area] | None = None) -> Body:
        links = Links(
            document.file,
            self.pages[document.file],
            self.pages,
            self.by_name,
            self.settings.site_url,
            may_attach=document.file in self.attaching,
        )
        body, problems = self.renderer.render(document, links, self._trusted_hosts(document, areas or {}))
        self.meet(problems)
        self.links[document.file] = body.site_links
        return body

    def _trusted_hosts(self, document: Document, areas: Mapping[str, Area]) -> tuple[str, ...]:
        """Give the hosts whose bare addresses become links here: the site's, its forces', its source's own."""
        own = [document.text("url"), *(area.force.website for area in named_areas(document, areas))]
        scam = scam_of(document)
        hosts = (host_of(address) for address in own if not scam.owns(address))
        return (*self.settings.trusted_hosts, *(host for host in hosts if host))


def _examined(file: str, source: Path) -> Attachment | Unfit:
    try:
        return examined(file, source)
    except Unfit as why:
        return why
