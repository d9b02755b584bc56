"""Colours of an organisation, and whether words in them can be read.

Contrast is that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import re
from dataclasses import dataclass

LEAST_CONTRAST = 4.5
WHITE = "#ffffff"

# What words and links stand on: the page itself, and the tinted boxes on it. They are --paper and --tint of tokens.css.
LIGHT_SURFACES = (WHITE, "#eef2f7")
DARK_SURFACES = ("#12161b", "#1d242c")

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SHADES = 20


@dataclass(frozen=True)
class Colours:
    """A pair of colours, each as ``#rrggbb`` in small letters: a surface, and the words on it."""

    surface: str
    words: str = WHITE


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as ``Colours`` wants it."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 (none) to 21 (black on white).

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shade_for_the_dark(colour: str) -> str:
    """Give the nearest lighter shade of a colour that can be read on dark surfaces.

    >>> shade_for_the_dark("#a9cbf2"), shade_for_the_dark("#000000")
    ('#a9cbf2', '#8c8c8c')
    """
    shades = (_mixed_with_white(colour, part / _SHADES) for part in range(_SHADES + 1))
    return next(
        shade for shade in shades if all(contrast(shade, surface) >= LEAST_CONTRAST for surface in DARK_SURFACES)
    )


def _mixed_with_white(colour: str, part: float) -> str:
    return "#" + "".join(f"{round(channel + (255 - channel) * part):02x}" for channel in _channels(colour))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    is_dark = channel <= 0.04045  # noqa: PLR2004 - the standard's figure
    return channel / 12.92 if is_dark else ((channel + 0.055) / 1.055) ** 2.4
