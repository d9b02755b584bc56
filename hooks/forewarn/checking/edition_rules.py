"""The rules for the setting ``editions``: the other languages in which the whole site is offered."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from forewarn.addresses import RESERVED, identity, identity_in_edition, is_identity, is_latin
from forewarn.checking.entry import fold
from forewarn.checking.given import Given, one_text
from forewarn.language import is_locale, language_alone
from forewarn.problem import Problem
from forewarn.settings import EditionSettings
from forewarn.spelling import did_you_mean, listed, on_one_line
from forewarn.words import languages, words_in

REQUIRED = ("site_name", "description")
FIELDS = (*REQUIRED, "organisation", "topics")


def editions_usable(given: Given) -> Iterator[Problem]:
    """Each edition is in a language of its own for which there are words, and says what the site is called in it."""
    if not isinstance(given.value, Mapping):
        yield given.wrong("setting-shape", "It must be a list of languages.", "Write below it, for Welsh: cy_GB:")
        return
    seen: dict[str, str] = {}
    for locale, edition in given.entries().items():
        yield from _language_usable(edition, locale, seen)
        yield from _fields_usable(edition)


def editions_complete(given: Given, own: str, topics: Iterable[str]) -> Iterator[Problem]:
    """Each edition is in another language than the site, and has a name for each kind of scam that the site has.

    ``own`` is the site's locale, and ``topics`` are the names of its kinds of scam.
    """
    names = {identity(name): name for name in topics}
    for locale, edition in given.entries().items():
        if language_alone(own) == language_alone(locale):
            yield edition.misnamed("edition-language", "The site is in this language itself.", "Take it out.")
        yield from _topics_complete(edition, names)


def editions_of(given: Given, organisation: str) -> tuple[EditionSettings, ...]:
    """Make the editions of a block that passed its rules. ``organisation`` is its name in the site's own language."""
    return tuple(_edition(locale, edition.entries(), organisation) for locale, edition in given.entries().items())


def _edition(locale: str, own: Mapping[str, Given], organisation: str) -> EditionSettings:
    texts = {name: on_one_line(str(entry.value)) for name, entry in own.items() if name != "topics"}
    topics = own["topics"].entries() if "topics" in own else {}
    return EditionSettings(
        locale=locale,
        site_name=texts["site_name"],
        description=texts["description"],
        organisation=texts.get("organisation", organisation),
        topics=MappingProxyType({identity(name): on_one_line(str(entry.value)) for name, entry in topics.items()}),
    )


def _language_usable(edition: Given, locale: str, seen: dict[str, str]) -> Iterator[Problem]:
    tag = language_alone(locale)
    if not is_locale(locale):
        message = f'"{locale}" is no language and country.'
        yield edition.misnamed("setting-locale", message, 'Write it like "cy_GB".')
    elif not words_in(locale).is_whole:
        whole = [each for each in sorted(("en", *languages())) if words_in(f"{each}_GB").is_whole]
        cure = f"There are words in {listed(whole, 'and')}. CONTRIBUTING.md says how to add a language."
        message = f'The words of pages are not all there in the language of "{locale}".'
        yield edition.misnamed("edition-language", message, cure)
    elif seen.setdefault(tag, locale) != locale or tag in RESERVED:
        message = f'Another edition, "{seen[tag]}", would have the same addresses.'
        yield edition.misnamed("edition-language", message, "Delete one of the two.")


def _fields_usable(edition: Given) -> Iterator[Problem]:
    entries = edition.entries()
    for name, entry in entries.items():
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS) or f"An edition has {listed(FIELDS, 'and')}."
            yield entry.unknown(f'There is nothing called "{name}" in an edition.', hint)
        elif name != "topics":
            yield from one_text(entry)
        else:
            yield from _topics_usable(entry)
    for name in REQUIRED:
        if name not in entries:
            message, cure = f"The edition has no {name}.", f'Add a line below it: {name}: "..."'
            yield edition.misnamed("edition-incomplete", message, cure)


def _topics_usable(given: Given) -> Iterator[Problem]:
    """Each name of a kind of scam is one text, of which an address can be made that no other has."""
    first: dict[str, str] = {}
    names: dict[str, str] = {}
    if not isinstance(given.value, Mapping):
        cure = 'Write below it: "Courier fraud: Twyll cludwr", a line for each.'
        yield given.wrong("setting-shape", "It must say what each kind of scam is called.", cure)
    for original, entry in given.entries().items():
        yield from one_text(entry)
        name = str(entry.value)
        slug = identity_in_edition(name, identity(original))
        if is_latin(name) and not is_identity(identity(name)):
            message = f'No address can be made of "{name}".'
            yield entry.wrong("topic-unusable", message, "Choose another, with letters from a to z and at most 80.")
        elif (other := first.setdefault(slug, name)) is not name:
            message = f'"{name}" would have the same address as "{other}".'
            yield entry.wrong("topic-twice", message, "Give one of the two another name.")
        elif names.setdefault(fold(name), original) != original:
            message = f'"{name}" is what "{names[fold(name)]}" is called too.'
            yield entry.wrong("topic-twice", message, "Give one of the two another name.")


def _topics_complete(edition: Given, names: Mapping[str, str]) -> Iterator[Problem]:
    entries = edition.entries()
    topics = entries.get("topics", edition)
    named = {identity(name): entry for name, entry in topics.entries().items()} if "topics" in entries else {}
    for slug, entry in named.items():
        if names and slug not in names:
            name = entry.path.rpartition(".")[2]
            hint = did_you_mean(name, names.values()) or "Name one of the setting topics."
            yield entry.unknown(f'The site has no kind of scam called "{name}".', hint)
    if missing := [name for slug, name in names.items() if slug not in named]:
        message = f"The edition has no name for {listed(missing, 'and')}."
        yield topics.misnamed("edition-incomplete", message, "Add a line for each below topics.")
