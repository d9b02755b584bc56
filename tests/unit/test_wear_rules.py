"""The rules for wear and tear: they fail on no text, take no long time over any, and point at a line that there is."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.area import Area
from forewarn.checking.entry import Entry
from forewarn.checking.lookalikes import deception_of
from forewarn.checking.text_language import other_language
from forewarn.checking.wear_rules import WEAR_RULES
from forewarn.contact_register import ContactRegister
from forewarn.document import Block, Document, Text
from forewarn.problem import Level, Problem
from forewarn.rendering import Body, phone_links
from forewarn.rendering.relative_dates import with_absolute_dates
from forewarn.rendering.summary import lead
from forewarn.repairing import repair
from forewarn.settings import Settings

SETTINGS = Settings("W", "https://w.example/", "W", "W", "en_GB", ZoneInfo("Europe/London"), ("gov.uk",))
LONGEST, MOST_SECONDS = 60_000, 2.0


def document(body: str) -> Document:
    fields = Block(MappingProxyType({"title": Text(body[:200], 2, 8)}), MappingProxyType({}), 1, 1)
    return Document("a.md", fields, body, 5)


def problems(body: str, *, is_deployment: bool = False) -> list[Problem]:
    html = f"<p>{escape(body, quote=False)}</p>"
    shown = Body(html, (), lead(html), ())
    known: Mapping[str, Area] = {}
    contacts = ContactRegister(())
    entry = Entry(
        document(body), shown, known, frozenset(), SETTINGS, contacts, frozenset(), {}, is_deployment=is_deployment
    )
    return [problem for rule in WEAR_RULES for problem in rule(entry)]


def test_a_placeholder_stops_a_deployment() -> None:
    for is_deployment, level in ((False, Level.WARNING), (True, Level.ERROR)):
        found = problems("Call [INSERT NUMBER] now.", is_deployment=is_deployment)
        assert {(problem.field, problem.rule, problem.level) for problem in found} == {
            ("title", "placeholder", level),
            ("body", "placeholder", level),
        }


PIECES = (
    "police.Call | bankYou |these points:|\n\n|\n|Skip to content|{SITE-NAME}|[INSERT DATE]|[email protected]|yesterday"
    "|https//www.gov.uk|bit.ly/x|pоlice.uk|'|“|”|`|\\||- item|## What to do|    code| - |…|TBC|www,gov.uk|£XXX|<p>"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_every_problem_stands_on_a_line_that_there_is(body: str) -> None:
    lines = body.split("\n")
    for problem in problems(body):
        if problem.field == "body":
            assert 5 <= problem.line < 5 + len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 5]) + 1


@given(st.text(max_size=200))
def test_no_text_is_too_much(body: str) -> None:
    assert all(str(problem) for problem in problems(body))


@pytest.mark.parametrize(
    "piece",
    [
        "a:\n\n",
        "[",
        "` ",
        "'",
        "s' a",
        "|",
        " ",
        "\n",
        ".a",
        "aYou",
        "www,",
        "http:",
        "XX/",
        "{",
        "<insert ",
        "1) ",
        "# a\n",
        "yesterday ",
        "!!! a",
        "…",
        "п.a",
        "xn--.a",
        "Home > ",
        "Accept all ",
        "share ",
        "We use cookies ",
        "TBC\n",
        "the ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    body = (piece * LONGEST)[:LONGEST]
    begun = time.perf_counter()
    problems(body)
    repair(document(body))
    assert time.perf_counter() - begun < MOST_SECONDS


@pytest.mark.parametrize(
    "host", ["pоlice.uk", "www.kent.pоlice.uk", "xn--plice-jye.uk", "раураl.com", "сосо.com", "ɡov.uk", "gοv.uk"]
)
def test_hosts_that_deceive(host: str) -> None:
    assert deception_of(host) is not None


@pytest.mark.parametrize(
    "host",
    [
        "police.uk",
        "tŷ.cymru",
        "xn--t-7fb.cymru",
        "пример.рф",
        "пример.com",
        "münchen.de",
        "日本語かな.jp",
        "ukپر",
        "a.ukپر",
        "5€.uk",
        "",
        "..",
        "xn--.uk",
        "xn--ŵ.uk",
    ],
)
def test_hosts_that_do_not(host: str) -> None:
    assert deception_of(host) is None


ENGLISH = "The caller says that you owe tax and that they will come for you. " * 5
WELSH = "Mae'r galwr yn dweud bod arnoch chi dreth, ac y bydd yn dod i'ch gweld chi. " * 5
UKRAINIAN = "Телефонують люди й кажуть, що ви винні податок і що за вами прийдуть. " * 5
SERBIAN = "Zovu ljudi i govore da dugujete porez i da će doći policija ako ne platite odmah. " * 5


@pytest.mark.parametrize(
    ("text", "locale", "language"),
    [
        (ENGLISH, "en_GB", None),
        (ENGLISH, "cy_GB", "in English"),
        (ENGLISH, "ur_PK", "in Latin letters"),
        (WELSH, "cy_GB", None),
        (WELSH, "en_GB", "in Welsh"),
        (WELSH + ENGLISH, "en_GB", None),
        (WELSH + ENGLISH, "cy_GB", None),
        (UKRAINIAN, "uk_UA", None),
        (UKRAINIAN, "en_GB", "in Cyrillic letters"),
        (UKRAINIAN + ENGLISH, "en_GB", None),
        (SERBIAN, "sr_RS", None),
        (SERBIAN, "en_GB", None),
        ("Mae hi'n galw.", "en_GB", None),
        ("", "en_GB", None),
    ],
)
def test_languages(text: str, locale: str, language: str | None) -> None:
    found = other_language(text, locale)
    assert (found and found[0]) == language


@pytest.mark.parametrize(
    ("head", "piece", "tail"),
    [
        ("It was yesterday", " ", "x"),
        ("One two three four five six", ".", "x"),
        ("Remember these points:", " ", "x"),
        ("TBC\n", "*", "x"),
        ("TBC\n", "> ", "x"),
        ("See ", "](", " | x"),
        ("See ", "<", " | x"),
        ("", "menu\n\n", ""),
        ("Call ", "101 ", "'"),
    ],
)
def test_no_text_takes_long_that_ends_otherwise_than_it_goes_on(head: str, piece: str, tail: str) -> None:
    body = head + (piece * LONGEST)[:LONGEST] + tail
    begun = time.perf_counter()
    problems(body)
    with_absolute_dates(f"<p>{body}</p>", datetime(2026, 10, 2, tzinfo=UTC), "en_GB")
    phone_links(["101"]).applied(f"<p>{body}</p>")
    assert time.perf_counter() - begun < MOST_SECONDS
