"""Atom (RFC 4287)."""

from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from forewarn.addresses import feed as feed_address
from forewarn.language import language_of
from forewarn.outputs.feed.entries import Entry
from forewarn.settings import Settings

# A feed must say when it last changed. One in which nothing ever was has not changed since time began.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom_feed(settings: Settings, title: str, page: str, entries: tuple[Entry, ...]) -> tuple[str, bytes]:
    """Make the feed that belongs to a page, given by its address. Returns its own address and its bytes."""
    address = feed_address(page)
    feed = FeedGenerator()
    feed.id(settings.absolute(address))
    feed.title(title)
    feed.link(href=settings.absolute(address), rel="self", type="application/atom+xml")
    feed.link(href=settings.absolute(page), rel="alternate", type="text/html")
    feed.author(name=settings.organisation)
    feed.language(language_of(settings.locale).tag)
    feed.generator("Forewarn")
    feed.updated(max((entry.updated for entry in entries), default=NEVER))
    for entry in entries:
        _add(feed, entry)
    content: bytes = feed.atom_str(pretty=True)
    return address, content


def _add(feed: FeedGenerator, entry: Entry) -> None:
    item = feed.add_entry(order="append")
    item.id(entry.address)
    item.title(entry.title)
    item.link(href=entry.address, rel="alternate", type="text/html")
    item.published(entry.published)
    item.updated(entry.updated)
    item.category(term=entry.state)
    item.summary(entry.summary)
    item.content(entry.content, type="html")
