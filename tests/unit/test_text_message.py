"""The words to pass on by text: one message, in one piece, at its exact limits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.gsm import fits_one_message
from forewarn.outputs.text_message import text_message
from published import ADVISORY, SETTINGS

ADDRESS = "https://w.example/sub/path/advisories/tax/"
ROOM = 160 - len(f" {ADDRESS}")


def made(title: str, *advice: str, url: str = SETTINGS.site_url) -> str | None:
    return text_message(replace(SETTINGS, site_url=url), replace(ADVISORY, title=title, advice=advice))


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("a" * 160, True),
        ("a" * 161, False),
        ("a" * 158 + "€", True),
        ("a" * 159 + "€", False),
        ("^{}\\[~]|" * 10, True),
        ("^{}\\[~]|" * 10 + "a", False),
        ("£@é\nñ" * 32, True),
        ("ŵ" * 70, True),
        ("ŵ" * 71, False),
        ("a" * 69 + "ŵ", True),
        ("a" * 70 + "ŵ", False),
        ("😀" * 35, True),
        ("😀" * 35 + "a", False),
        ("پ" * 70, True),
        ("ç" * 71, False),  # its capital is in the alphabet, it is not
        ("Ç" * 160, True),
    ],
)
def test_what_fits_one_message(words: str, is_one: bool) -> None:
    assert fits_one_message(words) is is_one


def test_title_first_advice_and_address() -> None:
    assert made("Callers ask for tax", "Hang up", "Call 101.") == f"Callers ask for tax. Hang up. {ADDRESS}"
    assert made("Is it the police?", "Hang up!") == f"Is it the police? Hang up! {ADDRESS}"
    assert made("Callers ask for tax") == f"Callers ask for tax. {ADDRESS}"


def test_the_editors_own_words_come_first() -> None:
    advisory = replace(ADVISORY, text_message="Say this.", advice=("Hang up.",))
    assert text_message(SETTINGS, advisory) == "Say this."


def test_a_title_is_cut_at_a_word_when_it_is_one_character_too_long() -> None:
    words = "tax " * ((ROOM - 1) // 4 - 1)
    fits = words + "b" * (ROOM - 1 - len(words))
    assert made(fits) == f"{fits}. {ADDRESS}"
    assert len(made(fits) or "") == 160
    cut = made(fits + "b")
    assert cut == f"{words.strip()}... {ADDRESS}"


def test_characters_that_count_two_are_counted_so() -> None:
    title = "€" * 3 + " " + "a" * (ROOM - 8)
    assert made(title) == f"{title}. {ADDRESS}"
    assert made(f"{title}a") == f"€€€... {ADDRESS}"


def test_advice_is_left_out_before_the_title_loses_its_sense() -> None:
    advice = "Hang up" + " and wait" * 11
    assert made("Callers ask for tax", advice) == f"Callers ask for tax. {ADDRESS}"
    words = made("Callers who ask for tax today", "Hang up" + " and wait" * 10)
    assert words == f"Callers who ask... Hang up{' and wait' * 10}. {ADDRESS}"
    assert len(words) == 160


def test_curly_marks_and_dashes_do_not_shorten_a_message() -> None:
    assert made("“Tax office” – don’t pay…", "Hang\u00a0up") == f'"Tax office" - don\'t pay... Hang up. {ADDRESS}'


def test_letters_outside_the_alphabet_leave_room_for_70() -> None:
    words = made("پولیس کبھی پیسے نہیں مانگتی۔ فون بند کریں", "فون بند کریں۔")
    assert words == f"پولیس کبھی پیسے نہیں... {ADDRESS}"
    assert len(words) <= 70
    assert made("Gŵyr pawb", "Rhowch y ffôn i lawr") == f"Gŵyr pawb. {ADDRESS}"


def test_without_room_for_the_title_the_address_alone() -> None:
    assert made("پولیس", url=f"https://w.example/{'a' * 60}/") == f"https://w.example/{'a' * 60}/advisories/tax/"
    assert made("x" * 150) == ADDRESS


def test_without_room_for_the_address_nothing() -> None:
    longest = f"https://w.example/{'a' * 126}/"
    assert len(made("x" * 99, url=longest) or "") == 160
    assert made("x" * 99, url=f"https://w.example/{'a' * 127}/") is None


@given(st.text(min_size=1), st.text())
def test_whatever_is_made_is_one_message_and_ends_in_the_address(title: str, advice: str) -> None:
    words = made(title, advice)
    assert words is not None
    assert words.endswith(ADDRESS)
    assert fits_one_message(words)
