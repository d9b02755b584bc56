"""The words of the site in other languages: every catalogue can be read, says what it should, and nothing else."""

import re
from io import StringIO
from pathlib import Path
from string import Formatter
from zipfile import ZipFile

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hatchling.builders.wheel import WheelBuilder

from forewarn import words
from forewarn.advisory import Severity
from forewarn.language import is_language
from forewarn.words import Words, all_words, languages, words_in
from forewarn.words.messages import COUNTED, MESSAGES, SEVERITIES, STATES
from projects import ROOT

FOLDER = Path(words.__file__).parent
LANGUAGES = ("ar", "bn", "cy", "hi", "pa", "pl", "ro", "uk", "ur")
FULL_STOPS = (".", "۔", "।")
UNAVAILABLE = "This warning is not available in English."
OWN_NAMES = {  # as that sentence has them, where endings change
    "ar": "العربية",
    "bn": "বাংলা",
    "cy": "Gymraeg",
    "hi": "हिंदी",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "polsk",
    "ro": "română",
    "uk": "українськ",
    "ur": "اردو",
}
COUNTED_IN = {
    "en": {0: "0 warnings", 1: "1 warning", 2: "2 warnings", 11: "11 warnings"},
    "cy": {0: "0 rhybudd", 1: "1 rhybudd", 2: "2 rybudd", 3: "3 rhybudd", 6: "6 rhybudd", 11: "11 rhybudd"},
    "ar": {0: "لا تحذيرات", 1: "تحذير واحد", 2: "تحذيران", 3: "3 تحذيرات", 11: "11 تحذيرًا", 100: "100 تحذير"},
    "pl": {0: "0 ostrzeżeń", 1: "1 ostrzeżenie", 2: "2 ostrzeżenia", 11: "11 ostrzeżeń", 22: "22 ostrzeżenia"},
    "ro": {0: "0 avertismente", 1: "1 avertisment", 11: "11 avertismente", 20: "20 de avertismente"},
    "ur": {0: "0 انتباہات", 1: "1 انتباہ", 2: "2 انتباہات", 3: "3 انتباہات", 6: "6 انتباہات", 11: "11 انتباہات"},
}
SAID = re.compile(r"""(?:\.(?:say|has)|words\.template)\(\s*(["'])(.+?)\1""")

