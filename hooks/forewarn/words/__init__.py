"""The words that Forewarn says itself, in the languages of its readers: on pages, cards and posters.

A language has a catalogue beside this file, in the form of gettext, which the programs of translators read and write.
The English words are the names of the messages; what a catalogue lacks is said in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

from babel.core import get_global, parse_locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from forewarn.words.messages import COUNTED, MESSAGES

ENGLISH = "en"

_ENDING = ".po"


@dataclass(frozen=True)
class Words:
    """The words of one locale, which is written as Open Graph writes it. ``own`` are its messages by the English.

    ``numbered`` knows which form of a message goes with which number: Welsh has five.
    """

    locale: str
    own: Mapping[str, str] = field(compare=False, repr=False)
    numbered: NullTranslations = field(default_factory=NullTranslations, compare=False, repr=False)

    def say(self, message: str, **values: object) -> str:
        """Give a message in this language, or in English where its catalogue lacks it, with its values filled in.

        Raises KeyError where a value is not given.
        """
        return self.template(message).format(**values)

    def count(self, message: str, number: int, **values: object) -> str:
        """Give a message that counts something, in the form that goes with a number, which is its value ``count``."""
        return self.counting(message, number).format(count=number, **values)

    def template(self, message: str) -> str:
        """Give a message with the places of its values, for whoever fills them in otherwise."""
        return self.own.get(message, message)

    def counting(self, message: str, number: int) -> str:
        """Give the form of a message that goes with a number, with the places of its values."""
        return self.numbered.ngettext(message, COUNTED[message], number)

    def has(self, message: str) -> bool:
        """Tell whether a message is said in this language itself, so that a page can mark what is English in it."""
        return message in self.own or self.locale.partition("_")[0] == ENGLISH

    @property
    def is_whole(self) -> bool:
        """Whether every message is said in this language, so that a whole site can be."""
        return all(map(self.has, (*MESSAGES, *COUNTED)))


@cache
def words_in(locale: str) -> Words:
    """Give the words of a locale such as ``cy_GB``; English ones where there is no catalogue for it.

    >>> words_in("cy_GB").say("Share by {service}", service="Bluesky")
    'Rhannu drwy Bluesky'
    """
    language = _written_language(locale)
    return Words(locale, _messages(language), _numbered(language))


def languages() -> tuple[str, ...]:
    """Give the tags of the languages that have a catalogue."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def all_words() -> Iterator[str]:
    """Give every message in every language: words that are no secret, whoever else writes them."""
    yield from (*MESSAGES, *COUNTED, *COUNTED.values())
    for language in languages():
        yield from _messages(language).values()
        yield from (form for message in _catalogue(language) for form in _forms(message.string)[1:])


@cache
def _messages(language: str) -> Mapping[str, str]:
    """Give the messages of a language by the English; of one that counts something, its first form."""
    usable = ((_forms(message.id)[0], _forms(message.string)[0]) for message in _catalogue(language) if message.id)
    return MappingProxyType(dict(usable))


@cache
def _numbered(language: str) -> NullTranslations:
    """Give what knows which form of a language's messages goes with which number."""
    packed = BytesIO()
    write_mo(packed, _catalogue(language))
    packed.seek(0)
    return GNUTranslations(packed)


@cache
def _catalogue(language: str) -> Catalog:
    """Read the messages of a language; none where it has no catalogue. What is uncertain or unsaid is not taken."""
    if language not in languages():
        return Catalog()
    with files(__name__).joinpath(language + _ENDING).open("rb") as file:
        found = read_po(file, locale=language, abort_invalid=True)
    for message in tuple(found):
        if message.id and (message.fuzzy or not all(_forms(message.string))):
            found.delete(message.id)
    return found


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Give all forms of a message, or of what it is called: one, if it counts nothing; an empty one if it is unsaid."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def own_script(locale: str) -> str:
    """Give the script of a locale where its language is written there in another one than usual; else an empty text.

    Punjabi has other letters in Pakistan than in India, and who reads the ones may not know the others.

    >>> own_script("pa_GB"), own_script("pa_PK")
    ('', 'Arab')
    """
    language, territory, script, *_ = parse_locale(locale)
    likely: Mapping[str, str] = get_global("likely_subtags")
    usual = _script(likely.get(language, ""))
    own = script or _script(likely.get(f"{language}_{territory}", "")) or usual
    return "" if own in {usual, None} else str(own)


def _written_language(locale: str) -> str:
    """Give the language of a locale, or an empty text where that is written there in another script than usual."""
    return "" if own_script(locale) else str(parse_locale(locale)[0])


def _script(locale: str) -> str | None:
    return parse_locale(locale)[2] if locale else None
