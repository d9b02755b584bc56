"""All the advisories of the site, newest first, and the ways they are grouped."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache, cached_property
from typing import TypeVar

from forewarn.advisory import Advisory, State, Status
from forewarn.language import EDITORS, long_date
from forewarn.sums import sum_of_value
from forewarn.topic import Topic

Name = TypeVar("Name", str, int)


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

    def for_editors(self, now: datetime, current_for: timedelta) -> "PreviewRegister":
        """Give everything, drafts and what is still to come as well, for a preview that is never published.

        This goes round the gate, so only ``load_site`` asks for it, and only where it is told to.
        """
        return PreviewRegister(tuple(advisory.as_of(now) for advisory in self.advisories), now, current_for)


@dataclass(frozen=True)
class PublicRegister:
    """What is public at one moment, newest first, and what state each advisory is in."""

    advisories: tuple[Advisory, ...]
    now: datetime
    current_for: timedelta

    def state_of(self, advisory: Advisory) -> State:
        """Tell what an advisory of this register is: current, past, withdrawn or superseded."""
        return self._states[advisory.id]

    def advisory(self, id_: str) -> Advisory:
        """Give the advisory of an id. Raises KeyError where there is none."""
        return self._by_id[id_]

    def has(self, id_: str) -> bool:
        """Tell whether there is an advisory of an id."""
        return id_ in self._by_id

    def current_until(self, advisory: Advisory) -> datetime:
        """Tell when an advisory stops being current, or has."""
        return advisory.current_until(self.current_for)

    def replacement_of(self, advisory: Advisory) -> Advisory | None:
        """Give the advisory that corrects this one, if there is one that is not withdrawn; the newest of several."""
        return self._by_replaced.get(advisory.id)

    def replaced_by(self, advisory: Advisory) -> Advisory | None:
        """Give the advisory that this one corrects, if the public may know of it."""
        return self._by_id.get(advisory.replaces or "")

    def withdrawn_corrections_of(self, advisory: Advisory) -> tuple[Advisory, ...]:
        """Give the advisories that corrected this one until they were withdrawn themselves, oldest first."""
        return self._by_replaced_once.get(advisory.id, ())

    def is_current(self, advisory: Advisory) -> bool:
        """Tell whether an advisory of this register is current, or in a preview will be."""
        return advisory.id in self._current

    def current(self, advisories: Iterable[Advisory] | None = None) -> tuple[Advisory, ...]:
        """Give those advisories that are current, of all or of the given ones."""
        own = self._current
        return tuple([each for each in (self.advisories if advisories is None else advisories) if each.id in own])

    def earlier(self, advisories: Iterable[Advisory]) -> tuple[Advisory, ...]:
        """Give those of some advisories that are not current any more."""
        own = self._current
        return tuple([each for each in advisories if each.id not in own])

    @cached_property
    def _current(self) -> frozenset[str]:
        """The ids of all that are current."""
        return frozenset(advisory.id for advisory in self.advisories if self._counts_as_current(advisory))

    def _counts_as_current(self, advisory: Advisory) -> bool:
        return self.state_of(advisory) is State.CURRENT

    def mark_of(self, advisory: Advisory) -> str:  # noqa: ARG002 - what a preview tells of some
        """Say that an advisory is hidden from the public; nothing of what is public."""
        return ""

    def topics(self) -> tuple[Topic, ...]:
        """Give every topic that an advisory is about, by name, each once.

        Where advisories write the name of one topic in several ways, it has the one that most of them use.
        """
        return tuple(sorted(self._topics.values(), key=lambda topic: (topic.name.casefold(), topic.slug)))

    def topics_of(self, advisory: Advisory) -> tuple[Topic, ...]:
        """Give the topics of an advisory of this register in its own order, each as the site writes it."""
        return self._topics_of[advisory.id]

    @cached_property
    def _topics_of(self) -> Mapping[str, tuple[Topic, ...]]:
        by_slugs = self._topics_by_slugs
        return {each.id: by_slugs(tuple([topic.slug for topic in each.topics])) for each in self.advisories}

    @cached_property
    def _topics_by_slugs(self) -> Callable[[tuple[str, ...]], tuple[Topic, ...]]:
        """Give topics by their slugs, each once, of which thousands of advisories have the same."""
        return cache(lambda slugs: tuple(dict.fromkeys(map(self._topics.__getitem__, slugs))))

    def about(self, slug: str) -> tuple[Advisory, ...]:
        """Give the advisories about a topic, newest first; none where there is none."""
        return self._by_topic.get(slug, ())

    def translations_of(self, advisory: Advisory) -> tuple[Advisory, ...]:
        """Give what says the same as an advisory in other languages: the newest for each, by locale."""
        if advisory.id not in self._translated:
            return ()
        same = self._by_original.get(self.original_of(advisory), ())
        others = {each.locale: each for each in reversed(same) if each.locale != advisory.locale}
        return tuple(others[locale] for locale in sorted(others))

    def original_of(self, advisory: Advisory) -> str:
        """Give the id of the text that this one was translated from, directly or through others; its own if none."""
        seen = {advisory.id}
        while (original := self._by_id.get(advisory.translation_of or "")) and original.id not in seen:
            advisory = original
            seen.add(advisory.id)
        return advisory.translation_of or advisory.id

    @cached_property
    def states_sum(self) -> bytes:
        """The sum of the states of all advisories, by which one moment is told from another that shows the same."""
        return sum_of_value(self._states)

    @cached_property
    def _states(self) -> Mapping[str, State]:
        replaced = self._by_replaced
        return {
            advisory.id: advisory.state(self.now, self.current_for, is_replaced=advisory.id in replaced)
            for advisory in self.advisories
        }

    @cached_property
    def _by_id(self) -> Mapping[str, Advisory]:
        return {advisory.id: advisory for advisory in self.advisories}

    @cached_property
    def _by_replaced(self) -> Mapping[str, Advisory]:
        corrections = (a for a in reversed(self.advisories) if a.replaces and self._corrects(a))
        return {correction.replaces or "": correction for correction in corrections}

    @cached_property
    def _by_replaced_once(self) -> Mapping[str, tuple[Advisory, ...]]:
        withdrawn = (each for each in reversed(self.advisories) if each.replaces and each.status is Status.WITHDRAWN)
        return _grouped(withdrawn, lambda advisory: (advisory.replaces or "",))

    @cached_property
    def _by_topic(self) -> Mapping[str, tuple[Advisory, ...]]:
        return _grouped(self.advisories, lambda advisory: dict.fromkeys(topic.slug for topic in advisory.topics))

    def _corrects(self, advisory: Advisory) -> bool:
        """Tell whether the public may read an advisory in place of another."""
        return advisory.status is not Status.WITHDRAWN and advisory.is_public(self.now)

    @cached_property
    def _by_original(self) -> Mapping[str, tuple[Advisory, ...]]:
        return _grouped(self.advisories, lambda advisory: (self.original_of(advisory),))

    @cached_property
    def _translated(self) -> frozenset[str]:
        """The ids of advisories that may have others beside them which say the same: nearly all have none."""
        named = ((a.id, a.translation_of) for a in self.advisories if a.translation_of)
        return frozenset(id_ for pair in named for id_ in pair)

    @cached_property
    def _topics(self) -> Mapping[str, Topic]:
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for advisory in self.advisories:
            for topic in advisory.topics:
                written[topic.slug][topic.name] += 1
        names = {slug: min(count, key=lambda name: (-count[name], name)) for slug, count in written.items()}
        return {slug: Topic(slug, name) for slug, name in names.items()}


class PreviewRegister(PublicRegister):
    """Everything that there is, for a preview: what the public may not know of stands among the rest, and is marked."""

    def mark_of(self, advisory: Advisory) -> str:
        """Say in the editors' language why the public does not see an advisory; nothing of what is public."""
        if self.state_of(advisory) is State.DRAFT:
            return "Draft"
        if self.state_of(advisory) is State.SCHEDULED:
            return f"To be published on {long_date(advisory.published, EDITORS)} at {advisory.published:%H:%M}"
        return ""

    def _counts_as_current(self, advisory: Advisory) -> bool:
        """Tell what is current, or will be."""
        return bool(self.mark_of(advisory)) or super()._counts_as_current(advisory)


def by_year(advisories: Iterable[Advisory], zone: tzinfo) -> Mapping[int, tuple[Advisory, ...]]:
    """Group advisories by the year of their publication in a time zone, newest year first; their order stays."""
    groups = _grouped(advisories, lambda advisory: (advisory.published.astimezone(zone).year,))
    return {year: groups[year] for year in sorted(groups, reverse=True)}


def _grouped(
    advisories: Iterable[Advisory], names_of: Callable[[Advisory], Iterable[Name]]
) -> Mapping[Name, tuple[Advisory, ...]]:
    """Group advisories by whatever each is to be found under; their order stays."""
    groups: defaultdict[Name, list[Advisory]] = defaultdict(list)
    for advisory in advisories:
        for name in names_of(advisory):
            groups[name].append(advisory)
    return {name: tuple(group) for name, group in groups.items()}
