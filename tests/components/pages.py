"""The component pages: for every example a page that shows the components of its template one by one, each by its name.

They are made by a real build: by MkDocs and the hook, out of values, among the pages of the site that the examples are
taken from. On one page no component stands twice, so each may have ids of its own. Those of the frame, which surrounds
every page, are shown where they stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import cast

from jinja2 import Environment, meta
from lxml.html import HtmlElement

from components.examples import Edition, Example
from forewarn.outputs.head import Head
from forewarn.site import Page, Site, pages
from projects import ROOT
from published import publish

TEMPLATES = Path(__file__).parent / "templates"
OVERRIDES = ROOT / "overrides"
PARTIALS = "partials/"
FRAME = "base.html"
INDEX = "components/"


@dataclass(frozen=True)
class Component:
    """A partial: what it is called, and its template."""

    template: str

    @property
    def name(self) -> str:
        """What it is called, in words: "whom to tell"."""
        return self._stem.replace("_", " ")

    @property
    def anchor(self) -> str:
        """The place on a component page at which it stands."""
        return f"component--{self.css_class}"

    @property
    def css_class(self) -> str:
        """The class of its outermost element, as its stylesheet has it."""
        return self._stem.replace("_", "-")

    @property
    def _stem(self) -> str:
        return self.template.removeprefix(PARTIALS).removesuffix(".html")


def every_component() -> frozenset[Component]:
    """Give a component for each partial of the designer's."""
    names = (path.relative_to(OVERRIDES).as_posix() for path in (OVERRIDES / PARTIALS).rglob("*.html"))
    return frozenset(map(Component, names))


@cache
def components_of(template: str) -> tuple[Component, ...]:
    """Give the components that a template includes itself, in its order."""
    tree = Environment(autoescape=True).parse((OVERRIDES / template).read_text("utf-8"))
    ours = {component.template for component in every_component()}
    named = (name for name in meta.find_referenced_templates(tree) if name in ours)
    return tuple(map(Component, dict.fromkeys(filter(None, named))))


def address_of(example: Example) -> str:
    """Give the address of an example's component page, which is as deep as that of an advisory."""
    return f"{INDEX}{example.name}/"


def component_pages(site: Site, examples: Iterable[Example]) -> Iterator[Page]:
    """Give the component page of every example of a site, and one that leads to all of them."""
    own = {page.address: page for page in pages(site)}
    shown: dict[Component, list[Example]] = {}
    for example in examples:
        page = own[example.address]
        for component in components_of(page.template):
            shown.setdefault(component, []).append(example)
        yield _component_page(example, page)
    yield _index(own[""], shown)


def _component_page(example: Example, page: Page) -> Page:
    return replace(
        page,
        address=address_of(example),
        template="component.html",
        head=_unindexed(page.head, example.shows),
        values={**_lists_of(page), "example": example, "index": INDEX, "components": components_of(page.template)},
    )


def _lists_of(page: Page) -> Mapping[str, object]:
    """Give the values of a page; the search has several lists, of which one is shown, and every area."""
    return {"lists": page.values.get("topic_lists"), "branches": page.frame.tree, **page.values}


def _index(home: Page, shown: Mapping[Component, list[Example]]) -> Page:
    by_name = sorted(shown.items(), key=lambda entry: entry[0].name)
    return replace(
        home,
        address=INDEX,
        template="components.html",
        head=_unindexed(home.head, "Components"),
        values={"shown": by_name, "index": INDEX, "around": components_of(FRAME)},
    )


def _unindexed(head: Head, title: str) -> Head:
    return replace(head, title=title, is_indexed=False)


@dataclass(frozen=True)
class Published:
    """An edition that was published, and the folder that its site is in."""

    edition: Edition
    folder: Path

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of its component pages, for whatever is to look at each of them."""
        return (INDEX, *map(address_of, self.edition.examples))


def publish_components(edition: Edition, workplace: Path) -> Published:
    """Write the site of an edition with its component pages, below an empty folder."""
    folder = publish(
        edition.site,
        workplace,
        further=lambda site: component_pages(site, edition.examples),
        templates=TEMPLATES,
    )
    return Published(edition, folder)


def shown_on(page: Page) -> frozenset[Component]:
    """Give the components that are looked at on a page: those of the frame and of its template.

    One that has a section on no page, since only other components include it, is looked at within these.
    """
    own = frozenset(chain(components_of(FRAME), components_of(page.template)))
    within = frozenset(chain.from_iterable(map(_within, own)))
    return own | (within - _with_sections())


def _within(component: Component) -> Iterator[Component]:
    for inner in components_of(component.template):
        yield inner
        yield from _within(inner)


@cache
def _with_sections() -> frozenset[Component]:
    templates = (path.name for path in OVERRIDES.glob("*.html"))
    return frozenset(chain.from_iterable(map(components_of, templates)))


def component_in(page: HtmlElement, component: Component) -> HtmlElement | None:
    """Find a component on a component page; None where it is not shown there.

    It is in a section of its own, unless it belongs to the frame or to another component.
    """
    if component.css_class == "head":
        return page.head
    sections = page.xpath("//section[@id=$id]/div", id=component.anchor)
    name = f" {component.css_class} "
    found = sections or page.xpath("//*[contains(concat(' ', @class, ' '), $name)]", name=name)
    assert len(found) <= 1, f"{component.name} stands more than once on a page"
    return cast("HtmlElement", found[0]) if found else None
