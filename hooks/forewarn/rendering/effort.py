"""How much is done with one body before it is given up.

Python-Markdown looks at some texts again and again: 20,000 open brackets cost it minutes. What it looks at is counted,
in characters, and beyond a limit the body is refused. A count is the same on every machine; a clock would publish a
text on one and refuse it on another. Honest texts of 64 KiB stay below a tenth of the limit, which takes half a second.
"""

import re
from dataclasses import dataclass

MOST_CHARACTERS = 4_000_000
DEEPEST = 50

_LINES_SHOWN = re.compile(r"[^\n]{1,80}")


class GivenUp(Exception):  # noqa: N818 - it is the text that is at fault, and no program
    """A body is given up. ``written`` is where that was: the beginning of a line, as far as it is known."""

    def __init__(self, written: str) -> None:
        super().__init__(written)
        self.written = written


class TooTangled(GivenUp):
    """So many signs stand beside each other that nobody could tell what belongs to what."""


class TooDeep(GivenUp):
    """Too many things stand inside each other."""


@dataclass
class Effort:
    """What was spent on one body so far, in characters that were looked at."""

    spent: int = 0

    def spend(self, characters: int, text: str, place: int = 0) -> None:
        """Count characters of ``text`` that were looked at from ``place`` on. Raises TooTangled beyond the limit."""
        self.spent += characters
        if self.spent > MOST_CHARACTERS:
            raise TooTangled(beginning(text, place))


def beginning(text: str, place: int = 0) -> str:
    """Give the beginning of the first line with words from a place on, by which it can be found again."""
    line = _LINES_SHOWN.search(text, place)
    return line.group().strip() if line else ""


# A tag, comment or mark for machines that is whole: what stands in quotation marks stays within it.
_OPENING = re.compile(r"<[A-Za-z/!?]")
_WHOLE = re.compile(r"<[A-Za-z/!?][^<>\"']*+(?:\"[^\"<>]*+\"[^<>\"']*+|'[^'<>]*+'[^<>\"']*+)*+>")


COST_OF_A_TAG = 400  # what two parsers and a cleaner do with one takes as long as looking at so many characters


def spend_on_tags(effort: Effort, text: str) -> None:
    """Count what HTML costs: every tag, and for one that is begun and not ended all that stands behind it."""
    for opening in _OPENING.finditer(text):
        is_whole = _WHOLE.match(text, opening.start())
        effort.spend(COST_OF_A_TAG if is_whole else len(text) - opening.start(), text, opening.start())
