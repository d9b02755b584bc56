"""The rules for official channels: those of content/contacts.yml, and those of an area in its own file."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from forewarn.area import NATIONS
from forewarn.checking.entry import found
from forewarn.checking.shape import CONTACTS, fields_are_known
from forewarn.contact import Contact, ContactWords
from forewarn.dates import NotADate, read_date
from forewarn.document import Block, Document, Listing, Node, Text
from forewarn.language import is_language
from forewarn.problem import Level, Problem
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean, listed
from forewarn.web import host_of, is_web_address

_PHONE = re.compile(r"\+?\d[\d ]{1,18}\d", re.ASCII)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class Channel:
    """One contact on its way to being published: a block of fields in a document."""

    document: Document
    block: Block
    settings: Settings

    def text(self, field: str) -> str:
        """Give the text of a field; empty where it is missing or is no text."""
        node = self.block.entries.get(field)
        return node.value.strip() if isinstance(node, Text) else ""

    def texts(self, field: str) -> tuple[str, ...]:
        """Give the texts of a field that holds one text or a list of them."""
        node = self.block.entries.get(field)
        items = node.items if isinstance(node, Listing) else (node,)
        return tuple(item.value.strip() for item in items if isinstance(item, Text))

    def date(self, field: str) -> datetime | None:
        """Give a date; None where there is none. Raises NotADate."""
        written = self.text(field)
        return read_date(written, self.settings.time_zone).when if written else None

    def wrong(self, field: str, rule: str, message: str, cure: str) -> Problem:
        """Report a problem where a field's value starts, or where the contact does."""
        node = self.block.entries.get(field, self.block)
        return Problem(self.document.file, node.line, node.column, field, rule, Level.ERROR, message, cure)


Rule = Callable[[Channel], Iterator[Problem]]


def check_contacts(document: Document, settings: Settings) -> tuple[Problem, ...]:
    """Put the register to its rules. Returns all problems."""
    return tuple(_register_problems(document, settings))


def check_own_contacts(document: Document, settings: Settings) -> tuple[Problem, ...]:
    """Put the contacts of an area to the rules, in its own document. They may leave out their nations."""
    return tuple(problem for channel in _channels(document, settings) for rule in RULES for problem in rule(channel))


def contacts_from(document: Document, settings: Settings, nation: str = "") -> tuple[Contact, ...]:
    """Make the contacts of a document that passed its rules, in its own order.

    One that says no nations is for ``nation``, that of its area.
    """
    return tuple(_contact(channel, nation) for channel in _channels(document, settings))


def _register_problems(document: Document, settings: Settings) -> Iterator[Problem]:
    misshapen = tuple(fields_are_known(document, CONTACTS))
    yield from misshapen
    channels = _channels(document, settings)
    if not (channels or misshapen):
        cure = 'Write "contacts:", and below it each channel, which begins with "- id:".'
        yield found(document, "contacts", "contacts-missing", "There are no contacts.", cure)
    for channel in channels:
        yield from nations_present(channel)
        for rule in RULES:
            yield from rule(channel)


def nations_present(channel: Channel) -> Iterator[Problem]:
    """A contact of the register says for which nations it is."""
    if not any(channel.texts("nations")):
        cure = f"Add nations: with one or more of {listed(NATIONS, 'and')}."
        yield channel.wrong("nations", "contact-incomplete", "The contact has no nations.", cure)


def facts_present(channel: Channel) -> Iterator[Problem]:
    """A contact has an id, a name, what it is for, and where that is known from."""
    for field in ("id", "name", "for", "source"):
        if not channel.text(field):
            message, cure = f"The contact has no {field}.", f'Add "{field}: ..." to it.'
            yield channel.wrong(field, "contact-incomplete", message, cure)


def can_be_reached(channel: Channel) -> Iterator[Problem]:
    """There is at least one way to reach a contact."""
    if not any(channel.text(field) for field in ("phone", "text", "email", "link")):
        message, cure = "The contact says no way to reach it.", "Add a phone, a text number, an email or a link."
        yield channel.wrong("phone", "contact-unreachable", message, cure)


def nations_known(channel: Channel) -> Iterator[Problem]:
    """Every nation is one of the four of the United Kingdom."""
    for nation in channel.texts("nations"):
        if nation and nation not in NATIONS:
            hint = did_you_mean(nation, NATIONS) or f"Write one or more of {listed(NATIONS, 'and')}."
            message = f'"{nation}" is no nation of the United Kingdom.'
            yield channel.wrong("nations", "nation-unknown", message, hint)


def numbers_are_numbers(channel: Channel) -> Iterator[Problem]:
    """A telephone number is made of digits, as it is printed."""
    for field in ("phone", "text"):
        number = channel.text(field)
        if number and not _PHONE.fullmatch(number):
            message, cure = f'"{number}" is no telephone number.', "Write digits, with spaces as they are printed."
            yield channel.wrong(field, "contact-number", message, cure)


