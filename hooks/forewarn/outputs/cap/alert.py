"""The file of one alert.

What Forewarn says of an advisory and what the standard asks for (section 3.2.2) are put side by side so:

=========  ========  =========  =========  =============
Forewarn   severity  urgency    certainty  response type
=========  ========  =========  =========  =============
urgent     Severe    Immediate  Observed   Avoid
warning    Moderate  Future     Observed   Avoid
advice     Minor     Future     Possible   Prepare
=========  ========  =========  =========  =============

"Severe" is a significant threat to life or property, "Moderate" a possible one, "Minor" a minimal one. "Observed" has
happened or goes on. "Immediate" asks for action at once, "Future" soon; "Expected" would mean within the hour, which no
warning of a fraud can tell, and none is "Extreme". What was taken back is "Past". What is only no longer current is the
same message as before, whose ``expires`` has passed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from forewarn import addresses
from forewarn.advisory import Advisory, Severity, State
from forewarn.area import AreaName
from forewarn.contact import Contact
from forewarn.language import tag_of
from forewarn.outputs.cap.messages import Message, MessageType, cap_time
from forewarn.poster import PosterLink
from forewarn.rendering import plain_lines
from forewarn.settings import CapSettings, Settings
from forewarn.topic import Topic
from forewarn.words import Words, words_in

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CATEGORY = "Security"  # "Law enforcement, military, homeland and local/private security": section 3.2.2
SEVERITY = "urn:forewarn:severity"
PDF = "application/pdf"


class _Weight(NamedTuple):
    """What an alert asks of those who receive it, in the standard's words."""

    response: str
    urgency: str
    severity: str
    certainty: str


_WEIGHTS: Mapping[Severity, _Weight] = MappingProxyType(
    {
        Severity.URGENT: _Weight("Avoid", "Immediate", "Severe", "Observed"),
        Severity.WARNING: _Weight("Avoid", "Future", "Moderate", "Observed"),
        Severity.ADVICE: _Weight("Prepare", "Future", "Minor", "Possible"),
    }
)
_OVER = _Weight("", "Past", "Unknown", "Unknown")

Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AlertSource:
    """All that an alert is made of.

    ``message`` is what it is now, ``state`` what has become of the advisory, and ``until`` when that stops being
    current, or has. ``areas``, ``topics`` and ``contacts`` are named in its language. ``incident`` is what it has in
    common with the same in other languages, empty where there are none. ``instead`` is the advisory that corrects it.
    """

    advisory: Advisory
    message: Message
    state: State
    until: datetime
    areas: tuple[AreaName, ...]
    topics: tuple[Topic, ...]
    contacts: tuple[Contact, ...]
    incident: str
    instead: Advisory | None
    poster: PosterLink | None


def alert(settings: Settings, cap: CapSettings, source: AlertSource) -> bytes:
    """Write the alert that an advisory is now."""
    root = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # as for Atom
    for name, text in _envelope(cap, source):
        _add(root, name, text)
    info = _add(root, "info")
    for name, text in _information(settings, source):
        _add(info, name, text)
    _add_value(info, "parameter", SEVERITY, source.advisory.severity)
    if source.poster:
        _add_resource(settings, info, source, source.poster)
    for area in source.areas:
        place = _add(info, "area")
        _add(place, "areaDesc", area.name_in(tag_of(source.advisory.locale)))
        _add_value(place, "geocode", settings.absolute(addresses.AREAS), area.slug)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def headline(source: AlertSource) -> str:
    """Give the title of an alert, behind a word for what has become of it."""
    words = words_in(source.advisory.locale)
    said = {State.WITHDRAWN: "Withdrawn", State.SUPERSEDED: "Corrected"}.get(source.state)
    return f"{words.say(said)}: {source.advisory.title}" if said else source.advisory.title


def _envelope(cap: CapSettings, source: AlertSource) -> Iterator[Field]:
    """Give the fields of section 3.2.1, in the order of the schema."""
    message = source.message
    yield "identifier", message.known_by.identifier
    yield "sender", cap.sender
    yield "sent", cap_time(message.known_by.sent)
    yield "status", cap.status.capitalize()
    yield "msgType", message.type
    yield "scope", "Public"
    if message.before:
        yield "references", " ".join(each.reference(cap.sender) for each in message.before)
    if source.incident:
        yield "incidents", source.incident


def _information(settings: Settings, source: AlertSource) -> Iterator[Field]:
    """Give the fields of section 3.2.2, in the order of the schema, up to those that have fields of their own."""
    advisory, words = source.advisory, words_in(source.advisory.locale)
    is_taken_back = source.message.type is MessageType.CANCEL
    weight = _OVER if is_taken_back else _WEIGHTS[advisory.severity]
    yield "language", tag_of(advisory.locale)
    yield "category", CATEGORY
    yield "event", ", ".join(topic.name for topic in source.topics) or words.say("Scam warnings")
    if weight.response:
        yield "responseType", weight.response
    yield from (("urgency", weight.urgency), ("severity", weight.severity), ("certainty", weight.certainty))
    yield "effective", cap_time(source.message.known_by.sent)
    if not is_taken_back:
        yield "expires", cap_time(source.until)
    yield "senderName", settings.organisation
    yield "headline", headline(source)
    yield from _said(settings, source, words)
    yield "web", settings.absolute(addresses.advisory((source.instead or advisory).id))
    if source.contacts:
        yield "contact", "; ".join(map(_reached, source.contacts))


def _said(settings: Settings, source: AlertSource, words: Words) -> Iterator[Field]:
    """Give what happens and what to do; of what does not hold any more, why, or where to read on."""
    if source.state is State.WITHDRAWN:
        yield "description", source.advisory.summary
    elif source.instead:
        address = settings.absolute(addresses.advisory(source.instead.id))
        yield "description", words.say("Read this instead: {advisory}", advisory=f"{source.instead.title} {address}")
    else:
        yield "description", plain_lines(source.advisory.body)
        if source.advisory.advice:
            yield "instruction", "\n".join(source.advisory.advice)


def _reached(contact: Contact) -> str:
    """Give a channel and the ways to reach it."""
    return " ".join(filter(None, (contact.name, contact.phone, contact.text, contact.email, contact.link)))


def _add_resource(settings: Settings, info: etree._Element, source: AlertSource, poster: PosterLink) -> None:
    """Add where the poster is found (section 3.2.3)."""
    resource = _add(info, "resource")
    _add(resource, "resourceDesc", words_in(source.advisory.locale).say("Poster"))
    _add(resource, "mimeType", PDF)
    _add(resource, "size", str(poster.size))
    _add(resource, "uri", settings.absolute(poster.address))


def _add_value(parent: etree._Element, tag: str, name: str, value: str) -> None:
    pair = _add(parent, tag)
    _add(pair, "valueName", name)
    _add(pair, "value", value)


def _add(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    element.text = text
    return element
