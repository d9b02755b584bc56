"""The first sentence of a body, for previews and search results that were given no description."""

import re
from collections.abc import Iterator
from html import unescape

from forewarn.page_chrome import is_caption, is_page_chrome
from forewarn.placeholders import placeholders_in

SHORTEST, LONGEST = 40, 200

_NOTE = re.compile(r'<div class="admonition.*?</div>', re.DOTALL)
_NOTE_TITLE = re.compile(r'<p class="admonition-title">.*?</p>')
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|td|th|dt|dd|pre|blockquote|figcaption)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?۔।])\s")
_ENDS_A_SENTENCE = re.compile(r"[.!?…۔।؟][\"'”’»)\]*_]*$")


def lead(html: str) -> str:
    """Give the first sentence of the running text; of a note or a list only if there is no other. Empty without words.

    A lead-in to a list ("Before you reply:") is no sentence, and neither is "Dr." or "Hang up." alone: what is that
    short goes on with the next. What a copied page had around its text, captions and placeholders are passed over, and
    so is a short line that is no sentence, for a longer paragraph below it. A long one is cut at a word.
    """
    for text in _candidates(html):
        return shortened(_opening(text), LONGEST)
    return ""


def _candidates(html: str) -> Iterator[str]:
    """Give the texts that may open a summary, the best first."""
    running, all_of_it = _NOTE.sub("", html), _NOTE_TITLE.sub("", html)
    for part in (running, all_of_it):
        first = next(_told(part), "")
        if _ENDS_A_SENTENCE.search(first):
            yield first
        yield from (text for text in _told(part) if len(text) >= SHORTEST)
        yield from filter(None, [first])
    yield from filter(None, map(words, _PARAGRAPH.findall(all_of_it)))
    yield from filter(None, [plain_text(html)])


def _told(html: str) -> Iterator[str]:
    """Give the words of each paragraph that says something, and is not left over from a page or a template."""
    for match in _PARAGRAPH.finditer(html):
        paragraph = match[1]
        text = words(paragraph)
        is_left_over = (
            all(is_page_chrome(words(line)) for line in paragraph.split("\n"))
            or is_caption(text)
            or any(placeholders_in(text))
        )
        if text and not (text.endswith(":") or is_left_over):
            yield text


def plain_text(html: str) -> str:
    """Give the words of a whole body that is cleaned HTML as plain text on one line."""
    return words(_BLOCK_END.sub(" ", html))


def plain_lines(html: str) -> str:
    r"""Give the words of a whole body that is cleaned HTML as plain text, each paragraph and item on a line of its own.

    >>> plain_lines("<p>They say:</p><ul><li>Pay.</li><li>Or <b>else</b>.</li></ul>")
    'They say:\nPay.\nOr else.'
    """
    lines = _BLOCK_END.sub("\n", html.replace("\n", " ")).split("\n")
    return "\n".join(filter(None, map(words, lines)))


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
