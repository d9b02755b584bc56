"""Something in a body that could not be published as it was written, and where that stands."""

import re
from dataclasses import dataclass

from forewarn.document import Document


@dataclass(frozen=True)
class Finding:
    """What was found: ``written`` is how it looks in the source, by which its place is found."""

    written: str
    rule: str
    message: str
    cure: str
    is_error: bool


class Search:
    """Finds where pieces of HTML stand in the source of a body, one occurrence after another."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._behind: dict[str, int] = {}
        self._no_more_links: set[str] = set()

    def next_position(self, written: str) -> tuple[int, int]:
        """Give the line and column of the next occurrence, as a link or an attribute before any other.

        What is written in another way, such as with entities, is said to stand at the start of the body.
        """
        start = self._behind.get(written, 0)
        found = self._as_link(written, start) if written else None
        if found is None and written:
            found = re.compile(re.escape(written), re.IGNORECASE).search(self._document.body, start)
        if found is None:
            return self._document.body_position(0)
        self._behind[written] = found.end()
        return self._document.body_position(found.start())

    def _as_link(self, written: str, start: int) -> re.Match[str] | None:
        if written in self._no_more_links:
            return None
        pattern = re.compile(rf"{re.escape(written)}(?![\w/])", re.IGNORECASE)
        for found in pattern.finditer(self._document.body, start):
            if _LINK_IN_FRONT.search(self._document.body[max(0, found.start() - FARTHEST_IN_FRONT) : found.start()]):
                return found
        self._no_more_links.add(written)
        return None


_LINK_IN_FRONT = re.compile(r"(?:\]\(\s*<?|\]:\s*|href\s*=\s*[\"']?)$", re.IGNORECASE)
FARTHEST_IN_FRONT = 20
