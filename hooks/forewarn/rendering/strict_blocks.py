"""Tables and notes that lose no word without saying so."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.tables import TableProcessor

from forewarn.rendering.allowed import CLASSES
from forewarn.rendering.effort import Effort
from forewarn.rendering.finding import Finding

KINDS_OF_NOTE = tuple(sorted(CLASSES["div"] - {"admonition"}))


class Findings(Protocol):
    """Whoever wants to know of lost words, and of what looking for them costs."""

    findings: list[Finding]
    effort: Effort


class StrictTable(TableProcessor):
    """A table as in Python-Markdown, which leaves out the cells of a row that go beyond its heading: they are told."""

    def __init__(self, parser: BlockParser, findings: Findings) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self._told = findings

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a block is a table, by its first two lines."""
        self._spend_on(block.partition("\n")[0])
        return bool(super().test(parent, block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the table, and compare every row with what became of it."""
        _, _, *rows = blocks[0].split("\n")
        for row in rows:
            self._spend_on(row)
        super().run(parent, blocks)
        made = parent.findall("table")[-1].findall("tbody/tr")
        for row, cells in zip(rows, made, strict=False):  # a table without rows is given an empty one
            if lost := _lost(row, "".join(cell.text or "" for cell in cells)):
                message = f'This row has more cells than the heading of its table: "{lost}" would be lost.'
                cure = 'Give the heading as many cells, or write a bar that is part of the words as "\\|".'
                self._told.findings.append(Finding(row.strip(), "table-row-long", message, cure, is_error=True))

    def _spend_on(self, row: str) -> None:
        """Count that every bar of a row is looked for between every two of its backticks."""
        self._told.effort.spend(row.count("|") * row.count("`") // 2, row)


_BETWEEN_CELLS = str.maketrans("", "", "| ")


def _lost(row: str, kept: str) -> str:
    """Give what is at the end of a row and not in its cells."""
    missing = len(row.translate(_BETWEEN_CELLS)) - len(kept.translate(_BETWEEN_CELLS))
    start = len(row)
    while missing > 0:
        start -= 1
        missing -= row[start] not in "| "
    return row[start:].strip("| ")


class StrictNote(AdmonitionProcessor):
    """A note as in Python-Markdown, which takes the words of a title without quotation marks for classes."""

    def __init__(self, parser: BlockParser, findings: Findings) -> None:
        super().__init__(parser)
        self._told = findings

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Give the class and the title of a note, and tell of words that would be lost."""
        kind, *others = match[1].split()
        if all(word.lower() in CLASSES["div"] for word in others):
            return super().get_class_and_title(match)
        self._told.findings.append(_untitled(match[0].strip(), match[1]))
        return kind.lower() if kind.lower() in KINDS_OF_NOTE else "note", match[2]


_UNREAD = re.compile(rf"<(?:p|li)>(!!! ?((?:{'|'.join(KINDS_OF_NOTE)})\b[^\n<]*))", re.IGNORECASE)


def unread_notes(html: str) -> Iterator[Finding]:
    """Find first lines of notes that were not understood and are shown as they were typed. "!!! NOTE !!!" is none."""
    for match in _UNREAD.finditer(html) if ">!!!" in html else ():
        if "!!!" not in match[2]:
            yield _untitled(unescape(match[1]), unescape(match[2]))


def _untitled(line: str, words: str) -> Finding:
    """Tell that a note has a title without quotation marks, or without plain ones."""
    kind, _, title = re.sub(r"[\"“”„«»]", "", words).strip().partition(" ")
    if kind.lower() not in KINDS_OF_NOTE:
        kind, title = "note", f"{kind} {title}"
    cure = f'Write the line like this: !!! {kind.lower()} "{title.strip()}"'
    message = "The title of this note is not in straight quotation marks, so it cannot be read."
    return Finding(line, "note-title", message, cure, is_error=True)
