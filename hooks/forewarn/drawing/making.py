"""One drawing after another, in whatever process this is; of those that fail, the first is named."""

from collections.abc import Callable, Iterator, Sequence

import pypdfium2

from forewarn.drawing.orders import Order
from forewarn.drawing.typesetting import DrawingFailed, Typesetter

Piece = tuple[Order, bytes | None]
Draw = Callable[[Typesetter, Sequence[Piece]], Iterator[bytes]]


class NotDrawn(RuntimeError):  # noqa: N818 - it is about the drawing
    """A drawing failed. ``subject`` is the file of the text that it was for; the words say why."""

    def __init__(self, subject: str, why: str) -> None:
        super().__init__(subject, why)
        self.subject, self.why = subject, why


def with_picture(order: Order) -> Piece:
    """Give an order with the bytes of the picture that it shows. Raises NotDrawn where that has become unfit."""
    try:
        return order, order.picture() if order.picture else None
    except ValueError as why:
        raise NotDrawn(order.subject, str(why)) from None


def all_drawn(draw: Draw, typesetter: Typesetter, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """Draw some pieces, in their order; where that fails, one by one, to find which it is. Raises NotDrawn."""
    try:
        yield from list(draw(typesetter, pieces))
    except (DrawingFailed, pypdfium2.PdfiumError, ValueError) as why:
        if len(pieces) == 1:
            raise NotDrawn(pieces[0][0].subject, str(why)) from None
        for piece in pieces:
            yield from all_drawn(draw, typesetter, [piece])
