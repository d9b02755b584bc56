"""The words that Forewarn says itself, in the languages of its readers: on cards and posters, and where it is shared.

A language has a catalogue beside this file, in the form of gettext, which the programs of translators read and write.
The English words are the names of the messages; what a catalogue lacks is said in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from babel.core import get_global, parse_locale
from babel.messages.pofile import read_po

from forewarn.words.messages import MESSAGES

ENGLISH = "en"

_ENDING = ".po"


@dataclass(frozen=True)
class Words:
    """The words of one locale, which is written as Open Graph writes it. ``own`` are its messages by the English."""

    locale: str
    own: Mapping[str, str] = field(compare=False, repr=False)

    def say(self, message: str, **values: object) -> str:
        """Give a message in this language, or in English where its catalogue lacks it, with its values filled in.

        Raises KeyError where a value is not given.
        """
        return self.own.get(message, message).format(**values)

    def has(self, message: str) -> bool:
        """Tell whether a message is said in this language itself, so that a page can mark what is English in it."""
        return message in self.own or self.locale.partition("_")[0] == ENGLISH


@cache
def words_in(locale: str) -> Words:
    """Give the words of a locale such as ``cy_GB``; English ones where there is no catalogue for it.

    >>> words_in("cy_GB").say("Share by {service}", service="Bluesky")
    'Rhannu drwy Bluesky'
    """
    return Words(locale, _catalogue(_written_language(locale)))


def languages() -> tuple[str, ...]:
    """Give the tags of the languages that have a catalogue."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def all_words() -> Iterator[str]:
    """Give every message in every language: words that are no secret, whoever else writes them."""
    yield from MESSAGES
    for language in languages():
        yield from _catalogue(language).values()


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Read the messages of a language; none where it has no catalogue. What is marked as uncertain is not taken."""
    if language not in languages():
        return MappingProxyType({})
    with files(__name__).joinpath(language + _ENDING).open("rb") as file:
        found = read_po(file, locale=language, abort_invalid=True)
    usable = (message for message in found if message.id and message.string and not message.fuzzy)
    return MappingProxyType({str(message.id): str(message.string) for message in usable})


def _written_language(locale: str) -> str:
    """Give the language of a locale, or an empty text where that is written there in another script than usual.

    Punjabi has other letters in Pakistan than in India, and who reads the ones may not know the others.
    """
    language, territory, script, *_ = parse_locale(locale)
    likely: Mapping[str, str] = get_global("likely_subtags")
    usual = _script(likely.get(language, ""))
    own = script or _script(likely.get(f"{language}_{territory}", "")) or usual
    return language if own == usual else ""


def _script(locale: str) -> str | None:
    return parse_locale(locale)[2] if locale else None
