"""All that an output may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.home import Home
from forewarn.language import Language, language_of
from forewarn.register import PublicRegister
from forewarn.settings import Settings


@dataclass(frozen=True)
class ClosedChannel:
    """A channel that has closed, and the one that is open in its place, if there is one in the reader's nation."""

    closed: Contact
    instead: Contact | None


@dataclass(frozen=True)
class Site:
    """A site at one moment. ``register`` holds what is public at it and nothing else; ``areas`` are by name.

    ``contacts`` are all channels, open or closed.
    """

    settings: Settings
    home: Home
    areas: tuple[Area, ...]
    contacts: ContactRegister
    register: PublicRegister

    @cached_property
    def language(self) -> Language:
        """The language of the site's own words."""
        return language_of(self.settings.locale)

    def contacts_for(self, areas: Iterable[Area]) -> tuple[Contact, ...]:
        """Give the open channels for the nations that some areas are in, in their register's order."""
        nations = {area.nation for area in areas}
        return tuple(contact for contact in self._open_contacts if contact.nations & nations)

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

    @cached_property
    def _by_slug(self) -> Mapping[str, Area]:
        return {area.slug: area for area in self.areas}
