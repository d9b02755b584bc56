"""The rules for official numbers and channels in an advisory's words: readers will dial what they read."""

from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule, found_at
from forewarn.contact import Contact
from forewarn.dates import NotADate, read_date
from forewarn.document import Text
from forewarn.phone import dialled, numbers_in
from forewarn.problem import Level, Problem

WORDS = ("title", "og.title", "og.description", "advice", "text_message", "publish.reason", "publish.updates.note")


def numbers_exact(entry: Entry) -> Iterator[Problem]:
    """No number is one digit away from an official one: it would lead frightened people to a stranger."""
    criminals = {dialled(text.value) for text in entry.document.texts("scam.phones")}
    for field, text in _all_words(entry):
        for start, number in numbers_in(text.value):
            contact = entry.contacts.nearly_with_number(number)
            if contact and dialled(number) not in criminals:
                yield found_at(entry.document, field, _within(entry, text, start, field), *_near(number, contact))


def _near(number: str, contact: Contact) -> tuple[str, str, str]:
    official = contact.phone or contact.text
    message = f'"{number}" is one digit away from {official}, the number of {contact.name}.'
    cure = (
        f'Type "{official}". If it is the number of somebody else who is official, add them to content/contacts.yml; if'
        ' it is the criminals\', list it below "scam:" under "phones:".'
    )
    return "number-near-official", message, cure


def channels_open(entry: Entry) -> Iterator[Problem]:
    """The text does not send people to a channel that had closed when it was published."""
    try:
        published = read_date(entry.document.text("publish.date"), entry.settings.time_zone).when
    except NotADate:
        return
    for field, text in _all_words(entry):
        for start, words, contact in entry.contacts.closed_named_in(text.value, published):
            replacement = entry.contacts.replacement_of(contact, published)
            message = f'"{words}" is a channel that had closed when this was published.'
            cure = f"Name {replacement.name} instead{_how(replacement)}." if replacement else "Take it out."
            place = _within(entry, text, start, field)
            yield found_at(entry.document, field, place, "channel-closed", message, cure, Level.WARNING)


def _how(contact: Contact) -> str:
    ways = [way for way in (contact.phone, contact.link_host) if way]
    return f" ({', '.join(ways)})" if ways else ""


def _all_words(entry: Entry) -> Iterator[tuple[str, Text]]:
    """Give every text that readers see, with the field that it stands in."""
    yield from ((path, text) for path, text in entry.document.all_texts() if path in WORDS)
    yield "body", Text(entry.document.body, entry.document.body_line, 1)


def _within(entry: Entry, text: Text, start: int, field: str) -> Text:
    """Give the place in the file of something found in a text: exact in the body, the start of any other field."""
    if field != "body":
        return text
    line, column = entry.document.body_position(start)
    return Text(text.value, line, column)


CHANNEL_RULES: tuple[Rule, ...] = (numbers_exact, channels_open)
