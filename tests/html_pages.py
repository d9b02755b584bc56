"""Looking at built pages in tests."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

_OWN_SCRIPT = re.compile(r"[./a-z]*assets/javascripts/[a-z]+\.[0-9a-f]{12}\.js")


def parsed(text: str) -> HtmlElement:
    """Parse a whole page."""
    page: HtmlElement = html.document_fromstring(text)
    return page


def pages_of(site: Path) -> dict[str, HtmlElement]:
    """Give every page of a built site by its path."""
    found = {
        path.relative_to(site).as_posix(): parsed(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))
    }
    assert found, f"no page in {site}"
    return found


def words(element: HtmlElement) -> str:
    """Give the text of an element as a reader sees it."""
    return " ".join(str(element.text_content()).split())


def texts(page: HtmlElement, path: str) -> list[str]:
    """Give the text of every element at an XPath."""
    return [words(element) for element in page.xpath(path)]


def head_property(page: HtmlElement, name: str) -> list[str]:
    """Give the values of an Open Graph property."""
    return [str(value) for value in page.xpath("//head/meta[@property=$name]/@content", name=name)]


def json_ld(page: HtmlElement, kind: str) -> Any:
    """Give a page's structured data of a type, such as "NewsArticle"; there is one of it."""
    scripts = page.xpath("//script[@type='application/ld+json']")
    (found,) = (data for data in (json.loads(script.text) for script in scripts) if data["@type"] == kind)
    return found


def strange_scripts(page: HtmlElement) -> list[HtmlElement]:
    """Give every script of a page that is neither data nor a file of the site's own scripts."""
    every = page.xpath("//script[not(@type='application/ld+json')]")
    return [script for script in every if script.text or not _OWN_SCRIPT.fullmatch(script.get("src", ""))]


def leads_away(page: HtmlElement) -> bool:
    """Tell whether a page stands at an earlier address and leads to where it is now."""
    return bool(page.xpath("//head/meta[@http-equiv='refresh']"))


def broken_links(site: Path, path: str, page: HtmlElement, below: str = "/") -> Iterator[str]:
    """Give the links of a page into its own site that lead to no file. ``below`` is the site's path on its host."""
    here = f"http://site{below}{path.removesuffix('index.html')}"
    for href in page.xpath("//@href | //@src"):
        target = urlsplit(urljoin(here, str(href)))
        if target.netloc != "site":
            continue
        if not target.path.startswith(below):
            yield str(href)
            continue
        file = site / unquote(target.path[len(below) :])
        if not (file / "index.html" if file.is_dir() else file).is_file():
            yield str(href)
