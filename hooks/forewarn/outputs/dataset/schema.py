"""The JSON Schema of the files for other programs, which says what each of their fields means.

https://json-schema.org/draft/2020-12
"""

import json
from collections.abc import Mapping

from forewarn import addresses
from forewarn.advisory import Severity, State
from forewarn.outputs.dataset.documents import VERSION
from forewarn.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Schema = Mapping[str, object]

_STATES = {
    State.CURRENT: "it is true as far as its publisher knows",
    State.PAST: "it is no longer current, though such a scam may still happen",
    State.WITHDRAWN: "it was taken back: do not rely on it and do not show it; its summary says why",
    State.SUPERSEDED: "another stands in its place, which replaced_by names: show that",
}


def dataset_schema(settings: Settings) -> bytes:
    """Make the schema. New fields may come while the version stays, so it lets every other name pass."""
    schema = {
        "$schema": DIALECT,
        "$id": settings.absolute(addresses.DATASET_SCHEMA),
        "title": "Advisories",
        **_block(
            "Advisories for the public, as data. Fields may be added while the version stays the same.",
            {
                "$schema": _address("Where this schema is found."),
                "version": {"const": VERSION, "description": "The version of the format."},
                "url": _address("Where this file is found."),
                "site": _SITE,
                "covers": _COVERS,
                "next_change": _or_null(
                    _moment(
                        "When the first of these advisories or contacts stops being current by itself. Others may be"
                        " published or changed at any time before."
                    )
                ),
                "years": _list("The files of single years, newest first; only in the file of all.", _YEAR),
                "areas": _list("The areas that are named below, and those around them, by name.", _AREA),
                "topics": _list("The kinds of scam that are named below, by name.", _TOPIC),
                "contacts": _list("The channels that are named below, by which the public tells somebody.", _CONTACT),
                "advisories": _list("The advisories, newest first.", {"$ref": "#/$defs/advisory"}),
            },
        ),
        **_TEXT_IN_YEARS,
        "$defs": {"advisory": _ADVISORY},
    }
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _block(says: str, fields: Mapping[str, _Schema], *optional: str) -> _Schema:
    required = [name for name in fields if name not in optional]
    return {"description": says, "type": "object", "properties": fields, "required": required}


def _list(says: str, items: _Schema) -> _Schema:
    return {"description": says, "type": "array", "items": items}


def _text(says: str, **more: object) -> _Schema:
    return {"description": says, "type": "string", **more}


def _words(says: str) -> _Schema:
    return _text(says, minLength=1)


def _address(says: str) -> _Schema:
    return _text(says, format="uri")


def _moment(says: str) -> _Schema:
    return _text(says, format="date-time")


def _id(says: str) -> _Schema:
    return _text(says, pattern="^[a-z0-9]+(-[a-z0-9]+)*$", maxLength=addresses.MOST_CHARACTERS)


