"""The rules for words that were lost on the way: the end of a text, the space between two sentences."""

import re
from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule
from forewarn.checking.passages import Kind, in_body, passages_of, running_text
from forewarn.page_chrome import is_page_chrome
from forewarn.problem import Problem

FEWEST_WORDS = 6

_ENDS = tuple(".!?।۔؟॥。！？")
_DOTS = ".."
_TRAILS_OFF = re.compile(
    r"(?:\.{2,}|…|[\[(]\s?(?:…|\.{3})\s?[\])]|\s(?:Read more|Continue reading|Darllen mwy)\W*)$",
)
_ENDS_OPEN = re.compile(r"(?:[^\W\d_]|[,;،؛–—-])$")
_SHORT_LINE = 50
_MOST_NAMES = 0.6
_SAYING = re.compile(r"too good to be true\W*$", re.IGNORECASE)
_NO_SENTENCE = re.compile(
    r"[*_#@]|(?:issued|published|posted|source|photo|picture|image|reference|contact|tel|signed|regards|kind regards"
    r"|with thanks|by|from|author|crime)\b",
    re.IGNORECASE,
)
_LAST_LINE = re.compile(r"\W*(?:ends?|diwedd)\W*", re.IGNORECASE)


def text_is_whole(entry: Entry) -> Iterator[Problem]:
    """The text does not stop in the middle of a sentence."""
    tail = entry.document.body[-120:].rstrip()
    if tail.endswith(_ENDS) and not tail.endswith(_DOTS):
        return
    passages = list(passages_of(running_text(entry)))
    while passages and (_LAST_LINE.fullmatch(passages[-1].text) or is_page_chrome(passages[-1].text)):
        passages.pop()
    if passages and passages[-1].kind is Kind.PROSE and _stops(passages[-1].text):
        text = passages[-1].text
        place = passages[-1].start + len(text) - len(text.split()[-1])
        message = f'The last sentence of the text has no end: "{" ".join(text.split()[-5:])}".'
        yield in_body(entry.document, place, "text-cut-off", message, "Add the rest of it, or a full stop.")


def _stops(text: str) -> bool:
    """Tell whether a last paragraph is a sentence without its end, and no address, name or slogan."""
    words, lines = text.split(), text.split("\n")
    if len(words) < FEWEST_WORDS or _SAYING.search(text):
        return False
    if _TRAILS_OFF.search(text):
        return True
    is_in_short_lines = len(lines) > 1 and all(len(line) < _SHORT_LINE for line in lines)
    is_address = any(sign in words[-1] for sign in "./@#") or "|" in text
    if not _ENDS_OPEN.search(text) or is_in_short_lines or is_address or _NO_SENTENCE.match(text):
        return False
    return sum(word[:1].isupper() for word in words) < len(words) * _MOST_NAMES


# Every letter becomes "l" or "U": the quickest way to ask whether a capital stands right behind a small letter.
_SHAPES = bytes.maketrans(
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ?!", b"llllllllllllllllllllllllllUUUUUUUUUUUUUUUUUUUUUUUUUU.."
)
_OPENERS = (
    "You|Your|Call|The|They|This|These|That|There|Never|Always|Report|Contact|Please|When|What|How|If|We|Our|Don|He"
    "|She|His|Her|Officers|Police|Anyone|Remember|Ask|Check|Keep|Hang"
    "|Mae|Peidiwch|Ffoniwch|Rhowch|Cysylltwch|Byddwch|Dyma"
)
_GLUED = re.compile(
    r"(?<![\w/@.#=&?%-])(?P<before>[A-Za-z]*[a-z]{2})(?P<stop>[.!?])(?P<after>[A-Z][a-z]*)(?![\w@/-]|\.\w)"
    rf"|(?<![\w/@.#=&?%-])(?P<word>[a-z]{{2,}})(?P<opener>{_OPENERS})(?![\w@/.-])"
)
_ABBREVIATIONS = frozenset(
    "st dr mr mrs ms prof sgt insp det no nos rev jr sr lt col capt supt approx etc vs dc pc ph".split()
)
_ENDINGS = frozenset(
    "com co org net uk gov police nhs ac info example app shop me io tv ly eu scot wales cymru london online site"
    " website pdf exe doc docx jpg jpeg png gif html htm php apk zip xls xlsx csv txt js md".split()
)
_NAMES = frozenset({"trueCall"})


def sentences_stand_apart(entry: Entry) -> Iterator[Problem]:
    """There is a space between two sentences, where a line ended before the text was copied."""
    shape = entry.document.body.encode().translate(_SHAPES)
    if b"lU" not in shape and b"l.U" not in shape:
        return
    for match in _GLUED.finditer(running_text(entry)):
        if match.group() in _NAMES or _is_name(match):
            continue
        written, stop = match.group(), match["stop"]
        message = f'Two sentences run together: "{written}".'
        cure = (
            f'Type "{match["before"]}{stop} {match["after"]}" instead.'
            if stop
            else _apart(*match.group("word", "opener"))
        )
        yield in_body(entry.document, match.start(), "words-glued", message, cure)


def _apart(word: str, opener: str) -> str:
    return f'Put a space, or a full stop and a space, between "{word}" and "{opener}".'


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether what looks glued is an abbreviation and a name ("St.Albans"), or a website or a file ("Gov.Uk")."""
    return (match["before"] or "").lower() in _ABBREVIATIONS or (match["after"] or "").lower() in _ENDINGS


LOST_WORDS_RULES: tuple[Rule, ...] = (text_is_whole, sentences_stand_apart)
