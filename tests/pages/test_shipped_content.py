"""What this repository ships to read: a sample of everything that an advisory can be, and nothing to complain about."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest

from finished import settings_in
from forewarn.advisory import Advisory, Severity, State, Status
from forewarn.dates import read_date
from forewarn.language import language_of
from forewarn.site.survey import Survey, survey
from forewarn.words import words_in
from forewarn.words.messages import MEANINGS, SEVERITIES, STATES
from projects import NOW, ROOT, SHIPPED

MOMENT = datetime.fromisoformat(NOW)
AGE = timedelta(days=180)

# Ranges that Ofcom keeps for drama, so that nobody's telephone rings: mobiles, no area, London, freephone.
NOBODYS_NUMBER = re.compile(r"07700 900\d{3}|01632 960\d{3}|020 7946 0\d{3}|0808 157 0\d{3}")

HELP = ("about", "accessibility", "privacy", "reporting")
PLACEHOLDER = re.compile(r"\{[A-Z]+(?: [A-Z]+)+\}")
NUMBER = re.compile(r"\b\d[\d ]*\d\b")
ADDRESS = re.compile(r"https?://[^)\s]+|\bwww\.[\w./-]*\w|[\w.]+@[\w.]*\w")


@pytest.fixture(scope="module")
def found() -> Survey:
    """Everything in the content folder, hidden or public."""
    return survey(SHIPPED, settings_in(ROOT), MOMENT)


@pytest.fixture(scope="module")
def advisories(found: Survey) -> tuple[Advisory, ...]:
    assert len(found.register.advisories) >= 17
    return found.register.advisories


def named(advisories: tuple[Advisory, ...], id_: str) -> Advisory:
    (advisory,) = (advisory for advisory in advisories if advisory.id == id_)
    return advisory


def states(found: Survey) -> dict[str, State]:
    """Give the state of every advisory by its id, those that nobody may know of as well."""
    public = found.register.public(MOMENT, AGE)
    replaced = {advisory.replaces for advisory in public.advisories}
    return {
        advisory.id: advisory.state(MOMENT, AGE, is_replaced=advisory.id in replaced)
        for advisory in found.register.advisories
    }


def words(html: str) -> list[str]:
    return re.findall(r"[\w'’-]+", unescape(re.sub(r"<[^>]*>", " ", html)))


def test_nothing_has_a_problem_hidden_or_not(found: Survey) -> None:
    """What only the owner of a site can know stands in help pages in capitals between braces, and may be reported."""
    for_the_owner = {problem for problem in found.problems if problem.rule == "placeholder"}
    assert all(problem.file.startswith("content/help/") for problem in for_the_owner)
    assert [str(problem) for problem in found.problems if problem not in for_the_owner] == []


def test_there_are_many_areas_and_many_kinds_of_scam(advisories: tuple[Advisory, ...]) -> None:
    assert len({slug for advisory in advisories for slug in advisory.areas}) >= 10
    assert len({topic.slug for advisory in advisories for topic in advisory.topics}) >= 10
    assert all(advisory.topics for advisory in advisories)
    assert {advisory.severity for advisory in advisories} == set(Severity)


def test_every_state_is_there(found: Survey) -> None:
    assert set(states(found).values()) == set(State)


def test_past_is_one_that_expired_and_one_that_is_old(found: Survey) -> None:
    past = [named(found.register.advisories, id_) for id_, state in states(found).items() if state is State.PAST]
    assert {advisory.expires is None for advisory in past} == {True, False}


def test_a_correction_ships_with_what_it_corrects(found: Survey) -> None:
    (correction,) = (advisory for advisory in found.register.advisories if advisory.replaces)
    assert states(found)[str(correction.replaces)] is State.SUPERSEDED
    assert states(found)[correction.id] is State.CURRENT
    replaced = named(found.register.advisories, str(correction.replaces))
    assert correction.published > replaced.published
    assert correction.areas == replaced.areas


def test_a_withdrawal_has_a_reason_and_a_day(advisories: tuple[Advisory, ...]) -> None:
    (withdrawn,) = (advisory for advisory in advisories if advisory.status is Status.WITHDRAWN)
    assert withdrawn.summary.startswith("The visits were real.")
    assert withdrawn.modified > withdrawn.published
    assert withdrawn.advice == ()


@pytest.mark.parametrize(
    ("id_", "locale", "direction", "script"),
    [
        ("twyll-rhamant", "cy_GB", "ltr", "[ŵŷâêîôû]"),
        ("rhybudd-ar-y-sgrin", "cy_GB", "ltr", "[ŵŷâêîôû]"),
        ("addo-arian-yn-ol", "cy_GB", "ltr", "[ŵŷâêîôû]"),
        ("ammi-naya-number", "ur_GB", "rtl", "[\u0600-\u06ff]"),
    ],
)
def test_a_translation_says_what_its_original_says(
    advisories: tuple[Advisory, ...], id_: str, locale: str, direction: str, script: str
) -> None:
    translation = named(advisories, id_)
    original = named(advisories, str(translation.translation_of))
    assert (translation.locale, original.locale) == (locale, "en_GB")
    assert language_of(locale).direction == direction
    assert re.search(script, translation.title + translation.body)
    for part in ("areas", "topics", "severity", "published", "scam"):
        assert getattr(translation, part) == getattr(original, part), part
    assert len(translation.advice) == len(original.advice)
    assert [heading.level for heading in translation.headings] == [heading.level for heading in original.headings]
    tags = [re.findall(r"<(\w+)", advisory.body) for advisory in (translation, original)]
    assert tags[0].count("li") == tags[1].count("li") > 0


def test_an_advisory_can_be_for_two_areas(advisories: tuple[Advisory, ...]) -> None:
    assert named(advisories, "courier-cash").areas == ("devon-cornwall", "kent")
    assert {"west-midlands", "west-yorkshire"} == set(named(advisories, "ammi-naya-number").areas)


def test_bodies_have_what_markdown_can_do(advisories: tuple[Advisory, ...]) -> None:
    bodies = "".join(advisory.body for advisory in advisories)
    for part in ("<table>", '<div class="admonition warning">', "<ol>", "<ul>", "<strong>", "<em>"):
        assert part in bodies, part


def test_every_text_is_short_and_says_what_to_do(advisories: tuple[Advisory, ...]) -> None:
    for advisory in advisories:
        if advisory.status is not Status.WITHDRAWN:
            assert 120 <= len(words(advisory.body)) <= 300, advisory.id
            assert 2 <= len(advisory.advice) <= 5, advisory.id
            assert all(len(line) <= 100 for line in advisory.advice), advisory.id


def test_what_the_criminals_use_belongs_to_nobody(advisories: tuple[Advisory, ...]) -> None:
    scams = [advisory.scam for advisory in advisories if advisory.scam]
    assert scams
    for scam in scams:
        assert all(NOBODYS_NUMBER.fullmatch(phone) for phone in scam.phones), scam
        assert all(re.match(r"https://[a-z-]+\.example/", link) for link in scam.links), scam
        assert all(email.endswith(".example") for email in scam.emails), scam
    for kind in ("phones", "links", "emails"):
        assert any(getattr(scam, kind) for scam in scams), kind


def test_some_have_words_to_text_and_one_had_another_address(advisories: tuple[Advisory, ...]) -> None:
    assert {advisory.id for advisory in advisories if advisory.text_message} == {"courier-cash", "parcel-fee-texts"}
    assert {advisory.aliases for advisory in advisories} == {(), ("news/parcel-scam/",)}


def test_scotland_reports_to_its_police(advisories: tuple[Advisory, ...]) -> None:
    """Report Fraud takes reports from the three other nations."""
    scottish = [advisory for advisory in advisories if "scotland" in advisory.areas]
    assert scottish
    for advisory in scottish:
        assert "Report Fraud" not in advisory.body + "".join(advisory.advice)
        assert "101" in advisory.body


def test_a_closed_channel_is_named_only_in_what_is_older(advisories: tuple[Advisory, ...]) -> None:
    closed = read_date("4 December 2025", settings_in(ROOT).time_zone).when
    naming = [advisory for advisory in advisories if "Action Fraud" in advisory.body]
    assert [advisory.id for advisory in naming] == ["penalty-charge-texts"]
    assert naming[0].modified < closed


@pytest.mark.parametrize("name", [*HELP, *(f"{name}.cy" for name in HELP)])
def test_a_help_page_has_its_words_and_one_form_of_placeholder(name: str) -> None:
    text = (SHIPPED / "help" / f"{name}.md").read_text("utf-8")
    assert re.match(r"---\ntitle: .+\ndescription: .+\n---\n\n\w", text)
    assert len(words(text)) > 200
    assert re.findall(r"[{}]", PLACEHOLDER.sub("", text)) == []


@pytest.mark.parametrize(("file", "locale"), [("about.md", "en_GB"), ("about.cy.md", "cy_GB")])
def test_the_help_says_what_the_severities_and_states_mean(file: str, locale: str) -> None:
    own = words_in(locale)
    terms = re.findall(r"^(.+)\n:   (.+\.)$", (SHIPPED / "help" / file).read_text("utf-8"), re.MULTILINE)
    meanings = [(own.say(severity), own.say(meaning)) for severity, meaning in zip(SEVERITIES, MEANINGS, strict=True)]
    assert terms[: len(meanings)] == meanings
    assert {name for name, _ in terms} == {own.say(word) for word in (*SEVERITIES, *STATES, "Current")}


@pytest.mark.parametrize("name", ["index", *(f"help/{name}" for name in HELP)])
def test_a_welsh_page_names_the_same_numbers_addresses_and_placeholders(name: str) -> None:
    english, welsh = ((SHIPPED / f"{name}{ending}").read_text("utf-8") for ending in (".md", ".cy.md"))
    for what in (PLACEHOLDER, NUMBER, ADDRESS):
        assert sorted(what.findall(welsh)) == sorted(what.findall(english)), what
    assert re.findall(r"(\w+)(?:\.cy)?\.md\)", welsh) == re.findall(r"(\w+)\.md\)", english)
    assert not re.search(r"\]\(\w+\.md\)", welsh), "it leads to Welsh pages"
    for line in (r"^## ", r"^- ", r"^\d\. ", r"^:   ", r"^\|"):
        assert len(re.findall(line, welsh, re.MULTILINE)) == len(re.findall(line, english, re.MULTILINE)), line
