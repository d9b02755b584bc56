"""HTML as the markdown that an editor of this site would have typed."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from bs4 import Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from forewarn.characters import hidden_characters
from forewarn.page_chrome import page_chrome_in
from forewarn.spelling import on_one_line
from forewarn.web import is_web_address

LONGEST_CAPTION = 300
LONGEST_NUMBER = 6

_INDENT = "    "  # below an item, as Python-Markdown wants it
_EMPHASIS = re.compile(r"([\\`*])|((?<![^\W_])_|_(?![^\W_]))")
_LINK_LIKE = re.compile(r"\[(?=[^\[\]\n]*\][(\[:])")
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")
_LINE_MARK = re.compile(r"^(#{1,6}(?=\s)|[-+](?=\s)|>|(?:\d{1,9}(?=[.)]\s))|!!!|\{:|:(?=\s)|={3,}|-{3,})", re.MULTILINE)
_LINES = re.compile(r"^(?=.)", re.MULTILINE)
_BLANKS = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_PARAGRAPH = "\ue000"  # belongs to nobody, and stands for an empty line until all is written
_NUMBER = "data-forewarn-number"
_PARAGRAPHS = re.compile(rf"\s*{_PARAGRAPH}\s*")


class _Converter(MarkdownConverter):
    """Writes the markdown of this site: its marks, its indents, and no more backslashes than are needed."""

    def escape(self, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - markdownify's
        text = _EMPHASIS.sub(r"\\\g<0>", text)
        text = _LINK_LIKE.sub(r"\\[", text)
        return _TAG_LIKE.sub("&lt;", _ENTITY_LIKE.sub("&amp;", text))

    def convert_p(self, el: Any, text: str, parent_tags: Any) -> str:
        return str(super().convert_p(el, _without_line_marks(text), parent_tags))  # type: ignore[misc]  # its types leave this out

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: Any) -> str:  # noqa: N802 - the same
        return str(super().convert_hN(max(n, 2), el, text, parent_tags))  # type: ignore[misc]  # its types leave this out

    def convert_li(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - the same
        text = text.strip()
        if not text:
            return "\n"
        first, _, rest = text.partition("\n")
        return f"{_bullet(el)} {first}\n" + (f"{_LINES.sub(_INDENT, rest)}\n" if rest else "")

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        return str(super().convert_td(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]  # its types leave this out

    def convert_th(self, el: Any, text: str, parent_tags: Any) -> str:
        return str(super().convert_th(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]  # its types leave this out


def _bullet(item: Any) -> str:
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "-"
    return f"{item.get(_NUMBER, 1)}."


def _with_numbers(element: Tag) -> None:
    """Tell every item of a numbered list its number, once for the whole list."""
    for list_ in element.find_all("ol"):
        start = str(list_.get("start", ""))
        first = int(start) if start.isdecimal() and len(start) <= LONGEST_NUMBER else 1
        for number, item in enumerate(list_.find_all("li", recursive=False), first):
            item[_NUMBER] = str(number)


def _without_line_marks(text: str) -> str:
    return _LINE_MARK.sub(lambda match: _escaped_mark(match.group()), text)


def _escaped_mark(mark: str) -> str:
    return f"{mark}\\" if mark[0].isdecimal() else f"\\{mark}"


def markdown_of(element: Tag, base: str) -> tuple[str, tuple[str, ...]]:
    """Write the content of an element, which is changed, as markdown. Links count from the address ``base``.

    Returns it with a sentence for everything of it that a text of this site cannot have, or that had to go.
    """
    notes = tuple(_without_what_cannot_be(element, base))
    _with_paragraphs(element)
    _with_numbers(element)
    converter = _Converter(
        autolinks=False, bullets="-", heading_style="atx", newline_style="spaces", strong_em_symbol="*"
    )
    text = _PARAGRAPHS.sub("\n\n", converter.convert_soup(element))
    visible = "".join(text[start:end] for start, end in _visible(text))
    if gone := len(text) - len(visible):
        notes += (f"{gone} invisible {'character was' if gone == 1 else 'characters were'} taken out.",)
    return _BLANKS.sub("\n\n", _without_chrome(visible)).strip(), notes


def _without_what_cannot_be(element: Tag, base: str) -> Iterator[str]:
    for text in element.find_all(string=lambda words: "\xa0" in words):
        text.replace_with(str(text).replace("\xa0", " "))
    for picture in element.find_all(["img", "iframe", "video", "audio", "embed", "object"]):
        yield from _told(picture)
        figure = picture.find_parent("figure")
        (
            figure if isinstance(figure, Tag) and len(on_one_line(figure.get_text())) <= LONGEST_CAPTION else picture
        ).decompose()
    for link in element.find_all("a"):
        yield from _settled(link, base)
    for protected in element.select("[data-cfemail]"):
        if address := _unprotected(str(protected["data-cfemail"])):
            protected.replace_with(NavigableString(address))


def _told(picture: Tag) -> Iterator[str]:
    if picture.decomposed or not isinstance(source := picture.get("src"), str):
        return
    shown = "(in the page itself)" if source.startswith("data:") else source
    words = picture.get("alt")
    meaning = f', which shows "{on_one_line(words)}"' if isinstance(words, str) and words.strip() else ""
    if picture.name == "img" and not meaning and picture.get("width") in {"0", "1"}:
        return
    kind = "picture" if picture.name == "img" else "film or a frame"
    yield f"A {kind} is not imported: {shown}{meaning}. Put it beside the text, if it is yours."


def _settled(link: Tag, base: str) -> Iterator[str]:
    """Let a link lead where it led, or be words."""
    target = link.get("href")
    target = target.strip() if isinstance(target, str) else ""
    whole = urljoin(base, target) if target and not target.startswith("#") else ""
    del link["title"]
    if "data-cfemail" in link.attrs or "/cdn-cgi/l/email-protection" in target:
        link.name = "span"
    elif is_web_address(whole) or whole.startswith("mailto:"):
        link["href"] = whole.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    else:
        link.name = "span"
        if target and not target.startswith(("#", "javascript:")):
            words = on_one_line(link.get_text())
            yield f'The link of "{words}" leads to "{target}" and is not imported; nobody can tell on which website.'


def _unprotected(code: str) -> str:
    """Read an email address that a website hides from robots, as browsers do: the first byte turns every other."""
    try:
        key, *rest = bytes.fromhex(code)
        return bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return ""


def _with_paragraphs(element: Tag) -> None:
    """Make paragraphs of what old pages part with two line breaks."""
    for line_break in element.find_all("br"):
        following = line_break.next_sibling
        while isinstance(following, NavigableString) and not following.strip():
            following = following.next_sibling
        if isinstance(following, Tag) and following.name == "br":
            line_break.replace_with(NavigableString(" " if line_break.find_parent(["li", "dd"]) else _PARAGRAPH))
            following.decompose()


def _visible(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches between characters that cannot be seen, such as those that say where a word may be broken."""
    at = 0
    for offset, character in hidden_characters(text):
        if character != "\ufffd":
            yield at, offset
            at = offset + 1
    yield at, len(text)


def _without_chrome(text: str) -> str:
    lines = text.split("\n")
    starts, offset = {}, 0
    for number, line in enumerate(lines):
        starts[offset] = number
        offset += len(line) + 1
    chrome = {starts[start] for start, _ in page_chrome_in(text)}
    return "\n".join(line for number, line in enumerate(lines) if number not in chrome)
