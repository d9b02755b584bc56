"""Share cards: many at a time as the pages of one document, each then a PNG with few colours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pypdfium2
from PIL import Image

from forewarn.card import HEIGHT, MOST_BYTES, WIDTH, Card
from forewarn.drawing.orders import Order
from forewarn.drawing.palette import Shade, colours_of, shade_of, shades
from forewarn.drawing.png import palette_png
from forewarn.drawing.runs import Word, in_words
from forewarn.drawing.typefaces import Typefaces
from forewarn.drawing.typesetting import DrawingFailed, Typesetter

TEMPLATE = "card.typ"

_POINTS_A_PIXEL = 0.75
_NEAR = 8  # Pillow looks at six bits of each channel, and takes what is nearest to those
_COLOURS_OF_A_PICTURE = (192, 128, 96, 64, 32, 16)
_BETWEEN_NAMES = {"rtl": "، "}


def card_data(card: Card, colours: Mapping[str, str], typefaces: Typefaces) -> dict[str, object]:
    """Say what the template is told of a card. ``colours`` and ``typefaces`` are those of the templates.

    Small pictures that no font has are left out.
    """

    def words(text: str) -> list[Word]:
        return in_words(typefaces.drawable(text))

    return {
        "lang": card.language.tag.partition("-")[0],
        "direction": card.language.direction,
        "title": words(card.title),
        "organisation": words(card.organisation),
        "address": [[card.address]],
        "label": words(card.label),
        "severity": {"words": words(card.severity), "urgent": card.is_urgent},
        "state": words(card.state),
        "over": card.is_over,
        "places": [words(place) for place in card.places],
        "between": _BETWEEN_NAMES.get(card.language.direction, ", "),
        "line": words(card.line),
        "date": words(card.date),
        "colours": colours_of(colours, card.colours),
        "picture": None,
    }


def draw_cards(typesetter: Typesetter, pieces: Sequence[tuple[Order, bytes | None]]) -> Iterator[bytes]:
    """Draw some cards, each a PNG of 1,200 by 630 pixels, in their order.

    Each order comes with a picture of the size of its place on the card, as a JPEG, or none. All are laid out at once,
    which takes a fraction of the time that they take one by one. Raises DrawingFailed.
    """
    sheet = _Sheet()
    with closing(pypdfium2.PdfDocument(_laid_out(typesetter, pieces))) as document, closing(sheet):
        for page, (order, picture) in zip(document, pieces, strict=True):
            drawn = sheet.drawn(page)
            if drawn.size != (WIDTH, HEIGHT):
                raise DrawingFailed(f"{TEMPLATE} gives pictures of {drawn.width} by {drawn.height} pixels.")
            colours = cast("Mapping[str, str]", order.data["colours"])
            own = shades(colours)
            yield palette_png(_mapped(drawn, own), own) if picture is None else _with_picture(drawn, colours, picture)


def _laid_out(typesetter: Typesetter, pieces: Sequence[tuple[Order, bytes | None]]) -> bytes:
    """Lay out all cards, each on a page. Where none has a picture, no folder is made, which would take its time."""
    cards = [{**order.data, "picture": None} for order, _ in pieces]
    if all(picture is None for _, picture in pieces):
        return typesetter.pdf(TEMPLATE, {"cards": cards})
    with TemporaryDirectory(prefix="forewarn-") as folder:
        paths = [_put(Path(folder), number, picture) for number, (_, picture) in enumerate(pieces)]
        cards = [{**card, "picture": path} for card, path in zip(cards, paths, strict=True)]
        return typesetter.pdf(TEMPLATE, {"cards": cards})


class _Sheet:
    """What pages are drawn on, one after the other: new memory for each would take a tenth of the time."""

    def __init__(self) -> None:
        self._bitmap: pypdfium2.PdfBitmap | None = None

    def drawn(self, page: pypdfium2.PdfPage) -> Image.Image:
        """Draw a page. Four bytes a pixel, of which one says nothing, are written faster than three."""
        bitmap = page.render(
            scale=1 / _POINTS_A_PIXEL,
            prefer_bgrx=True,
            rev_byteorder=True,
            may_draw_forms=False,
            draw_annots=False,
            bitmap_maker=self._of_size,
        )
        size = bitmap.width, bitmap.height
        return Image.frombytes("RGB", size, bitmap.buffer, "raw", "RGBX", bitmap.stride, 1)

    def close(self) -> None:
        """Let go of the memory."""
        if self._bitmap is not None:
            self._bitmap.close()

    def _of_size(self, width: int, height: int, **how: Any) -> pypdfium2.PdfBitmap:
        """Give what a page of this size is drawn on, filled anew by whoever draws: the same, if it has the size."""
        if self._bitmap is None or (self._bitmap.width, self._bitmap.height) != (width, height):
            self.close()
            self._bitmap = pypdfium2.PdfBitmap.new_native(width, height, **how)
        return self._bitmap


def _put(folder: Path, number: int, picture: bytes | None) -> str | None:
    """Put a picture where a template can find it, and give its whole name."""
    if picture is None:
        return None
    path = folder / f"{number}.jpg"
    path.write_bytes(picture)
    return str(path)


def _with_picture(drawn: Image.Image, colours: Mapping[str, str], picture: bytes) -> bytes:
    """Write a card with a picture, with as many colours of the picture as its size allows."""
    own, plain = shades(colours), [shade_of(colour) for colour in colours.values()]
    with Image.open(BytesIO(picture)) as opened:
        shown = opened.convert("RGB")
    for count in _COLOURS_OF_A_PICTURE:
        computed = shown.quantize(count, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        channels = (computed.getpalette() or [])[: 3 * count]
        computed_shades = zip(channels[::3], channels[1::3], channels[2::3], strict=True)
        others = (shade for shade in computed_shades if _is_another(shade, plain))
        every = tuple(dict.fromkeys((*own, *others)))
        made = palette_png(_mapped(drawn, every), every)
        if len(made) <= MOST_BYTES:
            return made
    raise DrawingFailed(f"Its picture takes more than {MOST_BYTES // 1000} KB even in few colours.")


def _is_another(shade: Shade, own: Iterable[Shade]) -> bool:
    """Tell whether a shade is far enough from some others: Pillow takes one for the other where they are near."""
    return all(max(abs(a - b) for a, b in zip(shade, each, strict=True)) > _NEAR for each in own)


def _mapped(drawn: Image.Image, own: tuple[Shade, ...]) -> Image.Image:
    """Give each pixel the nearest of some shades."""
    return drawn.quantize(palette=_palette(own), dither=Image.Dither.NONE)


@lru_cache(maxsize=8)
def _palette(own: tuple[Shade, ...]) -> Image.Image:
    """Give a picture that has some shades as its palette. With it, Pillow keeps which shade is nearest to a colour."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for shade in own for channel in shade])
    return palette
