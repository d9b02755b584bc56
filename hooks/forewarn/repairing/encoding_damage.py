"""Text that was written as UTF-8 and read as something else: "Â£900" for "£900".

Mended word by word with ftfy, because a repair of a whole text fails where good and damaged words mix.
"""

import re
from collections.abc import Iterator

import ftfy
from ftfy.badness import is_bad

from forewarn.characters import hidden_characters
from forewarn.repairing.mend import Mend

# Only the decoding is repaired: quotes, widths, ligatures and HTML entities are the editor's own.
_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)
_AROUND = "»«›‹„“”‚‘’\"'.,;:!?()[]…–—*_"
_NON_ASCII = re.compile(r"[^\x00-\x7f \t\n]")
_SPACE = re.compile(r"[ \t\n]")

# ftfy leaves text that was read as cp1250, as central European systems do: the pound sign becomes "ÂŁ", é "Ă©". Only
# what no language writes is taken for it: "ÂŁ" before an amount, and a capital "Ă" with a sign inside a small word.
_CP1250_PAIR = re.compile(r"ÂŁ(?=\d|$)|(?<=[a-z])Ă[^\w\s”’»]")

# "ã50" is a guess and no repair: what was damaged there is the sign of a currency.
_ACCENT_BEFORE_FIGURE = re.compile(r"[À-ÖØ-öø-ÿ]\d")


def misread_characters(text: str) -> Iterator[Mend]:
    """Find the words that were decoded with the wrong encoding and can be told for certain."""
    for start, word in _words_beyond_ascii(text):
        mended = mend_word(word)
        if mended != word:
            yield Mend(start, word, mended, "misread-characters", "Characters were damaged when the text was copied.")


def damaged_words(text: str) -> Iterator[tuple[int, str]]:
    """Find the words that look damaged, each with its place in the text."""
    return ((start, word) for start, word in _words_beyond_ascii(text) if is_damaged(word))


def _words_beyond_ascii(text: str) -> Iterator[tuple[int, str]]:
    """Find the words that have a character beyond ASCII; in others nothing can be damaged."""
    end = 0
    for match in _NON_ASCII.finditer(text):
        if match.start() >= end:
            start = 1 + max(text.rfind(space, 0, match.start()) for space in " \t\n")
            space = _SPACE.search(text, match.end())
            end = space.start() if space else len(text)
            yield start, text[start:end]


def mend_word(word: str) -> str:
    """Mend one word, or give it back as it is where it is not damaged or the mended one would be no better."""
    mended = _CP1250_PAIR.sub(_from_cp1250, word)
    if is_damaged(word):
        mended = ftfy.fix_text(mended, _CONFIG)
    is_guess = is_damaged(mended) or any(hidden_characters(mended)) or _ACCENT_BEFORE_FIGURE.search(mended)
    return word if is_guess else mended


def is_damaged(word: str) -> bool:
    """Tell whether a word looks as if it was decoded with the wrong encoding, whatever quotes stand around it.

    Quotes and dashes that were damaged themselves begin with "â€", which no language writes.
    """
    return "â€" in word or bool(is_bad(word.strip(_AROUND)))


def _from_cp1250(match: re.Match[str]) -> str:
    try:
        return match.group().encode("cp1250").decode("utf-8")
    except UnicodeError:
        return match.group()
