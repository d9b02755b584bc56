"""From the markdown of one body to the HTML that everything uses."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from forewarn.advisory import Heading
from forewarn.characters import described, hidden_characters
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.rendering.attached import Attached, NotedLinks, attached_files
from forewarn.rendering.cleaning import clean
from forewarn.rendering.effort import GivenUp, TooTangled
from forewarn.rendering.finding import Finding, Search
from forewarn.rendering.links import Links
from forewarn.rendering.markdown_dialect import AdvisoryMarkdown
from forewarn.rendering.phone_links import PhoneLinks
from forewarn.rendering.pictures import left_out, with_pictures
from forewarn.rendering.strict_blocks import unread_notes
from forewarn.rendering.summary import lead, words


@dataclass(frozen=True)
class SiteLink:
    """A link to another page of the site: the file it names, and where it stands in its own file."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Body:
    """A rendered body: cleaned HTML, its headings, its first sentence as plain text, and its links within the site.

    A body without any words has an empty lead. ``attached`` are the files that it shows or links to.
    """

    html: str
    headings: tuple[Heading, ...]
    lead: str
    site_links: tuple[SiteLink, ...]
    attached: tuple[Attached, ...] = ()


# Stands for a body that could not be rendered; its lead keeps a rule from telling that there are no words either.
UNRENDERED = Body("", (), "…", ())


class Renderer:
    """Renders one body after another with one markdown parser; not to be shared between threads.

    ``phones`` makes links of the numbers that readers may dial.
    """

    def __init__(self, phones: PhoneLinks) -> None:
        self._markdown = AdvisoryMarkdown()
        self._phones = phones

    def render(
        self, document: Document, links: Links, trusted_hosts: tuple[str, ...]
    ) -> tuple[Body, tuple[Problem, ...]]:
        """Render a document's body. Returns it, with everything that was taken out of it as problems."""
        noted = NotedLinks(links)
        try:
            raw = self._markdown.render(document.body, trusted_hosts, links.attached_file)
        except (GivenUp, RecursionError) as given_up:
            self._markdown = AdvisoryMarkdown()  # the former one was left in the middle of its work
            return UNRENDERED, _problems(document, [_given_up(given_up)], links)
        cleaned = clean(raw, noted.resolve)
        html = with_pictures(cleaned.html, self._markdown.pictures)
        shown = map(_shown_as_text, self._markdown.tags_shown)
        pictures = left_out(self._markdown.pictures_left_out, shows_others=links.may_attach)
        own = (*self._markdown.findings, *unread_notes(cleaned.html), *shown, *pictures)
        findings = (*cleaned.findings, *own, *_open_comment(cleaned.html), *_hidden(html))
        site_links = _site_links(document, links, (*cleaned.links, *_own_addresses(cleaned.html, links.site)))
        attached = tuple(attached_files(document, links, self._markdown.pictures, noted.hrefs))
        body = Body(self._phones.applied(html), _headings(html), lead(html), site_links, attached)
        return body, _problems(document, findings, links)


_TOO_DEEP = Finding("", "body-depth", "The text is nested too deep.", "Take out some of its steps.", is_error=True)
_TOO_TANGLED = Finding(
    "",
    "body-tangled",
    "The text cannot be taken apart: from about here, too many signs such as [, < or # stand close together.",
    "Take out those that are no part of the words, and put an empty line between two paragraphs.",
    is_error=True,
)
MOST_TOLD = 50  # problems of one rule in one body; whoever mends those mends the others in the same way
_HEADING = re.compile(r'<h([2-6])[^>]*? id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_WHOLE_LINK = re.compile(r'<a(?: [a-z]+="[^"]*")*? href="(https?://[^"]*)"')
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)


def _headings(html: str) -> tuple[Heading, ...]:
    """Give the headings that have words; one of nothing but a picture has none to be listed by."""
    found = ((level, anchor, words(inner)) for level, anchor, inner in _HEADING.findall(html))
    return tuple(Heading(int(level), unescape(anchor), text) for level, anchor, text in found if text)


def _own_addresses(html: str, site: str) -> Iterator[str]:
    """Find links to this site that are written as whole addresses."""
    if site in html:
        yield from (unescape(href) for href in _WHOLE_LINK.findall(html) if unescape(href).startswith(site))


def _site_links(document: Document, links: Links, hrefs: Iterable[str]) -> tuple[SiteLink, ...]:
    search = Search(document)
    named = [(href, links.file_named(href)) for href in hrefs]
    return tuple(SiteLink(file, *search.next_position(href)) for href, file in named if file)


def _shown_as_text(tag: str) -> Finding:
    message = f'"{tag}" is not allowed on a page and is shown as the text it is.'
    return Finding(tag, "html-shown", message, "Delete it, or write it in markdown.", is_error=False)


def _open_comment(html: str) -> Iterator[Finding]:
    """Find a comment without an end, which would show to the public what was meant to be hidden."""
    if "&lt;!--" in _CODE.sub("", html):
        message = 'A comment ("<!--") has no end, so it would be public.'
        yield Finding("<!--", "comment-unclosed", message, "Delete it.", is_error=True)


def _hidden(html: str) -> Iterator[Finding]:
    """Find characters that cannot be seen where an entity made them ("&#8238;"); typed ones never come here."""
    for _, character in hidden_characters(html):
        yield Finding(f"&#{ord(character)};", "hidden-character", *described(character), is_error=True)


def _given_up(reason: Exception) -> Finding:
    """Tell why a body could not be rendered, and where that was, as far as it is known."""
    finding = _TOO_TANGLED if isinstance(reason, TooTangled) else _TOO_DEEP
    return replace(finding, written=reason.written) if isinstance(reason, GivenUp) else finding


def _problems(document: Document, findings: Iterable[Finding], links: Links) -> tuple[Problem, ...]:
    """Make problems of findings, each at the place where it stands; of two alike the second at the second place."""
    search = Search(document)
    told = map(links.with_suggestion, _told(findings))
    return tuple(_problem(document.file, finding, search.next_position(finding.written)) for finding in told)


def _told(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what comes too often; the last one told of a rule says how many more there are."""
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    for alike in by_rule.values():
        more = len(alike) - MOST_TOLD
        yield from alike[: MOST_TOLD - 1] if more > 0 else alike
        if more > 0:
            last = alike[MOST_TOLD - 1]
            yield replace(last, message=f"{last.message} There are {more:,} more such places.")


def _problem(file: str, finding: Finding, position: tuple[int, int]) -> Problem:
    level = Level.ERROR if finding.is_error else Level.WARNING
    return Problem(file, *position, "body", finding.rule, level, finding.message, finding.cure)
