"""The markdown that advisories are written in.

Tables, definition lists, admonitions and attribute lists, as in Python-Markdown, and rules of our own: a bare address
becomes a link only on a trusted host, a tag that pages do not have is shown as the text it is, a picture leaves a mark
or its description behind, a body has no heading above h2, and a table's alignment is a class, because the site's policy
allows no inline style.
"""

import re
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.inlinepatterns import (
    HTML_RE,
    IMAGE_LINK_RE,
    HtmlInlineProcessor,
    ImageInlineProcessor,
    InlineProcessor,
)
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from forewarn.rendering.allowed import ALIGNMENTS, OTHER_TAGS, TAGS
from forewarn.rendering.counted_markdown import CountedBrackets, register_counted
from forewarn.rendering.effort import Effort, spend_on_tags
from forewarn.rendering.finding import Finding
from forewarn.rendering.pictures import Picture, mark_of, settings_at, unused_settings
from forewarn.rendering.strict_blocks import StrictNote, StrictTable
from forewarn.web import is_trusted, with_scheme

_BARE = r"(?<![\w@/.=-])((?:https?://|www\.)[^\s<>\"'`‘’“”\x02\x03]+)"
_ANGLED = r"<((?:https?://|mailto:)[^\s<>]*|[^\s<>/@]+@[^\s<>]+)>"
_ADDRESS_FOLLOWS = r"(?=[ ]{0,3}\[[^\[\]]*\]:[ ]*<?(?:[a-z]+://|mailto:|www\.|#|\.|\S+\.md\b))"
_TRAILING = ".,;:!?*_…"
_PAIRS = {")": "(", "]": "["}
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)[\s/>]")

PictureAt = Callable[[str], str | None]


class AdvisoryMarkdown(Markdown):
    """A parser for one body after another.

    Of the last one, ``tags_shown`` are the HTML tags that it shows as text, ``pictures`` those that left a mark,
    ``pictures_left_out`` those that left their description, and ``findings`` tell of words that its tables and notes
    would lose.
    """

    def __init__(self) -> None:
        self.trusted_hosts: tuple[str, ...] = ()
        self.tags_shown: list[str] = []
        self.picture_at: PictureAt = _nowhere
        self.pictures: list[Picture] = []
        self.pictures_left_out: list[Picture] = []
        self.findings: list[Finding] = []
        self.effort = Effort()
        extensions = ["tables", "def_list", "admonition", "attr_list", "sane_lists"]
        toc = TocExtension(slugify=slugify_unicode, permalink=False)
        super().__init__(extensions=[*extensions, toc, HouseRules()], output_format="html")

    def render(
        self, text: str, trusted_hosts: tuple[str, ...], picture_at: Callable[[str], str | None] | None = None
    ) -> str:
        """Give the HTML of a body, in which bare addresses on the trusted hosts are links. Not cleaned yet.

        ``picture_at`` gives the file of a picture that is to be shown, by its address; without it, none is.

        Raises GivenUp, and for some texts that stand too deep RecursionError; then this parser is of no more use.
        """
        self.trusted_hosts, self.picture_at = trusted_hosts, picture_at or _nowhere
        self.tags_shown, self.pictures, self.pictures_left_out, self.findings = [], [], [], []
        self.effort = Effort()
        spend_on_tags(self.effort, text)
        return self.reset().convert(text)


def _nowhere(_address: str) -> None:
    return None


