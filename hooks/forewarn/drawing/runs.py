"""Words as a template sets them: a text cut at its spaces, and in each word what keeps its order whatever the script.

Amounts, dates, times and phone numbers are written from left to right within words that run from right to left, and
are not broken at the end of a line.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

Run: TypeAlias = str | dict[str, str]
Word: TypeAlias = list[Run]

# Brackets are part of a phone number where they stand around its area code, and not where they stand around it.
_WITH_ITS_COUNTRY = r"\+?\d(?:[\d \u00a0\u2011-]|\(\d{1,5}\)){7,22}\d"
_WITH_ITS_AREA = r"\(\d{2,6}\)[ \u00a0]?\d[\d \u00a0\u2011-]{3,16}\d"
_PHONE = rf"(?<!\w)(?:{_WITH_ITS_COUNTRY}|{_WITH_ITS_AREA})(?!\w)"
_NUMBER = r"[£$€₹]?[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/\u2011-][0-9\u0660-\u0669\u06f0-\u06f9]+)*%?"
_ISOLATED = re.compile(rf"{_PHONE}|{_NUMBER}")
_SPACES = re.compile(r"\s+")
# Marks on a letter beyond what any language writes, which would be drawn over the lines above and below.
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20df\u20e1-\u20f0\ufe20-\ufe2f]"
_PILED = re.compile(f"({_MARK}{{3}}){_MARK}+")
_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")  # a digit on a key, which no font draws in one piece with its digit


def in_words(text: str) -> list[Word]:
    """Cut a text into words, each a list of runs: text as it is, or ``{"ltr": ...}`` to be set from left to right.

    Of marks that are piled on one letter, the first three stay.

    >>> in_words("Call 0300 123 2040, or lose £900")
    [['Call'], [{'ltr': '0300 123 2040'}, ','], ['or'], ['lose'], [{'ltr': '£900'}]]
    """
    words: list[Word] = [[]]
    plain = _KEYCAP.sub(r"\1", _PILED.sub(r"\1", unicodedata.normalize("NFC", text)))
    for piece, is_isolated in _pieces(plain):
        if is_isolated:
            words[-1].append({"ltr": _SPACES.sub(" ", piece)})
            continue
        first, *others = _SPACES.split(piece)
        words[-1] += [first] if first else []
        words += [[other] if other else [] for other in others]
    return [word for word in words if word]


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text before and after everything that keeps its order."""
    end = 0
    for match in _ISOLATED.finditer(text):
        yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    yield text[end:], False
