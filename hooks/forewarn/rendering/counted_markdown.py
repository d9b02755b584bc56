"""Python-Markdown's own rules that may look at a text again and again, with a count of what they look at."""

import re
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import (
    BACKTICK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    BacktickInlineProcessor,
    DelimiterProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor

from forewarn.rendering.effort import DEEPEST, Effort, TooDeep, beginning


class Counting(Protocol):
    """Whoever counts what is spent on a body."""

    effort: Effort


class CountedBlocks(BlockProcessor):
    """Stands in front of all other rules for blocks, and counts every block that is put to them.

    A block of which they take one line comes back without it, so that its last line may be looked at a thousand times.
    """

    def __init__(self, parser: BlockParser, counting: Counting) -> None:
        super().__init__(parser)
        self._counting = counting

    def test(self, parent: Element, block: str) -> bool:
        """Count a block, and leave it to the other rules."""
        if len(self.parser.state) > DEEPEST:
            raise TooDeep(beginning(block))
        self._counting.effort.spend(len(block), block)
        return False


# Python-Markdown's own types promise less than its inline processors may return, hence the ignored overrides below.
class CountedBrackets(LinkInlineProcessor):
    """A link, with a count of how far is looked for the other half of a bracket."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """Find the words between square brackets."""
        text, end, is_closed = super().getText(data, index)
        _spend(self.md, end - index, data, index)
        return text, end, is_closed

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """Find the address between round brackets behind them; where it has no end, all of the text was looked at."""
        href, title, end, is_closed = super().getLink(data, index)
        if data.startswith("(", index):
            _spend(self.md, (end if is_closed else len(data)) - index, data, index)
        return href, title, end, is_closed


def _spend(md: Markdown | None, characters: int, text: str, place: int) -> None:
    effort = getattr(md, "effort", None)
    if isinstance(effort, Effort):
        effort.spend(characters, text, place)


class _Code(BacktickInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]
        made, start, end = super().handleMatch(m, data)
        if made is None:  # the other half was looked for to the end
            _spend(self.md, len(data) - m.start(), data, m.start())
        return made, start, end


class _Emphasis(DelimiterProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        element, start, end = super().handleMatch(m, data)
        if element is not None:
            _require_flat(element)
        return element, start, end


class _Reference(CountedBrackets, ReferenceInlineProcessor):
    pass


class _ShortReference(CountedBrackets, ShortReferenceInlineProcessor):
    pass


class _PictureReference(CountedBrackets, ImageReferenceInlineProcessor):
    pass


class _ShortPictureReference(CountedBrackets, ShortImageReferenceInlineProcessor):
    pass


# By the names and in the places that Python-Markdown gives them.
_BRACKETS: tuple[tuple[str, int, str, type[CountedBrackets]], ...] = (
    ("reference", 170, REFERENCE_RE, _Reference),
    ("link", 160, LINK_RE, CountedBrackets),
    ("image_reference", 140, IMAGE_REFERENCE_RE, _PictureReference),
    ("short_reference", 130, REFERENCE_RE, _ShortReference),
    ("short_image_ref", 125, IMAGE_REFERENCE_RE, _ShortPictureReference),
)


class PageDepth(Treeprocessor):
    """Refuses a body of which parts stand too deep within each other."""

    def run(self, root: Element) -> None:
        """Raise TooDeep for such a body."""
        _require_flat(root)


def _require_flat(element: Element) -> None:
    level, depth = [element], 0
    while level:
        if depth > DEEPEST:
            raise TooDeep(beginning("".join(level[0].itertext())))
        level, depth = [child for parent in level for child in parent], depth + 1


def register_counted(md: Markdown, counting: Counting) -> None:
    """Put the rules that count in the places of Python-Markdown's."""
    md.parser.blockprocessors.register(CountedBlocks(md.parser, counting), "counted_blocks", 1000)
    for name, place, pattern, kind in _BRACKETS:
        md.inlinePatterns.register(kind(pattern, md), name, place)
    code = _Code(BACKTICK_RE)
    code.md = md
    md.inlinePatterns.register(code, "backtick", 190)
    emphasis = _Emphasis("*", "strong,em", md)
    emphasis.add("_", "strong,em", smart=True)
    md.inlinePatterns.register(emphasis, "em_strong", 60)
    md.treeprocessors.register(PageDepth(md), "page_depth", 7)
