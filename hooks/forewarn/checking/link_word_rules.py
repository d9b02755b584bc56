"""The rules for the words of links: people who hear a page, or look for its links, know no more than these."""

import re
from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule
from forewarn.checking.passages import in_body, passages_of, running_text
from forewarn.problem import Problem
from forewarn.quotation import is_quoted, quoted_spans

_SAY_NOTHING = frozenset(
    words.strip()
    for words in (
        "here, click, click here, press here, tap here, go here, see here, visit here, read here, just here, this,"
        " link, the link, this link, click this link, follow this link, click the link, more, read more, see more,"
        " learn more, find out more, more info, more information, further information, details, more details, info,"
        " information, page, this page, the page, website, this website, the website, site, this site, this article,"
        " article, continue, continue reading, view, download, download here, url, web page, webpage,"
        # The same in Welsh.
        " yma, cliciwch, cliciwch yma, pwyswch yma, ewch yma, gweler yma, darllenwch yma, dolen, y ddolen,"
        " y ddolen hon, y ddolen yma, hwn, hon, mwy, darllen mwy, darllenwch fwy, gweld mwy, dysgu mwy, rhagor,"
        " mwy o wybodaeth, rhagor o wybodaeth, manylion, gwybodaeth, tudalen, y dudalen, y dudalen hon, gwefan,"
        " y wefan, y wefan hon, yr erthygl hon, lawrlwytho"
    ).split(",")
)
_LINK = re.compile(
    r"(?<![!\\])\[(?P<words>[^\[\]]{1,60})\](?=\(|\[)|<a\b[^<>]{0,500}>(?P<inner>[^<>]{1,60})</a>", re.IGNORECASE
)
_MARKS = " \t\n*_`.,;:!?…>»›→()\"'“”‘’"
_CLICK = re.compile(r"(?:(?<=[.!?:]\s)|^)[*_]{0,3}(?:Please click here|Click here|Cliciwch yma)\b", re.MULTILINE)
_CURE = 'Let the words say where the link leads, such as "[How to report a scam](...)".'


def links_say_where_they_lead(entry: Entry) -> Iterator[Problem]:
    """The words of a link say where it leads: "here" says nothing to somebody who hears one link after another."""
    body = entry.document.body
    if "](" not in body and "][" not in body and "</a>" not in body.lower():
        return
    for match in _LINK.finditer(running_text(entry)):
        words = match["words"] or match["inner"]
        if " ".join(words.split()).strip(_MARKS).casefold() in _SAY_NOTHING:
            message = f'The words of a link, "{" ".join(words.split())}", do not say where it leads.'
            yield in_body(entry.document, match.start(), "link-vague", message, _CURE)


def nothing_to_click_is_lost(entry: Entry) -> Iterator[Problem]:
    """Nobody is told to click where there is no link: it was lost when the text was copied."""
    body = entry.document.body
    if "lick here" not in body and "liciwch yma" not in body:
        return
    for passage in passages_of(running_text(entry)):
        spans = quoted_spans(passage.text)
        for match in _CLICK.finditer(passage.text):
            is_link = passage.text[match.end() : match.end() + 2].startswith(("](", "][", "</"))
            if not is_link and not is_quoted(match.start(), spans):
                message = f'"{match.group().strip(_MARKS)}" has no link.'
                cure = "Say where to go in words, with a link that says where it leads."
                yield in_body(entry.document, passage.start + match.start(), "link-vague", message, cure)


LINK_WORD_RULES: tuple[Rule, ...] = (links_say_where_they_lead, nothing_to_click_is_lost)
