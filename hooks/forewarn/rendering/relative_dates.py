"""Words such as "yesterday", which mean nothing to somebody who reads them later: the day itself beside them.

Only in English and Welsh, and only words that tell of one day, week or month. "Today" is left alone, as in "report it
today", and so are words in quotation marks, links, headings and code, possessives, and "in the last week".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from forewarn.language import long_date, long_month
from forewarn.quotation import is_quoted, quoted_spans

DAY, WEEK, MONTH = "day", "week", "month"


@dataclass(frozen=True)
class RelativeDate:
    """Words that count from the day of publication, and the place in the HTML behind them where a date belongs."""

    words: str
    unit: str
    is_past: bool
    end: int


@dataclass(frozen=True)
class _Wording:
    """How a language says such words: ``signs``, of which one is in each of them, and what a week is called."""

    signs: tuple[str, ...]
    phrase: re.Pattern[str]
    week: str


_NOT_BEHIND = r"(?<!\bthe\s)(?<!\bthis\s)(?<!\bpast\s)(?<!\bevery\s)(?<!\beach\s)(?<!\byour\s)(?<!\btheir\s)(?<!\bmy\s)"
_WORDINGS = {
    "en": _Wording(
        ("esterday", "week", "month", "night"),
        re.compile(
            r"\b(?:(?P<past_day>yesterday(?:\s+(?:morning|lunchtime|afternoon|evening|night))?)"
            rf"|{_NOT_BEHIND}(?:(?P<past_night>last\s+night)|(?P<past_week>last\s+week)|(?P<past_month>last\s+month))"
            r"|(?P<this_week>this\s+week)|(?P<this_month>this\s+month))(?![\w’'-])(?!\s+(?:of|or)\b)",
            re.IGNORECASE,
        ),
        "week of {}",
    ),
    "cy": _Wording(
        ("doe", "eithiwr", "ythnos", "is hwn", "is diwethaf", "is\nhwn", "is\ndiwethaf"),
        re.compile(
            r"\b(?:(?P<past_day>ddoe|neithiwr)|(?P<past_week>wythnos\s+dd?iwethaf)|(?P<past_month>[mf]is\s+diwethaf)"
            r"|(?P<this_week>wythnos\s+hon)|(?P<this_month>[mf]is\s+hwn))(?![\w’'-])",
            re.IGNORECASE,
        ),
        "wythnos yn dechrau {}",
    ),
}

_BLOCK_TAG = re.compile(
    r"<(/?)(p|li|ul|ol|h[2-6]|div|table|thead|tbody|tr|td|th|blockquote|dl|dt|dd|pre|figure|figcaption)\b([^>]*)>"
)
_INLINE_TAG = re.compile(r"<(/?)([a-z]+)(?:\"[^\"]*\"|[^>\"])*>")
_CLOSING_TAGS = re.compile(r"(?:</[a-z]+>)*")
_NO_SENTENCE = frozenset("h2 h3 h4 h5 h6 pre blockquote th".split())
_OTHERS_WORDS = frozenset("a code kbd samp q cite time del s".split())
_LEFT_OUT = "\x00"

_BRACKET = re.compile(r"\s*\([^()\d]{1,40}\)")
_DATED_BEHIND = re.compile(
    r"\s*\([^()]*\d|[\s,–—-]+(?:on\s+|ar\s+)?(?:[^\W\d]+day|dydd\s+\w+)?,?\s*(?:the\s+)?\d{1,2}(?:st|nd|rd|th|af|fed|ain)?"
    r"\s+(?:of\s+)?[^\W\d]{3}",
    re.IGNORECASE,
)
_DATED_IN_FRONT = re.compile(r"\d[^().]{0,20}\($")


def with_absolute_dates(html: str, published: datetime, locale: str) -> str:
    """Give a cleaned body in which each such word has its day, week or month beside it, in the words of ``locale``.

    ``published`` is the moment from which they count, in the site's time zone.
    """
    for date in reversed(relative_dates(html, locale)):
        html = f"{html[: date.end]} {_element(date, published, locale)}{html[date.end :]}"
    return html


def relative_dates(html: str, locale: str) -> tuple[RelativeDate, ...]:
    """Find such words in a cleaned body, where its language is known and no date stands beside them already."""
    wording = _WORDINGS.get(_language(locale))
    if wording is None or not any(sign in html for sign in wording.signs) or not wording.phrase.search(html):
        return ()
    return tuple(date for start, end in _running_text(html) for date in _in_paragraph(html, start, end, wording.phrase))


def _element(date: RelativeDate, published: datetime, locale: str) -> str:
    """Write the time that is meant as HTML has it: https://html.spec.whatwg.org/multipage/#the-time-element."""
    if date.unit == DAY:
        when = published - timedelta(days=1)
        machine, shown = f"{when:%Y-%m-%d}", long_date(when, locale)
    elif date.unit == WEEK:
        when = published - timedelta(days=published.weekday() + 7 * date.is_past)
        machine, shown = f"{when:%G-W%V}", _WORDINGS[_language(locale)].week.format(long_date(when, locale))
    else:
        when = published.replace(day=1) - timedelta(days=date.is_past)
        machine, shown = f"{when:%Y-%m}", long_month(when, locale)
    return f'<time class="absolute" datetime="{machine}">({shown})</time>'


def _language(locale: str) -> str:
    return locale.partition("_")[0]


def _running_text(html: str) -> Iterator[tuple[int, int]]:
    """Find the stretches between the tags of blocks that are the editor's own running text."""
    start, silent = 0, 0
    for tag in _BLOCK_TAG.finditer(html):
        if not silent and tag.start() > start:
            yield start, tag.start()
        if silent or tag[2] in _NO_SENTENCE or "admonition-title" in tag[3]:
            silent += -1 if tag[1] else 1
        start = tag.end()
    yield start, len(html)


def _in_paragraph(html: str, start: int, end: int, phrase: re.Pattern[str]) -> Iterator[RelativeDate]:
    if not phrase.search(html, start, end):
        return
    text, places = _plain(html, start, end)
    quoted = quoted_spans(text)
    for match in phrase.finditer(text):
        is_dated = _DATED_BEHIND.match(text, match.end()) or _DATED_IN_FRONT.search(
            text[max(0, match.start() - 30) : match.start()]
        )
        if is_dated or is_quoted(match.start(), quoted):
            continue
        bracket = _BRACKET.match(text, match.end())
        last = (bracket or match).end() - 1
        behind = _CLOSING_TAGS.match(html, places[last] + 1, end)
        name = match.lastgroup or ""
        unit = DAY if name == "past_night" else name.partition("_")[2]
        yield RelativeDate(match.group(), unit, name.startswith("past"), behind.end() if behind else places[last] + 1)


def _plain(html: str, start: int, end: int) -> tuple[str, list[int]]:
    """Give the characters of a paragraph without its tags, and where each stands. Other people's words are blanked."""
    pieces: list[str] = []
    places: list[int] = []
    silent = 0

    def add(until: int) -> None:
        pieces.append(_LEFT_OUT * (until - start) if silent else html[start:until])
        places.extend(range(start, until))

    for tag in _INLINE_TAG.finditer(html, start, end):
        add(tag.start())
        start = tag.end()
        if tag[2] in _OTHERS_WORDS:
            silent += -1 if tag[1] else 1
    add(end)
    return "".join(pieces), places
