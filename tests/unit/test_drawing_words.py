"""Words for cards: cut without losing a letter, with what keeps its order, and looked through for what no font has."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card_samples import shipped_templates
from forewarn.drawing.letters import told
from forewarn.drawing.runs import Word, in_words
from forewarn.drawing.typefaces import Typefaces

KEYCAP, JOINER = "\u20e3", "\u200d"
NUMBERS = [
    "£900",
    "€1,5",
    "12:31",
    "1/12/2026",
    "50%",
    "0300 123 2040",
    "+44 20 7946 0991",
    "+44 (0)20 7946 0991",
    "(01632) 960112",
    "٩٠٠",
    "۲۲",
    "₹9,00,000",
]


def text_of(words: list[Word]) -> str:
    return "".join(run if isinstance(run, str) else run["ltr"] for word in words for run in word)


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(st.text() | st.lists(st.sampled_from([*NUMBERS, " ", "\n", "یہ", "(", ")", "a", "-", "."])).map("".join))
def test_no_character_is_lost_or_leaves_its_place(text: str) -> None:
    words = in_words(text.replace(KEYCAP, ""))
    assert without_spaces(text_of(words)) == without_spaces(unicodedata.normalize("NFC", text.replace(KEYCAP, "")))
    assert all(word and all(run not in ("", {"ltr": ""}) for run in word) for word in words)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("around", ["{}", "کال {} پر", "({})", "اتصل: {}، الآن", "{}?"])
def test_a_number_is_one_run_from_left_to_right(number: str, around: str) -> None:
    runs = [run for word in in_words(around.format(number)) for run in word if isinstance(run, dict)]
    assert runs == [{"ltr": number}]


def test_words_are_cut_at_spaces_of_any_kind() -> None:
    assert in_words("a\u00a0b\n c\t\u2003d") == [["a"], ["b"], ["c"], ["d"]]
    assert in_words(" \n ") == []


@pytest.mark.parametrize("keycap", ["1\ufe0f\u20e3", "1\u20e3"])
def test_a_digit_on_a_key_is_the_digit(keycap: str) -> None:
    assert in_words(f"Press {keycap} now") == [["Press"], [{"ltr": "1"}], ["now"]]


def test_accents_are_put_on_their_letters() -> None:
    assert in_words("e\u0301") == [["\u00e9"]]


@pytest.mark.parametrize(
    "text",
    [
        "£900, €1,5 – “half” a month’s pay … ₹, ₴, zł, °, ½, ™ and №",
        "Dŵr yn y tŷ, Zażółć gęślą jaźń, Țineți, ґаджет, ਫ਼ੋਨ, ক্ষতি, क्षत्रिय, બૅંક, شہر, مدينة",
        f"👩{JOINER}👩{JOINER}👧 👋🏽 🇬🇧 1\ufe0f{KEYCAP} ☎\ufe0f ❤\ufe0f",
        "Cafe\u0301 m\u0302 می\u200cخواہم র\u200d্যা a\u00adb \u200ea\u200f \u2066b\u2069",
        "line\nend\tand\u2003spaces",
    ],
)
def test_what_the_shipped_fonts_have(text: str) -> None:
    own = shipped_templates().typefaces
    assert own.missing_letters(text) == own.missing_pictures(text) == ()
    assert own.drawable(text) == text


def test_what_they_have_not_is_named_once_in_its_order() -> None:
    own = shipped_templates().typefaces
    assert own.missing_letters("退税 →退 ქ") == ("退", "税", "→", "ქ")
    assert own.missing_pictures("a 🂡 b ★ 🂡") == ("🂡", "★")
    assert own.drawable("a 🂡 b ★") == "a b"
    assert told(["→"]) == '"→" (U+2192, RIGHTWARDS ARROW)'


def test_an_emoji_younger_than_this_python_is_a_picture() -> None:
    assert Typefaces((), frozenset()).missing_pictures("\U0001fbff") == ("\U0001fbff",)


@pytest.mark.parametrize("text", ["", " ", "🂡", "\ufe0f", "🂡\ufe0f \u200d"])
def test_nothing_is_to_be_seen_of_some_texts(text: str) -> None:
    assert not shipped_templates().typefaces.shows(text)
    assert shipped_templates().typefaces.shows(f"{text}1")


@pytest.mark.parametrize("letter", ["a", "क", "س"])
def test_marks_are_not_piled_into_other_lines(letter: str) -> None:
    assert in_words(letter + "\u0316" * 90 + "b") == [[letter + "\u0316" * 3 + "b"]]


@pytest.mark.parametrize("text", ["ệ", "q\u0323\u0301\u0302", "क्ष्म्य", "مُحَمَّدٌ", "בְּרֵאשִׁ֖ית"])
def test_marks_that_languages_write_stay(text: str) -> None:
    assert in_words(text) == [[unicodedata.normalize("NFC", text)]]


def test_control_characters_are_left_out() -> None:
    assert shipped_templates().typefaces.drawable("a\x07b\x7fc") == "abc"


@given(st.text())
def test_what_is_drawn_has_no_picture_that_is_missing(text: str) -> None:
    own = shipped_templates().typefaces
    drawn = own.drawable(text)
    assert own.missing_pictures(drawn) == ()
    assert own.drawable(drawn) == drawn
    assert own.missing_letters(drawn) == own.missing_letters(text)
