"""The source of a body, passage by passage, for rules that must say on which line something stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from forewarn.checking.entry import Entry
from forewarn.document import Document
from forewarn.problem import Level, Problem


class Kind(Enum):
    """What markdown makes of a passage."""

    PROSE = auto()
    HEADING = auto()
    LIST = auto()
    TABLE = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Passage:
    """Lines without an empty one between them: where they start in the body, and what they are."""

    start: int
    text: str
    kind: Kind

    @property
    def level(self) -> int:
        """The level of a heading; 0 of anything else."""
        return len(self.text) - len(self.text.lstrip("#")) if self.kind is Kind.HEADING else 0


_LINES = re.compile(r"(?:^[^\S\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,6} +\S[^\n]*\n?")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s")
_TABLE = re.compile(r"(?=[^\n]*\|)[^\n]*\n *\|?[ :]*-[-:| ]*(?:\n|\Z)")
_OTHER = re.compile(
    r" {0,3}(?:>|!!!|<(?!https?:|mailto:|[^\s>]+@)|\[[^\]]+\]:\s|[-*_](?:[ ]*[-*_]){2,}\s*\Z)|(?: {4}|\t)|[^\n]*\n: "
)

_INLINE_CODE = re.compile(r"(`+)(?!`).{1,1000}?(?<!`)\1(?!`)|<!--.{0,5000}?-->", re.DOTALL)
_INDENTED_CODE = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)
_NOT_A_LINE_END = re.compile(r"[^\n]")

_LINKED = re.compile(
    r"!?\[[^\[\]]{0,300}\](?:\([^()\s]{0,500}(?:\s[^()\n]{0,200})?\)|\[[^\[\]\n]{0,100}\])"  # a link or a picture
    r"|^ {0,3}\[[^\[\]\n]{1,100}\]:[^\n]*"  # where a link of that kind leads
    r"|<a\b[^<>]{0,500}>.{0,300}?</a>|<(?!https?:|mailto:|[^\s<>]+@)/?[A-Za-z][^<>]{0,1000}>",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


def passages_of(body: str) -> tuple[Passage, ...]:
    """Take a body apart. A heading is a passage of its own, even right above a line of text."""
    return tuple(passage for match in _LINES.finditer(body) for passage in _split(match.start(), match.group()))


def _split(start: int, text: str) -> Iterator[Passage]:
    while heading := _HEADING.match(text):
        yield Passage(start, heading.group().strip(), Kind.HEADING)
        start, text = start + heading.end(), text[heading.end() :]
    if text:
        yield Passage(start, text.rstrip(), _kind(text))


def _kind(text: str) -> Kind:
    if _OTHER.match(text):
        return Kind.OTHER
    if _ITEM.match(text):
        return Kind.LIST
    return Kind.TABLE if _TABLE.match(text) else Kind.PROSE


def running_text(entry: Entry) -> str:
    """Give the body as it was written, with blanks in place of code and comments, so that every place stays.

    One that could not be rendered stays as it is: it may have thousands of comments begun.
    """
    body, html = entry.document.body, entry.body.html
    if "<code" in html or (html and "<!--" in body):
        body = _INLINE_CODE.sub(_blanked, body)
    return _INDENTED_CODE.sub(_blanked, body) if "<pre" in html else body


def unlinked_text(entry: Entry) -> str:
    """Give the body without code, comments, links and tags, with blanks in their place, so that every place stays."""
    body = running_text(entry)
    if "](" in body or "<" in body or "]:" in body or "][" in body:
        return _LINKED.sub(_blanked, body)
    return body


def _blanked(match: re.Match[str]) -> str:
    return _NOT_A_LINE_END.sub(" ", match.group())


def in_body(  # noqa: PLR0913, PLR0917 - a problem has as many parts
    document: Document, offset: int, rule: str, message: str, cure: str, level: Level = Level.WARNING
) -> Problem:
    """Report a problem at a place in the body, given as a count of characters."""
    line, column = document.body_position(offset)
    return Problem(document.file, line, column, "body", rule, level, message, cure)
