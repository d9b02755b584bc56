"""Lists that were typed or pasted in another way than markdown's, and lines that markdown takes for lists."""

import re
from collections.abc import Iterator

from forewarn.repairing.mend import Mend

_BULLETS = "•◦▪●‣⁃∙"
_DASHES = "–—"
_BULLET_LINE = re.compile(rf"^ {{0,3}}[{_BULLETS}][ \t\u00a0]*(?=\S)", re.MULTILINE)
_BULLET_INSIDE = re.compile(rf"[ \t\u00a0]+[{_BULLETS}][ \t\u00a0]+(?=\S)")
_DASH_LINE = re.compile(rf"^ {{0,3}}[{_DASHES}][ \t\u00a0]+(?=\S)")
_KEYCAP_LINE = re.compile("^ {0,3}([0-9])\ufe0f?\u20e3[ \t\u00a0]*(?=\\S)", re.MULTILINE)
_BRACKET_NUMBER = re.compile(r"^( {0,3})(\d{1,2})\)(?= +\S)", re.MULTILINE)
_LONG_NUMBER = re.compile(r"^( {0,3}\d{3,})\.(?=[ \t])", re.MULTILINE)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,2}\.) +\S")
_FIRST_ITEM = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_ANY_BULLET = re.compile(f"[{_BULLETS}]")
_ANY_DASH_LINE = re.compile(rf"^ {{0,3}}[{_DASHES}]", re.MULTILINE)
_ANY_LIST_BEHIND = re.compile(r"\S[^\S\n]*\n {0,3}(?:[-*+]|1\.) ")
_NO_PROSE = re.compile(r"\s|#|>|\||!!!|:|[-*+] |\d+\. |[-*_=]{3,}$")

_TYPED = "A list was typed with signs of its own."


def several_bullets_on_a_line(text: str) -> Iterator[Mend]:
    """Find lists of which all items stand on one line: "• one • two"."""
    if not _ANY_BULLET.search(text):
        return
    offset = 0
    for line in text.split("\n"):
        inside = list(_BULLET_INSIDE.finditer(line))
        starts_with_bullet = bool(_BULLET_LINE.match(line))
        if len(inside) + starts_with_bullet >= 2:  # noqa: PLR2004 - one bullet alone makes no list
            for number, match in enumerate(inside):
                new = "\n- " if starts_with_bullet or number else "\n\n- "
                yield Mend(offset + match.start(), match.group(), new, "typed-list", "A list stands on one line.")
        offset += len(line) + 1


def typed_bullets(text: str) -> Iterator[Mend]:
    """Find lines that begin with a bullet, a keycap number or "1)"."""
    found = [(match, "- ") for match in _BULLET_LINE.finditer(text)]
    found += [(match, f"{match[1]}. ") for match in _KEYCAP_LINE.finditer(text)]
    found += [(match, f"{match[1]}{match[2]}.") for match in _BRACKET_NUMBER.finditer(text)]
    for match, new in sorted(found, key=lambda pair: pair[0].start()):
        yield Mend(match.start(), match.group(), new, "typed-list", _TYPED)


def typed_dashes(text: str) -> Iterator[Mend]:
    """Find two or more lines, one behind the other, that begin with a long dash. One alone may be speech."""
    if not _ANY_DASH_LINE.search(text):
        return
    lines = text.split("\n")
    dashed = [_DASH_LINE.match(line) for line in lines]
    offset = 0
    for number, line in enumerate(lines):
        match = dashed[number]
        if match and any(dashed[max(0, number - 1) : number] + dashed[number + 1 : number + 2]):
            yield Mend(offset, match.group(), "- ", "typed-list", _TYPED)
        offset += len(line) + 1


def list_behind_a_line(text: str) -> Iterator[Mend]:
    """Find lists without the empty line that markdown needs above them: below a colon, or two items at least."""
    if not _ANY_LIST_BEHIND.search(text):
        return
    lines = text.split("\n")
    offset = 0
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else ""
        below = lines[number + 1] if number + 1 < len(lines) else ""
        begins = _is_prose(above) and bool(_FIRST_ITEM.match(line))
        if begins and not _in_item(lines, number) and (above.rstrip().endswith(":") or _ITEM.match(below)):
            yield Mend(offset, "", "\n", "list-unseparated", "A list stands right below a line of text.")
        offset += len(line) + 1


def number_that_is_no_item(text: str) -> Iterator[Mend]:
    """Find lines that begin with a number such as "999.", which markdown takes for the 999th item of a list.

    A line that goes on with a paragraph is none: "If they are still there, call" above it.
    """
    if not _LONG_NUMBER.search(text):
        return
    lines = text.split("\n")
    offset = 0
    for number, line in enumerate(lines):
        match = _LONG_NUMBER.match(line)
        goes_on = bool(match and number) and _is_prose(lines[number - 1]) and not _in_item(lines, number)
        if match and not goes_on:
            message = "A line begins with a number and a full stop, which makes it an item of a list."
            yield Mend(offset, match.group(), f"{match[1]}\\.", "accidental-list", message)
        offset += len(line) + 1


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not _NO_PROSE.match(line)


def _in_item(lines: list[str], number: int) -> bool:
    """Tell whether a line goes on with an item of a list that began above it, in the same paragraph."""
    while number and lines[number - 1].strip():
        number -= 1
        if _ITEM.match(lines[number]):
            return True
    return False
