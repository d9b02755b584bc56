"""What keeps a text from being read, before it is known which file it came from."""

from collections.abc import Iterable
from dataclasses import dataclass

from forewarn.problem import Level


@dataclass(frozen=True, order=True)
class Fault:
    """A problem in a text; line and column count from 1. The words are those of ``problem.Problem``."""

    line: int
    column: int
    rule: str
    message: str
    cure: str
    field: str = "metadata"
    level: Level = Level.ERROR


class Unreadable(Exception):  # noqa: N818 - it says what the text is
    """The text cannot be read exactly. Carries every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("; ".join(fault.message for fault in self.faults))


def position(text: str, offset: int) -> tuple[int, int]:
    """Give the line and column, from 1, of the character at ``offset``."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