def _language(says: str) -> _Schema:
    return _text(says, pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$")


def _or_null(schema: _Schema) -> _Schema:
    return {**schema, "type": [schema["type"], "null"]}


_SITE = _block(
    "The site that publishes them.",
    {
        "name": _words("What the site is called."),
        "url": _address("Its home page."),
        "description": _text("What it is about."),
        "organisation": _words("Who publishes it: name them where you show an advisory."),
        "language": _language("Its own language, as a BCP 47 tag. Each advisory has its own."),
    },
)
_COVERS = _block(
    "What this file covers: everything, where both are null.",
    {
        "area": _or_null(_id("The id of an area: all that is for it and for the areas within it.")),
        "year": {"description": "All that was published in this year.", "type": ["integer", "null"]},
    },
)
_YEAR = _block(
    "A year.",
    {
        "year": {"description": "The year of publication.", "type": "integer"},
        "count": {"description": "How many advisories were published in it.", "type": "integer", "minimum": 1},
        "data": _address("The file with these advisories and their texts."),
    },
)
_AREA = _block(
    "An area.",
    {
        "id": _id("Its permanent id."),
        "name": _words("What it is called in the language of the site."),
        "names": {
            "description": "What it is called in other languages, by their tags.",
            "type": "object",
            "additionalProperties": _words("A name."),
        },
        "within": _or_null(_id("The id of the area that it is a part of.")),
        "nation": _words("The nation that it lies in."),
        "police": _words("The organisation that polices it."),
        "police_url": _address("The website of that organisation."),
        "url": _address("Its page."),
        "data": _address("The file with its advisories, and with the text of those that are current."),
    },
)
_TOPIC = _block(
    "A kind of scam.",
    {
        "id": _id("Its permanent id."),
        "name": _words("What it is called in the language of the site."),
        "url": _address("Its page."),
    },
)
_CONTACT_WORDS = _block(
    "What a channel says in another language.",
    {
        "language": _language("The language."),
        "name": _words("What it is called."),
        "for": _text("What it is for."),
    },
)
_CONTACT = _block(
    "An official channel.",
    {
        "id": _text("Its id."),
        "name": _words("What it is called."),
        "for": _text("What it is for."),
        "translations": _list("The same in other languages, where there are words for it.", _CONTACT_WORDS),
        "phone": _or_null(_text("The number to call, as it is printed.")),
        "text": _or_null(_text("The number to which a text message is sent.")),
        "email": _or_null(_text("The email address.")),
        "link": _or_null(_address("The page on which it is found.")),
        "nations": _list("The nations that it is for.", _words("A nation.")),
        "open_from": _or_null(_moment("When it opened, where that is known.")),
        "open_until": _or_null(_moment("When it closes, where that is known.")),
    },
)
_UPDATE = _block(
    "A change.",
    {"date": _moment("When it was made."), "note": _words("What has changed for the reader.")},
)
_SCAM = _block(
    "What the criminals use, written so that no program makes a link of it (hxxps://parcel[.]example). Leave it so.",
    {
        "phones": _list("Their telephone numbers.", _words("A number.")),
        "links": _list("Their web addresses.", _words("An address.")),
        "emails": _list("Their email addresses.", _words("An address.")),
    },
)
_TRANSLATION = _block(
    "A translation.", {"id": _id("The id of the other advisory."), "language": _language("The language of that one.")}
)
_CARD = _block(
    "The picture for a preview, 1200 by 630 pixels; null where there is none.",
    {"url": _address("Where it is found."), "words": _words("What it says, for those who cannot see it.")},
)
_ATTACHMENT = _block(
    "A picture or document.",
    {"url": _address("Where it is found."), "media_type": _words("Its media type, such as image/png.")},
)
_TEXT = _block(
    "The text. It is in the files of years, but not of what was withdrawn; in the files of areas while it is current.",
    {
        "html": _text(
            "As HTML of a few harmless elements without scripts or styles, in the language and direction of the"
            " advisory. Its links are whole addresses."
        ),
        "plain": _text("In plain words, a paragraph or an item on each line."),
    },
)
_FIELDS_OF_ADVISORY = _block(
    "One warning to the public.",
    {
        "id": _id("Its permanent id, whatever is changed about it."),
        "url": _address("Its page, which is its permanent address: lead your readers there."),
        "language": _language("Its language, as a BCP 47 tag."),
        "title": _words("Its title, in plain text."),
        "share_title": _words("Its title where it is shared, which may be shorter; the same where it has no other."),
        "summary": _text("What it says in a sentence, in plain text; of what was withdrawn, why it was."),
        "state": {
            "description": "; ".join(f"{state}: {meaning}" for state, meaning in _STATES.items()) + ".",
            "enum": [*_STATES],
        },
        "severity": {
            "description": " ".join(f"{severity}: {severity.meaning}" for severity in Severity),
            "enum": [*Severity],
        },
        "published": _moment("When it was published."),
        "modified": _moment("When it last changed for the reader."),
        "current_until": _moment("When it stops being current, or has, unless it is changed."),
        "expires": _or_null(
            _moment("When it ends, where its editor says so; otherwise current_until is counted from its publication.")
        ),
        "areas": {**_list("The ids of the areas that it is for.", _id("An area.")), "minItems": 1},
        "topics": _list("The ids of the kinds of scam that it is about.", _id("A kind of scam.")),
        "advice": _list("What to do, step by step, in plain text.", _words("A step.")),
        "updates": _list("What has changed since it was published.", _UPDATE),
        "scam": _SCAM,
        "contacts": _list("The ids of the channels by which its readers tell somebody.", _text("A channel.")),
        "replaces": _or_null(_id("The id of the advisory that this one corrects.")),
        "replaced_by": _or_null(_id("The id of the advisory that corrects this one.")),
        "translation_of": _or_null(_id("The id of the advisory that this one says in another language.")),
        "translations": _list("The same in other languages.", _TRANSLATION),
        "source": _or_null(_address("Where it was first published, if elsewhere.")),
        "text_message": _or_null(_text("Words to pass on by text message, where its editor wrote some.")),
        "card": _or_null(_CARD),
        "poster": _or_null(_address("A sheet to print, as PDF.")),
        "attachments": _list("Pictures and documents that belong to its text.", _ATTACHMENT),
        "cap": _or_null(_address("The same as an alert of the Common Alerting Protocol, where the site offers that.")),
        "earlier_urls": _list("Addresses that its page had before.", _address("An address.")),
        "text": _TEXT,
    },
    "text",
)


def _where(properties: Mapping[str, _Schema]) -> _Schema:
    """Give a condition on fields, which must be there."""
    return {"properties": properties, "required": [*properties]}


_ADVISORY: _Schema = {
    **_FIELDS_OF_ADVISORY,
    "if": _where({"state": {"const": State.SUPERSEDED}}),
    "then": {"properties": {"replaced_by": {"type": "string"}}},
}
_NEEDS_TEXT: _Schema = {
    "if": {"not": _where({"state": {"const": State.WITHDRAWN}})},
    "then": {"required": ["text"]},
}
_TEXT_IN_YEARS: _Schema = {
    "if": _where({"covers": _where({"year": {"type": "integer"}})}),
    "then": {"properties": {"advisories": {"items": _NEEDS_TEXT}}},
}
