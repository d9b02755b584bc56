"""The files that a body shows or links to, and that belong to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forewarn.document import Document
from forewarn.rendering.finding import Finding, Search
from forewarn.rendering.links import Links
from forewarn.rendering.pictures import Picture


@dataclass(frozen=True)
class Attached:
    """A file that a body shows, or links to: which, as it was written, what is said of it, and where that stands.

    Whether there is such a file, and whether it may be published, is not known yet.
    """

    file: str
    written: str
    words: str
    is_shown: bool
    line: int
    column: int


class NotedLinks:
    """Says what the links of one body become, and keeps which there were."""

    def __init__(self, links: Links) -> None:
        self.hrefs: dict[str, None] = {}
        self._links = links

    def resolve(self, href: str) -> str | Finding:
        """Give what a link says on the page, or what is wrong with it."""
        self.hrefs[href] = None
        return self._links.resolve(href)


def attached_files(
    document: Document, links: Links, pictures: Iterable[Picture], hrefs: Iterable[str]
) -> Iterator[Attached]:
    """Find the files that belong to a body: its pictures, then what it links to."""
    search = Search(document)
    shown = ((picture.address, picture.words, True) for picture in pictures)
    for written, words, is_shown in (*shown, *((href, "", False) for href in hrefs)):
        if file := links.attached_file(written):
            yield Attached(file, written, words, is_shown, *search.next_position(written))
