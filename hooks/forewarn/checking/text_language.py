"""Which language a text is written in, where that can be told for certain: by its script, or English from Welsh."""

import re
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

FEWEST_LETTERS, FEWEST_WORDS = 150, 40
_NEARLY_ALL = 0.85
_MANY, _HARDLY_ANY = 0.12, 0.02


@dataclass(frozen=True)
class Script:
    """The letters of a script, what it is called, and a locale that is written in it, as an example."""

    letters: re.Pattern[str]
    name: str
    locale: str


# By ISO 15924 code, as Babel names them. The letters of Japanese and Korean are among the Chinese ones for our purpose.
_SCRIPTS = {
    "Latn": Script(re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"), "Latin letters", "en_GB"),
    "Arab": Script(re.compile("[\u0620-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"), "Arabic letters", "ur_PK"),
    "Beng": Script(re.compile("[\u0980-\u09ff]"), "Bengali letters", "bn_BD"),
    "Cyrl": Script(re.compile("[\u0400-\u052f]"), "Cyrillic letters", "uk_UA"),
    "Deva": Script(re.compile("[\u0900-\u097f]"), "Devanagari letters", "hi_IN"),
    "Ethi": Script(re.compile("[\u1200-\u137f]"), "Ethiopic letters", "ti_ER"),
    "Grek": Script(re.compile("[\u0370-\u03ff]"), "Greek letters", "el_GR"),
    "Gujr": Script(re.compile("[\u0a80-\u0aff]"), "Gujarati letters", "gu_IN"),
    "Guru": Script(re.compile("[\u0a00-\u0a7f]"), "Gurmukhi letters", "pa_IN"),
    "Hans": Script(re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"), "Chinese, Japanese or Korean", "zh_CN"),
    "Hebr": Script(re.compile("[\u0590-\u05ff]"), "Hebrew letters", "he_IL"),
    "Taml": Script(re.compile("[\u0b80-\u0bff]"), "Tamil letters", "ta_LK"),
}
_EAST_ASIAN = frozenset({"Hant", "Jpan", "Kore", "Hang", "Hira", "Kana"})

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset("the and you your with that from this have are they what which will been their".split())
_WELSH = frozenset("yn yr mae wedi eich gan chi neu bod ac ei hyn nid sydd ar gyfer fod nad hon hwn".split())
_COMMON = {"en": (" the ", " yn "), "cy": (" yn ", " the ")}


def other_language(text: str, locale: str) -> tuple[str, str] | None:
    """Tell that a text is not in the language of a locale: what it is in, and a locale for that.

    None where it is, where nothing is certain, and for texts that are short or in two languages.
    """
    language = locale.partition("_")[0]
    own, others = _COMMON.get(language, ("", ""))
    if own and own in text and others not in text:
        return None
    counted = {code: len(script.letters.findall(text)) for code, script in _SCRIPTS.items()}
    most = max(counted, key=lambda code: counted[code])
    letters = sum(counted.values())
    if letters < FEWEST_LETTERS or counted[most] < _NEARLY_ALL * letters:
        return None
    if most not in _scripts_of(language):
        return f"in {_SCRIPTS[most].name}", _SCRIPTS[most].locale
    return _english_or_welsh(text, language) if most == "Latn" else None


def _english_or_welsh(text: str, language: str) -> tuple[str, str] | None:
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return None
    english, welsh = (sum(word in known for word in words) / len(words) for known in (_ENGLISH, _WELSH))
    if language not in {"en", "sco"} and english > _MANY and welsh < _HARDLY_ANY:
        return "in English", "en_GB"
    if language == "en" and welsh > _MANY and english < _HARDLY_ANY:
        return "in Welsh", "cy_GB"
    return None


def _scripts_of(language: str) -> set[str]:
    """Give every script that a language is written in somewhere: Punjabi has one in India and one in Pakistan."""
    likely = get_global("likely_subtags")
    known = (full.split("_") for short, full in likely.items() if short.partition("_")[0] == language)
    scripts = {parts[1] for parts in known if len(parts) > 1} or {"Latn"}
    return scripts | {"Hans"} if scripts & _EAST_ASIAN else scripts


def language_name(locale: str) -> str:
    """Name the language of a locale in English.

    >>> language_name("cy_GB")
    'Welsh'
    """
    return str(Locale("en").languages.get(locale.partition("_")[0], locale))
