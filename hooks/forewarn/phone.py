"""Telephone numbers: whether two ways to write one are the same, and whether one is nearly another."""

import re
from functools import lru_cache

SHORTEST_COMPARED = 7  # of a short number, such as 101, every other short number is one digit away

# Digits with spaces, hyphens and brackets between them, on their own: no amount, no part of a word, date or address.
_NUMBER = re.compile(r"(?<![\w£€$@=/,+-])(?<!\d\.)(?:\+|\(?0|\d)[\d() -]{5,24}\d(?!@|[^\W\d_]|[./,:]\d)")

# What separates the groups of a number as it is typed or printed, and marks of emphasis among them.
_SEPARATORS = re.compile(r"&nbsp;|&#160;|[\u00a0\u2007\u2009\u202f\n\t*_]|(?<=\d)[.\u2010-\u2015/](?=\d{3})")
_MAY_BE = re.compile(r"\d(?:[\d\s()./*_\u2007\u2009\u2010-\u2015-]|&nbsp;|&#160;){6,40}\d")
_NOT_DIGITS = re.compile(r"\D")
_BRITAIN = re.compile(r"(?:\+|00)44\D*(?:\(0\)|0)?")


def dialled(number: str) -> str:
    """Give the digits that are dialled within the United Kingdom, by which two ways to write a number are equal.

    >>> dialled("+44 (0)300 123 2040")
    '03001232040'
    """
    return _NOT_DIGITS.sub("", _BRITAIN.sub("0", number.strip(), count=1) if number.startswith(("+", "00")) else number)


@lru_cache(maxsize=32)  # several rules look into one text, one after another
def numbers_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Find what looks like a whole telephone number: where it starts and ends in the text, and it with plain spaces."""
    if not _MAY_BE.search(text):
        return ()
    plain = _SEPARATORS.sub(lambda mark: " " * len(mark.group()), text)
    return tuple((*match.span(), " ".join(match.group().split())) for match in _NUMBER.finditer(plain))


def numbers_within(number: str) -> tuple[str, ...]:
    """Give a number, and the numbers in it where others stand in front or behind: "2026 0300 123 2040" holds one."""
    groups = number.split()
    runs = (groups[start:end] for start in range(len(groups)) for end in range(start + 1, len(groups) + 1))
    return (number, *(" ".join(run) for run in runs if len(run) < len(groups)))


def is_nearly(digits: str, other: str) -> bool:
    """Tell whether two different numbers differ in one digit: a wrong one, one too few or too many, or two swapped."""
    shorter, longer = sorted((digits, other), key=len)
    if digits == other or len(shorter) < SHORTEST_COMPARED or len(longer) - len(shorter) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True  # the last digit is missing
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    if shorter[start + 1 :] == longer[start + 1 :]:
        return True
    behind = start + 2
    return shorter[start:behind] == longer[start:behind][::-1] and shorter[behind:] == longer[behind:]
