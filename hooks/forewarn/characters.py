"""Characters that nobody can see, and that make a text read differently from what it is.

Refused wherever they stand, but for the few that a script or an emoji is written with.
"""

import re
import unicodedata
from collections.abc import Iterator

# C0 and C1 controls but for tab and line feed; soft hyphen; zero-width and direction-changing characters;
# line and paragraph separators; byte order marks inside a text; tag characters; the mark of a lost letter; halves of
# a character, which YAML's escapes can make.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffd\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_BREAK = "\u200b"
_MARKS = "\u200e\u200f\u061c"
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f")  # England, Scotland, Wales: tagged flags
_LOST = "\ufffd"
_JOINING_SCRIPTS = frozenset(
    "ARABIC SYRIAC NKO MANDAIC MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM"
    " SINHALA KHMER MYANMAR TIBETAN".split()
)
_SCRIPTS_WITHOUT_SPACES = frozenset("KHMER LAO MYANMAR THAI".split())
_EMOJI_PARTS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"  # the emoji form, and skin tones


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Find the characters of a text that cannot be seen and are not needed where they stand, each with its place."""
    suspects = list(_SUSPECT.finditer(text))
    if not suspects:
        return
    in_flags = {place for match in _FLAG.finditer(text) for place in range(match.start() + 1, match.end())}
    marked = any(match.group() in _MARKS for match in suspects)
    lines = iter(_right_to_left_lines(text) if marked else ())
    start, end = next(lines, (len(text), len(text)))
    for match in suspects:
        while end < match.start():
            start, end = next(lines, (len(text), len(text) + 1))
        in_right_to_left = match.group() in _MARKS and start <= match.start()
        if not (in_right_to_left or _belongs(text, match.start(), in_flags)):
            yield match.start(), match.group()


def described(character: str) -> tuple[str, str]:
    """Say what a hidden character is, and what to do about it, in a sentence each."""
    if character == _LOST:
        return "A letter was lost here when the text was copied (U+FFFD).", "Type the word again."
    name = unicodedata.name(character, "a control character").lower()
    message = f"There is an invisible character here: U+{ord(character):04X}, {name}."
    return message, "Delete it, or type the words around it again."


def _belongs(text: str, offset: int, in_flags: set[int]) -> bool:
    """Tell whether the script or the emoji around a character needs it."""
    character = text[offset]
    beside = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if character in _JOINERS:
        return any(_is_of(letter, _JOINING_SCRIPTS) for letter in beside) or all(map(_is_emoji, beside))
    if character == _BREAK:
        return all(_is_of(letter, _SCRIPTS_WITHOUT_SPACES) for letter in beside)
    return offset in in_flags


def _is_of(letter: str, scripts: frozenset[str]) -> bool:
    return letter != "" and unicodedata.name(letter, "").partition(" ")[0] in scripts


def _is_emoji(character: str) -> bool:
    return character != "" and (unicodedata.category(character) in {"So", "Sm"} or character in _EMOJI_PARTS)


def _right_to_left_lines(text: str) -> Iterator[tuple[int, int]]:
    """Find the lines that have letters written from right to left, each by where it starts and ends."""
    start = 0
    for line in text.split("\n"):
        if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line if character not in _MARKS):
            yield start, start + len(line)
        start += len(line) + 1