def email_is_one(channel: Channel) -> Iterator[Problem]:
    """An email address is one."""
    email = channel.text("email")
    if email and not _EMAIL.fullmatch(email):
        yield channel.wrong("email", "contact-email", f'"{email}" is no email address.', "Type it again.")


def link_is_https(channel: Channel) -> Iterator[Problem]:
    """A link begins with https."""
    link = channel.text("link")
    if link and not (is_web_address(link) and link.startswith("https://")):
        message = f'"{link}" is not a secure address on the web.'
        yield channel.wrong("link", "not-an-address", message, 'Begin it with "https://".')


def dates_in_order(channel: Channel) -> Iterator[Problem]:
    """The days between which a contact is open can be read, and it opens before it closes."""
    dates: dict[str, datetime | None] = {}
    for field in ("valid_from", "valid_to"):
        try:
            dates[field] = channel.date(field)
        except NotADate as reason:
            cure = reason.cure or 'Write it like "4 December 2025".'
            yield channel.wrong(field, "date-unreadable", str(reason), cure)
    opens, closes = dates.get("valid_from"), dates.get("valid_to")
    if opens and closes and closes <= opens:
        message, cure = "The contact closes before it opens.", "Write a later date, or delete the line."
        yield channel.wrong("valid_to", "contact-dates", message, cure)


def translations_whole(channel: Channel) -> Iterator[Problem]:
    """The words of a contact in another language stand behind its tag, and are all there."""
    node = channel.block.entries.get("translations")
    for tag, words in node.entries.items() if isinstance(node, Block) else ():
        if not is_language(tag):
            cure = 'Write "cy:" for Welsh, "ur:" for Urdu, and so on.'
            yield channel.wrong("translations", "contact-language", f'"{tag}" is no language.', cure)
        elif not all(_words(words, field) for field in ("name", "for")):
            message, cure = f'The words of the contact in "{tag}" are not whole.', "Give a name and what it is for."
            yield channel.wrong("translations", "contact-incomplete", message, cure)


RULES: tuple[Rule, ...] = (
    facts_present,
    can_be_reached,
    nations_known,
    numbers_are_numbers,
    email_is_one,
    link_is_https,
    dates_in_order,
    translations_whole,
)


def check_contacts_together(documents: Iterable[Document], settings: Settings) -> tuple[Problem, ...]:
    """Find two contacts with one id, and successors that there are not, in the register and in all areas.

    The documents come in the order in which an id counts as the first.
    """
    channels = [channel for document in documents for channel in _channels(document, settings)]
    problems: list[Problem] = []
    files: dict[str, str] = {}
    for channel in channels:
        id_, file = channel.text("id"), channel.document.file
        if id_ and id_ in files:
            place = "" if files[id_] == file else f" It is in {files[id_]} too."
            message, cure = f'The id "{id_}" stands twice.{place}', "Give one of the two another."
            problems.append(channel.wrong("id", "contact-id-twice", message, cure))
        files.setdefault(id_, file)
    for channel in channels:
        successor = channel.text("replaced_by")
        if successor and successor not in files:
            hint = did_you_mean(successor, filter(None, files)) or "Add it."
            message = f'There is no contact "{successor}".'
            problems.append(channel.wrong("replaced_by", "contact-replacement-unknown", message, hint))
    return tuple(problems)


def _contact(channel: Channel, nation: str) -> Contact:
    return Contact(
        id=channel.text("id"),
        name=channel.text("name"),
        purpose=channel.text("for"),
        phone=channel.text("phone"),
        text=channel.text("text"),
        email=channel.text("email"),
        link=channel.text("link"),
        link_host=host_of(channel.text("link")) or "",
        nations=frozenset(filter(None, channel.texts("nations"))) or frozenset({nation}),
        valid_from=channel.date("valid_from"),
        valid_to=channel.date("valid_to"),
        replaced_by=channel.text("replaced_by"),
        translations=tuple(_translations(channel)),
    )


def _translations(channel: Channel) -> Iterator[ContactWords]:
    node = channel.block.entries.get("translations")
    for tag, words in node.entries.items() if isinstance(node, Block) else ():
        yield ContactWords(tag, _words(words, "name"), _words(words, "for"))


def _words(node: Node, field: str) -> str:
    """Give the text of a field of a translation; empty where it is missing or is no text."""
    text = node.entries.get(field) if isinstance(node, Block) else None
    return text.value.strip() if isinstance(text, Text) else ""


def _channels(document: Document, settings: Settings) -> tuple[Channel, ...]:
    node = document.node("contacts")
    items = node.items if isinstance(node, Listing) else ()
    return tuple(Channel(document, item, settings) for item in items if isinstance(item, Block))
