"""Documents that passed every rule become values."""

from html import escape
from types import MappingProxyType

from forewarn.advisory import Advisory, Status, Update
from forewarn.area import Area, Force
from forewarn.checking.area_rules import colours_of
from forewarn.checking.contact_rules import contacts_from
from forewarn.checking.entry import Entry, id_of
from forewarn.checking.headline import without_suffix, written_title
from forewarn.checking.lineage import giver_of, names_by_language
from forewarn.dates import read_date
from forewarn.document import Block, Document, Listing, Text
from forewarn.language import is_locale
from forewarn.rendering import Body
from forewarn.settings import Settings


def advisory_from(entry: Entry) -> Advisory:
    """Make an advisory of an entry that has no error."""
    document, settings = entry.document, entry.settings
    title = without_suffix(entry, written_title(entry))
    locale = document.text("og.locale")
    status = Status(document.text("publish.status") or Status.LIVE)
    reason = " ".join(document.text("publish.reason").split()) if status is Status.WITHDRAWN else ""
    expires = document.text("publish.expires")
    return Advisory(
        id=id_of(document),
        title=title,
        share_title=without_suffix(entry, document.text("og.title")) or title,
        summary=reason or " ".join(document.text("og.description").split()) or entry.body.lead,
        areas=tuple(area.slug for area in entry.named_areas()),
        published=read_date(document.text("publish.date"), settings.time_zone).when,
        status=status,
        updates=_updates(entry),
        expires=read_date(expires, settings.time_zone).when if expires else None,
        replaces=document.text("publish.replaces") or None,
        locale=locale if is_locale(locale) else settings.locale,
        source=_source(entry),
        body=f"<p>{escape(reason)}</p>" if reason else entry.body.html,
        headings=() if reason else entry.body.headings,
        file=document.file,
    )


def area_from(line: tuple[Document, ...], body: Body, settings: Settings) -> Area:
    """Make an area of the first document of its lineage, which has no error; what that leaves out it inherits."""
    document, nation = line[0], giver_of("nation", line).text("nation")
    force = giver_of("force", line)
    names = {tag: name.value for tag, name in names_by_language(document).items()}
    return Area(
        slug=id_of(document),
        name=document.text("name"),
        aliases=tuple(alias.value for alias in document.texts("aliases") if alias.value),
        nation=nation,
        force=Force(force.text("force.name"), force.text("force.website"), colours_of(force)),
        body=body.html,
        file=document.file,
        names_by_language=MappingProxyType(names),
        within=id_of(line[1]) if len(line) > 1 else None,
        contacts=contacts_from(document, settings, nation),
    )


def _updates(entry: Entry) -> tuple[Update, ...]:
    """Give the updates, oldest first."""
    node = entry.document.node("publish.updates")
    blocks = [item.entries for item in node.items if isinstance(item, Block)] if isinstance(node, Listing) else []
    updates = [
        Update(read_date(date.value, entry.settings.time_zone).when, note.value)
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
