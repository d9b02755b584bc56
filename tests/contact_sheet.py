"""The contact sheet: every sample card side by side in one PNG, for somebody to look at.

``make cards`` runs it with the path of the PNG. With ``--whole`` after it, each card is also written whole beside it.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont

from card_samples import CARDS, drawn, every_sample, opened
from forewarn.card import HEIGHT, WIDTH

COLUMNS = 4
_WIDE, _TALL = WIDTH // 2, HEIGHT // 2
_CAPTION, _GAP = 30, 12
_GROUND, _INK = "#d5d9de", "#16191d"


def contact_sheet(cards: Mapping[str, Image.Image]) -> Image.Image:
    """Put pictures side by side at half their size, each below its name."""
    rows = -(-len(cards) // COLUMNS)
    across, down = _WIDE + _GAP, _TALL + _CAPTION + _GAP
    sheet = Image.new("RGB", (COLUMNS * across + _GAP, rows * down + _GAP), _GROUND)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(CARDS / "fonts" / "NotoSans-Regular.ttf"), 18)
    for number, (name, card) in enumerate(cards.items()):
        row, column = divmod(number, COLUMNS)
        left, top = _GAP + column * across, _GAP + row * down
        pen.text((left, top), name, fill=_INK, font=font)
        sheet.paste(card.resize((_WIDE, _TALL), Image.Resampling.LANCZOS), (left, top + _CAPTION))
    return sheet


def main(path: Path, *, is_whole: bool) -> None:
    """Draw the sheet into a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        samples = every_sample(Path(folder))
        cards = {name: opened(png) for name, png in zip(samples, drawn(*samples.values()), strict=True)}
    contact_sheet(cards).save(path)
    if is_whole:
        for name, card in cards.items():
            card.save(path.with_name(f"{path.stem}-{name.replace(': ', '-').replace(' ', '-')}.png"))
    sys.stdout.write(f"{path}: {len(cards)} cards\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_whole="--whole" in sys.argv)
