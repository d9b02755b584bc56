"""The part of a page that is its text: no menus, no banners, no buttons, no other news.

trafilatura, readability and resiliparse were put to the pages of tests/fixtures/saved-pages/: each lost words or lists
of at least two of the five, or took other news for text, and does not tell. Here nothing is weighed by what it is
called alone: the text is the smallest part that has nearly all the prose, and prose outside of it is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from forewarn.page_chrome import is_page_chrome
from forewarn.spelling import on_one_line

NEARLY_ALL = 0.85
MOST_OF_IT = 0.5
SHORTEST_PROSE = 25
MOST_LINKED = 0.5
SHORTEST_TOLD = 80

# What has no words for readers; and what a page has around its text, unless most of its prose is in it.
_NO_WORDS = (
    "script style noscript template svg canvas button select textarea input label dialog object embed audio video menu"
).split()
_AROUND = ("nav", "header", "footer", "aside")
_ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar".split())
# The words of which the names of such parts are made, by those who write the systems of councils and police forces.
_NAMES = re.compile(
    r"cookie\w*|consent\w*|gdpr|breadcrumbs?|share|sharing|sharedaddy|social\w*|addtoany|a2a|addthis|related(?:posts)?"
    r"|footer|comments|respond|newsletter|subscribe|feedback|sidebar|skip|pagination|pager|navigation|popup|megamenu"
    r"|(?:top|left|right|sub|main|site)nav|screen-reader-text|visually-hidden|sr-only",
    re.IGNORECASE,
)
_NAME_PARTS = re.compile(r"[\s_]+|--|(?<=[a-z])(?=[A-Z])|-")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt figcaption figure form h1 h2 h3 h4 h5 h6 li"
    " main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BODIES = (
    "[itemprop~=articleBody], .entry-content, .post-content, .article-body, .article__body, .article-content,"
    " .field--name-body, .govspeak, .story-body, .body-content, .rich-text, .richtext"
)


@dataclass(frozen=True)
class PageBody:
    """The text of a page, and what prose stood outside of it."""

    element: Tag
    outside: tuple[str, ...]


def page_body(page: BeautifulSoup) -> PageBody | None:
    """Find the text of a page, which loses what is none; None where it has no prose."""
    root = page.body or page
    for element in root.find_all(_NO_WORDS):
        element.decompose()
    told = tuple(_without_surroundings(root))
    prose = _prose_of(root)
    if not prose.get(id(root)):
        return None
    scope = _scope(root, prose)
    chosen = _smallest(_known_body(scope, prose) or scope, prose)
    for header in chosen.find_all("header"):
        if not prose.get(id(header)):
            header.decompose()
    return PageBody(chosen, (*told, *_told_outside(scope, chosen)))


def _without_surroundings(root: Tag) -> Iterator[str]:
    """Take out of a page what is around its text. Gives the prose of boxes that stood within the text."""
    prose = _prose_of(root)
    most = MOST_OF_IT * prose.get(id(root), 0)
    for element in [found for found in root.descendants if isinstance(found, Tag)]:
        is_named = not element.decomposed and _is_named_as_around(element)
        if (is_named or _is_around(element)) and prose.get(id(element), 0) <= most and not _holds_the_text(element):
            if not is_named and element.find_parent("article"):
                yield from _prose_blocks(element)
            element.decompose()


def _holds_the_text(element: Tag) -> bool:
    return element.decomposed or element.name in {"main", "article"} or element.find(["main", "article"]) is not None


def _is_around(element: Tag) -> bool:
    if element.decomposed:
        return False
    if element.name == "header" and element.find_parent(["article", "main"]):
        return False  # the headline, and perhaps the first words
    return element.name in _AROUND


def _is_named_as_around(element: Tag) -> bool:
    role, style = element.get("role"), element.get("style")
    return (
        role in _ROLES
        or element.has_attr("hidden")
        or element.get("aria-hidden") == "true"
        or (isinstance(style, str) and _HIDDEN.search(style) is not None)
        or any(_NAMES.fullmatch(part) for part in _name_parts(element))
    )


def _name_parts(element: Tag) -> Iterator[str]:
    classes = element.get("class")
    own = element.get("id")
    names = [*(classes if isinstance(classes, list) else []), *([own] if isinstance(own, str) else [])]
    for name in names:
        yield name
        yield from _NAME_PARTS.split(name)


def _prose_of(root: Tag) -> dict[int, int]:
    """Count the letters of prose in each element, by its identity: sentences, and no lines of links."""
    counts: dict[int, int] = {}
    for block in (root, *root.find_all(_BLOCKS)):
        if isinstance(block, Tag) and (weight := _prose_in(block)):
            for element in (block, *block.parents):
                counts[id(element)] = counts.get(id(element), 0) + weight
                if element is root:
                    break
    return counts


def _prose_in(block: Tag) -> int:
    """Count the letters of prose that stand in a block itself, and in none within it."""
    plain: list[str] = []
    linked: list[str] = []
    for text in _own_texts(block):
        (linked if text.find_parent("a") else plain).append(str(text))
    words = on_one_line("".join(plain))
    of_links = len(on_one_line(" ".join(linked)))
    is_prose = len(words) >= SHORTEST_PROSE and of_links <= MOST_LINKED * (len(words) + of_links)
    return len(words) if is_prose and not is_page_chrome(words) else 0


def _own_texts(block: Tag) -> Iterator[NavigableString]:
    waiting: list[PageElement] = list(reversed(block.contents))
    while waiting:
        child = waiting.pop()
        if type(child) is NavigableString:
            yield child
        elif isinstance(child, Tag) and child.name not in _BLOCKS:
            waiting.extend(reversed(child.contents))


def _scope(root: Tag, prose: dict[int, int]) -> Tag:
    """Take the article or the main part of a page where it has one that holds most of the prose."""
    for name in ("article", "main"):
        parts = [part for part in root.find_all(name) if isinstance(part, Tag)]
        best = max(parts, key=lambda part: prose.get(id(part), 0), default=None)
        if best is not None and prose.get(id(best), 0) >= MOST_OF_IT * prose[id(root)]:
            return best
    return root


def _known_body(scope: Tag, prose: dict[int, int]) -> Tag | None:
    """Find the part that a system calls the body of an article, where it holds most of the prose."""
    parts = [part for part in scope.select(_BODIES) if prose.get(id(part), 0) >= MOST_OF_IT * prose[id(scope)]]
    return max(parts, key=lambda part: prose[id(part)], default=None)


def _smallest(element: Tag, prose: dict[int, int]) -> Tag:
    """Go down to the smallest part that still has nearly all the prose."""
    while True:
        children = [child for child in element.contents if isinstance(child, Tag)]
        best = max(children, key=lambda child: prose.get(id(child), 0), default=None)
        if best is None or best.name in {"p", "ul", "ol", "blockquote", "dl"}:
            return element
        if prose.get(id(best), 0) < NEARLY_ALL * prose[id(element)]:
            return element
        element = best


def _told_outside(scope: Tag, chosen: Tag) -> Iterator[str]:
    """Give the prose of the same part of a page that is not in the text: a lead, a box, or what is none of it."""
    main = scope.find_parent("main")
    yield from _prose_blocks(main if isinstance(main, Tag) else scope, chosen)


def _prose_blocks(element: Tag, but: Tag | None = None) -> Iterator[str]:
    for block in element.find_all(_BLOCKS):
        is_inside = block is but or any(parent is but for parent in block.parents)
        if isinstance(block, Tag) and not is_inside and _prose_in(block) >= SHORTEST_TOLD:
            yield on_one_line("".join(map(str, _own_texts(block))))
