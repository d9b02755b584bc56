"""The rules for the register of contacts, content/contacts.yml."""

import re
from collections.abc import Iterator
from datetime import datetime

from forewarn.area import NATIONS
from forewarn.checking.entry import found
from forewarn.checking.shape import CONTACTS, fields_are_known
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.dates import NotADate, read_date
from forewarn.document import Block, Document, Listing, Text
from forewarn.problem import Level, Problem
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean, listed
from forewarn.web import host_of, is_web_address

_PHONE = re.compile(r"\+?\d[\d ]{1,18}\d")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_contacts(document: Document, settings: Settings) -> tuple[Problem, ...]:
    """Put the register to its rules. Returns all problems."""
    return tuple(_rules(document, settings))


def contacts_from(document: Document, settings: Settings) -> ContactRegister:
    """Make the register of contacts of a document that passed its rules, in its own order."""
    return ContactRegister(tuple(_contact(block, settings) for block in _blocks(document)))


def _rules(document: Document, settings: Settings) -> Iterator[Problem]:
    yield from fields_are_known(document, CONTACTS)
    blocks = _blocks(document)
    if not blocks:
        cure = 'Write "contacts:", and below it each channel, which begins with "- id:".'
        yield found(document, "contacts", "contacts-missing", "There are no contacts.", cure)
    ids = [_text(block, "id") for block in blocks]
    for number, block in enumerate(blocks):
        for field, message, cure in _faults(block, settings, ids, is_second=ids[number] in ids[:number]):
            node = block.entries.get(field, block)
            rule = "contact-wrong"
            yield Problem(document.file, node.line, node.column, field, rule, Level.ERROR, message, cure)


def _faults(block: Block, settings: Settings, ids: list[str], *, is_second: bool) -> Iterator[tuple[str, str, str]]:
    """Find what is wrong with one contact: the field, and a message and a cure for it."""
    for field in ("id", "name", "for", "source"):
        if not _text(block, field):
            yield field, f"The contact has no {field}.", f'Add "{field}: ..." to it.'
    if is_second:
        yield "id", f'The id "{_text(block, "id")}" stands twice.', "Give one of the two another."
    if not any(_text(block, channel) for channel in ("phone", "text", "email", "link")):
        yield "phone", "The contact says no way to reach it.", "Add a phone, a text number, an email or a link."
    yield from (*_wrong_channels(block), *_wrong_nations(block), *_wrong_dates(block, settings))
    replaced_by = _text(block, "replaced_by")
    if replaced_by and replaced_by not in ids:
        yield "replaced_by", f'There is no contact "{replaced_by}".', did_you_mean(replaced_by, ids) or "Add it."


def _wrong_nations(block: Block) -> Iterator[tuple[str, str, str]]:
    for nation in _texts(block, "nations") or [""]:
        if nation not in NATIONS:
            hint = did_you_mean(nation, NATIONS) or f"Write one or more of {listed(NATIONS, 'and')}."
            yield "nations", f'"{nation}" is no nation of the United Kingdom.', hint


def _wrong_dates(block: Block, settings: Settings) -> Iterator[tuple[str, str, str]]:
    for field in ("valid_from", "valid_to"):
        try:
            _date(block, field, settings)
        except NotADate as reason:
            yield field, str(reason), reason.cure or 'Write it like "4 December 2025".'


def _wrong_channels(block: Block) -> Iterator[tuple[str, str, str]]:
    email, link = _text(block, "email"), _text(block, "link")
    for channel in ("phone", "text"):
        number = _text(block, channel)
        if number and not _PHONE.fullmatch(number):
            yield channel, f'"{number}" is no telephone number.', "Write digits, with spaces as they are printed."
    if email and not _EMAIL.fullmatch(email):
        yield "email", f'"{email}" is no email address.', "Type it again."
    if link and not (is_web_address(link) and link.startswith("https://")):
        yield "link", f'"{link}" is not a secure address on the web.', 'Begin it with "https://".'


def _contact(block: Block, settings: Settings) -> Contact:
    return Contact(
        id=_text(block, "id"),
        name=_text(block, "name"),
        purpose=_text(block, "for"),
        phone=_text(block, "phone"),
        text=_text(block, "text"),
        email=_text(block, "email"),
        link=_text(block, "link"),
        link_host=host_of(_text(block, "link")) or "",
        nations=frozenset(_texts(block, "nations")),
        valid_from=_date(block, "valid_from", settings),
        valid_to=_date(block, "valid_to", settings),
        replaced_by=_text(block, "replaced_by"),
    )


def _blocks(document: Document) -> tuple[Block, ...]:
    node = document.node("contacts")
    return tuple(item for item in node.items if isinstance(item, Block)) if isinstance(node, Listing) else ()


def _text(block: Block, field: str) -> str:
    node = block.entries.get(field)
    return node.value.strip() if isinstance(node, Text) else ""


def _texts(block: Block, field: str) -> list[str]:
    node = block.entries.get(field)
    items = node.items if isinstance(node, Listing) else (node,)
    return [item.value for item in items if isinstance(item, Text)]


def _date(block: Block, field: str, settings: Settings) -> datetime | None:
    written = _text(block, field)
    return read_date(written, settings.time_zone).when if written else None
