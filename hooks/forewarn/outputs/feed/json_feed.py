"""JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

import json

from forewarn.addresses import feed as feed_address
from forewarn.language import language_of
from forewarn.outputs.feed.entries import Entry
from forewarn.settings import Settings

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(settings: Settings, title: str, page: str, entries: tuple[Entry, ...]) -> tuple[str, bytes]:
    """Make the feed that belongs to a page, given by its address. Returns its own address and its bytes.

    The state of an entry stands in its extension ``_forewarn``, whose name begins as the format asks.
    """
    address = feed_address(page, "json")
    feed = {
        "version": VERSION,
        "title": title,
        "home_page_url": settings.absolute(page),
        "feed_url": settings.absolute(address),
        "language": language_of(settings.locale).tag,
        "authors": [{"name": settings.organisation, "url": settings.site_url}],
        "items": [_item(entry) for entry in entries],
    }
    return address, (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.address,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "language": entry.language,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "_forewarn": {"state": entry.state},
    }