COUNTING = re.compile(r"""\.(?:count|counting)\(\s*(["'])(\{.+?)\1""")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms_of(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_there_is_a_catalogue_for_each_language_of_our_readers() -> None:
    assert languages() == LANGUAGES
    assert all(map(is_language, LANGUAGES))


def test_no_message_is_there_twice() -> None:
    assert len({*MESSAGES, *COUNTED}) == len(MESSAGES) + len(COUNTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_what_is_asked_for_and_nothing_else(language: str) -> None:
    content = (FOLDER / f"{language}.po").read_text("utf-8")
    catalogue = read_po(StringIO(content), abort_invalid=True)
    found = {forms_of(message.id)[0]: message for message in catalogue if message.id}
    assert {*SEVERITIES, *STATES, "Pass it on", "What to do"} <= found.keys() <= {*MESSAGES, *COUNTED}
    assert str(catalogue.locale) == language
    assert catalogue.charset == "utf-8"
    assert not re.search(r"^#(?:,|~)", content, re.MULTILINE), "nothing is uncertain or out of use"
    assert "let one read this catalogue" in content.partition("msgid")[0]
    for id_, message in found.items():
        assert not message.fuzzy, id_
        assert forms_of(message.id) == ((id_, COUNTED[id_]) if id_ in COUNTED else (id_,))
        assert forms_of(message.string), id_
        for form in forms_of(message.string):
            assert form, id_
            assert placeholders(form) <= placeholders(id_), id_
            assert form.strip() == form, id_
            assert form.endswith(":") == id_.endswith(":"), id_
            assert not id_.endswith(".") or form.endswith(FULL_STOPS), id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_message_is_said(language: str) -> None:
    own = words_in(f"{language}_GB")
    for message in MESSAGES:
        assert placeholders(own.template(message)) == placeholders(message), message


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message", COUNTED)
def test_a_number_is_left_out_only_where_the_words_say_it(message: str, language: str) -> None:
    forms = [words_in(f"{language}_GB").counting(message, number) for number in range(1_000)]
    assert all("{count}" in form or forms.count(form) == 1 for form in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_everything(language: str) -> None:
    own = words_in(f"{language}_GB")
    assert [message for message in (*MESSAGES, *COUNTED) if not own.has(message)] == []
    assert own.is_whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_its_messages_in_the_order_of_the_english_ones(language: str) -> None:
    catalogue = read_po(StringIO((FOLDER / f"{language}.po").read_text("utf-8")))
    order = [*MESSAGES, *COUNTED]
    places = [order.index(forms_of(message.id)[0]) for message in catalogue if message.id]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_of_a_language_are_those_that_babel_knows_for_it(language: str) -> None:
    content = (FOLDER / f"{language}.po").read_text("utf-8")
    assert f'"Plural-Forms: {Catalog(locale=language).plural_forms}\\n"' in content


@pytest.mark.parametrize("language", LANGUAGES)
def test_severities_and_states_are_not_mistaken_for_each_other(language: str) -> None:
    own = words_in(f"{language}_GB")
    assert len({own.say(message) for message in (*SEVERITIES, *STATES)}) == 6


def test_every_severity_has_its_word() -> None:
    assert {severity.capitalize() for severity in Severity} == set(SEVERITIES)


def test_whatever_is_said_in_code_and_templates_is_a_message() -> None:
    sources = [*(ROOT / "hooks").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")]
    said = {message for path in sources for _, message in SAID.findall(path.read_text("utf-8"))}
    assert "Pass it on" in said
    assert said <= set(MESSAGES)
    counted = {message for path in sources for _, message in COUNTING.findall(path.read_text("utf-8"))}
    assert counted <= set(COUNTED)


def test_words_in_the_language_of_a_locale() -> None:
    assert words_in("cy_GB").say("Urgent") == "Brys"
    assert words_in("ur_PK").say("Urgent") == words_in("ur_GB").say("Urgent") == "فوری"
    assert words_in("cy_GB").has("Urgent")
    assert words_in("cy_GB") is words_in("cy_GB")


@pytest.mark.parametrize("locale", ["fr_FR", "pa_PK", "pa_Arab_PK", "hi_Latn_IN"])
def test_english_words_where_there_are_no_others(locale: str) -> None:
    assert words_in(locale).say("Urgent") == "Urgent"
    assert not words_in(locale).has("Urgent")


def test_english_has_every_word() -> None:
    assert words_in("en_GB").say("True on {date}", date="9 July") == "True on 9 July"
    assert words_in("en_GB").has("True on {date}")


def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    own = Words("cy_GB", {"Urgent": "Brys"})
    assert (own.say("Urgent"), own.has("Urgent")) == ("Brys", True)
    assert (own.say("Poster"), own.has("Poster")) == ("Poster", False)


def test_values_are_filled_in_as_they_are() -> None:
    own = words_in("pl_PL")
    assert own.say("Warnings for {area}", area="{area} & <b>") == "Ostrzeżenia: {area} & <b>"
    with pytest.raises(KeyError):
        own.say("Warnings for {area}")


@pytest.mark.parametrize("language", COUNTED_IN)
def test_the_words_that_go_with_a_number(language: str) -> None:
    own = words_in(f"{language}_GB")
    assert {number: own.count("{count} warning", number) for number in COUNTED_IN[language]} == COUNTED_IN[language]


def test_counting_gives_the_place_of_the_number_to_whoever_fills_it_in() -> None:
    assert words_in("cy_GB").counting("{count} warning", 2) == "{count} rybudd"
    assert words_in("cy_GB").counting("{count} warning", 5) == "{count} rhybudd"
    assert words_in("en_GB").counting("{count} warning", 1) == "{count} warning"


def test_what_counts_is_said_in_english_where_there_is_no_catalogue() -> None:
    own = words_in("fr_FR")
    assert (own.count("{count} warning", 1), own.count("{count} warning", 2)) == ("1 warning", "2 warnings")
    assert not own.has("{count} warning")


def test_only_what_counts_can_be_counted() -> None:
    with pytest.raises(KeyError):
        words_in("cy_GB").counting("Urgent", 1)


def test_a_template_has_the_places_of_its_values() -> None:
    assert words_in("cy_GB").template("Published {date}") == "Cyhoeddwyd {date}"
    assert words_in("en_GB").template("Published {date}") == "Published {date}"
    assert words_in("fr_FR").template("Published {date}") == "Published {date}"


def test_words_are_whole_only_if_every_message_is_said() -> None:
    everything = dict.fromkeys((*MESSAGES, *COUNTED), "x")
    assert Words("cy_GB", everything).is_whole
    for lacking in (MESSAGES[0], MESSAGES[-1], *COUNTED):
        assert not Words("cy_GB", {message: "x" for message in everything if message != lacking}).is_whole
    assert Words("en_GB", {}).is_whole
    assert not words_in("fr_FR").is_whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_names_its_own_language(language: str) -> None:
    assert OWN_NAMES[language] in words_in(f"{language}_GB").say(UNAVAILABLE)


def test_what_is_uncertain_or_empty_is_not_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    uncertain = '#, fuzzy\nmsgid "Urgent"\nmsgstr "Brys?"\n\nmsgid "Poster"\nmsgstr ""\n\nmsgid "or"\nmsgstr "neu"\n'
    unfinished = '\nmsgid "{count} warning"\nmsgid_plural "{count} warnings"\nmsgstr[0] "rhybudd"\nmsgstr[1] ""\n'
    (tmp_path / "cy.po").write_text(header + uncertain + unfinished, "utf-8")
    monkeypatch.setattr(words, "files", lambda _: tmp_path)
    taken = words._catalogue.__wrapped__("cy")
    assert {message.id: message.string for message in taken if message.id} == {"or": "neu"}


def test_all_words_are_those_of_every_language() -> None:
    assert {"Urgent", "Brys", "فوری", "Tynnwyd yn ôl"} <= set(all_words())


def test_the_catalogues_come_with_the_package(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    packed = set(ZipFile(wheel).namelist())
    assert {f"forewarn/words/{language}.po" for language in LANGUAGES} <= packed
