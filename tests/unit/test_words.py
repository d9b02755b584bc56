"""The words of the site in other languages: every catalogue can be read, says what it should, and nothing else."""

import re
from io import StringIO
from pathlib import Path
from string import Formatter
from zipfile import ZipFile

import pytest
from babel.messages.pofile import read_po
from hatchling.builders.wheel import WheelBuilder

from forewarn import words
from forewarn.advisory import Severity
from forewarn.language import is_language
from forewarn.words import Words, all_words, languages, words_in
from forewarn.words.messages import MESSAGES, SEVERITIES, STATES
from projects import ROOT

FOLDER = Path(words.__file__).parent
LANGUAGES = ("ar", "bn", "cy", "hi", "pa", "pl", "ro", "uk", "ur")
SAID = re.compile(r"""\.(?:say|has)\(\s*(["'])(.+?)\1""")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_is_a_catalogue_for_each_language_of_our_readers() -> None:
    assert languages() == LANGUAGES
    assert all(map(is_language, LANGUAGES))


def test_no_message_is_there_twice() -> None:
    assert len(set(MESSAGES)) == len(MESSAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_what_is_asked_for_and_nothing_else(language: str) -> None:
    content = (FOLDER / f"{language}.po").read_text("utf-8")
    catalogue = read_po(StringIO(content), abort_invalid=True)
    found = {str(message.id): message for message in catalogue if message.id}
    assert {*SEVERITIES, *STATES, "Pass it on", "What to do"} <= found.keys() <= set(MESSAGES)
    assert str(catalogue.locale) == language
    assert catalogue.charset == "utf-8"
    assert not re.search(r"^#(?:,|~)", content, re.MULTILINE), "nothing is uncertain or out of use"
    assert "let one read this catalogue" in content.partition("msgid")[0]
    for id_, message in found.items():
        assert message.string, id_
        assert not message.fuzzy, id_
        assert placeholders(str(message.string)) == placeholders(id_), id_
        assert str(message.string).strip() == message.string, id_
        assert str(message.string).endswith(":") == id_.endswith(":"), id_


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


def test_what_is_uncertain_or_empty_is_not_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    uncertain = '#, fuzzy\nmsgid "Urgent"\nmsgstr "Brys?"\n\nmsgid "Poster"\nmsgstr ""\n\nmsgid "or"\nmsgstr "neu"\n'
    (tmp_path / "cy.po").write_text(header + uncertain, "utf-8")
    monkeypatch.setattr(words, "files", lambda _: tmp_path)
    assert words._catalogue.__wrapped__("cy") == {"or": "neu"}


def test_all_words_are_those_of_every_language() -> None:
    assert {"Urgent", "Brys", "فوری", "Tynnwyd yn ôl"} <= set(all_words())


def test_the_catalogues_come_with_the_package(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    packed = set(ZipFile(wheel).namelist())
    assert {f"forewarn/words/{language}.po" for language in LANGUAGES} <= packed
