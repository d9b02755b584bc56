"""Fonts that are read once for many builds and commands, which saves each of them a seventh of a second.

What a folder of fonts has hangs on the names and bytes of its files and on nothing else; so it is remembered by these.
A font that was changed, or cannot be read, is read anew.
"""

from hashlib import blake2b
from pathlib import Path

from forewarn.drawing import templates
from forewarn.drawing.typefaces import Typefaces, font_files, typefaces_in

_Known = dict[tuple[tuple[str, bytes], ...], Typefaces]


def remember_fonts(shipped: Path) -> None:
    """From here on have every build and command of this process take from what was read, those of a folder at once."""
    known: _Known = {}

    def read_once(folder: Path) -> Typefaces:
        try:
            key = tuple((path.name, blake2b(path.read_bytes()).digest()) for path in font_files(folder))
        except OSError:
            return typefaces_in(folder)
        if key not in known:
            known[key] = typefaces_in(folder)
        return known[key]

    templates.typefaces_in = read_once  # type: ignore[attr-defined]  # the name by which it is called there
    read_once(shipped)
