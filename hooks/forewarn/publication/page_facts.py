"""The facts of an HTML page, as a browser would understand it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from lxml import etree

from forewarn.publication.facts import Facts, Kind, without_query

# Elements that run something, or by which a page is no longer what its own address shows.
_TAKING_OVER = frozenset("applet animate base embed frame frameset iframe object portal set style".split())

# Attributes that most elements have and that say nothing here; whoever has no other is not looked at.
_HARMLESS = frozenset("aria-current aria-label aria-labelledby class datetime dir lang".split())

# Attributes that a reader follows, and those that a browser fetches without being asked, or to which it sends what a
# reader types.
_FOLLOWED = frozenset("cite href longdesc xlink:href".split())
_FETCHED = frozenset("action background data formaction imagesrcset manifest ping poster src srcset".split())
_LISTS = frozenset("imagesrcset srcset".split())
_FETCHING = frozenset("feimage image use".split())

# What a link element may be to its page without being fetched for it.
_RELATIONS = frozenset("alternate author canonical first help last license me next prev search self up".split())

_RUNNING_TYPES = re.compile(r"(?:module|importmap|speculationrules|.*(?:java|ecma|j|live)script.*)?", re.DOTALL)
_RUNNING_ADDRESS = re.compile(r"(?:javascript|vbscript|data|blob):", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/", re.IGNORECASE)
_REFRESH = re.compile(r"[\s\d.]*[;,]?\s*(?:url\s*=\s*)?['\"]?(?P<address>[^'\"]*)", re.IGNORECASE)
_DROPPED = str.maketrans("", "", "\t\n\r")
_OUTSIDE = "".join(map(chr, range(33)))

Attributes = Mapping[str, str]


def page_facts(content: bytes) -> Facts:
    """Read a page. Any bytes will do: what is no page in UTF-8 gives facts that are not whole."""
    root = _root(content)
    if root is None:
        return Facts(Kind.PAGE, is_whole=False)
    found = _Found(language=root.get("lang", ""))
    for element in root.iter("*"):
        tag = element.tag
        if not _HARMLESS.issuperset(element.keys()):
            found.take_attributes(tag, cast("Attributes", dict(element.items())))
        if tag in _TAKING_OVER:
            found.runs.append(f"<{tag}>")
        elif tag == "h1":
            found.headings.append(" ".join("".join(map(str, element.itertext())).split()))
        elif tag == "script":
            found.take_script(cast("Attributes", dict(element.items())))
    return found.facts()


def _root(content: bytes) -> etree._Element | None:
    """Parse a page; None where a part of it might be missed."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        content.decode()
        root = None if b"\0" in content else etree.fromstring(content, parser)
    except (UnicodeDecodeError, etree.XMLSyntaxError):
        return None
    is_cut_off = any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)  # nested too deeply
    return None if is_cut_off else root


@dataclass
class _Found:
    """What was met so far on the way through a page."""

    language: str
    canonical: str = ""
    published: str = ""
    leads_to: str | None = None
    is_indexed: bool = True
    headings: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    runs: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)

    def facts(self) -> Facts:
        """Put it together."""
        return Facts(
            Kind.PAGE,
            is_indexed=self.is_indexed,
            headings=tuple(self.headings),
            doubled=_doubled(self.anchors),
            runs=tuple(dict.fromkeys(self.runs)),
            images=tuple(self.images),
            canonical=self.canonical,
            language=self.language,
            published=self.published,
            leads_to=self.leads_to,
            anchors=_shared(frozenset(self.anchors) | self.names),
            links=tuple(sorted(self.links)),  # of thousands of pages, a set would take four times the memory
            loads=_shared(frozenset(self.loads)),
        )

    def take_attributes(self, tag: str, attributes: Attributes) -> None:
        """Look at what an element says of itself."""
        for name, value in attributes.items():
            if name == "id":
                self.anchors.append(value)
            elif name in _FOLLOWED:
                self._take_followed(tag, value, attributes)
            elif name in _FETCHED:
                self._take_fetched(tag, name, value)
            elif name == "style" or name[:2] == "on":
                self.runs.append(f"{name}=")
        if tag == "meta":
            self._take_meta(attributes)
        elif tag == "a" and "name" in attributes:
            self.names.add(attributes["name"])

    def take_script(self, attributes: Attributes) -> None:
        """Tell a script from a block of data, and one that stands in the page from one in a file of its own."""
        if "src" not in attributes and _RUNNING_TYPES.fullmatch(attributes.get("type", "").strip().lower()):
            self.runs.append("<script>")

    def _take_followed(self, tag: str, value: str, attributes: Attributes) -> None:
        address, running = _address(value)
        relations = attributes.get("rel", "").lower().split() if tag == "link" else []
        if running:
            self.runs.append(running)
        elif tag in _FETCHING or (tag == "link" and not _RELATIONS.issuperset(relations or ["?"])):
            self.loads.add(address)
        elif address[:7].lower() != "mailto:":
            self.links.add(without_query(address))
        if "canonical" in relations:
            self.canonical = address

    def _take_fetched(self, tag: str, name: str, value: str) -> None:
        for written in _candidates(value) if name in _LISTS else [value]:
            address, running = _address(written)
            if not running:
                self.loads.add(address)
            elif tag == "script" or not _PICTURE.match(address):
                self.runs.append(running)

    def _take_meta(self, attributes: Attributes) -> None:
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").strip().lower() == "refresh":
            match = _REFRESH.match(content)
            self.leads_to, running = _address(match["address"] if match else "")
            if running:
                self.runs.append(running)
            else:
                self.links.add(self.leads_to)
        elif attributes.get("property") == "og:image":
            self.images.append(content)
        elif attributes.get("property") == "article:published_time":
            self.published = content
        elif attributes.get("name", "").strip().lower() == "robots":
            self.is_indexed = not {"noindex", "none"} & set(re.split(r"[\s,]+", content.lower()))


@lru_cache(maxsize=65536)
def _address(written: str) -> tuple[str, str]:
    """Give an address as a browser takes it, and its scheme if it runs something; else an empty text.

    A browser drops tabs and ends of lines within, and spaces around it.
    """
    address = written.strip(_OUTSIDE).translate(_DROPPED)
    running = _RUNNING_ADDRESS.match(address)
    return address, running.group().lower() if running else ""


@lru_cache(maxsize=4096)
def _shared(texts: frozenset[str]) -> frozenset[str]:
    """Give a group of texts that is equal to one met before as that very one, as thousands of pages have it alike."""
    return texts


def _candidates(written: str) -> list[str]:
    """Give the addresses of a list of pictures, each without the size that is written behind it."""
    return [candidate.split()[0] for candidate in written.split(",") if candidate.strip()]


def _doubled(anchors: list[str]) -> tuple[str, ...]:
    if len(set(anchors)) == len(anchors):
        return ()
    return tuple(anchor for anchor, count in Counter(anchors).items() if count > 1)
