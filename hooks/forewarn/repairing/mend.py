"""What a repair is: a stretch of text, and what stands there instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Mend:
    """One repair. ``start`` counts characters of the text before it was mended; the words are those of a problem."""

    start: int
    old: str
    new: str
    rule: str
    message: str


Finder: TypeAlias = Callable[[str], Iterator[Mend]]


def apply(find: Finder, text: str) -> tuple[str, tuple[Mend, ...]]:
    """Mend a text in every place that ``find`` names, in their order. Returns it, and what was done."""
    mends = tuple(find(text))
    pieces, at = [], 0
    for mend in mends:
        pieces += [text[at : mend.start], mend.new]
        at = mend.start + len(mend.old)
    return "".join([*pieces, text[at:]]), mends
