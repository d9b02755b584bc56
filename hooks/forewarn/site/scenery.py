"""What stands around the advisories of a site, surveyed: home pages, areas, channels, help pages, and the logo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forewarn import addresses
from forewarn.area import Area
from forewarn.attaching import Unfit, examined
from forewarn.attachment import Attachment
from forewarn.checking import (
    area_from,
    area_names,
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
    lineage,
    security_in_force,
)
from forewarn.contact_register import ContactRegister
from forewarn.document import Document
from forewarn.drawing.typefaces import Typefaces
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.problem import Level, Problem, at_set_levels, errors_in
from forewarn.rendering import Body, KnownPages, Links, Renderer, SiteLink, phone_links
from forewarn.settings import Settings
from forewarn.surveying.content import Content
from forewarn.surveying.neighbourhood import Asking, Neighbourhood, Sum
from forewarn.surveying.surveyor import Surroundings, trusted_hosts


@dataclass(frozen=True)
class Scene:
    """Where and when a survey is made, and for whom.

    ``typefaces`` are the fonts of the share cards, where some are drawn. ``is_deployment`` says that the site is to be
    put before the public.
    """

    content: Path
    settings: Settings
    now: datetime
    typefaces: Typefaces | None
    is_deployment: bool


class Scenery:
    """Everything of a content folder but its advisories, surveyed, with the problems met.

    ``told`` are the addresses of the advisories by their files, and ``nameable`` those files that a message may name.
    ``total`` sums the bytes of a file beside them.
    """

    def __init__(
        self, scene: Scene, read: Content, told: Mapping[str, str], nameable: frozenset[str], total: Sum
    ) -> None:
        self._scene, self._read, self._settings = scene, read, scene.settings
        self._pages_around = self._addresses()
        self._sum = total
        self.around = self.around_with(told, nameable)
        self._asking = Asking(self.around)
        self.problems = list(self.met((*read.problems, *security_in_force(scene.settings, scene.now))))
        self.links: dict[str, tuple[SiteLink, ...]] = {}
        self.used: set[str] = set()
        self.contacts = self.channels = self._contacts()
        self._renderer = self._renderer_now()
        self.home, self.areas, self.help_pages = self._home(read.home), self._areas(), self._help_pages()
        self.edition_homes = {tag: self._home(document) for tag, document in read.edition_homes.items()}
        self.logo = self._logo()
        self.surroundings = self._surroundings()

    def around_with(self, told: Mapping[str, str], nameable: frozenset[str] = frozenset()) -> Neighbourhood:
        """Give what lies around each text, where the advisories are told to be at some addresses."""
        own, help_ = self._pages_around
        pages = KnownPages({**own, **told, **help_}, nameable.union(own, help_))
        return Neighbourhood(self._scene.content, pages, self._read.beside_advisories, self._sum)

    def holds(self, told: Mapping[str, str], nameable: frozenset[str]) -> bool:
        """Tell whether everything would be the same if the advisories were at these addresses."""
        around = self.around_with(told, nameable)
        asked = self._asking.answers()
        return asked is None or around.pages == self.around.pages or asked.hold(around)

    def _addresses(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Give the addresses of pages by their files: those that come before advisories, and those behind."""
        read = self._read
        homes = {document.file: f"{tag}/" for tag, document in read.edition_homes.items()}
        areas = {document.file: addresses.area(id_of(document)) for document in read.areas}
        help_ = {document.file: help_address(document, self._settings) for document in read.help_pages}
        return {read.home_file: addresses.HOME, **homes, **areas}, help_

    def _contacts(self) -> ContactRegister:
        """Make the register of contacts; empty where it has an error."""
        document = self._read.contacts
        if document is None or not self._passes(check_contacts(document, self._settings)):
            return ContactRegister(())
        return ContactRegister(contacts_from(document, self._settings))

    def _renderer_now(self) -> Renderer:
        """Make a renderer that knows the numbers of all channels that are open."""
        return Renderer(phone_links(contact.phone for contact in self.channels.open_at(self._scene.now)))

    def _home(self, document: Document | None) -> Home | None:
        """Make a home page of its document; None where that has an error."""
        if document is None:
            return None
        body = self._rendered(document)
        own = check_home(document, self._scene.typefaces, is_deployment=self._scene.is_deployment)
        return home_from(document, body) if self._passes((*own, *self._channels_in(document))) else None

    def _logo(self) -> Attachment | None:
        """Look through the organisation's logo; None where there is none, or where it cannot be published."""
        name, lying = self._settings.logo, self._read.others.get("", {})
        file = f"{self._read.home_file.rpartition('/')[0]}/{name}"
        if not name:
            return None
        if file not in lying:
            cure = "Put it there, named exactly so, capitals and all, or take the setting out."
            message = f'There is no file "{name}" in the content folder, which the setting "logo" names.'
            self._meet([Problem(file, 1, 1, "file", "logo-unusable", Level.ERROR, message, cure)])
            return None
        self.used.add(file)
        try:
            return examined(file, lying[file])
        except Unfit as why:
            self._meet([Problem(file, 1, 1, "file", why.rule, Level.ERROR, why.message, why.cure)])
            return None

    def _help_pages(self) -> tuple[HelpPage, ...]:
        """Make the help pages that have no error."""
        made: list[HelpPage] = []
        for document in self._read.help_pages:
            body = self._rendered(document)
            problems = check_help(document, body, self._settings, is_deployment=self._scene.is_deployment)
            if self._passes((*problems, *self._channels_in(document))):
                made.append(help_from(document, body, self._settings))
        self._meet(check_help_together(self._read.help_pages, self._settings))
        return tuple(sorted(made, key=lambda page: page.title.casefold()))

    def _areas(self) -> tuple[Area, ...]:
        """Make the areas that have no error."""
        made: list[Area] = []
        known = families(self._read.areas)
        for document in self._read.areas:
            body = self._rendered(document)
            own = check_area(document, self._settings, self._scene.typefaces)
            if self._passes((*own, *self._channels_in(document))):
                made.append(area_from(lineage(document, known), body, self._settings))
        self._meet(check_areas_together(self._read.areas))
        if self._read.contacts:
            self._meet(check_contacts_together((self._read.contacts, *self._read.areas), self._settings))
        of_areas = (contact for area in made for contact in area.contacts)
        self.channels = ContactRegister((*self.contacts.contacts, *of_areas))
        self._renderer = self._renderer_now()
        return tuple(made)

    def _surroundings(self) -> Surroundings:
        scene = self._scene
        broken = frozenset(families(self._read.areas)) - area_names(self.areas).keys()
        return Surroundings.of(
            self._settings,
            self.areas,
            broken,
            self.channels,
            scene.now,
            scene.typefaces,
            is_deployment=scene.is_deployment,
        )

    def _channels_in(self, document: Document) -> tuple[Problem, ...]:
        return check_channels(document, self.channels, self._scene.now)

    def met(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give problems, each at the level that its rule has on this site."""
        return at_set_levels(problems, self._settings.levels)

    def _meet(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        met = self.met(problems)
        self.problems += met
        return met

    def _passes(self, problems: tuple[Problem, ...]) -> bool:
        return not errors_in(self._meet(problems))

    def _rendered(self, document: Document) -> Body:
        address = self.around.pages.addresses[document.file]
        links = Links(document.file, address, self._asking, self._settings.site_url)
        body, problems = self._renderer.render(document, links, trusted_hosts(document, self._settings, {}))
        self._meet(problems)
        if body.site_links:
            self.links[document.file] = body.site_links
        return body
