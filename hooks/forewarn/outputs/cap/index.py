"""The Atom feed in which those who receive alerts find them: what is in force, and what was taken back before its time.

It follows the example practices of OASIS for feeds of alerts: an entry for each, whose link leads to the alert.
https://docs.oasis-open.org/emergency-adopt/cap-feeds/v1.0/cap-feeds-v1.0.html
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from forewarn import addresses
from forewarn.language import tag_of
from forewarn.outputs.cap.alert import AlertSource, headline
from forewarn.outputs.cap.messages import MessageType
from forewarn.settings import Settings

CAP_TYPE = "application/cap+xml"
TYPES = "urn:forewarn:cap:msgType"

_ATOM = "http://www.w3.org/2005/Atom"
_ATOM_TYPE = "application/atom+xml"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class AlertEntry:
    """One alert as the feed tells of it. ``page`` is what a person reads."""

    address: str
    identifier: str
    title: str
    summary: str
    language: str
    published: datetime
    sent: datetime
    type: MessageType
    page: str


def alert_entry(source: AlertSource) -> AlertEntry:
    """Give an alert as the feed tells of it."""
    advisory = source.advisory
    return AlertEntry(
        address=addresses.cap_alert(advisory.id),
        identifier=source.message.known_by.identifier,
        title=headline(source),
        summary=advisory.summary,
        language=tag_of(advisory.locale),
        published=advisory.published,
        sent=source.message.known_by.sent,
        type=source.message.type,
        page=addresses.advisory((source.instead or advisory).id),
    )


def alert_index(settings: Settings, entries: Sequence[AlertEntry]) -> bytes:
    """Write the feed of all alerts that are to be known, the one that was sent last first."""
    root = etree.Element(
        f"{{{_ATOM}}}feed",
        {_LANGUAGE: tag_of(settings.locale)},
        nsmap={None: _ATOM},  # type: ignore[dict-item]  # None stands for the namespace without a prefix
    )
    own = settings.absolute(addresses.CAP_INDEX)
    _add(root, "id", own)
    _add(root, "title", f"{settings.site_name}: CAP 1.2")
    _add(root, "updated", max((entry.sent for entry in entries), default=_NEVER).isoformat())
    _add(_add(root, "author"), "name", settings.organisation)
    _add(root, "link", rel="self", href=own, type=_ATOM_TYPE)
    _add(root, "link", rel="alternate", href=settings.site_url, type="text/html")
    _add(root, "generator", "Forewarn")
    for entry in sorted(entries, key=lambda each: (each.sent, each.identifier), reverse=True):
        _add_entry(settings, root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add_entry(settings: Settings, root: etree._Element, entry: AlertEntry) -> None:
    item, address = _add(root, "entry"), settings.absolute(entry.address)
    item.set(_LANGUAGE, entry.language)
    _add(item, "id", f"{address}#{entry.identifier}")
    _add(item, "title", entry.title)
    _add(item, "link", rel="alternate", href=address, type=CAP_TYPE)
    _add(item, "link", rel="related", href=settings.absolute(entry.page), type="text/html")
    _add(item, "published", entry.published.isoformat())
    _add(item, "updated", entry.sent.isoformat())
    _add(item, "category", term=entry.type, scheme=TYPES)
    _add(item, "summary", entry.summary)


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    element.text = text
    return element
