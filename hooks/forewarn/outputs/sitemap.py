"""The site map for search engines: https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from lxml import etree

from forewarn.addresses import SITEMAP, sitemap_part
from forewarn.settings import Settings

MOST_IN_A_FILE = 50_000  # https://www.sitemaps.org/protocol.html#index

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Location = tuple[str, datetime | None]


def sitemap(settings: Settings, pages: Iterable[Location], most: int = MOST_IN_A_FILE) -> Iterator[tuple[str, bytes]]:
    """Make the site map. ``pages`` are whole addresses, each with the time of its last change where it has one.

    Returns addresses and bytes: one file, or where there are more than ``most`` pages one that names the others.
    """
    every = tuple(pages)
    if len(every) <= most:
        yield SITEMAP, _written("urlset", "url", every)
        return
    parts = [every[start : start + most] for start in range(0, len(every), most)]
    for number, part in enumerate(parts, start=1):
        yield sitemap_part(number), _written("urlset", "url", part)
    named = [(settings.absolute(sitemap_part(number)), _newest(part)) for number, part in enumerate(parts, start=1)]
    yield SITEMAP, _written("sitemapindex", "sitemap", named)


def _newest(pages: Iterable[Location]) -> datetime | None:
    return max((modified for _, modified in pages if modified), default=None)


def _written(root: str, entry: str, locations: Sequence[Location]) -> bytes:
    top = etree.Element(root, xmlns=_NAMESPACE)
    for address, modified in locations:
        own = etree.SubElement(top, entry)
        etree.SubElement(own, "loc").text = address
        if modified:
            etree.SubElement(own, "lastmod").text = modified.isoformat(timespec="seconds")
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=True)
