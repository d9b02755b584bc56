"""How the story of a body begins, as plain text in sentences, for a sheet of paper that has no room for all of it."""

import re
from collections.abc import Iterator

from forewarn.page_chrome import is_caption, is_page_chrome
from forewarn.placeholders import placeholders_in
from forewarn.rendering.summary import shortened, words

_PIECE = re.compile(
    r"<(?P<end>/?)(?P<name>ul|ol|dl|table|blockquote|div|figure|details|pre)\b[^>]*>"
    r"|<(?P<heading>h[1-6])\b|<p\b[^>]*>(?P<paragraph>.*?)</p>",
    re.DOTALL,
)
_ENDS_A_STORY = frozenset({"ul", "ol", "dl", "table", "pre"})
_BREAK = re.compile(r"<br ?/?>")
# A space after the end of a sentence; not behind a title or an initial, nor before a small letter, as in "e.g. a bank".
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…۔।؟])(?<!\b(?:Mr|Ms|Dr|St|No)\.)(?<!\bMrs\.)(?<!\b[A-Z]\.) (?![a-z])")


def opening(html: str, most: int) -> tuple[tuple[str, ...], ...]:
    """Give the first paragraphs of a body that is cleaned HTML, each as its sentences; ``most`` characters at most.

    It ends before the sentence that would be too much, and before the first list, table or heading that follows: what
    comes then is another matter, or makes no sense without the list. Lead-ins to these, notes, captions, quotations and
    what a copied page had around its text are left out. A first sentence that is too long by itself is cut at a word.
    """
    told: list[tuple[str, ...]] = []
    room = most
    for paragraph in _paragraphs(html):
        kept = tuple(_fitting(paragraph, room))
        told += [kept] if kept else []
        room -= sum(len(sentence) + 1 for sentence in kept)
        if len(kept) < len(paragraph):
            break
    if not told:
        first = next(_paragraphs(html), ())
        return ((shortened(first[0], most),),) if first else ()
    return tuple(told)


def sentences(text: str) -> tuple[str, ...]:
    """Cut plain text into its sentences.

    >>> sentences("Dr. Who called. Hang up!")
    ('Dr. Who called.', 'Hang up!')
    """
    return tuple(_BETWEEN_SENTENCES.split(text))


def _fitting(paragraph: tuple[str, ...], room: int) -> Iterator[str]:
    """Give the first sentences of a paragraph that there is room for."""
    for sentence in paragraph:
        room -= len(sentence) + 1
        if room < 0:
            return
        yield sentence


def _paragraphs(html: str) -> Iterator[tuple[str, ...]]:
    """Give the paragraphs of running text up to where another matter begins, each as its sentences."""
    depth, has_told = 0, False
    for piece in _PIECE.finditer(html):
        if piece["name"]:
            depth += -1 if piece["end"] else 1
        if has_told and (piece["heading"] or piece["name"] in _ENDS_A_STORY):
            return
        if depth or piece["paragraph"] is None:
            continue
        paragraph = tuple(_told(piece["paragraph"]))
        has_told = has_told or bool(paragraph)
        if paragraph:
            yield paragraph


def _told(paragraph: str) -> Iterator[str]:
    """Give the sentences of a paragraph that say something by themselves."""
    text = words(_BREAK.sub(" ", paragraph))
    is_left_over = (
        all(is_page_chrome(words(line)) for line in paragraph.split("\n"))
        or is_caption(text)
        or any(placeholders_in(text))
    )
    if text and not is_left_over:
        yield from (sentence for sentence in sentences(text) if not sentence.endswith((":", "：")))
