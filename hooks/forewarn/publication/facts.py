"""What a finished file of the site holds, as far as it must be right for a reader: links, headings, entries.

Facts know nothing of the site around them: links stand as they are written. So the facts of a file hold for as long as
its bytes are the same, wherever it lies.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from forewarn.addresses import ROBOTS, SITEMAP, SITEMAP_PARTS
from forewarn.addresses import rss as rss_address


class Kind(StrEnum):
    """The kinds of files that have facts. Other pictures, fonts and all the rest have none."""

    PAGE = "page"
    ATOM = "atom"
    JSON = "json"
    RSS = "rss"
    MAP = "map"
    SHEET = "sheet"
    SCRIPT = "script"
    ROBOTS = "robots"
    CARD = "card"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Facts:
    """What one finished file holds.

    ``is_whole`` is False for a file that cannot be read as what its name says it is; nothing else is known of it then.

    Of a page: ``headings`` are the texts of its h1, ``anchors`` the places in it that a link can name, and ``doubled``
    those ids that two elements have. ``canonical`` is the address that stands for it, ``language`` that of the whole,
    ``published`` what it says of its publication; each empty where the page does not say. ``leads_to`` is where it
    sends its readers by itself, None where it does not.

    ``links`` are the addresses that a reader can follow, of feeds too, each once and in order; ``loads`` are those that
    a browser fetches for the file. ``runs`` names everything in it that a browser would run or that takes the page
    over.

    ``images`` are the pictures that a page names for those who share it. ``size`` is a share card's: its width and
    height in pixels, and its bytes.

    ``entries`` are the ids of a feed's entries or of the advisories in a file for other programs, the addresses in a
    site map, or what a file of the search finds.
    """

    kind: Kind
    is_whole: bool = True
    is_indexed: bool = True
    headings: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    size: tuple[int, int, int] = (0, 0, 0)
    canonical: str = ""
    language: str = ""
    published: str = ""
    leads_to: str | None = None
    anchors: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    loads: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()

    @property
    def is_redirect(self) -> bool:
        """Tell whether a page is only there to lead to another."""
        return self.leads_to is not None


_BY_NAME = {SITEMAP: Kind.MAP, ROBOTS: Kind.ROBOTS}
_RSS = re.compile(rf"(?:.*/)?{re.escape(rss_address())}", re.DOTALL)
_CARDS = re.compile(r"cards/.*\.png", re.DOTALL)
_BY_ENDING = {
    "html": Kind.PAGE,
    "xml": Kind.ATOM,
    "atom": Kind.ATOM,
    "json": Kind.JSON,
    "css": Kind.SHEET,
    "js": Kind.SCRIPT,
    "mjs": Kind.SCRIPT,
    **dict.fromkeys(("pf_meta", "pf_index", "pf_filter", "pf_fragment"), Kind.INDEX),
}


def kind_of(path: str) -> Kind | None:
    """Tell by its path what kind of file this is; None for one that has no facts."""
    if _CARDS.fullmatch(path):
        return Kind.CARD
    if path.startswith(SITEMAP_PARTS):
        return Kind.MAP
    if _RSS.fullmatch(path):
        return Kind.RSS
    return _BY_NAME.get(path) or _BY_ENDING.get(path.rpartition(".")[2].lower())


_QUERY = re.compile(r"(?P<before>[a-z]+://[^?#]+)\?[^#]*", re.IGNORECASE)


def without_query(address: str) -> str:
    """Give a whole address without what stands behind "?": no file is found by it, and words to share are long.

    >>> without_query("https://w.example/card.png?v=1#top"), without_query("?q=1")
    ('https://w.example/card.png#top', '?q=1')
    """
    found = _QUERY.match(address)
    return found["before"] + address[found.end() :] if found else address
