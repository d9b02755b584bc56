"""RSS 2.0 (https://www.rssboard.org/rss-specification), for readers that know nothing newer.

It has the newest entries only: RSS has no word for older parts, which Atom and JSON Feed have.
"""

from collections.abc import Iterator
from email.utils import format_datetime

from lxml import etree

from forewarn.addresses import TOPICS
from forewarn.addresses import rss as rss_address
from forewarn.card import HEIGHT, WIDTH
from forewarn.language import tag_of
from forewarn.outputs.feed.atom import MEDIA_TYPE as ATOM_TYPE
from forewarn.outputs.feed.atom import SEVERITIES, STATES
from forewarn.outputs.feed.documents import FeedDocument
from forewarn.outputs.feed.entries import Entry
from forewarn.settings import Settings

MEDIA_TYPE = "application/rss+xml"
SPECIFICATION = "https://www.rssboard.org/rss-specification"

_ATOM = "http://www.w3.org/2005/Atom"  # tells where the feed itself is found
_CONTENT = "http://purl.org/rss/1.0/modules/content/"  # the whole text beside its summary
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"  # the language of an entry
_DATES = "http://purl.org/dc/terms/"  # when an entry was last changed, for which RSS has no word
_MEDIA = "http://search.yahoo.com/mrss/"
_NAMES = {"atom": _ATOM, "content": _CONTENT, "dc": _DUBLIN_CORE, "dcterms": _DATES, "media": _MEDIA}


def rss_feed(settings: Settings, document: FeedDocument) -> tuple[str, bytes]:
    """Write the document of a feed that readers subscribe to. Returns its address and its bytes.

    The link to itself follows the profile of the RSS board: https://www.rssboard.org/rss-profile#namespace-elements-atom-link.
    """
    address = rss_address(document.page)
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMES)
    channel = etree.SubElement(root, "channel")
    for name, text in _about(settings, document):
        _add(channel, name, text)
    for relation, href, media_type in _links(settings, document):
        etree.SubElement(channel, f"{{{_ATOM}}}link", {"rel": relation, "href": href, "type": media_type})
    for entry in document.entries:
        _add_item(channel, entry, settings.absolute(TOPICS))
    return address, etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _about(settings: Settings, document: FeedDocument) -> Iterator[tuple[str, str]]:
    """Give what the channel says of itself, by the names of its elements."""
    yield "title", document.title
    yield "link", settings.absolute(document.page)
    yield "description", settings.description
    yield "language", tag_of(settings.locale)
    if document.entries:
        yield "lastBuildDate", format_datetime(max(entry.updated for entry in document.entries))
    yield "generator", "Forewarn"
    yield "docs", SPECIFICATION


def _links(settings: Settings, document: FeedDocument) -> Iterator[tuple[str, str, str]]:
    """Give where the feed is found, and the same as Atom, which leads to what is older."""
    yield "self", settings.absolute(rss_address(document.page)), MEDIA_TYPE
    yield "alternate", settings.absolute(document.address("xml")), ATOM_TYPE


def _add_item(channel: etree._Element, entry: Entry, topics: str) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.address)
    _add(item, "guid", entry.address, isPermaLink="true")
    _add(item, "pubDate", format_datetime(entry.published))
    _add(item, "category", entry.state, domain=STATES)
    _add(item, "category", entry.severity, domain=SEVERITIES)
    for topic in entry.topics:
        _add(item, "category", topic.name, domain=topics)
    _add(item, "description", entry.summary)
    _add(item, f"{{{_CONTENT}}}encoded", entry.content)
    _add(item, f"{{{_DUBLIN_CORE}}}language", entry.language)
    _add(item, f"{{{_DATES}}}modified", entry.updated.isoformat())
    if entry.image:
        size = {"width": str(WIDTH), "height": str(HEIGHT)}
        etree.SubElement(item, f"{{{_MEDIA}}}thumbnail", {"url": entry.image, **size})


def _add(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, tag, attributes)
    element.text = text
