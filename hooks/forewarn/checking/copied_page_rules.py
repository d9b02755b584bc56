"""The rules for what a copied page or an unfilled template leaves in a text."""

import re
from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule, found_at
from forewarn.checking.passages import Kind, Passage, in_body, passages_of, running_text
from forewarn.checking.placeholders import placeholders_replaced
from forewarn.page_chrome import is_page_chrome, page_chrome_in
from forewarn.problem import Level, Problem
from forewarn.rendering.summary import shortened

MOST_QUOTED = 60

_PROTECTED = re.compile(
    r"(?<!mailto:)\[email(?:\s|&#160;|&nbsp;)+protected\]|(?<!\()/cdn-cgi/l/email-protection[#\w]*"
    r"|(?<=\bat )email(?:\s|&#160;|&nbsp;)+protected(?!\s+(?:by|with|from|against|and)\b)",
    re.IGNORECASE,
)
_CODE_IN_HTML = re.compile(r"<(code|pre|table)\b.*?</\1>|<[^>]*>", re.DOTALL)
_BAR = re.compile(r"(?<![\\*|])\|(?![|*])")
_CELL_END = re.compile(r"(?<!\\)\|")
_TARGET = re.compile(r"\]\([^)\s]*\)|\{:[^}]*\}|<[^>]*>")


def no_page_around_it(entry: Entry) -> Iterator[Problem]:
    """The text has nothing of the web page that it was copied from: no menu, no cookie banner, no buttons."""
    document = entry.document
    for offset, line in page_chrome_in(document.body):
        message = f'"{shortened(line, MOST_QUOTED)}" belongs to a web page, not to the text.'
        yield in_body(document, offset, "page-chrome", message, "Delete it.")


def nothing_left_to_fill_in(entry: Entry) -> Iterator[Problem]:
    """Nothing stands for words that somebody still has to write, in the text or in the metadata."""
    yield from placeholders_replaced(entry.document, running_text(entry), is_deployment=entry.is_deployment)


def no_email_lost(entry: Entry) -> Iterator[Problem]:
    """Every email address is there: websites that hide addresses from robots lose them when a page is copied."""
    document = entry.document
    message = "An email address was lost here when the text was copied."
    cure = 'Type the address, such as "report@phishing.gov.uk".'
    for path in ("title", "og.title", "og.description"):
        if "protected" in document.text(path) and _PROTECTED.search(document.text(path)):
            (text,) = document.texts(path)
            yield found_at(document, path, text, "email-lost", message, cure, Level.WARNING)
    if "protect" in document.body:
        places = (match.start() for match in _PROTECTED.finditer(running_text(entry)))
        yield from (in_body(document, place, "email-lost", message, cure) for place in places)


def no_bars(entry: Entry) -> Iterator[Problem]:
    """There is no "|" among the words: it is left over from a menu, or from a table that lost its form."""
    if "|" not in entry.body.html or "|" not in _CODE_IN_HTML.sub("", entry.body.html):
        return
    message = 'There is a "|" in the text: a menu, or a table that lost its form.'
    cure = "Delete it, or write the table with a line of |---|---| below its heading."
    for passage in passages_of(running_text(entry)):
        words = _TARGET.sub(lambda match: " " * len(match.group()), passage.text)
        bar = _BAR.search(words)
        if bar and not _is_whole_table(passage) and not is_page_chrome(passage.text):
            yield in_body(entry.document, passage.start + bar.start(), "bar-in-text", message, cure)


def _is_whole_table(passage: Passage) -> bool:
    """Tell whether markdown makes a table of a passage: the line below the heading must have as many cells."""
    rows = passage.text.split("\n")
    return passage.kind is Kind.TABLE and _cells(rows[0]) == _cells(rows[1])


def _cells(row: str) -> int:
    return len(_CELL_END.split(row.strip().removeprefix("|").removesuffix("|")))


COPIED_PAGE_RULES: tuple[Rule, ...] = (no_page_around_it, nothing_left_to_fill_in, no_email_lost, no_bars)
