"""Changing the words of cleaned HTML, and nothing of its tags."""

import re
from collections.abc import Callable

# nh3 writes every attribute in double quotes, so a tag ends at the first ">" that is outside of them.
_PIECE = re.compile(r"(<(?:\"[^\"]*\"|[^>\"])*>)")
_TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup time u var".split()
)

Change = Callable[[str, str], str]


def with_changed_words(html: str, change: Change, *, outside: frozenset[str] = frozenset()) -> str:
    """Put every stretch of words through ``change(words, before)``; what it returns is HTML, as what it gets is.

    ``before`` are the words in front of it in the same paragraph. Words within the elements ``outside`` stay as they
    are.
    """
    pieces = _PIECE.split(html)
    within: list[str] = []
    before = ""
    for number, piece in enumerate(pieces):
        if number % 2:
            name = _TAG_NAME.match(piece)
            if name and name[2] in outside:
                _step(within, name[2], is_end=bool(name[1]))
            if not name or name[2] not in _INLINE:
                before = ""
        elif piece:
            if not within:
                pieces[number] = change(piece, before)
            before += piece
    return "".join(pieces)


def _step(within: list[str], name: str, *, is_end: bool) -> None:
    """Note that an element begins or ends."""
    if not is_end:
        within.append(name)
    elif name in within:
        within.remove(name)
