"""The messages that an advisory has been, one after the other, and by what each is known.

An advisory is one message when it is published, and another with each update. Its file holds the newest. A message that
was sent is never sent again as another: its identifier tells the advisory and the moment, so an editor who adds an
update changes none of those before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from forewarn.advisory import Advisory, State

# A cancellation has no moment of its own in a text; it comes behind all that it takes back.
_AFTERWARDS = timedelta(seconds=1)


class MessageType(StrEnum):
    """What a message is to those before it (CAP 1.2, section 3.2.1, ``msgType``)."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


@dataclass(frozen=True)
class Sent:
    """By what a message is known: its identifier, and when it was sent."""

    identifier: str
    sent: datetime

    def reference(self, sender: str) -> str:
        """Give the name by which other messages of a sender refer to this one (section 3.2.1, ``references``)."""
        return f"{sender},{self.identifier},{cap_time(self.sent)}"


@dataclass(frozen=True)
class Message:
    """One message: by what it is known, what it is, and those that it takes the place of or takes back, in order."""

    known_by: Sent
    type: MessageType
    before: tuple[Sent, ...] = ()


def messages_of(advisory: Advisory, withdrawn: Iterable[Advisory] = ()) -> tuple[Sent, ...]:
    """Give the messages that an advisory has been, the oldest first, as far as it is not taken back.

    ``withdrawn`` are those that corrected it until they were withdrawn, the oldest first. Each had it cancelled, and
    when that one was withdrawn itself, the advisory held again: under a new name, as what is cancelled stays so.
    """
    updates = {update.when for update in advisory.updates if update.when > advisory.published}
    told = tuple(Sent(_identifier(advisory, sent), sent) for sent in sorted({advisory.published, *updates}))
    for correction in withdrawn:
        told = _told_again(advisory, told, correction)
    return told


def newest_message(
    advisory: Advisory, state: State, told: tuple[Sent, ...], corrected: tuple[Sent, ...], correction: Advisory | None
) -> Message:
    """Give the message that an advisory is now.

    ``told`` are the messages that it has been, and ``corrected`` those of the advisory that it corrects, whose place it
    takes; ``correction`` is what corrects it. One that was withdrawn, or that another corrects, takes back all that it
    has been: who knows only its own address learns so that it does not hold any more.
    """
    if state in {State.WITHDRAWN, State.SUPERSEDED}:
        return Message(_cancellation(advisory, told, correction), MessageType.CANCEL, told)
    before = (*corrected, *told[:-1])
    return Message(told[-1], MessageType.UPDATE if before else MessageType.ALERT, before)


def cap_time(when: datetime) -> str:
    """Write a moment as section 3.3.2 wants it: whole seconds, never "Z", and UTC as "-00:00".

    >>> cap_time(datetime(2026, 7, 1, 9, 30, tzinfo=UTC))
    '2026-07-01T09:30:00-00:00'
    """
    written = when.isoformat(timespec="seconds")
    return f"{written.removesuffix('+00:00')}-00:00" if written.endswith("+00:00") else written


def _cancellation(advisory: Advisory, told: tuple[Sent, ...], correction: Advisory | None) -> Sent:
    """Give by what the message is known that takes back all that an advisory has told."""
    sent = told[-1].sent + _AFTERWARDS
    if correction:
        sent = max(sent, correction.published)
    return Sent(f"{_identifier(advisory, sent)}-cancel", sent)


def _told_again(advisory: Advisory, told: tuple[Sent, ...], correction: Advisory) -> tuple[Sent, ...]:
    """Add to messages the one that cancelled them for a correction, and that which came when this was withdrawn.

    What an advisory was given while another stood in its place was never a message of its own.
    """
    earlier = tuple(each for each in told if each.sent <= correction.published) or told[:1]
    cancelled = _cancellation(advisory, earlier, correction)
    sent = max(messages_of(correction)[-1].sent, cancelled.sent) + _AFTERWARDS
    later = (each for each in told if each.sent > sent)
    return (*earlier, cancelled, Sent(_identifier(advisory, sent), sent), *later)


def _identifier(advisory: Advisory, sent: datetime) -> str:
    return f"{advisory.id}-{sent.astimezone(UTC):%Y%m%dT%H%M%SZ}"
