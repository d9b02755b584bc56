"""Languages: what a locale is called in HTML, which way it is written, and how it writes a date."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

EDITORS = "en_GB"  # the language of what Forewarn says to those who write

_MOST_COUNTED = 1000  # no language has words for a kind of number that begins later
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FORM = re.compile(r"(?P<language>[a-z]{2,3})(?:_[A-Z][a-z]{3})?_(?P<territory>[A-Z]{2})")


@dataclass(frozen=True)
class Language:
    """A language as a page needs it: its BCP 47 tag for ``lang`` and its direction, ``ltr`` or ``rtl``."""

    tag: str
    direction: str


@cache
def is_locale(name: str) -> bool:
    """Tell whether a name is a locale as Open Graph writes it: a language and a country, such as ``en_GB``.

    Urdu in Great Britain (``ur_GB``) is one, though no operating system ships it.
    """
    form = _FORM.fullmatch(name)
    english = Locale("en")
    return form is not None and form["language"] in english.languages and form["territory"] in english.territories


def is_language(tag: str) -> bool:
    """Tell whether a text is the tag of a language alone, such as ``cy``."""
    return _LANGUAGE.fullmatch(tag) is not None and tag in Locale("en").languages


def languages_by_name() -> dict[str, str]:
    """Give the tag of every language by its English name: ``cy`` for Welsh."""
    return {name: tag for tag, name in Locale("en").languages.items() if is_language(tag)}


def tag_of(locale: str) -> str:
    """Give the BCP 47 tag of a locale that ``is_locale`` accepts.

    >>> tag_of("ur_PK")
    'ur-PK'
    """
    return locale.replace("_", "-")


def language_alone(locale: str) -> str:
    """Give the language of a locale or a BCP 47 tag, without its country.

    >>> language_alone("cy_GB"), language_alone("cy-GB"), language_alone("cy")
    ('cy', 'cy', 'cy')
    """
    return locale.replace("-", "_").partition("_")[0]


def language_in_name(stem: str, tags: Collection[str]) -> tuple[str, str]:
    """Tell which of some languages a text is in by its file's name, and what that is without it.

    >>> language_in_name("reporting.cy", {"cy"}), language_in_name("reporting", {"cy"})
    (('reporting', 'cy'), ('reporting', ''))
    """
    name, _, tag = stem.rpartition(".")
    return (name, tag) if name and tag in tags else (stem, "")


@cache
def language_of(locale: str) -> Language:
    """Give the language of a locale that ``is_locale`` accepts.

    >>> language_of("ur_PK")
    Language(tag='ur-PK', direction='rtl')
    """
    direction = "rtl" if _known(locale).character_order == "right-to-left" else "ltr"
    return Language(tag_of(locale), direction)


def name_in(locale: str, other: str) -> str:
    """Give what the language of a locale is called in that of another.

    >>> name_in("en_GB", "cy_GB")
    'Saesneg'
    """
    return str(_known(other).languages.get(language_alone(locale)) or own_name(locale))


def numbers_of(locale: str) -> dict[str, int]:
    """Give the kinds of numbers that a locale has words for, as Unicode names them, each with its first number.

    https://cldr.unicode.org/index/cldr-spec/plural-rules

    >>> numbers_of("en_GB"), numbers_of("pl_PL")
    ({'other': 0, 'one': 1}, {'many': 0, 'one': 1, 'few': 2})
    """
    kind_of = _known(locale).plural_form
    found: dict[str, int] = {}
    for number in range(_MOST_COUNTED):
        found.setdefault(kind_of(number), number)
    return found


def own_name(locale: str) -> str:
    """Give what the speakers of a locale's language call it.

    >>> own_name("cy_GB")
    'Cymraeg'
    """
    return str(_known(locale).language_name)


def long_date(when: datetime, locale: str) -> str:
    """Write a day in full, in the words of a locale.

    >>> long_date(datetime(2020, 7, 9), "en_GB")
    '9 July 2020'
    """
    return format_date(when, "long", _known(locale))


def long_month(when: datetime, locale: str) -> str:
    """Write a month and its year, in the words of a locale.

    >>> long_month(datetime(2020, 7, 9), "cy_GB")
    'Gorffennaf 2020'
    """
    return format_date(when, "LLLL y", _known(locale))


@cache
def _known(locale: str) -> Locale:
    """Find what Babel knows of a locale: the whole of it, else its language, else English."""
    for name in (locale, locale.partition("_")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
