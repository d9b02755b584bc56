"""The first sentence of a body, for previews and search results that were given no description."""

import re
from html import unescape

SHORTEST, LONGEST = 40, 200

_NOTE = re.compile(r'<div class="admonition.*?</div>', re.DOTALL)
_NOTE_TITLE = re.compile(r'<p class="admonition-title">.*?</p>')
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|td|th|dt|dd|pre|blockquote|figcaption)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?۔])\s")


def lead(html: str) -> str:
    """Give the first sentence of the running text; of a note or a list only if there is no other. Empty without words.

    A lead-in to a list ("Before you reply:") is no sentence, and neither is "Dr." or "Hang up." alone: what is that
    short goes on with the next. A long one is cut at a word.
    """
    running, all_of_it = _NOTE.sub("", html), _NOTE_TITLE.sub("", html)
    paragraphs = [words(paragraph) for text in (running, all_of_it) for paragraph in _PARAGRAPH.findall(text)]
    told = [paragraph for paragraph in paragraphs if paragraph and not paragraph.endswith(":")]
    for text in (*told, *filter(None, paragraphs), words(_BLOCK_END.sub(" ", html))):
        return shortened(_opening(text), LONGEST)
    return ""


def words(html: str) -> str:
    """Give the words of a piece of cleaned HTML as plain text on one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def shortened(text: str, most: int) -> str:
    """Cut a text at a word so that it has at most ``most`` characters, with an ellipsis where it was cut.

    >>> shortened("Hang up and call us", 12)
    'Hang up and…'
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    if text[most - 1] != " " and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:–-") + "…"


def _opening(text: str) -> str:
    """Give the first sentence, with those after it while what there is says too little by itself."""
    opening, *more = _SENTENCE_END.split(text)
    for sentence in more:
        if len(opening) >= SHORTEST:
            break
        opening = f"{opening} {sentence}"
    return opening
