"""What other programs are told of one advisory: everything that is public of it, by the names of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from forewarn import addresses
from forewarn.advisory import Advisory, State
from forewarn.card import SharedPicture
from forewarn.language import tag_of
from forewarn.poster import PosterLink
from forewarn.rendering import plain_lines, with_absolute_links
from forewarn.settings import Settings
from forewarn.sums import sum_of_bytes

_END = b"}"


@dataclass(frozen=True, slots=True)
class RecordSource:
    """All that is told of an advisory besides its text.

    ``until`` is when it stops being current, or has. ``topics`` are slugs, and ``contacts`` the ids of the channels
    that its page names. ``replaces``, ``replaced_by`` and ``translation_of`` are the ids of others that are public;
    ``translations`` are the same in other languages, each with its id and the tag of its language.
    """

    advisory: Advisory
    state: State
    until: datetime
    topics: tuple[str, ...]
    contacts: tuple[str, ...]
    replaces: str | None
    replaced_by: str | None
    translation_of: str | None
    translations: tuple[tuple[str, str], ...]
    picture: SharedPicture | None
    poster: PosterLink | None
    has_alert: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An advisory as JSON on a line, with what documents must know of it.

    ``contacts``, ``areas`` and ``topics`` are named in it and described once for a whole document. ``until`` is when
    it stops being current, None where it is not.
    """

    json: bytes
    sum: bytes
    until: datetime | None
    areas: tuple[str, ...]
    topics: tuple[str, ...]
    contacts: tuple[str, ...]
    has_text: bool
    is_current: bool

    def with_text(self, text: bytes) -> bytes:
        """Give the line with the text of the advisory as its last field."""
        return b"".join((self.json.removesuffix(_END), b',"text":', text, _END))


def line_of(settings: Settings, source: RecordSource) -> Line:
    """Make the line of an advisory, without its text."""
    written = msgspec.json.encode(_record(settings, source))
    is_current = source.state is State.CURRENT
    return Line(
        json=written,
        sum=sum_of_bytes(written),
        until=source.until if is_current else None,
        areas=source.advisory.areas,
        topics=source.topics,
        contacts=source.contacts,
        has_text=source.state is not State.WITHDRAWN,
        is_current=is_current,
    )


def text_of(settings: Settings, advisory: Advisory) -> bytes:
    """Give the text of an advisory as JSON: as HTML whose links are whole addresses, and in plain words."""
    html = with_absolute_links(advisory.body, settings.absolute(addresses.advisory(advisory.id)))
    return msgspec.json.encode({"html": html, "plain": plain_lines(advisory.body)})


def _record(settings: Settings, source: RecordSource) -> Mapping[str, object]:
    advisory, absolute = source.advisory, settings.absolute
    return {
        "id": advisory.id,
        "url": absolute(addresses.advisory(advisory.id)),
        "language": tag_of(advisory.locale),
        "title": advisory.title,
        "share_title": advisory.share_title,
        "summary": advisory.summary,
        "state": source.state,
        "severity": advisory.severity,
        "published": advisory.published.isoformat(),
        "modified": advisory.modified.isoformat(),
        "current_until": source.until.isoformat(),
        "expires": advisory.expires and advisory.expires.isoformat(),
        "areas": advisory.areas,
        "topics": source.topics,
        "advice": advisory.advice,
        "updates": [{"date": each.when.isoformat(), "note": each.note} for each in advisory.updates],
        "scam": _scam(advisory),
        "contacts": source.contacts,
        "replaces": source.replaces,
        "replaced_by": source.replaced_by,
        "translation_of": source.translation_of,
        "translations": [{"id": id_, "language": tag} for id_, tag in source.translations],
        "source": advisory.source,
        "text_message": advisory.text_message or None,
        **_files(settings, source),
        "earlier_urls": [absolute(alias) for alias in advisory.aliases],
    }


def _scam(advisory: Advisory) -> Mapping[str, object]:
    """Give what the criminals use as pages show it, so that no program makes a link of it."""
    scam = advisory.scam
    return {"phones": scam.phones, "links": scam.shown_links, "emails": scam.shown_emails}


def _files(settings: Settings, source: RecordSource) -> Mapping[str, object]:
    """Give where an advisory's share card, its poster, its attachments and its alert are found."""
    id_, absolute, picture = source.advisory.id, settings.absolute, source.picture
    return {
        "card": {"url": absolute(picture.href), "words": picture.words} if picture else None,
        "poster": absolute(source.poster.address) if source.poster else None,
        "attachments": [
            {"url": absolute(addresses.attachment(id_, each.name)), "media_type": each.kind.media_type}
            for each in source.advisory.attachments
        ],
        "cap": absolute(addresses.cap_alert(id_)) if source.has_alert else None,
    }
