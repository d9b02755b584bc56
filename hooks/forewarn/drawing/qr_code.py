"""QR codes: what leads from paper to a page."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import zxingcpp

from forewarn.voice import Html

QUIET_ZONE = 4  # modules of white around a code, as ISO/IEC 18004 asks for
LEAST_CORRECTION, STRONGER = "M", ("H", "Q")  # with M 15 percent may be covered; the others bear more, best first

Bar: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True)
class QrCode:
    """A QR code without the white around it.

    ``side`` is how many modules it is wide and high. ``bars`` are its dark modules, row by row: each is a place from
    the left and from the top, and how many of them follow each other there.
    """

    side: int
    bars: tuple[Bar, ...]

    @property
    def svg(self) -> Html:
        """It as an SVG element, black on white with its quiet zone, and without a size."""
        whole = self.side + 2 * QUIET_ZONE
        return Html(
            f'<svg viewBox="0 0 {whole} {whole}"><path fill="#fff" d="M0 0h{whole}v{whole}h-{whole}z"/>'
            f'<path stroke="#000" d="M{QUIET_ZONE} {QUIET_ZONE}.5{"".join(self._strokes())}"/></svg>'
        )

    def _strokes(self) -> Iterator[str]:
        """Draw one bar after the other, each from where the last one ends, which takes the fewest letters."""
        left = top = 0
        for x, y, width in self.bars:
            yield f"m{x - left} {y - top}h{width}"
            left, top = x + width, y


def qr_code(link: str) -> QrCode:
    """Give the QR code of an address. Of the codes of the least size it is the one that bears most damage.

    Raises ValueError for an address that no code can hold, such as one of 3,000 letters.
    """
    rows = _modules(link, LEAST_CORRECTION)
    rows = next((others for others in _stronger(link) if len(others) == len(rows)), rows)
    return QrCode(len(rows), tuple(bar for y, row in enumerate(rows) for bar in _bars(y, row)))


def _stronger(link: str) -> Iterator[tuple[bytes, ...]]:
    """Give the codes that bear more damage, the strongest first; none of what would be too large for any."""
    for level in STRONGER:
        with suppress(ValueError):
            yield _modules(link, level)


def _modules(link: str, correction: str) -> tuple[bytes, ...]:
    """Give the modules of a code, row by row: 0 is dark."""
    code = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level=correction)
    drawn = code.to_image(add_quiet_zones=False)
    flat, side = bytes(memoryview(drawn).cast("B")), drawn.shape[0]  # type: ignore[arg-type]  # it is a buffer
    return tuple(flat[start : start + side] for start in range(0, len(flat), side))


def _bars(y: int, row: bytes) -> Iterator[Bar]:
    x = 0
    for is_light, modules in groupby(row):
        width = len(tuple(modules))
        if not is_light:
            yield x, y, width
        x += width
