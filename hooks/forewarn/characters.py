"""Characters that nobody can see, and that make a text read differently from what it is.

Refused wherever they stand, but for the few that a script or an emoji is written with.
"""

import re
import unicodedata
from collections.abc import Iterator

# C0 and C1 controls but for tab and line feed; soft hyphen; zero-width and direction-changing characters;
# line and paragraph separators; byte order marks inside a text; tag characters; the mark of a lost letter.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\ufff9-\ufffd\ufffe\uffff\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f")  # England, Scotland, Wales: tagged black flags
_LOST = "\ufffd"
_JOINING_SCRIPTS = frozenset(
    "ARABIC SYRIAC NKO MANDAIC MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM"
    " SINHALA KHMER MYANMAR TIBETAN".split()
)
_EMOJI_VARIATION = "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Find the characters of a text that cannot be seen and are not needed where they stand, each with its place."""
    flags = [match.span() for match in _FLAG.finditer(text)]
    for match in _SUSPECT.finditer(text):
        if not _belongs(text, match.start(), flags):
            yield match.start(), match.group()


def described(character: str) -> tuple[str, str]:
    """Say what a hidden character is, and what to do about it, in a sentence each."""
    if character == _LOST:
        return "A letter was lost here when the text was copied (U+FFFD).", "Type the word again."
    name = unicodedata.name(character, "a control character").lower()
    message = f"There is an invisible character here: U+{ord(character):04X}, {name}."
    return message, "Delete it, or type the words around it again."


def _belongs(text: str, offset: int, flags: list[tuple[int, int]]) -> bool:
    """Tell whether the script, the direction or the emoji around a character needs it."""
    character = text[offset]
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if character in _JOINERS:
        return (_joins(before) and _joins(after)) or (_is_emoji(before) and _is_emoji(after))
    if character in _MARKS:
        start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
        return _has_right_to_left(text[start : end if end >= 0 else None])
    return any(start < offset < end for start, end in flags)


def _joins(character: str) -> bool:
    return bool(character) and unicodedata.name(character, "").partition(" ")[0] in _JOINING_SCRIPTS


def _is_emoji(character: str) -> bool:
    return character != "" and (unicodedata.category(character) == "So" or character in _EMOJI_VARIATION + _SKIN_TONES)


def _has_right_to_left(line: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line if character not in _MARKS)
