"""HTML is cleaned by an allow-list, and what was taken out is told.

nh3 does the cleaning. What it took out is the difference between two inventories: of what went in and what came out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from html.parser import HTMLParser

import nh3

from forewarn.rendering.allowed import ATTRIBUTES, CLASSES, OWN_ID, SCHEMES, TAGS, TAGS_WITH_CONTENT
from forewarn.rendering.finding import Finding
from forewarn.web import host_of

LinkRule = Callable[[str], str | Finding]


@dataclass(frozen=True)
class Cleaned:
    """Clean HTML, what was found in it, and as they were written the links, of which some may lead within the site."""

    html: str
    findings: tuple[Finding, ...]
    links: tuple[str, ...]


def clean(html: str, resolve: LinkRule) -> Cleaned:
    """Clean the HTML of a body. ``resolve`` says what a link becomes, or what is wrong with it."""
    resolve = cache(resolve)
    attributes = _AttributeRule(resolve)
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(TAGS_WITH_CONTENT),
        attributes=ATTRIBUTES,
        attribute_filter=attributes,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    deceptive = tuple(_deceptive_links(cleaned))
    if cleaned == html:
        return Cleaned(html, deceptive, ())  # nothing was taken out, and no link was written anew
    before, after = _Inventory(html), _Inventory(cleaned)
    findings = (*_bad_links(before, after, resolve), *deceptive, *_removed(before, after), *_lost(before, after))
    return Cleaned(cleaned, findings, tuple(before.links))


_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20)])


class _AttributeRule:
    """Says what an attribute becomes, one body long: ids stand once, classes are ours, links are resolved."""

    def __init__(self, resolve: LinkRule) -> None:
        self._resolve = resolve
        self._ids: set[str] = set()

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        """Give the value to write; None takes the attribute out."""
        if name == "href":
            resolved = self._resolve(value)
            return resolved if isinstance(resolved, str) else None
        if name == "id":
            return self._once(value)
        if name == "class":
            return " ".join(word for word in value.split() if word in CLASSES[tag]) or None
        return value

    def _once(self, id_: str) -> str | None:
        if id_ in self._ids or not OWN_ID.fullmatch(id_):
            return None
        self._ids.add(id_)
        return id_


class _Inventory(HTMLParser):
    """The tags, attributes, links and comments of a piece of HTML, and the words that do not go with their tag."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.closed: Counter[str] = Counter()
        self.attributes: Counter[tuple[str, str]] = Counter()
        self.comments: Counter[str] = Counter()
        self.links: list[str] = []
        self.text = ""
        self._inside: list[str] = []
        try:
            self.feed(html)
            self.close()
        except AssertionError:  # html.parser gives up on "<![" that begins no CDATA
            self.comments["<!["] += 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag in TAGS_WITH_CONTENT:
            self._inside.append(tag)
        for name, value in attrs:
            if (tag, name) == ("a", "href"):
                self.links.append(value or "")
            elif name in {"class", "id"}:
                self.attributes.update((tag, f"{name} {word}") for word in (value or "").split())
            else:
                self.attributes[tag, name] += 1

    def handle_endtag(self, tag: str) -> None:
        self.closed[tag] += 1
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text += data.translate(_CONTROLS)  # some of which only one of the two parsers keeps

    def unknown_decl(self, data: str) -> None:
        self.comments[f"<![{data[:20]}"] += 1

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - what it says is nobody's business
        self.comments["<!--"] += 1

    def handle_decl(self, decl: str) -> None:
        self.comments[f"<!{decl}"] += 1

    def handle_pi(self, data: str) -> None:
        self.comments[f"<?{data}"] += 1


def _bad_links(before: _Inventory, after: _Inventory, resolve: LinkRule) -> Iterator[Finding]:
    for href in before.links:
        resolved = resolve(href)
        if isinstance(resolved, Finding):
            yield resolved
        elif resolved not in after.links:
            message = f'The link "{href}" cannot be opened by a browser.'
            yield Finding(href, "link-host", message, "Type the address again.", is_error=True)


# nh3 writes every attribute in double quotes and escapes those inside, and "<" in text is escaped: this is exact.
_LINK = re.compile(r'<a(?: [a-z]+="[^"]*")*? href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_SHOWN_HOST = re.compile(r"(?:https?://|mailto:)?(?:[^\s@/]+@)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]\S*)?", re.IGNORECASE)


def _deceptive_links(html: str) -> Iterator[Finding]:
    """Find links whose words name one website, or one's email address, and that lead to another."""
    for href, inner in _LINK.findall(html):
        shown = _SHOWN_HOST.fullmatch(unescape(re.sub(r"<[^>]*>", "", inner)).strip())
        real = _host_behind(unescape(href))
        if not (shown and real):
            continue
        named = shown[1].lower().removeprefix("www.")
        if real != named and not real.endswith("." + named):
            message = f'The link says "{shown[1]}" and leads to "{real}".'
            yield Finding(unescape(href), "link-deceptive", message, "Let it say where it leads.", is_error=True)


def _host_behind(href: str) -> str | None:
    """Give the host that a link leads to, or to which it lets write."""
    if href.lower().startswith("mailto:"):
        return href.partition("?")[0].rpartition("@")[2].lower()
    return host_of(href)


def _lost(before: _Inventory, after: _Inventory) -> Iterator[Finding]:
    """Find words that cleaning would lose, such as those behind a "<" that nothing closes."""
    lost = Counter(before.text.split()) - Counter(after.text.split())
    if lost and not any(before.tags[tag] > before.closed[tag] for tag in TAGS_WITH_CONTENT - {"embed"}):
        first = next(word for word in before.text.split() if word in lost)
        message = f'Words would be lost from here on: "{first}".'
        cure = 'Look for a "<" above it that begins no tag, and write "&lt;" instead.'
        yield Finding(first, "words-lost", message, cure, is_error=True)


def _removed(before: _Inventory, after: _Inventory) -> Iterator[Finding]:
    gone = before.tags - after.tags
    for tag in gone:
        yield _removed_tag(tag, unclosed=before.tags[tag] > before.closed[tag])
    for tag, name in before.attributes - after.attributes:
        if tag not in gone:
            message = f'"{name}" of "<{tag}>" is not allowed on a page and was taken out.'
            yield Finding(name.rpartition(" ")[2], "html-removed", message, "Delete it.", is_error=False)
    for comment in before.comments:
        message = "A comment, or a mark for machines, was taken out: it would be public in the page's source."
        yield Finding(comment, "comment-removed", message, "Delete it.", is_error=False)


def _removed_tag(tag: str, *, unclosed: bool) -> Finding:
    if tag in TAGS_WITH_CONTENT and unclosed and tag != "embed":
        message = f'"<{tag}>" is never closed, and everything behind it would be lost.'
        return Finding(f"<{tag}", "html-unclosed", message, "Delete it.", is_error=True)
    content = ", with what stood in it" if tag in TAGS_WITH_CONTENT else ""
    cure = "Say in words what the picture shows." if tag == "img" else "Delete it, or write it in markdown."
    return Finding(
        f"<{tag}",
        "html-removed",
        f'"<{tag}>" is not allowed on a page and was taken out{content}.',
        cure,
        is_error=False,
    )
