"""Atom feeds (RFC 4287), for the whole site and for each area."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from forewarn.addresses import advisory as advisory_address
from forewarn.addresses import feed as feed_address
from forewarn.advisory import Advisory, State
from forewarn.language import language_of
from forewarn.rendering import with_absolute_links
from forewarn.settings import Settings

MOST_ENTRIES = 50

# What stands before the title of an entry that nobody should go on sharing.
TAKEN_BACK = {State.WITHDRAWN: "Withdrawn", State.SUPERSEDED: "Corrected"}

# A feed must say when it last changed. One in which nothing ever was has not changed since time began.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom_feed(
    settings: Settings, title: str, page: str, advisories: Iterable[Advisory], state_of: Callable[[Advisory], State]
) -> tuple[str, bytes]:
    """Make the feed that belongs to a page, given by its address. Returns its own address and its bytes.

    The newest changes come first. Ids are the advisories' addresses; ``updated`` moves only with an advisory.
    """
    address = feed_address(page)
    newest = sorted(advisories, key=lambda advisory: (advisory.modified, advisory.id), reverse=True)[:MOST_ENTRIES]
    feed = FeedGenerator()
    feed.id(settings.absolute(address))
    feed.title(title)
    feed.link(href=settings.absolute(address), rel="self", type="application/atom+xml")
    feed.link(href=settings.absolute(page), rel="alternate", type="text/html")
    feed.author(name=settings.organisation)
    feed.language(language_of(settings.locale).tag)
    feed.generator("Forewarn")
    feed.updated(max((advisory.modified for advisory in newest), default=NEVER))
    for advisory in newest:
        _add_entry(feed, settings, advisory, state_of(advisory))
    content: bytes = feed.atom_str(pretty=True)
    return address, content


def _add_entry(feed: FeedGenerator, settings: Settings, advisory: Advisory, state: State) -> None:
    page = settings.absolute(advisory_address(advisory.id))
    entry = feed.add_entry(order="append")
    entry.id(page)
    entry.title(f"{TAKEN_BACK[state]}: {advisory.title}" if state in TAKEN_BACK else advisory.title)
    entry.category(term=state)
    entry.link(href=page, rel="alternate", type="text/html")
    entry.published(advisory.published)
    entry.updated(advisory.modified)
    entry.summary(advisory.summary)
    language = language_of(advisory.locale)
    body = with_absolute_links(advisory.body, page)
    entry.content(f'<div lang="{language.tag}" dir="{language.direction}">{body}</div>', type="html")
