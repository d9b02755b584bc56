"""The rules for official numbers and channels in an advisory's words: readers will dial what they read."""

from collections.abc import Iterator
from datetime import datetime

from forewarn.checking.entry import Entry, Rule, found_at
from forewarn.checking.public_words import ADVISORY_WORDS, PAGE_WORDS, place_within, words_of
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.dates import NotADate, read_date
from forewarn.document import Document
from forewarn.phone import dialled, numbers_in
from forewarn.problem import Level, Problem


def numbers_exact(entry: Entry) -> Iterator[Problem]:
    """No number is one digit away from an official one: it would lead frightened people to a stranger."""
    criminals = frozenset(dialled(text.value) for text in entry.document.texts("scam.phones"))
    yield from _near_numbers(entry.document, entry.contacts, ADVISORY_WORDS, criminals)


def channels_open(entry: Entry) -> Iterator[Problem]:
    """The text does not send people to a channel that had closed when it was published, or last updated."""
    zone, document = entry.settings.time_zone, entry.document
    try:
        published = read_date(document.text("publish.date"), zone).when
        updates = [read_date(t.value, zone).when for path, t in document.all_texts() if path == "publish.updates.date"]
    except NotADate:
        return
    notes, latest = frozenset({"publish.updates.note"}), max((published, *updates))
    yield from _closed_channels(document, entry.contacts, ADVISORY_WORDS - notes, published)
    yield from _closed_channels(document, entry.contacts, notes, latest, with_body=False)


def check_channels(document: Document, contacts: ContactRegister, now: datetime) -> tuple[Problem, ...]:
    """Put the words of a page that is no advisory to the same rules, as they are read at the moment ``now``."""
    near = _near_numbers(document, contacts, PAGE_WORDS, frozenset())
    return (*near, *_closed_channels(document, contacts, PAGE_WORDS, now))


def _near_numbers(
    document: Document, contacts: ContactRegister, fields: frozenset[str], but_not: frozenset[str]
) -> Iterator[Problem]:
    for field, text in words_of(document, fields):
        for start, _, number in numbers_in(text.value):
            near = contacts.nearly_with_number(number)
            if near and dialled(near[0]) not in but_not:
                yield found_at(document, field, place_within(document, text, start, field), *_near(*near))


def _near(number: str, contact: Contact) -> tuple[str, str, str]:
    official = contact.phone or contact.text
    message = f'"{number}" is one digit away from {official}, the number of {contact.name}.'
    cure = (
        f'Type "{official}". If it is the number of somebody else who is official, add them to content/contacts.yml; if'
        ' it is the criminals\', list it below "scam:" under "phones:".'
    )
    return "number-near-official", message, cure


def _closed_channels(
    document: Document, contacts: ContactRegister, fields: frozenset[str], when: datetime, *, with_body: bool = True
) -> Iterator[Problem]:
    for field, text in words_of(document, fields):
        if field == "body" and not with_body:
            continue
        for start, words, contact in contacts.closed_named_in(text.value, when):
            replacement = contacts.replacement_of(contact, when)
            message = f'"{words}" is a channel that had closed when this was published.'
            cure = f"Name {replacement.name} instead{_how(replacement)}." if replacement else "Take it out."
            place = place_within(document, text, start, field)
            yield found_at(document, field, place, "channel-closed", message, cure, Level.WARNING)


def _how(contact: Contact) -> str:
    ways = [way for way in (contact.phone, contact.link_host) if way]
    return f" ({', '.join(ways)})" if ways else ""


CHANNEL_RULES: tuple[Rule, ...] = (numbers_exact, channels_open)
