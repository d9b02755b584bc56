"""Atom (RFC 4287), with archives (RFC 5005)."""

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from forewarn.addresses import TOPICS, feed_archive
from forewarn.addresses import feed as feed_address
from forewarn.card import HEIGHT, WIDTH
from forewarn.language import tag_of
from forewarn.outputs.feed.documents import FeedDocument
from forewarn.outputs.feed.entries import Entry
from forewarn.settings import Settings

# A feed must say when it last changed. One in which nothing ever was has not changed since time began.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

MEDIA_TYPE = "application/atom+xml"
STATES, SEVERITIES = "urn:forewarn:state", "urn:forewarn:severity"

_ATOM, _HISTORY = "http://www.w3.org/2005/Atom", "http://purl.org/syndication/history/1.0"
_MEDIA = "http://search.yahoo.com/mrss/"  # Media RSS, by which feed readers show a picture beside an entry
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom_feed(settings: Settings, document: FeedDocument) -> tuple[str, bytes]:
    """Write a document of a feed. Returns its address and its bytes."""
    is_archive = document.year is not None
    has_pictures = any(entry.image for entry in document.entries)
    names: dict[str | None, str] = {
        None: _ATOM,
        **({"fh": _HISTORY} if is_archive else {}),
        **({"media": _MEDIA} if has_pictures else {}),
    }
    root = etree.Element(
        f"{{{_ATOM}}}feed",
        {_LANGUAGE: tag_of(settings.locale)},
        nsmap=names,  # type: ignore[arg-type]  # None stands for the namespace without a prefix
    )
    _add(root, "id", settings.absolute(feed_address(document.page)))
    _add(root, "title", document.title)
    _add(root, "updated", max((entry.updated for entry in document.entries), default=NEVER).isoformat())
    _add(_add(root, "author"), "name", settings.organisation)
    for relation, address, media_type in _links(document):
        _add(root, "link", rel=relation, href=settings.absolute(address), type=media_type)
    _add(root, "generator", "Forewarn")
    if is_archive:
        etree.SubElement(root, f"{{{_HISTORY}}}archive")
    for entry in document.entries:
        _add_entry(root, entry, settings.absolute(TOPICS))
    return document.address("xml"), etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _links(document: FeedDocument) -> Iterator[tuple[str, str, str]]:
    yield "self", document.address("xml"), MEDIA_TYPE
    yield "alternate", document.page, "text/html"
    if document.year is not None:
        yield "current", feed_address(document.page), MEDIA_TYPE
    if document.older is not None:
        yield "prev-archive", feed_archive(document.page, document.older), MEDIA_TYPE
    if document.newer is not None:
        yield "next-archive", feed_archive(document.page, document.newer), MEDIA_TYPE


def _add_entry(root: etree._Element, entry: Entry, topics: str) -> None:
    item = _add(root, "entry")
    item.set(_LANGUAGE, entry.language)
    _add(item, "id", entry.address)
    _add(item, "title", entry.title)
    _add(item, "link", rel="alternate", href=entry.address, type="text/html")
    _add(item, "published", entry.published.isoformat())
    _add(item, "updated", entry.updated.isoformat())
    _add(item, "category", term=entry.state, scheme=STATES)
    _add(item, "category", term=entry.severity, scheme=SEVERITIES)
    for topic in entry.topics:
        _add(item, "category", term=topic.slug, scheme=topics, label=topic.name)
    if entry.image:
        size = {"width": str(WIDTH), "height": str(HEIGHT)}
        etree.SubElement(item, f"{{{_MEDIA}}}thumbnail", {"url": entry.image, **size})
    _add(item, "summary", entry.summary)
    if entry.content:
        _add(item, "content", entry.content, type="html")


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    element.text = text
    return element
