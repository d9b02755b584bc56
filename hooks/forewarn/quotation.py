"""What stands in quotation marks: somebody else's words, which are neither changed nor taken for the editor's own."""

import re
from collections.abc import Iterator
from enum import Enum, auto

_MARK = re.compile("[\"“”«»'‘’]")
_SINGLE = frozenset("'‘’")
_OPENING, _CLOSING = frozenset("“«‘"), frozenset("”»’")
_EMPHASIS = "*_"
_PLURAL_OWNER = re.compile(r"s['’]\s+[a-z]")


class _Part(Enum):
    """What a mark does. That of "the residents' homes" may be an apostrophe or the end of a quotation."""

    OPENS = auto()
    CLOSES = auto()
    MAY_CLOSE = auto()


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Find what is quoted in one paragraph, each by where it starts and ends.

    A quotation that does not end here goes on in the next paragraph, so it reaches to the end. Where marks can be
    read in two ways, more is said to be quoted rather than less.

    >>> text = "'Hang up', he said."
    >>> [text[start:end] for start, end in quoted_spans(text)]
    ["'Hang up'"]
    """
    marks = list(_marks(text))
    kinds = ([(place, part) for place, single, part in marks if single is wanted] for wanted in (False, True))
    return tuple(sorted(span for kind in kinds for span in _spans(kind, len(text))))


def is_quoted(place: int, spans: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a place lies in one of the spans."""
    return any(start <= place < end for start, end in spans)


def _marks(text: str) -> Iterator[tuple[int, bool, _Part]]:
    """Give every mark that opens or closes a quotation: its place, whether it is a single one, and what it does."""
    for match in _MARK.finditer(text):
        mark, place = match.group(), match.start()
        before = text[max(0, place - 4) : place].rstrip(_EMPHASIS)[-1:].strip()
        behind = text[place + 1 : place + 5].lstrip(_EMPHASIS)[:1].strip()
        is_single = mark in _SINGLE
        if is_single and before.isalnum() and behind.isalnum():
            continue
        if part := _part(mark, before, behind):
            owner = is_single and part is _Part.CLOSES and _PLURAL_OWNER.match(text, max(0, place - 1))
            yield place, is_single, _Part.MAY_CLOSE if owner else part


def _part(mark: str, before: str, behind: str) -> _Part | None:
    """Tell what a mark does by what stands beside it; None where it does nothing, as in "the ’90s"."""
    if mark in _OPENING or (mark not in _CLOSING and behind and (not before or before in "([–—-/\"“'‘")):
        return _Part.OPENS
    return _Part.CLOSES if before else None


def _spans(marks: list[tuple[int, _Part]], length: int) -> Iterator[tuple[int, int]]:
    start: int | None = None
    end = perhaps = 0
    for place, part in marks:
        if part is _Part.OPENS:
            if start is not None and (end or perhaps):
                yield start, end or perhaps
                start = None
            start = place if start is None else start
            end = perhaps = 0
        elif start is not None and part is _Part.CLOSES:
            end = place + 1
        elif start is not None:
            perhaps = place + 1
    if start is not None:
        yield start, end or length
