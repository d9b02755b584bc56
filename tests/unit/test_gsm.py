"""Letters of plain text messages, and the parts in which longer ones are sent, at their exact limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn import gsm


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 158 + "€", 1),
        ("a" * 159 + "€", 2),
        ("^{}\\[~]|" * 10, 1),
        ("^{}\\[~]|" * 10 + "a", 2),
        ("£@é\nñ" * 32, 1),
        ("a" * 152 + "€" + "a" * 152, 3),  # the sign for euro goes into the second part as a whole
        ("a" * 151 + "€" + "a" * 153, 2),
        ("ŵ" * 70, 1),
        ("ŵ" * 71, 2),
        ("ŵ" * 134, 2),
        ("ŵ" * 135, 3),
        ("ŵ" * 201, 3),
        ("ŵ" * 202, 4),
        ("a" * 69 + "ŵ", 1),
        ("a" * 70 + "ŵ", 2),
        ("😀" * 35, 1),
        ("😀" * 35 + "a", 2),
        ("😀" * 66, 2),  # 67 units have room for 33 of them, and one is left over
        ("😀" * 67, 3),
        ("پ" * 70, 1),
        ("ç" * 71, 2),  # its capital is in the alphabet, it is not
        ("Ç" * 160, 1),
    ],
)
def test_as_how_many_messages_a_text_is_sent(words: str, parts: int) -> None:
    assert gsm.parts(words) == parts


@pytest.mark.parametrize(
    ("words", "fits"),
    [("a" * 160, True), ("a" * 161, False), ("ŵ" * 201, True), ("ŵ" * 202, False), ("a" * 200 + "ŵ", True)],
)
def test_what_is_short_enough_to_pass_on(words: str, fits: bool) -> None:
    assert gsm.fits(words) is fits


@given(st.text())
def test_no_part_holds_more_than_it_can(words: str) -> None:
    units = len(words.encode("utf-16-le")) // 2
    parts = gsm.parts(words)
    if gsm.letters_beyond(words):
        assert parts == 1 if units <= 70 else -(-units // 67) <= parts <= -(-units // 66)
    else:
        assert parts == 1 if gsm.length(words) <= 160 else -(-gsm.length(words) // 153) <= parts


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("“Tax” – don’t pay…", '"Tax" - don\'t pay...'),
        ("„Policjant” — ‹oszust›", "\"Policjant\" - 'oszust'"),
        ("0300\u00a0123\u202f2040", "0300 123 2040"),
        ("Gŵyr pawb, żółć, ñ", "Gŵyr pawb, żółć, ñ"),
        ("فون بند کریں۔", "فون بند کریں۔"),
    ],
)
def test_marks_become_plain_and_letters_stay(written: str, plain: str) -> None:
    assert gsm.plain(written) == plain


@given(st.text())
def test_no_letter_is_ever_changed(words: str) -> None:
    def letters(text: str) -> list[str]:
        return [letter for letter in text if letter.isalnum()]

    assert letters(gsm.plain(words)) == letters(words)