class HouseRules(Extension):
    """Our own rules, put in the places of Python-Markdown's."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the rules; the numbers place them among Python-Markdown's own."""
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(AngledAddress(_ANGLED, md), "autolink", 120)
        md.inlinePatterns.register(KnownTags(HTML_RE, md), "html", 90)
        md.inlinePatterns.register(MarkedPicture(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(BareAddress(_BARE, md), "bare_address", 85)
        md.parser.blockprocessors.register(LinkDefinition(md.parser), "reference", 15)
        if isinstance(md, AdvisoryMarkdown):
            md.parser.blockprocessors.register(StrictTable(md.parser, md), "table", 75)
            md.parser.blockprocessors.register(StrictNote(md.parser, md), "admonition", 105)
            register_counted(md, md)
        md.treeprocessors.register(PageStructure(md), "page_structure", 6)


# Python-Markdown's own types promise less than its inline processors may return, hence the ignored overrides below.
class BareAddress(InlineProcessor):
    """An address in running text: a link on a trusted host, text on any other. The mark behind it is no part of it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        """Make a link of the matched address, or nothing."""
        address = _without_trailing_marks(m[1])
        if not is_trusted(address, _trusted_hosts(self.md)):
            return None, None, None
        return _link(address), m.start(1), m.start(1) + len(address)


class AngledAddress(InlineProcessor):
    """An address between angle brackets, under the same rule."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        """Make a link of the matched address, or its text."""
        trusted = is_trusted(m[1], _trusted_hosts(self.md))
        return (_link(m[1]) if trusted else m[1]), m.start(0), m.end(0)


class LinkDefinition(ReferenceProcessor):
    """A link defined on a line of its own, if it is one: "[Police]: 101" is a sentence and stays."""

    RE = re.compile(_ADDRESS_FOLLOWS + ReferenceProcessor.RE.pattern, re.MULTILINE)


class MarkedPicture(CountedBrackets, ImageInlineProcessor):
    """A picture: its mark stays where it is shown, its description as text where it is not."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]
        """Give the mark or the description of the picture."""
        element, start, end = super().handleMatch(m, data)
        if not isinstance(element, Element):
            return None, None, None
        words = self.unescape(element.get("alt") or "")
        if not isinstance(self.md, AdvisoryMarkdown):
            return words, start, end
        address = _typed(element.get("src") or "")
        picture = Picture(address, _typed(words), data[start:end], self.md.picture_at(address) or "")
        if picture.file:
            self.md.pictures.append(picture)
            if settings := settings_at(data, end or 0):
                self.md.findings.append(unused_settings(settings))
                end = (end or 0) + len(settings)
            return mark_of(len(self.md.pictures) - 1), start, end
        self.md.pictures_left_out.append(picture)
        return words, start, end


class KnownTags(HtmlInlineProcessor):
    """Tags in running text: those that pages have are cleaned later, any other is the text that was typed."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]
        """Keep a known tag or a comment as HTML, and give back the text of any other."""
        found = _TAG_NAME.match(m[1])
        name = found[1].lower() if found else ""
        if name in TAGS or name == "img" or m[1].startswith("<!--"):
            return super().handleMatch(m, data)
        if name in OTHER_TAGS and isinstance(self.md, AdvisoryMarkdown):
            self.md.tags_shown.append(m[1])
        return m[1], m.start(0), m.end(0)


class PageStructure(Treeprocessor):
    """Makes a body fit the page around it."""

    def run(self, root: Element) -> None:
        """Lower every h1 to h2, and turn the alignment of table cells into classes."""
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            elif element.tag in {"td", "th"}:
                _align_by_class(element)


def _align_by_class(cell: Element) -> None:
    alignment = cell.attrib.pop("style", "").removeprefix("text-align: ").removesuffix(";")
    if alignment in ALIGNMENTS:
        cell.set("class", f"align-{alignment}")


def _trusted_hosts(md: Markdown) -> tuple[str, ...]:
    return md.trusted_hosts if isinstance(md, AdvisoryMarkdown) else ()


def _typed(text: str) -> str:
    """Give a text with the signs that were typed behind a backslash, which Python-Markdown keeps as numbers so far."""
    return UnescapeTreeprocessor().unescape(text)


def _link(address: str) -> Element:
    plain = unescape(address)
    link = Element("a", href=with_scheme(plain))
    link.text = AtomicString(plain)
    return link


def _without_trailing_marks(address: str) -> str:
    """Cut off the marks that end a sentence or close a bracket around the address."""
    unpaired = {closing: address.count(closing) - address.count(opening) for closing, opening in _PAIRS.items()}
    end = len(address)
    while end and (address[end - 1] in _TRAILING or unpaired.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in unpaired:
            unpaired[address[end]] -= 1
    return address[:end]
