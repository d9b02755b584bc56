"""An advisory: one warning to the public."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from forewarn.attachment import Attachment
from forewarn.card import CardPicture
from forewarn.scam import NO_SCAM, Scam
from forewarn.topic import Topic


class Status(StrEnum):
    """What an editor says of an advisory, whatever the clock says."""

    DRAFT = "draft"
    LIVE = "live"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    """What an advisory is at a moment. The public may know of all but the first two."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    CURRENT = "current"
    PAST = "past"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Severity(StrEnum):
    """How much an advisory asks of its readers. Each has a published meaning."""

    URGENT = "urgent"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def meaning(self) -> str:
        """What it means, in the words that every page of that severity prints."""
        return _MEANINGS[self]


_MEANINGS = {
    Severity.URGENT: (
        "Many people are being approached now, or the harm is great: read it now and tell those it could reach."
    ),
    Severity.WARNING: "This is happening: know it before it reaches you.",
    Severity.ADVICE: "Good to know at any time; nothing special is happening.",
}


@dataclass(frozen=True, slots=True)
class Update:
    """A change that matters to the reader, and when it was made."""

    when: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: its level (2 to 6), the anchor of its place, and its words as plain text."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Advisory:
    """A valid advisory.

    ``id`` is its permanent identity and its address. ``areas`` are slugs, at least one. ``published`` and the
    updates know their time zone. ``summary`` and both titles are plain text; ``body`` is cleaned HTML whose
    links are relative to the advisory's own address. ``source`` is where the text was first published, if
    elsewhere. ``locale`` is as Open Graph writes it. ``expires`` is when it stops being current, if its editor says so,
    and ``replaces`` the id of the advisory that it corrects. A withdrawn advisory has its reason for a body and
    a summary; what it said before is gone, with its advice and what it told of the scam.

    ``advice`` are short lines of plain text: what to do. ``aliases`` are earlier addresses of this page, relative to
    the site's own, each ending in a slash. ``translation_of`` is the id of the advisory that this one says in another
    language. ``text_message`` are the words to pass on by text, if the editor wrote some. ``attachments`` are the files
    that the body shows or links to: they are published with it, and go with it when it is withdrawn; so does the
    ``picture`` of its share card.
    """

    id: str
    title: str
    share_title: str
    summary: str
    areas: tuple[str, ...]
    published: datetime
    status: Status
    updates: tuple[Update, ...]
    expires: datetime | None
    replaces: str | None
    locale: str
    source: str | None
    body: str
    headings: tuple[Heading, ...]
    file: str
    topics: tuple[Topic, ...] = ()
    severity: Severity = Severity.WARNING
    advice: tuple[str, ...] = ()
    scam: Scam = NO_SCAM
    aliases: tuple[str, ...] = ()
    translation_of: str | None = None
    text_message: str = ""
    attachments: tuple[Attachment, ...] = ()
    picture: CardPicture | None = None

    def __post_init__(self) -> None:
        """Refuse what no advisory can be; the rules say it to editors in better words."""
        if not (self.id and self.title and self.areas):
            raise ValueError("an advisory needs an id, a title and an area")
        if any(moment.utcoffset() is None for moment in (self.published, *(u.when for u in self.updates))):
            raise ValueError("the times of an advisory know their zone")
        if (self.attachments or self.picture) and self.status is Status.WITHDRAWN:
            raise ValueError("what is withdrawn takes its files with it")

    @property
    def modified(self) -> datetime:
        """When the text last changed for the reader."""
        if not self.updates:
            return self.published
        return max((self.published, *(update.when for update in self.updates)))

    def as_of(self, now: datetime) -> "Advisory":
        """Give this advisory as the public may see it at the moment ``now``: without updates that are still to come."""
        if not self.updates or all(update.when <= now for update in self.updates):
            return self
        return replace(self, updates=tuple(update for update in self.updates if update.when <= now))

    def is_public(self, now: datetime) -> bool:
        """Tell whether the public may know of this advisory at the moment ``now``."""
        return self.status is not Status.DRAFT and self.published <= now

    def current_until(self, current_for: timedelta) -> datetime:
        """Tell when this stops being current: when its editor says, else so long after its newest update."""
        return self.expires or self.modified + current_for

    def state(self, now: datetime, current_for: timedelta, *, is_replaced: bool) -> State:
        """Tell what this is at the moment ``now``. ``is_replaced`` says that the public may read what corrects it."""
        if self.status is Status.DRAFT:
            return State.DRAFT
        if self.published > now:
            return State.SCHEDULED
        if self.status is Status.WITHDRAWN:
            return State.WITHDRAWN
        if is_replaced:
            return State.SUPERSEDED
        return State.CURRENT if now < self.current_until(current_for) else State.PAST
