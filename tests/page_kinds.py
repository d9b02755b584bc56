"""Choosing pages of a built site so that every kind of page is there, whatever kinds there are.

What is slow, such as a browser, looks at these; what is quick looks at every page. Nothing here knows a template: a
kind is the shape of an address, and of every shape so many pages are chosen that each element, class, role, language
and direction that stands on any of them stands on one that was chosen. So a new template, a new state of an advisory or
a new part of a page is looked at without anybody's doing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from lxml.html import HtmlElement

from html_pages import leads_away, pages_of

_TELLING = ("lang", "dir", "role", "rel", "type")


def one_of_each_kind(site: Path) -> list[str]:
    """Give the addresses of pages among which is every kind, without those that only lead to another."""
    shapes: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for path, page in pages_of(site).items():
        if not leads_away(page):
            address = path.removesuffix("index.html")
            shapes[shape_of(address, page.get("lang"))][address] = frozenset(_features(page))
    return [address for pages in shapes.values() for address in _covering(pages)]


def shape_of(address: str, language: str) -> str:
    """Give an address with a star for every name in it: folders and names take turns, below that of a language.

    >>> shape_of("areas/kent/embed/", "en-GB")
    'areas/*/embed/'
    >>> shape_of("cy/areas/gwent/", "cy-GB")
    'cy/areas/*/'
    """
    *folders, file = address.split("/")
    edition = folders[:1] if folders[:1] == [language.partition("-")[0]] else []
    rest = [folder if place % 2 == 0 else "*" for place, folder in enumerate(folders[len(edition) :])]
    return "/".join([*edition, *rest, file])


def _features(page: HtmlElement) -> Iterator[str]:
    """Give what a page is made of."""
    for element in page.iter("*"):
        yield str(element.tag)
        yield from (f".{name}" for name in element.get("class", "").split())
        yield from (f"{name}={value}" for name in _TELLING if (value := element.get(name)))


def _covering(pages: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Give few pages that have between them all that any page has; of two as good, the first."""
    missing = set(chain.from_iterable(pages.values()))
    while missing:
        richest = max(pages, key=lambda address: len(pages[address] & missing))
        missing -= pages[richest]
        yield richest
