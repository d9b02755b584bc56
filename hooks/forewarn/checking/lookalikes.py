"""Hosts whose letters are not what they look like: "pоlice.uk" with a Cyrillic "о".

A label (the part between two full stops) may be in any one script, as browsers judge too: see Unicode Technical
Standard 39, https://www.unicode.org/reports/tr39/, for mixed scripts and letters that look alike.
"""

import unicodedata
from dataclasses import dataclass

# Letters of other scripts that look like small Latin ones; a label of nothing else is made to deceive.
_LIKE_LATIN = frozenset("асԁеһіјӏорԛѕԝхуѵοιυνρχακօոսհցյɑɡıɩʟᴏꜱ")
_LATIN_LIKE_LATIN = frozenset("ɑɡıɩʟᴏꜱ")
_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "LATIN"}),
    frozenset({"CJK", "HANGUL", "LATIN"}),
)


@dataclass(frozen=True)
class Deception:
    """A deceptive host: as readers see it, and by the name that the network knows it by (``xn--...``)."""

    seen: str
    real: str


def deception_of(host: str) -> Deception | None:
    """Tell how a host deceives; None where it deceives nobody.

    >>> deception_of("pоlice.uk").real, deception_of("cymorth-tŷ.cymru")
    ('xn--plice-jye.uk', None)
    """
    labels = [_decoded(label) for label in host.lower().split(".")]
    if _is_mixed(labels[-1]) or not any(map(_deceives, labels)):
        return None  # no country has a mixed ending: there a word stands too near
    real = (label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)
    return Deception(".".join(labels), ".".join(real))


def _decoded(label: str) -> str:
    """Give a label in the letters that a browser may show."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def _deceives(label: str) -> bool:
    letters = {letter for letter in label if letter.isalpha()}
    if label.isascii() or not letters:
        return False
    return _is_mixed(label) or letters <= _LIKE_LATIN or not _LATIN_LIKE_LATIN.isdisjoint(letters)


def _is_mixed(label: str) -> bool:
    """Tell whether a label has letters of several scripts that are not written together."""
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in label if letter.isalpha()}
    return len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER)
