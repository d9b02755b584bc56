"""What a repair is: a stretch of text, and what stands there instead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    if not mends:
        return text, ()
    pieces, at = [], 0
    for mend in mends:
        pieces += [text[at : mend.start], mend.new]
        at = mend.start + len(mend.old)
    return "".join([*pieces, text[at:]]), mends


def lines_after(lines: Sequence[int], text: str, mends: Iterable[Mend]) -> tuple[int, ...]:
    """Tell for each line of a mended text which line it was. ``lines`` are those of ``text``, before it was mended.

    A line that a mend adds is said to be the one that it was added to.
    """
    after, number, at = [lines[0]], 0, 0
    for mend in mends:
        unchanged = text.count("\n", at, mend.start)
        after += lines[number + 1 : number + 1 + unchanged]
        number += unchanged
        gone = mend.old.count("\n")
        after += [lines[number + min(count, gone)] for count in range(1, mend.new.count("\n") + 1)]
        number += gone
        at = mend.start + len(mend.old)
    return (*after, *lines[number + 1 :])
