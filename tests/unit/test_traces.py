"""Words are found in whatever way they are escaped, and not where they only seem to be."""

import json
from collections.abc import Callable
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.traces import SURE, Traces, plainest

# Words as editors type them: no lone surrogates, and none of the signs with which an escape begins.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Z"), exclude_characters="&%\\"), min_size=SURE)


def for_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def for_json_as_it_is(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


ESCAPES = st.lists(st.sampled_from([escape, quote, for_json, for_json_as_it_is]), max_size=3)


@given(WORDS, ESCAPES)
def test_words_are_found_however_they_are_escaped(word: str, escapes: list[Callable[[str], str]]) -> None:
    written = word
    for each in escapes:
        written = each(written)
    assert Traces([word, "another"]).are_in(f'<a title="{written}">')


@given(st.text(), st.text())
def test_any_text_can_be_searched(word: str, text: str) -> None:
    assert Traces([word]).are_in(text) in {True, False}


@pytest.mark.parametrize(
    ("word", "text", "is_in"),
    [
        ("parcel", "a parcel.", True),
        ("parcel", "parcels", False),
        ("parcel", "unparcel", False),
        ("parcel", "parcel", True),
        ("parcel", "parcels and a parcel", True),
        ("/a/parcel/", "x/a/parcel/y", True),
        ("x" * SURE, "y" + "x" * SURE + "y", True),
        ("Parcel", "parcel", False),
    ],
)
def test_a_short_word_is_a_whole_one(word: str, text: str, *, is_in: bool) -> None:
    assert Traces([word]).are_in(text) is is_in


def test_there_may_be_none() -> None:
    assert not Traces([])
    assert not Traces(["", " \n"])
    assert Traces(["a"])


def test_words_that_other_texts_have_are_left_out() -> None:
    words = Traces(["gone  fishing", "parcel", "A &amp; B"])
    assert words.without_those_in(["We have parcels"]) == {"gone fishing", "A & B"}
    assert words.without_those_in(["parcel", "A & B", "gone\nfishing"]) == frozenset()


def test_escapes_of_characters_in_pairs() -> None:
    assert plainest("\\ud83d\\ude00 %F0%9F%98%80 &#128512;") == "😀 😀 😀"
    assert plainest("100% of \\path & co") == "100% of \\path & co"
