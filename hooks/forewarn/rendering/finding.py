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

    def next_position(self, written: str) -> tuple[int, int]:
        """Give the line and column of the next occurrence, as a link or an attribute before any other.

        What is written in another way, such as with entities, is said to stand at the start of the body.
        """
        body, exact, start = self._document.body, re.escape(written), self._behind.get(written, 0)
        as_link = re.compile(rf"(?:\]\(\s*<?|\]:\s*|href\s*=\s*[\"']?)({exact})(?![\w/])", re.IGNORECASE)
        found = as_link.search(body, start) or re.compile(rf"({exact})", re.IGNORECASE).search(body, start)
        if found is None or not written:
            return self._document.body_position(0)
        self._behind[written] = found.end(1)
        return self._document.body_position(found.start(1))
