"""The fonts that cards and posters are drawn with: what they are called, and which letters they have."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

ENDINGS = (".ttf", ".otf")
_NOT_DRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIATIONS = range(0xFE00, 0xFE10)


@dataclass(frozen=True)
class Typefaces:
    """The families of a folder of fonts, by name, and the code points that at least one of them can draw."""

    families: tuple[str, ...]
    code_points: frozenset[int]

    def undrawable_in(self, text: str) -> tuple[str, ...]:
        """Give the letters of a text that no font has, each once, in order. Spaces and joiners need no font.

        >>> Typefaces(("Plain",), frozenset(map(ord, "abc"))).undrawable_in("a 例 b 例")
        ('例',)
        """
        letters = dict.fromkeys(unicodedata.normalize("NFC", text))
        return tuple(letter for letter in letters if _is_drawn(letter) and ord(letter) not in self.code_points)


def typefaces_in(folder: Path) -> Typefaces:
    """Read which fonts a folder has. Raises ValueError with the file's name where one cannot be read as a font."""
    families: dict[str, None] = {}
    code_points: set[int] = set()
    for path in font_files(folder):
        try:
            with TTFont(path, lazy=True) as font:
                families[_family_of(font)] = None
                code_points |= font.getBestCmap().keys()
        except (TTLibError, KeyError, OSError, AttributeError) as why:
            raise ValueError(f"{path.name} is no font that can be read.") from why
    return Typefaces(tuple(families), frozenset(code_points))


def font_files(folder: Path) -> tuple[Path, ...]:
    """Give the fonts of a folder, by name."""
    return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS))


def _family_of(font: TTFont) -> str:
    """Name the family as Typst does: the typographic family where there is one, else the plain one."""
    names = font["name"]
    return str(names.getDebugName(16) or names.getDebugName(1))


def _is_drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in _NOT_DRAWN and ord(letter) not in _VARIATIONS
