"""The site map for search engines: https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from forewarn.addresses import SITEMAP

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[tuple[str, datetime | None]]) -> tuple[str, bytes]:
    """Make the site map. ``pages`` are whole addresses, each with the time of its last change where it has one."""
    root = etree.Element("urlset", xmlns=_NAMESPACE)
    for address, modified in pages:
        url = etree.SubElement(root, "url")
        etree.SubElement(url, "loc").text = address
        if modified:
            etree.SubElement(url, "lastmod").text = modified.isoformat(timespec="seconds")
    return SITEMAP, etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
