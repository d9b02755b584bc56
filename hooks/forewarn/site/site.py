"""All that an output may read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.card import SharedPicture
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.language import Language, language_of
from forewarn.poster import PosterLink
from forewarn.register import PublicRegister
from forewarn.settings import Settings
from forewarn.words import Words, words_in


@dataclass(frozen=True)
class ClosedChannel:
    """A channel that has closed, and the one that is open in its place, if there is one in the reader's nation."""

    closed: Contact
    instead: Contact | None


@dataclass(frozen=True)
class Branch:
    """An area with those that lie directly within it, by name."""

    area: Area
    branches: tuple["Branch", ...]


@dataclass(frozen=True)
class Site:
    """A site at one moment. ``register`` holds what is public at it and nothing else; ``areas`` are by name.

    ``contacts`` are all channels, open or closed; ``help_pages`` are by title. ``pictures`` are the share cards and
    ``posters`` the posters by their addresses, as far as there are any.
    """

    settings: Settings
    home: Home
    areas: tuple[Area, ...]
    contacts: ContactRegister
    register: PublicRegister
    help_pages: tuple[HelpPage, ...] = ()
    pictures: Mapping[str, SharedPicture] = field(default_factory=lambda: MappingProxyType({}))
    posters: Mapping[str, PosterLink] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def language(self) -> Language:
        """The language of the site's own words."""
        return language_of(self.settings.locale)

    @property
    def picture(self) -> SharedPicture | None:
        """The share card of the site itself, which stands for every page that has none of its own."""
        return self.pictures.get(addresses.SITE_CARD)

    @cached_property
    def words(self) -> Words:
        """The site's own words in that language."""
        return words_in(self.settings.locale)

    def contacts_for(self, areas: Iterable[Area]) -> tuple[Contact, ...]:
        """Give the channels that are open for some areas: their nations', then their own and those around them."""
        lineages = [self.lineage(area) for area in areas]
        nations = {line[0].nation for line in lineages}
        own = (contact for line in lineages for area in line for contact in area.contacts)
        open_now = (contact for contact in own if contact.is_valid(self.register.now))
        national = (contact for contact in self._open_contacts if contact.nations & nations)
        return tuple({contact.id: contact for contact in (*national, *open_now)}.values())

    @cached_property
    def phones_for_all(self) -> tuple[Contact, ...]:
        """The open channels that can be called from every nation of the site, for the foot of every page."""
        nations = {area.nation for area in self.areas}
        return tuple(contact for contact in self._open_contacts if contact.phone and contact.nations >= nations)

    def closed_channels_in(self, advisory: Advisory) -> tuple[ClosedChannel, ...]:
        """Give the channels that an advisory names and that have closed since, each with what took its place there."""
        nations = frozenset(area.nation for area in self.areas_of(advisory))
        named = self.contacts.closed_named_in(advisory.body, self.register.now)
        return tuple(ClosedChannel(contact, self._instead(contact, nations)) for _, _, contact in named)

    def _instead(self, closed: Contact, nations: frozenset[str]) -> Contact | None:
        replacement = self.contacts.replacement_of(closed, self.register.now)
        return replacement if replacement and replacement.nations & nations else None

    @cached_property
    def _open_contacts(self) -> tuple[Contact, ...]:
        return self.contacts.open_at(self.register.now)

    def areas_of(self, advisory: Advisory) -> tuple[Area, ...]:
        """Give the areas that an advisory is for, in its own order."""
        return tuple(self._by_slug[slug] for slug in advisory.areas)

    def advisories_in(self, area: Area) -> tuple[Advisory, ...]:
        """Give the advisories of an area and of all areas within it, newest first, each once."""
        return self._rolled_up.get(area.slug, ())

    def parent_of(self, area: Area) -> Area | None:
        """Give the area that this one is directly a part of."""
        return self._by_slug[area.within] if area.within else None

    def branches_within(self, area: Area) -> tuple[Branch, ...]:
        """Give the areas that are parts of this one, with those that are parts of these, by name."""
        return self._branches(area.slug)

    def lineage(self, area: Area) -> tuple[Area, ...]:
        """Give an area and those around it, nearest first."""
        line = [area]
        while parent := self.parent_of(line[-1]):
            line.append(parent)
        return tuple(line)

    @cached_property
    def tree(self) -> tuple[Branch, ...]:
        """All areas, those that lie within others below these, by name."""
        return self._branches(None)

    def _branches(self, slug: str | None) -> tuple[Branch, ...]:
        return tuple(Branch(area, self._branches(area.slug)) for area in self._by_parent.get(slug, ()))

    @cached_property
    def _by_slug(self) -> Mapping[str, Area]:
        return {area.slug: area for area in self.areas}

    @cached_property
    def _by_parent(self) -> Mapping[str | None, tuple[Area, ...]]:
        groups: defaultdict[str | None, list[Area]] = defaultdict(list)
        for area in self.areas:
            groups[area.within].append(area)
        return {slug: tuple(group) for slug, group in groups.items()}

    @cached_property
    def _rolled_up(self) -> Mapping[str, tuple[Advisory, ...]]:
        lineages = {area.slug: tuple(each.slug for each in self.lineage(area)) for area in self.areas}
        groups: defaultdict[str, list[Advisory]] = defaultdict(list)
        for advisory in self.register.advisories:
            for slug in {around for own in advisory.areas for around in lineages[own]}:
                groups[slug].append(advisory)
        return {slug: tuple(group) for slug, group in groups.items()}
