"""Dates beside "yesterday" and its like, and nowhere else."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.rendering import with_absolute_dates

PUBLISHED = datetime(2020, 7, 9, 12, 31, tzinfo=ZoneInfo("Europe/London"))
TIME = re.compile(r' <time class="absolute" datetime="([^"]*)">\(([^)]*)\)</time>')


def dates(html: str, locale: str = "en_GB", published: datetime = PUBLISHED) -> list[tuple[str, str]]:
    return TIME.findall(with_absolute_dates(html, published, locale))


@pytest.mark.parametrize(
    ("words", "machine", "shown"),
    [
        ("yesterday", "2020-07-08", "8 July 2020"),
        ("Yesterday evening", "2020-07-08", "8 July 2020"),
        ("last night", "2020-07-08", "8 July 2020"),
        ("this week", "2020-W28", "week of 6 July 2020"),
        ("last\nweek", "2020-W27", "week of 29 June 2020"),
        ("this month", "2020-07", "July 2020"),
        ("Last month", "2020-06", "June 2020"),
    ],
)
def test_english(words: str, machine: str, shown: str) -> None:
    html = f"<p>It happened {words}, in Deal.</p>"
    assert dates(html) == [(machine, shown)]
    assert f"{words} <time" in with_absolute_dates(html, PUBLISHED, "en_GB")


@pytest.mark.parametrize(
    ("words", "machine", "shown"),
    [
        ("ddoe", "2020-07-08", "8 Gorffennaf 2020"),
        ("Neithiwr", "2020-07-08", "8 Gorffennaf 2020"),
        ("yr wythnos hon", "2020-W28", "wythnos yn dechrau 6 Gorffennaf 2020"),
        ("yr wythnos ddiwethaf", "2020-W27", "wythnos yn dechrau 29 Mehefin 2020"),
        ("y mis hwn", "2020-07", "Gorffennaf 2020"),
        ("y mis diwethaf", "2020-06", "Mehefin 2020"),
    ],
)
def test_welsh(words: str, machine: str, shown: str) -> None:
    assert dates(f"<p>{words} yn Nhywyn.</p>", "cy_GB") == [(machine, shown)]


def test_the_turn_of_a_year() -> None:
    new_year = datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    html = "<p>Yesterday, this week, last week and last month.</p>"
    assert [machine for machine, _ in dates(html, published=new_year)] == [
        "2025-12-31",
        "2026-W01",
        "2025-W52",
        "2025-12",
    ]


def test_the_words_of_the_country() -> None:
    assert dates("<p>It was yesterday.</p>", "en_US") == [("2020-07-08", "July 8, 2020")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Report it today. Tomorrow is too late.</p>",
        "<h2>This week</h2>",
        "<p><code>yesterday</code> <a href='#x'>last week</a></p>",
        "<pre>yesterday</pre>",
        "<blockquote><p>It was yesterday.</p></blockquote>",
        "<p>'It was yesterday', she said.</p>",
        "<p>“We were called last night.</p>",
        "<p>He asked “was it <em>yesterday</em>?”</p>",
        '<div class="admonition note"><p class="admonition-title">This week</p></div>',
        "<p>yesterday (8 July), yesterday, 8 July, and last night – Wednesday 8th July</p>",
        "<p>On 8 July (yesterday) it began.</p>",
        "<p>Yesterday's papers; this month’s bill; a last-week offer.</p>",
        "<p>In the last week of June, over the last month, in\nthe\nlast week.</p>",
        "<p>yesterdays, nextweek, yesterday-like</p>",
        "<p>It was <time>yesterday</time>.</p>",
    ],
)
def test_left_alone(html: str) -> None:
    assert with_absolute_dates(html, PUBLISHED, "en_GB") == html


def test_a_bracket_stays_beside_its_word() -> None:
    html = with_absolute_dates("<p>It was <strong>yesterday</strong> (Monday) in Deal.</p>", PUBLISHED, "en_GB")
    assert html.startswith("<p>It was <strong>yesterday</strong> (Monday) <time")


def test_only_languages_whose_words_are_known() -> None:
    assert dates("<p>yesterday ddoe</p>", "pl_PL") == []
    assert dates("<p>ddoe</p>", "en_GB") == []
    assert dates("<p>yesterday</p>", "cy_GB") == []


PIECES = st.sampled_from(
    "yesterday|last week|this\nmonth| (Monday)|, 8 July|'|”|“| and |.|<em>|</em>|<code>|</code>|</p>\n<p>|<h2>".split(
        "|"
    )
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_but_dates_is_added(inner: str) -> None:
    html = f"<p>{inner}</p>"
    assert TIME.sub("", with_absolute_dates(html, PUBLISHED, "en_GB")) == html
