"""All that an output may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.home import Home
from forewarn.register import PublicRegister
from forewarn.settings import Settings


@dataclass(frozen=True)
class Site:
    """A site at one moment. ``register`` holds what is public at it and nothing else; ``areas`` are by name."""

    settings: Settings
    home: Home
    areas: tuple[Area, ...]
    register: PublicRegister

    def areas_of(self, advisory: Advisory) -> tuple[Area, ...]:
        """Give the areas that an advisory is for, in its own order."""
        return tuple(self._by_slug[slug] for slug in advisory.areas)

    @cached_property
    def _by_slug(self) -> Mapping[str, Area]:
        return {area.slug: area for area in self.areas}
