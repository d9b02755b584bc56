"""The rule for a list that was announced and got lost."""

import re
from collections.abc import Iterator, Sequence

from forewarn.checking.entry import Entry, Rule
from forewarn.checking.passages import Kind, Passage, in_body, passages_of, running_text
from forewarn.page_chrome import is_page_chrome
from forewarn.problem import Problem

_COLON_ENDS = re.compile(r":[*_]*[ \t]*(?=\n[ \t]*\n|\n#|\s*\Z)")
_LAST_SENTENCE = re.compile(r"(?:.*[.!?]\s+)?(.*)", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]*_]*(?=\s|$)")

# What is announced in the plural takes more than one paragraph to say.
_ANNOUNCES = re.compile(
    r"(?<!one of the )(?<!some of the )\b(?:points|steps|tips|signs|signals|flags|things|ways|measures|precautions"
    r"|actions|safeguards|checks|rules|reasons|tactics|methods|tricks|facts|dos and don['’]?ts"
    r"|pwyntiau|camau|cynghorion|awgrymiadau|arwyddion|pethau|ffyrdd|mesurau|rheolau|rhesymau)\b",
    re.IGNORECASE,
)
# A paragraph that begins so may be an item: with a mark, a number, a small letter, "Lock - ", "Stop. ", "First".
_MARKED = re.compile(
    r"[a-z]|[*_\"'“‘«•·–—-]|[^\w\s(\[<£€$]|\(?\d+[.):]|\(?[A-Z][.)]\s|\S+(?: \S+){0,3} ?[:–—] |\S+(?: \S+){0,3} - "
    r"|\S+[.!] |(?:The )?[Ff]irst\b|Firstly\b|One\b|Yn gyntaf\b",
)
_INLINE_LIST = re.compile(r";|\(\d\)|\b[a-c1-3]\) ")
_ASKS = re.compile(
    r"(?:never|don['’]?t|do|always|be|check|keep|hang|ask|report|call|contact|use|make|take|look|stop|if|when|only|think"
    r"|talk|tell|say|send|forward|delete|ignore|remember|protect|lock|shut|close|register|block|visit|go|get|try|avoid"
    r"|verify|question|change|set|install|update|trust|give|let|pay|open|click|read|write|wait|you)\b",
    re.IGNORECASE,
)
# Headings that begin another part of the text, and those that are items themselves.
_PART = re.compile(
    r"#+ +(?:what|how|if|where|who|why|report|contact|more|further|advice|about|get|need|help|beth|sut|os|rhoi)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"#+ +\W*(?:\d|step|tip|rule|cam)\b", re.IGNORECASE)


def announced_list_follows(entry: Entry) -> Iterator[Problem]:
    """Where a line announces a list, the list follows."""
    if not _COLON_ENDS.search(entry.document.body):
        return
    passages = [passage for passage in passages_of(running_text(entry)) if not is_page_chrome(passage.text)]
    for number, passage in enumerate(passages):
        words = passage.text.rstrip("*_ \t")
        if passage.kind is Kind.PROSE and words.endswith((":", "：")) and _is_lost(passages, number):
            place = passage.start + passage.text.rfind("\n") + 1
            said = " ".join(words.replace("*", "").split()[-6:])
            message = f'"{said}" announces what does not follow.'
            cure = 'Add what was lost, each item on a line that begins with "- ", or end the line with a full stop.'
            yield in_body(entry.document, place, "list-lost", message, cure)


def _is_lost(passages: Sequence[Passage], number: int) -> bool:
    """Tell whether what a lead-in announces is missing behind it."""
    following = passages[number + 1 : number + 3]
    if not following:
        return True
    if following[0].kind is Kind.HEADING:
        return _begins_another_part(following[0], (passages[above] for above in range(number - 1, -1, -1)))
    sentence = _LAST_SENTENCE.match(passages[number].text)
    announces = sentence and _ANNOUNCES.search(sentence[1])
    return bool(announces) and following[0].kind is Kind.PROSE and not _is_announced(following)


def _begins_another_part(heading: Passage, above: Iterator[Passage]) -> bool:
    """Tell whether a heading is none of those that may be the announced items themselves."""
    if _NUMBERED.match(heading.text):
        return False
    level = next((passage.level for passage in above if passage.kind is Kind.HEADING), None)
    return heading.level <= level if level else _PART.match(heading.text) is not None


def _is_announced(following: Sequence[Passage]) -> bool:
    """Tell whether the prose behind a lead-in is what it announces: a list that is written as paragraphs."""
    first, *second = (passage.text for passage in following if passage.kind is Kind.PROSE)
    if _MARKED.match(first) or _INLINE_LIST.search(first) or not _SENTENCE_END.search(first.rstrip()[-4:]):
        return True
    return bool(second) and all(map(_may_be_an_item, (first, *second)))


def _may_be_an_item(paragraph: str) -> bool:
    return len(_SENTENCE_END.findall(paragraph)) == 1 or _ASKS.match(paragraph) is not None


LOST_LIST_RULES: tuple[Rule, ...] = (announced_list_follows,)
