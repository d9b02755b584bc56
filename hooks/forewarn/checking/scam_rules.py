"""The rules for the fields below "scam:": what the criminals use."""

import re
from collections.abc import Iterator
from html import unescape

from forewarn.checking.entry import Entry, Rule, found, found_at
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.scam import NO_SCAM, Scam, defanged, refanged, whole
from forewarn.web import host_of, is_trusted

_PHONE = re.compile(r"\+?[\d()][\d() .-]{1,22}\d")
_EMAIL = re.compile(r"[^@\s/]+@(?P<host>[^@\s/]+\.[^@\s/]+)")
_HREF = re.compile(r'<a (?:[a-z]+="[^"]*" )*?href="((?:https?:|mailto:)[^"]*)"', re.IGNORECASE)
_COPIED = 'Take the line out, and say in the text that criminals copy it, such as "the display may show 101".'


def scam_phones_readable(entry: Entry) -> Iterator[Problem]:
    """Every number of the criminals is a telephone number."""
    for text in entry.document.texts("scam.phones"):
        if not _PHONE.fullmatch(text.value.strip()):
            message, cure = f'"{text.value}" is no telephone number.', "Write digits, with spaces as they are shown."
            yield found_at(entry.document, "scam.phones", text, "scam-unreadable", message, cure)


def scam_links_readable(entry: Entry) -> Iterator[Problem]:
    """Every address of the criminals names a website, whether it is written as it is or defanged."""
    for text in entry.document.texts("scam.links"):
        if host_of(whole(text.value)) is None or "." not in text.value:
            message, cure = (
                f'"{text.value}" is not an address on the web.',
                'Write it like "https://parcel.example/pay".',
            )
            yield found_at(entry.document, "scam.links", text, "scam-unreadable", message, cure)


def scam_emails_readable(entry: Entry) -> Iterator[Problem]:
    """Every email address of the criminals is one, whether it is written as it is or defanged."""
    for text in entry.document.texts("scam.emails"):
        if not _EMAIL.fullmatch(refanged(text.value.strip())):
            message, cure = f'"{text.value}" is no email address.', 'Write it like "help@parcel.example".'
            yield found_at(entry.document, "scam.emails", text, "scam-unreadable", message, cure)


def scam_is_not_official(entry: Entry) -> Iterator[Problem]:
    """Nothing official is listed as the criminals' own: readers would stop using it. Say in words that it is copied."""
    document, contacts = entry.document, entry.contacts
    for text in document.texts("scam.phones"):
        if contact := contacts.with_number(text.value):
            message = f'"{text.value}" is official ({contact.name}), so it cannot be listed as the criminals\'.'
            yield found_at(document, "scam.phones", text, "scam-official", message, _COPIED)
    for text in document.texts("scam.links"):
        if owner := _owner(entry, whole(text.value)):
            message = f'"{text.value}" is official ({owner}), so it cannot be listed as the criminals\'.'
            yield found_at(document, "scam.links", text, "scam-official", message, _COPIED)
    for text in document.texts("scam.emails"):
        address = refanged(text.value.strip())
        found = _EMAIL.fullmatch(address)
        contact = contacts.with_email(address)
        owner = contact.name if contact else _owner(entry, f"https://{found['host']}/" if found else "")
        if owner:
            message = f'"{text.value}" is official ({owner}), so it cannot be listed as the criminals\'.'
            yield found_at(document, "scam.emails", text, "scam-official", message, _COPIED)


def links_not_to_scam(entry: Entry) -> Iterator[Problem]:
    """No link in the text leads to an address of the criminals, and it was not first published there."""
    document = entry.document
    scam = scam_of(document)
    message, cure = 'A link leads to "{}", which the criminals use.', "Write it as plain text."
    for href in _HREF.findall(entry.body.html) if scam.links or scam.emails else ():
        address = unescape(href)
        if scam.owns(address):
            place = max(document.body.find(address), document.body.find(address.removeprefix("mailto:")), 0)
            line, column = document.body_position(place)
            told = message.format(defanged(address))
            yield Problem(document.file, line, column, "body", "link-to-scam", Level.ERROR, told, cure)
    for field in ("url", "og.url"):
        address = document.text(field)
        if address and scam.owns(address):
            cure = "Leave it out: the field is for the page on which this text was first published."
            yield found(document, field, "link-to-scam", message.format(defanged(address)), cure)


def scam_of(document: Document) -> Scam:
    """Give what the criminals use, as it really is, of a document that passed these rules or may not."""
    if "scam" not in document.fields.entries:
        return NO_SCAM
    phones, links, emails = (
        tuple(text.value.strip() for text in document.texts(f"scam.{kind}")) for kind in ("phones", "links", "emails")
    )
    return Scam(phones, tuple(map(refanged, links)), tuple(refanged(email).removeprefix("mailto:") for email in emails))


def _owner(entry: Entry, address: str) -> str:
    """Say whose website an address is on, if it is an official one; otherwise give an empty text."""
    host = host_of(address)
    if host is None:
        return ""
    if contact := entry.contacts.with_host(host):
        return contact.name
    own = (*entry.settings.trusted_hosts, *(host_of(area.force.website) or "" for area in entry.named_areas()))
    return host if is_trusted(address, tuple(filter(None, own))) else ""


SCAM_RULES: tuple[Rule, ...] = (
    scam_phones_readable,
    scam_links_readable,
    scam_emails_readable,
    scam_is_not_official,
    links_not_to_scam,
)
