"""All that an output may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.contact import Contact
from forewarn.home import Home
from forewarn.language import Language, language_of
from forewarn.register import PublicRegister
from forewarn.settings import Settings


@dataclass(frozen=True)
class Site:
    """A site at one moment. ``register`` holds what is public at it and nothing else; ``areas`` are by name.

    ``contacts`` are the channels that are open at that moment, in their register's order.
    """

    settings: Settings
    home: Home
    areas: tuple[Area, ...]
    contacts: tuple[Contact, ...]
    register: PublicRegister

    @cached_property
    def language(self) -> Language:
        """The language of the site's own words."""
        return language_of(self.settings.locale)

    def contacts_for(self, areas: Iterable[Area]) -> tuple[Contact, ...]:
        """Give the channels for the nations that some areas are in."""
        nations = {area.nation for area in areas}
        return tuple(contact for contact in self.contacts if contact.nations & nations)

    def areas_of(self, advisory: Advisory) -> tuple[Area, ...]:
        """Give the areas that an advisory is for, in its own order."""
        return tuple(self._by_slug[slug] for slug in advisory.areas)

    @cached_property
    def _by_slug(self) -> Mapping[str, Area]:
        return {area.slug: area for area in self.areas}
