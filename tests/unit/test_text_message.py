"""The words to pass on by text: whole, in as few messages as their letters allow, with an address to tap."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn import gsm
from forewarn.outputs.text_message import Run, TextMessage, text_message
from published import ADVISORY, SETTINGS

ADDRESS = "https://w.example/sub/path/advisories/tax/"
ROOM = 160 - len(f" {ADDRESS}")


def made(title: str, *advice: str, url: str = SETTINGS.site_url, locale: str = "en_GB") -> str:
    advisory = replace(ADVISORY, title=title, advice=advice, locale=locale)
    return text_message(replace(SETTINGS, site_url=url), advisory).words


def test_title_first_advice_and_address() -> None:
    assert made("Callers ask for tax", "Hang up", "Call 101.") == f"Callers ask for tax. Hang up. {ADDRESS}"
    assert made("Is it the police?", "Hang up!") == f"Is it the police? Hang up! {ADDRESS}"
    assert made("Callers ask for tax") == f"Callers ask for tax. {ADDRESS}"


def test_the_editors_own_words_come_first() -> None:
    advisory = replace(ADVISORY, text_message="Say this – don’t wait.", advice=("Hang up.",))
    assert text_message(SETTINGS, advisory) == TextMessage("Say this - don't wait.", 1, is_plain=True)


@pytest.mark.parametrize(
    ("words", "parts", "is_plain"),
    [("Hang up.", 1, True), ("Rhowch y ffôn i lawr", 1, False), ("Tŷ " * 40, 2, False), ("ا" * 201, 3, False)],
)
def test_the_editors_own_words_are_counted(words: str, parts: int, is_plain: bool) -> None:
    message = text_message(SETTINGS, replace(ADVISORY, text_message=words))
    assert message == TextMessage(words, parts, is_plain)


def test_a_title_is_cut_at_a_word_when_it_is_one_character_too_long() -> None:
    words = "tax " * ((ROOM - 1) // 4 - 1)
    fits = words + "b" * (ROOM - 1 - len(words))
    assert made(fits) == f"{fits}. {ADDRESS}"
    assert len(made(fits)) == 160
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


def test_other_letters_get_three_messages_to_say_as_much() -> None:
    title, advice = "پولیس کبھی پیسے نہیں مانگتی", "فون بند کریں"
    assert made(title, advice, locale="ur_GB") == f"{title}۔ {advice}۔ {ADDRESS}"
    assert made("Gŵyr pawb", "Rhowch y ffôn i lawr", locale="cy_GB") == f"Gŵyr pawb. Rhowch y ffôn i lawr. {ADDRESS}"
    long = " ".join(["پولیس"] * 40)
    words = made(long, advice, locale="ur_GB")
    assert words == f"{' '.join(['پولیس'] * 23)}... {advice}۔ {ADDRESS}"
    assert gsm.parts(words) == 3
    assert len(words) <= 201 < len(words) + len(" پولیس")


def test_a_welsh_message_without_other_letters_is_one_plain_message() -> None:
    advice = ("Peidiwch â thalu byth",)
    message = text_message(SETTINGS, replace(ADVISORY, title="Twyll", advice=advice, locale="cy_GB"))
    assert message.parts == 2
    assert not message.is_plain
    plain = text_message(SETTINGS, replace(ADVISORY, title="Twyll", advice=("Peidiwch byth",), locale="cy_GB"))
    assert (plain.parts, plain.is_plain) == (1, True)


@pytest.mark.parametrize(
    ("locale", "stop"), [("ur_PK", "۔"), ("ar_SA", "."), ("hi_IN", "।"), ("pa_GB", "।"), ("pa_PK", "۔"), ("pl_PL", ".")]
)
def test_a_sentence_ends_as_its_language_ends_it(locale: str, stop: str) -> None:
    assert made("x", "y", locale=locale) == f"x{stop} y{stop} {ADDRESS}"
    assert made("x।", "y۔", locale=locale) == f"x। y۔ {ADDRESS}"


def test_without_room_for_the_title_the_address_alone() -> None:
    assert made("x" * 150) == ADDRESS


def test_without_room_for_the_address_the_words_alone() -> None:
    longest = f"https://w.example/{'a' * 126}/"
    assert len(made("x" * 99, url=longest)) == 160
    longer = f"https://w.example/{'a' * 127}/"
    assert made("Callers ask for tax", "Hang up", url=longer) == "Callers ask for tax. Hang up."
    assert made("Callers ask for tax", "y" * 200, url=longer) == "Callers ask for tax."
    unbroken = text_message(replace(SETTINGS, site_url=longer), replace(ADVISORY, title="x" * 170, advice=()))
    assert unbroken == TextMessage(f"{longer}advisories/tax/", 2, is_plain=True)


@given(st.text(min_size=1), st.text())
def test_whatever_is_made_fits_and_ends_in_the_address(title: str, advice: str) -> None:
    words = made(title, advice)
    assert words == ADDRESS or words.endswith(f" {ADDRESS}")
    assert gsm.fits(words)


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("Hang up.", [("Hang up.", False)]),
        (f"Hang up. {ADDRESS}", [("Hang up. ", False), (ADDRESS, True)]),
        (
            "فون 0300 123 2040 پر کریں",
            [("فون ", False), ("0300 123 2040", True), (" پر کریں", False)],
        ),
        (
            "https://w.example/0300-123-2040/ 0300 123 2040",
            [("https://w.example/0300-123-2040/", True), (" ", False), ("0300 123 2040", True)],
        ),
        ("hxxps://tax[.]example/pay!", [("hxxps://tax[.]example/pay!", True)]),
    ],
)
def test_numbers_and_addresses_are_told_apart(words: str, runs: list[tuple[str, bool]]) -> None:
    assert TextMessage.of(words).runs == tuple(Run(*run) for run in runs)


@given(st.text(alphabet="a 0123456789:/htps.پ€"))
def test_the_runs_are_the_words(words: str) -> None:
    assert "".join(run.words for run in TextMessage.of(words).runs) == words
