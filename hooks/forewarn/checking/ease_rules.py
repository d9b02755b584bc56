"""How hard a text is to read, in English: as advice with its figures, never as a gate.

LIX is the mean number of words in a sentence, and to it the percentage of words of more than six letters: C. H.
Björnsson, Läsbarhet, 1968. Up to 30 is easy, 40 is a newspaper's, and 50 is a ministry's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from forewarn.checking.entry import Entry, Rule, locale_of
from forewarn.checking.passages import in_body
from forewarn.language import language_alone
from forewarn.problem import Level, Problem
from forewarn.spelling import listed

HARD_LIX, LONG_SENTENCES = 45, 22
LONGEST_EASY_WORD = 6
FEWEST_WORDS, FEWEST_SENTENCES = 60, 4
MOST_NAMED = 3

_NOT_READ = re.compile(r"<(h[2-6]|table|pre|code)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NO_WORD = re.compile(r"[^\s\x00]*(?:://|www\.|@)[^\s\x00]*")
_END = "\x00"
_BLOCK_ENDS = ("</p>", "</li>", "</dd>", "<br>")
_ENDS = (". ", "? ", "! ", ".\n", "?\n", "!\n", '." ', '?" ', '!" ', ".” ", "?” ", "!” ")
_MARKS = ".,;:!?()\"'“”‘’…–—*"


@dataclass(frozen=True)
class Ease:
    """How hard a text is: LIX, the mean number of words in a sentence, its longest sentence and all its long words."""

    lix: float
    mean: float
    longest: tuple[str, ...]
    long_words: tuple[str, ...]

    @property
    def longest_words(self) -> list[str]:
        """The longest words, those that are no names if there are any."""
        words = {word for word in self.long_words if word.islower()} or set(self.long_words)
        return sorted(words, key=lambda word: (-len(word), word))[:MOST_NAMED]

    @property
    def is_hard(self) -> bool:
        """Whether a reader in a hurry has trouble with it."""
        return self.lix > HARD_LIX or self.mean > LONG_SENTENCES


def ease_of(html: str) -> Ease | None:
    """Measure a rendered body; None of one that is too short to tell."""
    text = _NOT_READ.sub(_END, html)
    for end in _BLOCK_ENDS:
        text = text.replace(end, _END)
    text = _TAG.sub("", text)
    if "&" in text:
        text = unescape(text)
    for end in _ENDS:
        text = text.replace(end, _END)
    if "@" in text or "://" in text or "www." in text:
        text = _NO_WORD.sub(" ", text)
    sentences = [words for part in text.split(_END) if (words := part.split())]
    count = sum(map(len, sentences))
    if count < FEWEST_WORDS or len(sentences) < FEWEST_SENTENCES:
        return None
    maybe_long = (word.strip(_MARKS) for words in sentences for word in words if len(word) > LONGEST_EASY_WORD)
    long = [word for word in maybe_long if len(word) > LONGEST_EASY_WORD]
    mean = count / len(sentences)
    longest = [word.strip(_MARKS) for word in max(sentences, key=list.__len__)]
    return Ease(mean + 100 * len(long) / count, mean, tuple(longest), tuple(long))


def easy_to_read(entry: Entry) -> Iterator[Problem]:
    """A text in English is easy to read: people read it while they are frightened, or in a second language."""
    if language_alone(locale_of(entry)) != "en":
        return
    ease = ease_of(entry.body.html)
    if ease is None or not ease.is_hard:
        return
    message = (
        f"The text is hard to read: its LIX is {ease.lix:.0f}, where {HARD_LIX} is much, and its sentences have"
        f" {ease.mean:.0f} words on average. The longest, of {len(ease.longest)}, begins here."
    )
    shorter = "Make two sentences of it, and of others like it." if len(ease.longest) > LONG_SENTENCES else ""
    plainer = f"Find shorter words, such as for {listed(ease.longest_words, 'and')}." if ease.lix > HARD_LIX else ""
    place, cure = _place(entry.document.body, ease.longest), f"{shorter} {plainer}".strip()
    yield in_body(entry.document, place, "reading-hard", message, cure, Level.ADVICE)


def _place(body: str, words: tuple[str, ...]) -> int:
    """Find where a sentence begins in the source, by its first words."""
    match = re.search(r"\b" + r"[\W\d_]+".join(map(re.escape, words[:5])), body)
    return match.start() if match else len(body) - len(body.lstrip())


EASE_RULES: tuple[Rule, ...] = (easy_to_read,)
