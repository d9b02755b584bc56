"""All the advisories of the site, newest first, and the ways they are grouped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from forewarn.advisory import Advisory


@dataclass(frozen=True)
class Register:
    """Advisories, newest first. Make one with ``Register.of``, which sorts them."""

    advisories: tuple[Advisory, ...]

    @classmethod
    def of(cls, advisories: Iterable[Advisory]) -> "Register":
        """Sort advisories into a register: newest first, and by id where they are of one moment."""
        by_id = sorted(advisories, key=lambda advisory: advisory.id)
        return cls(tuple(sorted(by_id, key=lambda advisory: advisory.published, reverse=True)))

    def public(self, now: datetime) -> "Register":
        """Give the register of what the public may know of at the moment ``now``: the one gate to every output."""
        return Register(tuple(advisory.as_of(now) for advisory in self.advisories if advisory.is_public(now)))

    def newest(self, most: int) -> tuple[Advisory, ...]:
        """Give the newest advisories, at most so many."""
        return self.advisories[:most]

    def in_area(self, slug: str) -> tuple[Advisory, ...]:
        """Give the advisories of an area, newest first; none where it has none."""
        return self._by_area.get(slug, ())

    @cached_property
    def _by_area(self) -> Mapping[str, tuple[Advisory, ...]]:
        groups: defaultdict[str, list[Advisory]] = defaultdict(list)
        for advisory in self.advisories:
            for slug in advisory.areas:
                groups[slug].append(advisory)
        return {slug: tuple(group) for slug, group in groups.items()}
