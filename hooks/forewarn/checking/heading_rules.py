"""The rules for headings: many readers find their way by them alone, one level after another."""

import re
from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule
from forewarn.checking.headline import written_title
from forewarn.checking.passages import Kind, Passage, in_body, passages_of, running_text
from forewarn.page_chrome import is_caption, is_page_chrome
from forewarn.problem import Level, Problem

FIRST_LEVEL = 2
MOST_WORDS, FEWEST_BELOW = 9, 8


def headings_go_down_by_steps(entry: Entry) -> Iterator[Problem]:
    """The first heading has two number signs, and none below it has more than one sign more than the last."""
    above = FIRST_LEVEL - 1
    for number, heading in enumerate(entry.body.headings):
        if heading.level > above + 1:
            signs = "#" * (above + 1)
            after = "The first heading" if number == 0 else f'The heading "{heading.text}"'
            skipped = "the title of the page" if number == 0 else "the heading above it"
            message = f"{after} is {heading.level - above} levels below {skipped}, so one seems to be missing."
            yield in_body(entry.document, _place(entry, number), "heading-jump", message, f'Begin it with "{signs} ".')
        above = heading.level


def _place(entry: Entry, number: int) -> int:
    """Find where a heading stands, by its number among all."""
    written = [passage for passage in passages_of(running_text(entry)) if passage.kind is Kind.HEADING]
    headings = entry.body.headings
    if len(written) == len(headings):
        return written[number].start
    return max(entry.document.body.find(headings[number].text), 0)


_MAY_BE_BOLD = re.compile(r"^ {0,3}(?:\*\*|__)", re.MULTILINE)
_BOLD = re.compile(r" {0,3}(\*\*|__)(?P<words>(?!\1)[^*_\n]{2,80})\1:?[ \t]*(?:\n|\Z)")
_MAY_BE_SHORT = re.compile(r"^ {0,3}[A-ZÀ-ÞŴŶ][^\n.,;:!?]{3,60}[a-zà-þŵŷ][ \t]*\n[ \t]*\n", re.MULTILINE)
_WORDS_ONLY = re.compile(r"[A-ZÀ-ÞŴŶ](?:[^\W\d_]|[ '’-])*[a-zà-þŵŷ]")
_SAYS_WHOSE = re.compile(
    r"(?:issued|published|posted|updated|written|shared|reported|by|from|source|photo|picture|contact|signed|dear|hello"
    r"|kind|best|regards|yours|with thanks|thank you|many thanks|diolch|cyhoeddwyd|gan)\b",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE = (".", ",", ";", "!")


def headings_are_marked(entry: Entry) -> Iterator[Problem]:
    """What looks like a heading is one, with number signs in front: those who hear a page find no other."""
    body = entry.document.body
    if not _MAY_BE_BOLD.search(body) and not _MAY_BE_SHORT.search(body):
        return
    passages = passages_of(running_text(entry))
    for place, passage in enumerate(passages):
        above, below = passages[max(0, place - 1)] if place else None, passages[place + 1 : place + 2]
        if passage.kind is not Kind.PROSE:
            continue
        if bold := _BOLD.match(passage.text):
            is_followed = bool(below) or bold.end() < len(passage.text)
            if is_followed and not bold["words"].strip().endswith(_ENDS_A_SENTENCE) and _has_words(bold["words"]):
                yield _flat(entry, passage, bold["words"].strip(" :"), Level.WARNING)
        elif below and _is_short_line(entry, passage, above, below[0]):
            yield _flat(entry, passage, passage.text.strip(), Level.ADVICE)


def _has_words(text: str) -> bool:
    """Tell whether a line has words, and is not a number or an amount that is to stand out."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) > 0 and len(text.split()) <= MOST_WORDS


def _is_short_line(entry: Entry, passage: Passage, above: Passage | None, below: Passage) -> bool:
    """Tell whether a line of a few words without an end stands above a list or a paragraph, as a heading does."""
    line = passage.text.strip()
    number = len(line.split())
    if "\n" in line or not 1 < number <= MOST_WORDS or not _WORDS_ONLY.fullmatch(line):
        return False
    if _SAYS_WHOSE.match(line) or is_page_chrome(line) or is_caption(line) or line == written_title(entry).strip():
        return False
    is_list_item = above is not None and above.text.rstrip().endswith(":")
    return not is_list_item and (below.kind is Kind.LIST or len(below.text.split()) >= FEWEST_BELOW)


def _flat(entry: Entry, passage: Passage, words: str, level: Level) -> Problem:
    message = f'"{words}" looks like a heading and is none.'
    cure = f'Type "## {words}", with an empty line below it.'
    return in_body(entry.document, passage.start, "heading-flat", message, cure, level)


HEADING_RULES: tuple[Rule, ...] = (headings_go_down_by_steps, headings_are_marked)
