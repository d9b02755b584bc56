"""JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

import json

from forewarn.addresses import feed_archive
from forewarn.language import tag_of
from forewarn.outputs.feed.documents import FeedDocument
from forewarn.outputs.feed.entries import Entry
from forewarn.settings import Settings

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(settings: Settings, document: FeedDocument) -> tuple[str, bytes]:
    """Write a document of a feed. Returns its address and its bytes.

    What the format has no word for stands in an entry's extension ``_forewarn``, whose name begins as the format asks.
    """
    address = document.address("json")
    older = None if document.older is None else settings.absolute(feed_archive(document.page, document.older, "json"))
    feed = {
        "version": VERSION,
        "title": document.title,
        "home_page_url": settings.absolute(document.page),
        "feed_url": settings.absolute(address),
        **({"next_url": older} if older else {}),
        "language": tag_of(settings.locale),
        "authors": [{"name": settings.organisation, "url": settings.site_url}],
        "items": [_item(entry) for entry in document.entries],
    }
    return address, (json.dumps(feed, ensure_ascii=False) + "\n").encode()


def _item(entry: Entry) -> dict[str, object]:
    content = {"content_html": entry.content} if entry.content else {"content_text": entry.summary}
    return {
        "id": entry.address,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        **content,
        **({"image": entry.image} if entry.image else {}),
        "language": entry.language,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": [entry.severity, *(topic.name for topic in entry.topics)],
        "_forewarn": {
            "state": entry.state,
            "severity": entry.severity,
            "topics": [topic.slug for topic in entry.topics],
        },
    }
