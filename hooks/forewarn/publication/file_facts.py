"""The facts of every kind of file, read from its bytes."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from forewarn.publication.card_facts import card_facts
from forewarn.publication.facts import Facts, Kind, without_query
from forewarn.publication.packed import unpacked
from forewarn.publication.page_facts import page_facts

_ATOM = "{http://www.w3.org/2005/Atom}"
_THUMBNAIL = "{http://search.yahoo.com/mrss/}thumbnail"
_LINK = f"{_ATOM}link"
_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_ADDRESSES_OF_A_FEED = frozenset("feed_url home_page_url next_url".split())

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_A_SHEET = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
# What a script names as a whole: other scripts by their places, and addresses elsewhere that it asks.
_MODULE = re.compile(r"""\b(?:from|import)\b\s*\(?\s*["'`](\.{0,2}/[^"'`\s]*\.m?js)["'`]""")
_ASKED = re.compile(
    r"""\b(?:from|import|importScripts|fetch|sendBeacon|EventSource|Request|WebSocket|Worker|(?:src|href)\s*=)"""
    r"""\s*\(?\s*["'`]((?:[a-z][a-z0-9+.-]*:)?//[^"'`\s]*)""",
    re.IGNORECASE,
)
_SIGNATURE = b"pagefind_dcd"
_SITEMAP_LINE = re.compile(r"^\s*sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def facts_of(kind: Kind, content: bytes) -> Facts:
    """Read a file. Any bytes will do: what is no file of its kind gives facts that are not whole."""
    return _READERS[kind](content)


def _atom(content: bytes) -> Facts:
    root = _xml_root(content)
    if root is None:
        return Facts(Kind.ATOM, is_whole=False)
    ids = (entry.findtext(f"{_ATOM}id") for entry in root.iterfind(f"{_ATOM}entry"))
    links = [link.get("href") for link in root.iter(_LINK)]
    links += (picture.get("url") for picture in root.iter(_THUMBNAIL))
    return Facts(Kind.ATOM, entries=frozenset(filter(None, ids)), links=_in_order(filter(None, links)))


def _rss(content: bytes) -> Facts:
    root = _xml_root(content)
    if root is None:
        return Facts(Kind.RSS, is_whole=False)
    links = [link.text for link in root.iter("link")]
    links += (link.get("href") for link in root.iter(_LINK))
    links += (picture.get("url") for picture in root.iter(_THUMBNAIL))
    ids = (guid.text for guid in root.iter("guid"))
    return Facts(Kind.RSS, entries=frozenset(filter(None, ids)), links=_in_order(filter(None, links)))


def _map(content: bytes) -> Facts:
    root = _xml_root(content)
    if root is None:
        return Facts(Kind.MAP, is_whole=False)
    return Facts(Kind.MAP, entries=frozenset((location.text or "").strip() for location in root.iter(_LOCATION)))


def _xml_root(content: bytes) -> etree._Element | None:
    """Parse XML that declares no entities of its own; None for any other."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root: etree._Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    return root if root.getroottree().docinfo.internalDTD is None else None


def _json(content: bytes) -> Facts:
    try:
        written = json.loads(content)
    except (ValueError, RecursionError):
        return Facts(Kind.JSON, is_whole=False)
    told = written if isinstance(written, Mapping) else {}
    if "advisories" in told:  # a file for other programs, which names each advisory by its address
        urls = [each.get("url") for each in _all_of(told, "advisories")]
        links = _in_order(_texts([told.get("$schema"), told.get("url")]))
        return Facts(Kind.JSON, entries=frozenset(_texts(urls)), links=links)
    items = _all_of(told, "items")
    ids, urls, images = ([item.get(name) for item in items] for name in ("id", "url", "image"))
    own = (told.get(name) for name in _ADDRESSES_OF_A_FEED)
    return Facts(Kind.JSON, entries=frozenset(_texts(ids)), links=_in_order(_texts([*urls, *images, *own])))


def _all_of(told: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """Give the blocks of a list that stands under a name; none where there is no such list."""
    listed = told.get(name)
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def _in_order(links: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(map(without_query, links))))


def _texts(values: list[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def _sheet(content: bytes) -> Facts:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return Facts(Kind.SHEET, is_whole=False)
    found = ("".join(match) for match in _IN_A_SHEET.findall(_COMMENT.sub("", text)))
    return Facts(Kind.SHEET, loads=frozenset(address for address in found if not address.startswith("data:")))


def _script(content: bytes) -> Facts:
    """Read what a script names; an address that it puts together while it runs is refused by the policy of the host."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return Facts(Kind.SCRIPT, is_whole=False)
    return Facts(Kind.SCRIPT, loads=frozenset((*_MODULE.findall(text), *_ASKED.findall(text))))


def _robots(content: bytes) -> Facts:
    return Facts(Kind.ROBOTS, links=_in_order(_SITEMAP_LINE.findall(content.decode("utf-8", "replace"))))


def _index(content: bytes) -> Facts:
    """Read a file of the index of the search; one that is about a single advisory gives the address of that."""
    told = unpacked(content)
    if not told.startswith(_SIGNATURE):
        return Facts(Kind.INDEX, is_whole=False)
    if told[len(_SIGNATURE) :][:1] != b"{":
        return Facts(Kind.INDEX)
    try:
        return Facts(Kind.INDEX, entries=frozenset(_texts([json.loads(told[len(_SIGNATURE) :]).get("url")])))
    except ValueError:
        return Facts(Kind.INDEX, is_whole=False)


_READERS: Mapping[Kind, Callable[[bytes], Facts]] = {
    Kind.PAGE: page_facts,
    Kind.ATOM: _atom,
    Kind.JSON: _json,
    Kind.RSS: _rss,
    Kind.MAP: _map,
    Kind.SHEET: _sheet,
    Kind.SCRIPT: _script,
    Kind.ROBOTS: _robots,
    Kind.CARD: card_facts,
    Kind.INDEX: _index,
}
