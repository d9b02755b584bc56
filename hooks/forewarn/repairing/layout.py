"""Lines that were left over, or moved, when a text was copied from a page."""

import re
from collections.abc import Iterator

from forewarn.page_chrome import is_caption, is_page_chrome
from forewarn.placeholders import placeholders_in
from forewarn.repairing.mend import Finder, Mend

_LINE = re.compile(r"^[ \t]*(\S.*)(?:\n|\Z)", re.MULTILINE)
_EMPTY_PICTURE = re.compile(r"!\[\s*\]\(\s*\)")
_STRAY_MARK = re.compile(r"^[ \t]*(?:\*{1,2}|_{1,2}|#{1,6})[ \t]*\n", re.MULTILINE)
_INDENTED_PROSE = re.compile(r"^ {4,}(?=[^\W\d_]\S* (?:\S+ ){3,}.*[.!?:,]$)")
_CURLY_TITLE = re.compile(r"^( *!!! ?[\w-]+ +)[“”„]([^“”„\"\n]+)[“”]( *)$", re.MULTILINE)
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


def curly_note_titles(text: str) -> Iterator[Mend]:
    """Find titles of notes in curly quotation marks, as word processors type them; markdown knows only straight."""
    for match in _CURLY_TITLE.finditer(text) if "!!!" in text else ():
        message = "The title of a note stands in curly quotation marks."
        yield Mend(match.start(), match.group(), f'{match[1]}"{match[2]}"{match[3]}', "curly-note-title", message)


def indented_prose(text: str) -> Iterator[Mend]:
    """Find sentences moved four spaces to the right, which markdown takes for code. Below an item they belong to it."""
    if not (text.startswith("    ") or "\n    " in text):
        return
    offset, holder = 0, ""
    for line in text.split("\n"):
        match = _INDENTED_PROSE.match(line)
        if match and not _HOLDS_INDENTED.match(holder):
            message = "A gap of four spaces stands before a sentence, and would change how it looks."
            yield Mend(offset, match.group(), "", "indented-prose", message)
        elif line.strip() and not line.startswith("    "):
            holder = line
        offset += len(line) + 1


def repeated_title(*titles: str) -> Finder:
    """Make a finder for a first line that only says a title again."""
    folded = {_plain(title) for title in titles} - {""}

    def find(text: str) -> Iterator[Mend]:
        first = _first_line_of_its_own(text)
        if first and _plain(first[1]) in folded and text[first.end() :].strip():
            line = text[first.start(1) : first.end()]
            left = "\n" if line.endswith("\n") else ""
            yield Mend(first.start(1), line, left, "repeated-title", "The title is repeated.")

    return find


def _first_line_of_its_own(text: str) -> re.Match[str] | None:
    """Find the first line that was not left over from the page or the template around the text."""
    for match in _LINE.finditer(text):
        if not (is_page_chrome(match[1]) or any(placeholders_in(match[1])) or is_caption(match[1])):
            return match
    return None


def _plain(line: str) -> str:
    return " ".join(re.sub(r"[#*_]+", " ", line.partition(" | ")[0]).split()).casefold()
