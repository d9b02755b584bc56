"""From the markdown of one body to the HTML that everything uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from forewarn.advisory import Heading
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.rendering.cleaning import clean
from forewarn.rendering.finding import Finding
from forewarn.rendering.links import Links
from forewarn.rendering.markdown_dialect import AdvisoryMarkdown

LONGEST_LEAD = 200


@dataclass(frozen=True)
class SiteLink:
    """A link to another page of the site: the file it names, and where it stands in its own file."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Body:
    """A rendered body: cleaned HTML, its headings, its first sentence as plain text, and its links within the site."""

    html: str
    headings: tuple[Heading, ...]
    lead: str
    site_links: tuple[SiteLink, ...]


class Renderer:
    """Renders one body after another with one markdown parser; not to be shared between threads."""

    def __init__(self) -> None:
        self._markdown = AdvisoryMarkdown()

    def render(
        self, document: Document, links: Links, trusted_hosts: tuple[str, ...]
    ) -> tuple[Body, tuple[Problem, ...]]:
        """Render a document's body. Returns it, with everything that was taken out of it as problems."""
        cleaned = clean(self._markdown.render(document.body, trusted_hosts), links.resolve)
        html = cleaned.html
        findings = (*cleaned.findings, *map(_shown_as_text, self._markdown.tags_shown), *_open_comment(html))
        named = ((links.file_named(href), href) for href in cleaned.links)
        site_links = tuple(SiteLink(file, *_position(document, href)) for file, href in named if file)
        body = Body(html, _headings(html), _lead(html), site_links)
        return body, tuple(dict.fromkeys(_problem(document, finding) for finding in findings))


def _shown_as_text(tag: str) -> Finding:
    message = f'"{tag}" is not allowed on a page and is shown as the text it is.'
    return Finding(tag, "html-shown", message, "Delete it, or write it in markdown.", is_error=False)


def _open_comment(html: str) -> Iterator[Finding]:
    """Find a comment without an end, which would show to the public what was meant to be hidden."""
    if "&lt;!--" in _CODE.sub("", html):
        message = 'A comment ("<!--") has no end, so it would be public.'
        yield Finding("<!--", "comment-unclosed", message, "Delete it.", is_error=True)


def _problem(document: Document, finding: Finding) -> Problem:
    line, column = _position(document, finding.written)
    level = Level.ERROR if finding.is_error else Level.WARNING
    return Problem(document.file, line, column, "body", finding.rule, level, finding.message, finding.cure)


def _position(document: Document, written: str) -> tuple[int, int]:
    """Find a piece of source text; where it was written in another way, the start of the body."""
    at = re.search(re.escape(written), document.body, re.IGNORECASE)
    return document.body_position(at.start() if at else 0)


_HEADING = re.compile(r'<h([2-6])[^>]*? id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_NOTE = re.compile(r'<div class="admonition.*?</div>', re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?۔])\s")


def _headings(html: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(int(level), unescape(anchor), _words(inner)) for level, anchor, inner in _HEADING.findall(html)
    )


def _lead(html: str) -> str:
    """Give the first sentence of the running text, cut at a word where it is long; of a note only if there is no other.

    A lead-in to a list ("Before you reply:") is no sentence.
    """
    for text in (_NOTE.sub("", html), html):
        paragraphs = [words for paragraph in _PARAGRAPH.findall(text) if (words := _words(paragraph))]
        told = [words for words in paragraphs if not words.endswith(":")]
        for words in (*told, *paragraphs):
            return shortened(_SENTENCE_END.split(words, maxsplit=1)[0], LONGEST_LEAD)
    return ""


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def shortened(text: str, most: int) -> str:
    """Cut a text at a word so that it has at most ``most`` characters, with an ellipsis where it was cut.

    >>> shortened("Hang up and call us", 12)
    'Hang up and…'
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    if text[most - 1] != " " and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:–-") + "…"
