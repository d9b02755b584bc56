"""When a site will change by itself: what is published, updated or expires, and which channels open and close.

A static site does not change until it is built again; this is when that should be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain

from forewarn.advisory import Advisory, State, Status
from forewarn.contact_register import ContactRegister
from forewarn.register import Register


class Event(StrEnum):
    """What happens at a moment."""

    PUBLISHED = "published"
    UPDATED = "updated"
    EXPIRES = "expires"
    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, order=True)
class Change:
    """One change: when it is, what happens, and the id of the advisory or contact that it happens to."""

    when: datetime
    event: Event
    id: str


def changes_after(
    now: datetime, register: Register, contacts: ContactRegister, current_for: timedelta
) -> tuple[Change, ...]:
    """Give every change that the public will see after the moment ``now``, the next one first."""
    corrections: defaultdict[str, list[Advisory]] = defaultdict(list)
    for advisory in register.advisories:
        if advisory.replaces and advisory.status is Status.LIVE:
            corrections[advisory.replaces].append(advisory)
    changes = [
        *(change for a in register.advisories for change in _of_advisory(a, corrections[a.id], current_for)),
        *_of_contacts(contacts),
    ]
    return tuple(sorted({change for change in changes if change.when > now}))


def next_change(
    now: datetime, register: Register, contacts: ContactRegister, current_for: timedelta
) -> datetime | None:
    """Give a moment after ``now`` before which the public will see no change by itself; None where there never is one.

    It may come before the next of ``changes_after``, which takes longer to find.
    """
    moments = (moment for advisory in register.advisories for moment in _moments(advisory, current_for))
    of_contacts = (change.when for change in _of_contacts(contacts))
    return min((moment for moment in chain(moments, of_contacts) if moment > now), default=None)


def _moments(advisory: Advisory, current_for: timedelta) -> Iterator[datetime]:
    """Give every moment at which an advisory may change for the reader."""
    yield advisory.published
    yield advisory.current_until(current_for)
    for update in advisory.updates:
        yield update.when
        yield update.when + current_for
    if advisory.updates:
        yield advisory.published + current_for


def _of_advisory(advisory: Advisory, corrections: Iterable[Advisory], current_for: timedelta) -> Iterator[Change]:
    if advisory.status is Status.DRAFT:
        return
    yield Change(advisory.published, Event.PUBLISHED, advisory.id)
    moments = [advisory.published]
    for update in advisory.updates:
        if update.when > advisory.published:
            yield Change(update.when, Event.UPDATED, advisory.id)
            moments.append(update.when)
    yield from _expiry(advisory, corrections, current_for, moments)


def _expiry(
    advisory: Advisory, corrections: Iterable[Advisory], current_for: timedelta, moments: Iterable[datetime]
) -> Iterator[Change]:
    """Give the moments at which an advisory stops being current: an update may make it so again."""
    for moment in moments:
        seen = advisory.as_of(moment)
        end = max(seen.current_until(current_for), moment)
        replaced = any(correction.is_public(end) for correction in corrections)
        before = advisory.as_of(end).state(end - timedelta(microseconds=1), current_for, is_replaced=replaced)
        after = advisory.as_of(end).state(end, current_for, is_replaced=replaced)
        if (before, after) == (State.CURRENT, State.PAST):
            yield Change(end, Event.EXPIRES, advisory.id)


def _of_contacts(contacts: ContactRegister) -> Iterator[Change]:
    for contact in contacts.contacts:
        if contact.valid_from:
            yield Change(contact.valid_from, Event.OPENS, contact.id)
        if contact.valid_to:
            yield Change(contact.valid_to, Event.CLOSES, contact.id)
