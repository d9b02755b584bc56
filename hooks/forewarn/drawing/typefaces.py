"""The fonts that cards and posters are drawn with: what they are called, and which letters they have."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

ENDINGS = (".ttf", ".otf")
_NOT_DRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIATIONS = range(0xFE00, 0xFE10)
_PICTORIAL = frozenset({"So", "Sk"})
_FIRST_PICTORIAL = 0x2190  # before are letters such as the degree sign, which mean something in a number
_EMOJI = range(0x1F000, 0x1FC00)  # also those that are younger than this Python


@dataclass(frozen=True)
class Typefaces:
    """The families of a folder of fonts, by name, and the code points that at least one of them can draw."""

    families: tuple[str, ...]
    code_points: frozenset[int]

    def missing_letters(self, text: str) -> tuple[str, ...]:
        """Give the letters and signs of a text that no font has, each once, in order. They cannot be left out.

        >>> Typefaces(("Plain",), frozenset(map(ord, "abc"))).missing_letters("a 例 b 🦭 例")
        ('例',)
        """
        return tuple(letter for letter in self._missing(text) if not _is_pictorial(letter))

    def missing_pictures(self, text: str) -> tuple[str, ...]:
        """Give the emoji and other small pictures of a text that no font has, each once, in order."""
        return tuple(letter for letter in self._missing(text) if _is_pictorial(letter))

    def drawable(self, text: str) -> str:
        """Give a text without the small pictures that no font has, and without control characters.

        >>> Typefaces(("Plain",), frozenset(map(ord, "abc"))).drawable("a 🦭 b")
        'a b'
        """
        if self._plain.issuperset(text):
            return text
        left_out = (*self.missing_pictures(text), *(letter for letter in text if _is_control(letter)))
        return " ".join(text.translate(dict.fromkeys(map(ord, left_out))).split()) if left_out else text

    def shows(self, text: str) -> bool:
        """Tell whether there is anything to be seen of a text when it is drawn.

        >>> [Typefaces(("Plain",), frozenset(map(ord, "abc"))).shows(text) for text in ("a 🦭", "🦭")]
        [True, False]
        """
        return any(map(_is_drawn, self.drawable(text)))

    def _missing(self, text: str) -> Iterator[str]:
        """Give what no font has of a text. Spaces and joiners need no font."""
        if self._plain.issuperset(text):
            return
        letters = dict.fromkeys(unicodedata.normalize("NFC", text))
        yield from (letter for letter in letters if ord(letter) not in self.code_points and _is_drawn(letter))

    @cached_property
    def _plain(self) -> frozenset[str]:
        """The characters that are drawn as they are: of most texts all, which is seen at once."""
        letters = map(chr, self.code_points)
        return frozenset((" ", *(letter for letter in letters if not _is_control(letter))))


def typefaces_in(folder: Path) -> Typefaces:
    """Read which fonts a folder has.

    Raises ValueError with the file's name where one cannot be read as a font, or where there is none.
    """
    families: dict[str, None] = {}
    code_points: set[int] = set()
    for path in font_files(folder):
        try:
            with path.open("rb") as file, TTFont(file, lazy=True) as font:
                _require_whole(font, path.stat().st_size)
                font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])  # their names take long
                families[_family_of(font)] = None
                code_points |= font.getBestCmap().keys()
        except (TTLibError, KeyError, OSError, AttributeError) as why:
            raise ValueError(f"{path.name} is no font that can be read.") from why
    if not families:
        raise ValueError("There is no font in the folder for cards and posters.")
    return Typefaces(tuple(families), frozenset(code_points))


def font_files(folder: Path) -> tuple[Path, ...]:
    """Give the fonts of a folder, by name."""
    return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS))


def _require_whole(font: TTFont, size: int) -> None:
    """Refuse a font that is cut off: its list of letters comes early, and may name what is not there any more."""
    if any(part.offset + part.length > size for part in font.reader.tables.values()):
        raise TTLibError("cut off")


def _family_of(font: TTFont) -> str:
    """Name the family as Typst does: the typographic family where there is one, else the plain one."""
    names = font["name"]
    return str(names.getDebugName(16) or names.getDebugName(1))


def _is_control(letter: str) -> bool:
    """Tell whether a font would draw a character as a box, though it is none to be seen. Line ends are spaces."""
    return unicodedata.category(letter) == "Cc" and not letter.isspace()


def _is_pictorial(letter: str) -> bool:
    is_picture = ord(letter) >= _FIRST_PICTORIAL and unicodedata.category(letter) in _PICTORIAL
    return is_picture or ord(letter) in _EMOJI


def _is_drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in _NOT_DRAWN and ord(letter) not in _VARIATIONS
