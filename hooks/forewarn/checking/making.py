"""Documents that passed every rule become values."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape
from types import MappingProxyType

from forewarn.addresses import identity
from forewarn.advisory import Advisory, Heading, Severity, Status, Update
from forewarn.area import Area, Force
from forewarn.checking.address_rules import aliases_of
from forewarn.checking.area_rules import colours_of
from forewarn.checking.attachment_rules import attachments_of
from forewarn.checking.contact_rules import contacts_from
from forewarn.checking.entry import Entry, id_of, locale_of
from forewarn.checking.headline import without_suffix, written_title
from forewarn.checking.lineage import giver_of, names_by_language
from forewarn.checking.scam_rules import scam_of
from forewarn.checking.sharing_rules import card_picture_of
from forewarn.dates import read_date
from forewarn.document import Block, Document, Listing, Text
from forewarn.language import language_of
from forewarn.rendering import (
    Body,
    with_absolute_dates,
    with_changed_words,
    with_finished_pictures,
    with_numbers_isolated,
)
from forewarn.scam import NO_SCAM, Scam, without_fangs
from forewarn.settings import Settings
from forewarn.spelling import on_one_line
from forewarn.topic import Topic


def advisory_from(entry: Entry) -> Advisory:
    """Make an advisory of an entry that has no error."""
    document, settings = entry.document, entry.settings
    title = on_one_line(without_suffix(entry, written_title(entry)))
    status = Status(document.text("publish.status") or Status.LIVE)
    reason = on_one_line(document.text("publish.reason")) if status is Status.WITHDRAWN else ""
    expires = document.text("publish.expires")
    scam = scam_of(document)
    published = read_date(document.text("publish.date"), settings.time_zone).when
    return Advisory(
        id=id_of(document),
        title=without_fangs(title, scam),
        share_title=without_fangs(on_one_line(without_suffix(entry, document.text("og.title"))) or title, scam),
        summary=without_fangs(reason or on_one_line(document.text("og.description")) or entry.body.lead, scam),
        areas=tuple(area.slug for area in entry.named_areas()),
        published=published,
        status=status,
        updates=_updates(entry, scam),
        expires=read_date(expires, settings.time_zone).when if expires else None,
        replaces=document.text("publish.replaces") or None,
        locale=locale_of(entry),
        source=_source(entry),
        body=_body(f"<p>{escape(reason)}</p>" if reason else _shown(entry, published, scam), scam, locale_of(entry)),
        headings=() if reason else _headings(entry.body.headings, scam),
        file=document.file,
        topics=_topics(entry),
        severity=Severity(document.text("severity") or Severity.WARNING),
        advice=() if reason else tuple(_lines(document, "advice", scam)),
        scam=NO_SCAM if reason else scam,
        aliases=aliases_of(document, settings),
        translation_of=document.text("translation_of") or None,
        text_message="" if reason else without_fangs(on_one_line(document.text("text_message")), scam),
        attachments=attachments_of(entry),
        picture=card_picture_of(entry),
    )


def area_from(line: tuple[Document, ...], body: Body, settings: Settings) -> Area:
    """Make an area of the first document of its lineage, which has no error; what that leaves out it inherits."""
    document, nation = line[0], giver_of("nation", line).text("nation")
    force = giver_of("force", line)
    names = {tag: name.value for tag, name in names_by_language(document).items()}
    return Area(
        slug=id_of(document),
        name=on_one_line(document.text("name")),
        aliases=tuple(alias.value for alias in document.texts("aliases") if alias.value),
        nation=nation,
        force=Force(force.text("force.name"), force.text("force.website"), colours_of(force)),
        body=body.html,
        file=document.file,
        names_by_language=MappingProxyType(names),
        within=id_of(line[1]) if len(line) > 1 else None,
        contacts=contacts_from(document, settings, nation),
    )


def _topics(entry: Entry) -> tuple[Topic, ...]:
    """Give the topics, each once, by the names that the site's settings have for them, if they have any."""
    known = {topic.slug: topic for topic in entry.settings.topics}
    written = {identity(text.value): on_one_line(text.value) for text in entry.document.texts("topic")}
    return tuple(known.get(slug, Topic(slug, name)) for slug, name in written.items())


def _lines(document: Document, field: str, scam: Scam) -> Iterator[str]:
    lines = (on_one_line(text.value) for text in document.texts(field))
    return (without_fangs(line, scam) for line in lines if line)


def _shown(entry: Entry, published: datetime, scam: Scam) -> str:
    """Give a body with its dates and its pictures."""
    return with_finished_pictures(
        _dated(entry, published), attachments_of(entry), lambda words: without_fangs(words, scam)
    )


def _dated(entry: Entry, published: datetime) -> str:
    """Give a body with dates beside its "yesterday", unless an update may have changed the day that it counts from."""
    is_updated = entry.document.node("publish.updates") is not None
    return entry.body.html if is_updated else with_absolute_dates(entry.body.html, published, locale_of(entry))


def _body(html: str, scam: Scam, locale: str) -> str:
    """Give a body in which no address of the scam can be tapped, and every number reads as it is dialled."""
    unarmed = with_changed_words(html, lambda words, _: without_fangs(words, scam)) if scam else html
    return with_numbers_isolated(unarmed) if language_of(locale).direction == "rtl" else unarmed


def _headings(headings: tuple[Heading, ...], scam: Scam) -> tuple[Heading, ...]:
    return tuple(replace(heading, text=without_fangs(heading.text, scam)) for heading in headings)


def _updates(entry: Entry, scam: Scam) -> tuple[Update, ...]:
    """Give the updates, oldest first."""
    node = entry.document.node("publish.updates")
    blocks = [item.entries for item in node.items if isinstance(item, Block)] if isinstance(node, Listing) else []
    updates = [
        Update(read_date(date.value, entry.settings.time_zone).when, without_fangs(on_one_line(note.value), scam))
        for date, note in ((block["date"], block["note"]) for block in blocks)
        if isinstance(date, Text) and isinstance(note, Text)
    ]
    return tuple(sorted(updates, key=lambda update: update.when))


def _source(entry: Entry) -> str | None:
    """Give where the text was first published: ``url``, or an ``og.url`` that is not on this site."""
    for field in ("url", "og.url"):
        address = entry.document.text(field)
        if address and not address.startswith(entry.settings.site_url):
            return address
    return None
