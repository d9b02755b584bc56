"""A picture cut to its place on a card, where most is to be seen in it."""

from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate

from PIL import Image, ImageFilter

WIDTH, HEIGHT = 400, 526
_SCALED = 96
_QUALITY = 92
_LEAST_WEIGHT = 0.6
_PAPER = "#ffffff"


def cropped(data: bytes) -> bytes:
    """Cut a picture to 400 by 526 pixels. ``data`` is a whole picture, and what is returned a JPEG.

    Of what is too long, that part stays which has the most edges; the middle counts for more than the ends. What can be
    seen through is put on white.
    """
    with Image.open(BytesIO(data)) as opened:
        picture = _on_paper(opened)
    scale = max(WIDTH / picture.width, HEIGHT / picture.height)
    width, height = min(picture.width, round(WIDTH / scale)), min(picture.height, round(HEIGHT / scale))
    small = picture.convert("L").resize((_SCALED, _SCALED)).filter(ImageFilter.FIND_EDGES)
    left = _start(_sums(small, Image.Transpose.TRANSPOSE), width / picture.width) * picture.width
    top = _start(_sums(small, None), height / picture.height) * picture.height
    box = (round(left), round(top), min(round(left) + width, picture.width), min(round(top) + height, picture.height))
    written = BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box).save(
        written, "JPEG", quality=_QUALITY, subsampling=0
    )
    return written.getvalue()


def _on_paper(opened: Image.Image) -> Image.Image:
    if not opened.has_transparency_data:
        return opened.convert("RGB")
    seen = opened.convert("RGBA")
    paper = Image.new("RGBA", seen.size, _PAPER)
    return Image.alpha_composite(paper, seen).convert("RGB")


def _sums(edges: Image.Image, turned: Image.Transpose | None) -> Sequence[int]:
    """Add up the edges of each row; of each column where the picture is turned first."""
    rows = (edges.transpose(turned) if turned is not None else edges).tobytes()
    inner = [sum(rows[start + 1 : start + _SCALED - 1]) for start in range(0, len(rows), _SCALED)]
    return [0, *inner[1:-1], 0]  # a filter finds an edge at the border of every picture


def _start(sums: Sequence[int], share: float) -> float:
    """Tell where a part of some lines begins, as a share of them, that has the most to see and is near the middle."""
    length = max(1, round(share * len(sums)))
    added = [0, *accumulate(sums)]
    last = len(sums) - length

    def worth(start: int) -> float:
        off_middle = abs(start - last / 2) / max(1, last / 2)
        return (added[start + length] - added[start] + 1) * (1 - (1 - _LEAST_WEIGHT) * off_middle)

    best = max(range(last + 1), key=worth)
    return best / len(sums)
