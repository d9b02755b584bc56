"""The colours of a card, and of what lies between two of them where a letter's edge meets what it stands on.

Made by hand: a palette that is computed from a picture turns white to grey.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, starmap
from pathlib import Path

from forewarn.colours import Colours, contrast, is_colour

COLOURS = "colours.json"

# Words and what they stand on, with the number of shades between the two.
_MEETING = (
    ("ink", "paper", 20),
    ("quiet", "paper", 10),
    ("on-surface", "surface", 16),
    ("on-signal", "signal", 12),
)
_READ = (("ink", "paper"), ("quiet", "paper"), ("on-signal", "signal"), ("on-deep", "deep"))

Shade = tuple[int, int, int]


def colours_in(folder: Path) -> Mapping[str, str]:
    """Read the colours that templates are drawn with.

    Raises ValueError, with a sentence, where one is missing or is no colour.
    """
    names = tuple(dict.fromkeys(chain.from_iterable(_READ)))
    try:
        written = json.loads((folder / COLOURS).read_text("utf-8"))
        found = {name: str(written[name]).lower() for name in names}
    except (OSError, ValueError, KeyError, TypeError) as why:
        raise ValueError(f"{COLOURS} must give these colours: {', '.join(names)}.") from why
    for name, colour in found.items():
        if not is_colour(colour):
            raise ValueError(f'"{name}" in {COLOURS} must be a colour such as "#14365c", and is "{colour}".')
    return found


def unreadable_pairs(colours: Mapping[str, str], least: float) -> Iterator[tuple[str, str, float]]:
    """Find words that cannot be read on what they stand on: the two names, and their contrast."""
    for words, surface in _READ:
        reached = contrast(colours[words], colours[surface])
        if reached < least:
            yield words, surface, reached


def colours_of(colours: Mapping[str, str], own: Colours | None) -> dict[str, str]:
    """Give all colours of one card or poster: those of the templates, and its organisation's where it has some."""
    surface, words = (own.surface, own.words) if own else (colours["deep"], colours["on-deep"])
    return {**colours, "surface": surface, "on-surface": words}


def shades(colours: Mapping[str, str]) -> tuple[Shade, ...]:
    """Give every colour of a card's words, and the shades at the edges of letters, each once."""
    return _shades(tuple((colours[one], colours[other], count) for one, other, count in _MEETING))


@lru_cache(maxsize=8)
def _shades(meeting: tuple[tuple[str, str, int], ...]) -> tuple[Shade, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(starmap(_ramp, meeting))))


def _ramp(one: str, other: str, count: int) -> Iterable[Shade]:
    start, end = shade_of(one), shade_of(other)
    for step in range(count):
        red, green, blue = (round(a + (b - a) * step / (count - 1)) for a, b in zip(start, end, strict=True))
        yield red, green, blue


def shade_of(colour: str) -> Shade:
    """Give the channels of a colour that is written as ``#rrggbb``."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
