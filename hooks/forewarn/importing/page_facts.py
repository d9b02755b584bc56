"""What a saved page says of itself in its head: Open Graph, JSON-LD, and the older ways."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Comment, Tag

from forewarn.spelling import on_one_line
from forewarn.web import is_web_address

_ARTICLES = ("newsarticle", "article", "blogposting", "report", "specialannouncement", "reportagenewsarticle")
_PAGES = ("webpage", "itempage", "creativework")
_PLACES = ("contentLocation", "spatialCoverage", "spatial", "locationCreated", "areaServed")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "datepublished",
)
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
_TITLE_END = re.compile(r"\s+[|–—·»:-]\s+")
_CUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*\Z")
_DEEPEST = 12

Node = Mapping[str, Any]


@dataclass(frozen=True)
class PageFacts:
    """What a page says of itself, with the first of each kind that it says; ``dates`` are all that it gives.

    ``base`` is the address from which its links count, empty where it is not told.
    """

    title: str
    description: str
    address: str
    base: str
    image: str
    image_alt: str
    locale: str
    dates: tuple[str, ...]
    places: tuple[str, ...]
    publishers: tuple[str, ...]
    words: tuple[str, ...] = field(default=())


def page_facts(page: BeautifulSoup) -> PageFacts:
    """Gather what a page says of itself."""
    metas = _metas(page)
    nodes = tuple(_nodes(page))
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    article = _article(nodes)
    address = _address(page, metas, article)
    publisher = _publisher(article, by_id)
    publishers = _distinct(metas.get("og:site_name", ""), publisher.get("name", ""), metas.get("dc.publisher", ""))
    base = page.find("base", href=True)
    image = metas.get("og:image", "") or metas.get("twitter:image", "") or _first_text(article.get("image"), "url")
    return PageFacts(
        title=_without_site(_title(page, metas, article), publishers),
        description=_CUT.sub("", _description(metas, article)),
        address=address,
        base=urljoin(address, _attribute(base, "href")) if base else address,
        image=_absolute(image, address),
        image_alt=metas.get("og:image:alt", ""),
        locale=metas.get("og:locale", "") or _language(page, article),
        dates=tuple(_dates(page, metas, article)),
        places=_distinct(metas.get("area", ""), *_places(article, by_id), *_names(publisher.get("areaServed"), by_id)),
        publishers=publishers,
        words=_distinct(*metas.get("keywords", "").split(","), metas.get("article:section", "")),
    )


def _metas(page: BeautifulSoup) -> dict[str, str]:
    """Give the first value of each kind of metadata of the head, by its name in lower case."""
    found: dict[str, str] = {}
    for meta in page.find_all("meta", content=True):
        name = (_attribute(meta, "property") or _attribute(meta, "name") or _attribute(meta, "itemprop")).lower()
        if value := _plain(_attribute(meta, "content")):
            found.setdefault(name, value)
    return found


def _attribute(element: Any, name: str) -> str:
    value = element.get(name) if isinstance(element, Tag) else None
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """Give a text on one line, with plain spaces, and without the references that some systems write twice."""
    return on_one_line(unescape(text).replace("\xa0", " "))


def _nodes(page: BeautifulSoup) -> Iterator[Node]:
    """Give everything that the JSON-LD of a page describes. What is no JSON is passed over."""
    for script in page.find_all("script", type=re.compile(r"^application/ld\+json\b", re.IGNORECASE)):
        try:
            yield from _flat(json.loads(script.get_text(), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _flat(value: object, depth: int) -> Iterator[Node]:
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        yield value
        yield from _flat(value.get("@graph"), depth + 1)


def _article(nodes: Sequence[Node]) -> Node:
    """Find what describes the text itself, else the page that it is on."""
    for kinds in (_ARTICLES, _PAGES):
        for node in nodes:
            if any(str(kind).lower() in kinds for kind in _listed(node.get("@type"))):
                return node
    return {}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first_text(value: object, below: str) -> str:
    """Give a value that may be a text, something that has one below a name, or a list of these."""
    for item in _listed(value):
        text = item.get(below) if isinstance(item, Mapping) else item
        if isinstance(text, str) and text.strip():
            return _plain(text)
    return ""


def _address(page: BeautifulSoup, metas: Mapping[str, str], article: Node) -> str:
    """Tell where a page was first published: what it says itself, or what the browser noted that saved it."""
    canonical = page.find("link", rel="canonical", href=True)
    notes = page.find_all(string=lambda text: isinstance(text, Comment) and "saved from url" in text, limit=1)
    saved = _SAVED_FROM.match(str(notes[0])) if notes else None
    told = (
        _attribute(canonical, "href"),
        metas.get("og:url", ""),
        _first_text(article.get("url"), "@id"),
        _first_text(article.get("mainEntityOfPage"), "@id"),
        saved[1] if saved else "",
    )
    return next((address.strip() for address in told if is_web_address(address.strip())), "")


def _absolute(address: str, base: str) -> str:
    whole = urljoin(base, address) if address and not address.startswith("data:") else ""
    return whole if is_web_address(whole) else ""


def _publisher(article: Node, by_id: Mapping[str, Node]) -> Node:
    return next(iter(_meant(article.get("publisher"), by_id)), {})


def _meant(value: object, by_id: Mapping[str, Node]) -> Iterator[Node]:
    """Give what a value describes, or what it refers to."""
    for item in _listed(value):
        if isinstance(item, Mapping):
            yield by_id.get(str(item.get("@id")), item) if set(item) <= {"@id", "@type"} else item


def _places(article: Node, by_id: Mapping[str, Node]) -> Iterator[str]:
    for name in _PLACES:
        yield from _names(article.get(name), by_id)


def _names(value: object, by_id: Mapping[str, Node]) -> Iterator[str]:
    """Give the names of places: of each its own, or of the region that its address is in."""
    for item in _listed(value):
        if isinstance(item, str):
            yield item
    for place in _meant(value, by_id):
        address = place.get("address")
        region = address.get("addressRegion") if isinstance(address, Mapping) else None
        yield _first_text(place.get("name") or region, "name")


def _title(page: BeautifulSoup, metas: Mapping[str, str], article: Node) -> str:
    headings = page.find_all("h1")
    told = (
        metas.get("og:title", ""),
        _first_text(article.get("headline"), "@value"),
        _plain(headings[0].get_text(" ")) if len(headings) == 1 else "",
        metas.get("dc.title", ""),
        _plain(page.title.get_text()) if page.title else "",
    )
    return next(filter(None, told), "")


def _without_site(title: str, sites: Sequence[str]) -> str:
    """Drop the name of whoever publishes a page from the front or the end of its title."""
    parts = _TITLE_END.split(title)
    if len(parts) > 1:
        for site in sites:
            if parts[-1].casefold() == site.casefold():
                return title[: title.rindex(parts[-1])].rstrip(" |–—·»:-")
            if parts[0].casefold() == site.casefold():
                return title[len(parts[0]) :].lstrip(" |–—·»:-")
    return title


def _description(metas: Mapping[str, str], article: Node) -> str:
    told = (metas.get("og:description", ""), metas.get("description", ""), _first_text(article.get("description"), ""))
    return next(filter(None, told), "")


def _language(page: BeautifulSoup, article: Node) -> str:
    written = _attribute(page.find("html"), "lang")
    return written or _first_text(article.get("inLanguage"), "name")


def _dates(page: BeautifulSoup, metas: Mapping[str, str], article: Node) -> Iterator[str]:
    """Give every date on which a page says that it was published, in the order in which they are believed."""
    yield _first_text(article.get("datePublished"), "@value")
    yield from (metas.get(name, "") for name in _DATES)
    for element in page.select("[itemprop=datePublished]"):
        yield _attribute(element, "datetime") or _attribute(element, "content") or _plain(element.get_text())
    for element in page.select("time.published[datetime], time[pubdate][datetime]"):
        yield _attribute(element, "datetime")


def _distinct(*texts: object) -> tuple[str, ...]:
    plain = (_plain(text) for text in texts if isinstance(text, str))
    return tuple(dict.fromkeys(filter(None, plain)))
