"""All the advisories of the site, newest first, and the ways they are grouped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from forewarn.advisory import Advisory, State


@dataclass(frozen=True)
class Register:
    """Every advisory, whoever may know of it, newest first. Make one with ``Register.of``, which sorts them."""

    advisories: tuple[Advisory, ...]

    @classmethod
    def of(cls, advisories: Iterable[Advisory]) -> "Register":
        """Sort advisories into a register: newest first, and by id where they are of one moment."""
        by_id = sorted(advisories, key=lambda advisory: advisory.id)
        return cls(tuple(sorted(by_id, key=lambda advisory: advisory.published, reverse=True)))

    def public(self, now: datetime, current_for: timedelta) -> "PublicRegister":
        """Give what the public may know of at the moment ``now``: the one gate to every output.

        ``current_for`` is how long an advisory is thought current that does not say itself.
        """
        public = tuple(advisory.as_of(now) for advisory in self.advisories if advisory.is_public(now))
        return PublicRegister(public, now, current_for)


@dataclass(frozen=True)
class PublicRegister:
    """What is public at one moment, newest first, and what state each advisory is in."""

    advisories: tuple[Advisory, ...]
    now: datetime
    current_for: timedelta

    def state_of(self, advisory: Advisory) -> State:
        """Tell what an advisory is: current, past, withdrawn or superseded."""
        return advisory.state(self.now, self.current_for, is_replaced=advisory.id in self._by_replaced)

    def current_until(self, advisory: Advisory) -> datetime:
        """Tell when an advisory stops being current, or has."""
        return advisory.current_until(self.current_for)

    def replacement_of(self, advisory: Advisory) -> Advisory | None:
        """Give the advisory that corrects this one, if there is one; the newest of several."""
        return self._by_replaced.get(advisory.id)

    def replaced_by(self, advisory: Advisory) -> Advisory | None:
        """Give the advisory that this one corrects, if the public may know of it."""
        return self._by_id.get(advisory.replaces or "")

    def current(self, advisories: Iterable[Advisory] | None = None) -> tuple[Advisory, ...]:
        """Give those advisories that are current, of all or of the given ones."""
        given = self.advisories if advisories is None else advisories
        return tuple(advisory for advisory in given if self.state_of(advisory) is State.CURRENT)

    def earlier(self, advisories: Iterable[Advisory]) -> tuple[Advisory, ...]:
        """Give those of some advisories that are not current any more."""
        return tuple(advisory for advisory in advisories if self.state_of(advisory) is not State.CURRENT)

    def in_area(self, slug: str) -> tuple[Advisory, ...]:
        """Give the advisories of an area, newest first; none where it has none."""
        return self._by_area.get(slug, ())

    @cached_property
    def _by_id(self) -> Mapping[str, Advisory]:
        return {advisory.id: advisory for advisory in self.advisories}

    @cached_property
    def _by_replaced(self) -> Mapping[str, Advisory]:
        return {advisory.replaces: advisory for advisory in reversed(self.advisories) if advisory.replaces}

    @cached_property
    def _by_area(self) -> Mapping[str, tuple[Advisory, ...]]:
        groups: defaultdict[str, list[Advisory]] = defaultdict(list)
        for advisory in self.advisories:
            for slug in advisory.areas:
                groups[slug].append(advisory)
        return {slug: tuple(group) for slug, group in groups.items()}
