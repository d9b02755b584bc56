"""RSS and Atom files: a text for each of their entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import feedparser
from bs4 import BeautifulSoup
from lxml import etree

from forewarn.importing.draught import Draught, Left
from forewarn.importing.html_markdown import markdown_of
from forewarn.importing.pages import name_of, parsed
from forewarn.importing.sources import Piece, fault
from forewarn.importing.surroundings import Surroundings
from forewarn.spelling import on_one_line
from forewarn.web import is_web_address

FEWEST_BLOCKS = 2
_BLOCKS = ["p", "ul", "ol", "h2", "h3", "h4", "table", "blockquote"]


@dataclass(frozen=True)
class _About:
    """What a feed says for all its entries; ``has_summaries`` where its format keeps texts and summaries apart."""

    publishers: tuple[str, ...]
    locale: str
    has_summaries: bool


def draughts_of_feed(piece: Piece, surroundings: Surroundings) -> Iterator[Draught | Left]:
    """Read the entries of a feed, in its order. Raises Left where it is not whole: nobody can tell what is missing."""
    _require_whole(piece)
    feed = feedparser.parse(BytesIO(piece.data), response_headers={"content-type": "application/xml"})
    if not feed.version or not feed.entries:
        message = "It is no feed with entries." if not feed.version else "The feed has no entries."
        raise Left(fault(piece.name, message, "Name an RSS or Atom file that has some."))
    publishers = (feed.feed.get("title", ""), feed.feed.get("author", ""), feed.feed.get("publisher", ""))
    about = _About(
        publishers=publishers,
        locale=surroundings.locale_of(feed.feed.get("language", "")),
        has_summaries=feed.version.startswith("atom"),
    )
    for number, entry in enumerate(feed.entries, 1):
        source = f"{piece.name}, entry {number}"
        try:
            yield _draught(source, entry, about, surroundings)
        except Left as left:
            yield left


def _require_whole(piece: Piece) -> None:
    """Refuse XML that is broken, or that describes more than it holds."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        etree.fromstring(piece.data, parser)
    except etree.XMLSyntaxError as error:
        message = f"The feed is damaged: {error.msg}."
        cure = "Fetch or save it again, whole."
        raise Left(fault(piece.name, message, cure, max(error.lineno or 1, 1))) from None
    if b"<!ENTITY" in piece.data:
        message = "The feed brings definitions of its own, which no feed needs."
        raise Left(fault(piece.name, message, "Take them out, and import it again."))


def _draught(source: str, entry: Any, about: _About, surroundings: Surroundings) -> Draught:
    address = next((link for link in (entry.get("link", ""), entry.get("id", "")) if is_web_address(link)), "")
    html, is_whole = _content(entry, about)
    soup = parsed(f"<div>{html}</div>", source)
    body, notes = markdown_of(soup.body or soup, address)
    title = _words(entry.get("title", ""))
    words = [tag.get("term") or "" for tag in entry.get("tags", ())]
    told = entry.get("published") or ""
    date = surroundings.date_of(told)
    areas = surroundings.area_of((word for word in words if surroundings.knows(word)), about.publishers, address)
    doubts = () if date else tuple(_doubts(told, entry))
    summary = _words(entry.get("summary", "")) if entry.get("content") else ""
    return Draught(
        source=source,
        name=name_of(title, address, source),
        fields={
            "title": title,
            "area": areas[0] if len(areas) == 1 else list(areas),
            "url": address,
            "og": {"description": summary, "locale": about.locale},
            "publish": {"date": date},
            "topic": list(surroundings.topics_of(words)),
        },
        body=body,
        notes=(*doubts, *notes),
        unfinished=() if is_whole else ("The feed seems to have only the beginning of the text. Paste the rest.",),
    )


def _doubts(told: str, entry: Any) -> Iterator[str]:
    """Say what is known instead of a date of publication."""
    if told:
        yield f'The date "{told}" cannot be read exactly.'
    elif "updated" in entry:
        yield f'The feed says only when the text was last changed: "{entry["updated"]}".'


def _content(entry: Any, about: _About) -> tuple[str, bool]:
    """Give the HTML of an entry, and whether it is the whole text: what a feed calls a summary often is not."""
    if content := entry.get("content"):
        return content[0].get("value", ""), True
    html = entry.get("summary", "")
    blocks = BeautifulSoup(f"<div>{html}</div>", "lxml").find_all(_BLOCKS)
    return html, len(blocks) >= FEWEST_BLOCKS and not about.has_summaries and not _is_cut(html)


def _is_cut(html: str) -> bool:
    return _words(html).rstrip("]) ").endswith(("…", "...")) or "read more" in html[-200:].casefold()


def _words(html: str) -> str:
    """Give the words of a piece of HTML on one line."""
    words = BeautifulSoup(f"<div>{html}</div>", "lxml").get_text(" ")
    return on_one_line(words.replace("\xa0", " "))
