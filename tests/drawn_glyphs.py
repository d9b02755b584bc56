"""Which glyphs a drawn card has: number 0 is the empty box that a font has for a letter that it lacks."""

from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from card_samples import order_of, shipped_typesetter
from forewarn.card import Card
from forewarn.drawing.cards import TEMPLATE
from forewarn.drawing.orders import Order

BOX = b"\0\0"


def boxes_on(cards: Iterable[Card]) -> list[int]:
    """Count the boxes on each of some cards, drawn with the shipped templates."""
    return boxes_of([order_of(card) for card in cards])


def boxes_of(orders: Iterable[Order]) -> list[int]:
    """Count the boxes of each of some drawings. There is a page for each, with glyphs on it."""
    pdf = shipped_typesetter().pdf(TEMPLATE, {"cards": [{**order.data, "picture": None} for order in orders]})
    with pikepdf.open(BytesIO(pdf)) as document:
        return [sum(glyph == BOX for glyph in _glyphs(page)) for page in document.pages]


def _glyphs(page: pikepdf.Page) -> Iterator[bytes]:
    """Give the glyphs of a page; in the fonts that Typst embeds, each is two bytes that are its number."""
    assert {str(font.Encoding) for font in page.obj.Resources.Font.values()} == {"/Identity-H"}
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        shown = {"Tj": operands, "TJ": operands[0] if operands else []}.get(str(instruction.operator), [])
        for text in shown:
            if isinstance(text, pikepdf.String):
                numbers = bytes(text)
                yield from (numbers[start : start + 2] for start in range(0, len(numbers), 2))
