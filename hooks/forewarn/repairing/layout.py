"""Lines that were left over, or moved, when a text was copied from a page."""

import re
from collections.abc import Iterator

from forewarn.repairing.mend import Finder, Mend

_EMPTY_PICTURE = re.compile(r"!\[\s*\]\(\s*\)")
_STRAY_MARK = re.compile(r"^[ \t]*(?:\*{1,2}|_{1,2}|#{1,6})[ \t]*\n", re.MULTILINE)
_INDENTED_PROSE = re.compile(r"^ {4,}(?=[^\W\d_]\S* (?:\S+ ){3,}.*[.!?:,]$)")
_HOLDS_INDENTED = re.compile(r"\s*(?:[-*+] |\d+[.)] |!!!|\[\^|: )")


def empty_pictures(text: str) -> Iterator[Mend]:
    """Find pictures without an address and without a description."""
    for match in _EMPTY_PICTURE.finditer(text):
        yield Mend(match.start(), match.group(), "", "empty-picture", "A picture has no address.")


def stray_marks(text: str) -> Iterator[Mend]:
    """Find lines of nothing but a mark of emphasis or of a heading."""
    for match in _STRAY_MARK.finditer(text):
        message = "A mark of emphasis or of a heading stands alone."
        yield Mend(match.start(), match.group(), "\n", "stray-mark", message)


def indented_prose(text: str) -> Iterator[Mend]:
    """Find sentences moved four spaces to the right, which markdown takes for code. Below an item they belong to it."""
    if not (text.startswith("    ") or "\n    " in text):
        return
    offset, holder = 0, ""
    for line in text.split("\n"):
        match = _INDENTED_PROSE.match(line)
        if match and not _HOLDS_INDENTED.match(holder):
            yield Mend(offset, match.group(), "", "indented-prose", "Four spaces before a sentence make it code.")
        elif line.strip() and not line.startswith("    "):
            holder = line
        offset += len(line) + 1


def repeated_title(*titles: str) -> Finder:
    """Make a finder for a first line that only says a title again."""
    folded = {_plain(title) for title in titles} - {""}

    def find(text: str) -> Iterator[Mend]:
        first = re.match(r"\s*(\S.*)(?:\n|\Z)", text)
        if first and _plain(first[1]) in folded and text[first.end() :].strip():
            line = text[first.start(1) : first.end()]
            left = "\n" if line.endswith("\n") else ""
            yield Mend(first.start(1), line, left, "repeated-title", "The title is repeated.")

    return find


def _plain(line: str) -> str:
    return " ".join(re.sub(r"[#*_]+", " ", line.partition(" | ")[0]).split()).casefold()
