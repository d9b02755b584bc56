"""Ways to draw in tests that processes of their own can find: quick, slow and deadly ones."""

import os
import signal
import time
from collections.abc import Iterator, Sequence

from forewarn.drawing.cards import draw_cards
from forewarn.drawing.making import Piece
from forewarn.drawing.typesetting import Typesetter


def quickly(_typesetter: Typesetter, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """Draw nothing, but at once."""
    return (order.key.encode() for order, _ in pieces)


def slowly(_typesetter: Typesetter, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """Take a tenth of a second for each."""
    for order, _ in pieces:
        time.sleep(0.1)
        yield order.key.encode()


def leisurely(typesetter: Typesetter, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """Draw real cards, and take half a second more for all of them."""
    time.sleep(0.5)
    return draw_cards(typesetter, pieces)


def at_once(_typesetter: Typesetter, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """Draw nothing, but as many bytes as a card has."""
    return (order.key.encode() * 600 for order, _ in pieces)


def deadly(_typesetter: Typesetter, _pieces: Sequence[Piece]) -> Iterator[bytes]:
    """End the process, as a system does that has no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)
    return iter(())
