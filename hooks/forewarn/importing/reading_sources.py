"""What each file of a source is, and the texts that it holds."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from forewarn.importing.documents import draught_of_document
from forewarn.importing.draught import Draught, Fate, Left, Outcome
from forewarn.importing.feeds import draughts_of_feed
from forewarn.importing.pages import draught_of_page
from forewarn.importing.sources import Piece, fault, is_archive
from forewarn.importing.surroundings import Surroundings

_TEXTS = frozenset({".md", ".txt", ".markdown", ".mdown", ".mkd"})
_BEGINNING = 2048
_BEFORE = rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(?:<!doctype[^>]*>\s*|<!--.*?-->\s*)*"
_PAGE = re.compile(_BEFORE + rb"<(?:html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_BEFORE + rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
_OTHER = (
    "It is no text, no saved page and no feed.",
    "If a warning shows it, put it beside that warning.",
)
_MHTML = ("It is a page saved as one file (MHTML).", 'Save it again as "web page, complete" or "HTML only".')
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def texts_of(piece: Piece, surroundings: Surroundings) -> Iterator[Draught | Outcome]:
    """Read a file of a source: what it holds, or what becomes of it instead."""
    if piece.belongs_to:
        note = f"It belongs to {piece.belongs_to}."
        yield Outcome(piece.name, Fate.SKIPPED, piece.belongs_to, notes=(note,))
        return
    if piece.fault:
        yield Outcome(piece.name, Fate.LEFT, problems=(piece.fault,))
        return
    try:
        for draught in _draughts(piece, surroundings):
            if isinstance(draught, Draught):
                yield draught
            else:
                yield Outcome(draught.problems[0].file, Fate.LEFT, problems=draught.problems)
    except Left as left:
        yield Outcome(piece.name, Fate.LEFT, problems=left.problems)


def _draughts(piece: Piece, surroundings: Surroundings) -> Iterator[Draught | Left]:
    beginning, ending = _plain_beginning(piece.data), PurePosixPath(piece.name).suffix.lower()
    if _FEED.match(beginning):
        yield from draughts_of_feed(piece, surroundings)
    elif _PAGE.match(beginning) or ending in {".html", ".htm", ".xhtml"}:
        yield draught_of_page(piece, surroundings)
    elif ending in _TEXTS:
        yield draught_of_document(piece, surroundings)
    else:
        raise Left(fault(piece.name, *_why_none(piece)))


def _plain_beginning(data: bytes) -> bytes:
    """Give the first letters of a file as one byte each, whatever mark and width they have."""
    beginning = data[:_BEGINNING]
    for mark in _MARKS:
        beginning = beginning.removeprefix(mark)
    return beginning.replace(b"\x00", b"")


def _why_none(piece: Piece) -> tuple[str, str]:
    if is_archive(piece.data):
        return (
            "It is an archive within another, or without .zip in its name.",
            "Name it itself, with .zip at its end.",
        )
    if piece.name.lower().endswith((".mht", ".mhtml")):
        return _MHTML
    return _OTHER
