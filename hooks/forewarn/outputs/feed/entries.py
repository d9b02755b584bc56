"""What every feed tells, whatever its format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory, State
from forewarn.language import language_of
from forewarn.rendering import with_absolute_links
from forewarn.settings import Settings

MOST_ENTRIES = 50

# What stands before the title of an entry that nobody should go on sharing.
TAKEN_BACK = {State.WITHDRAWN: "Withdrawn", State.SUPERSEDED: "Corrected"}


@dataclass(frozen=True)
class Entry:
    """One advisory in a feed. ``address`` is its whole address and its permanent id; ``content`` is HTML."""

    address: str
    title: str
    summary: str
    content: str
    language: str
    published: datetime
    updated: datetime
    state: State


def newest_entries(
    settings: Settings, advisories: Iterable[Advisory], state_of: Callable[[Advisory], State]
) -> tuple[Entry, ...]:
    """Give the entries of a feed: the newest changes, at most 50, newest first."""
    newest = sorted(advisories, key=lambda advisory: (advisory.modified, advisory.id), reverse=True)
    return tuple(_entry(settings, advisory, state_of(advisory)) for advisory in newest[:MOST_ENTRIES])


def _entry(settings: Settings, advisory: Advisory, state: State) -> Entry:
    address = settings.absolute(advisory_address(advisory.id))
    language = language_of(advisory.locale)
    body = with_absolute_links(advisory.body, address)
    return Entry(
        address=address,
        title=f"{TAKEN_BACK[state]}: {advisory.title}" if state in TAKEN_BACK else advisory.title,
        summary=advisory.summary,
        content=f'<div lang="{language.tag}" dir="{language.direction}">{body}</div>',
        language=language.tag,
        published=advisory.published,
        updated=advisory.modified,
        state=state,
    )
