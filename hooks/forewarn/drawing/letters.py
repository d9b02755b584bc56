"""Letters that no font has, in words for an editor."""

import unicodedata
from collections.abc import Iterable

CURE = "Write it in other letters, or put a font that has them into overrides/cards/fonts/."


def told(letters: Iterable[str]) -> str:
    """Name some letters, each by itself, its number and its name.

    >>> told(["例"])
    '"例" (U+4F8B, CJK UNIFIED IDEOGRAPH-4F8B)'
    """
    named = (f'"{letter}" (U+{ord(letter):04X}, {unicodedata.name(letter, "without a name")})' for letter in letters)
    return ", ".join(named)
