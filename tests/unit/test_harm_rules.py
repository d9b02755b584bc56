"""The rules for what may harm a reader: what their golden cases are too coarse to show."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import advisory
from forewarn.checking.ease_rules import ease_of
from forewarn.checking.imitation import imitated
from forewarn.checking.personal_rules import email_is_personal, is_card_number
from forewarn.commands.project import open_project
from forewarn.problem import Level, Problem
from projects import NOW, Project

OFFICIAL = ("gov.uk", "police.uk", "nhs.uk", "kent.police.uk", "reportfraud.police.uk", "stopscamsuk.org.uk")
WORDS = ("reportfraud", "stopscamsuk")


def problems_of(project: Project, text: str, lines: str = "", now: str = NOW) -> Sequence[Problem]:
    project.add("advisories/tax-calls.md", advisory(lines, text))
    return open_project(project.folder / "mkdocs.yml", now).survey.problems


def rules_of(project: Project, text: str, lines: str = "") -> list[str]:
    return [problem.rule for problem in problems_of(project, text, lines)]


@pytest.mark.parametrize(
    ("host", "like"),
    [
        ("reportfraud-police.example", "reportfraud.police.uk"),
        ("report-fraud.example", "reportfraud.police.uk"),
        ("www.reportfraud.polce.uk", "reportfraud.police.uk"),
        ("stopscamsuk.example", "stopscamsuk.org.uk"),
        ("www.gov.uk.refund.example", "gov.uk"),
        ("hmrc-gov-uk.example", "gov.uk"),
        ("govuk-refunds.example", "gov.uk"),
        ("g0v.uk", "gov.uk"),
        ("kent.poiice.uk", "kent.police.uk"),
        ("kent-police.uk", "kent.police.uk"),
        ("essex-police.uk", "police.uk"),
        ("policeuk.example", "police.uk"),
    ],
)
def test_a_host_that_imitates_an_official_one(host: str, like: str) -> None:
    assert imitated(host, OFFICIAL, WORDS) == like


@pytest.mark.parametrize(
    "host",
    "gov.scot gov.wales www.citizensadvice.org.uk register.fca.org.uk www.relayuk.bt.com ico.org.uk 999bsl.co.uk"
    " crimestoppers-uk.org www.policeombudsman.org www.kentonline.co.uk nhsinform.scot www.victimsupport.org.uk"
    " www.getsafeonline.org ageuk.org.uk which.co.uk independentage.org governance.example goviral.uk polis.example"
    " gumtree.com royalmail.com www.takefive-stopfraud.org.uk cifas.org.uk fraud.report".split(),
)
def test_a_host_that_imitates_none(host: str) -> None:
    assert imitated(host, OFFICIAL, WORDS) is None


@pytest.mark.parametrize(
    ("address", "is_personal"),
    [
        ("jo.bloggs@kent.police.uk", True),
        ("j_bloggs@council.example", True),
        ("anne-marie.bloggs7@council.example", True),
        ("watch@gmail.com", True),
        ("office@btinternet.com", True),
        ("press.office@kent.police.uk", False),
        ("data-protection@kent.police.uk", False),
        ("north.division@kent.police.uk", False),
        ("101@kent.police.uk", False),
        ("report@phishing.gov.uk", False),
        ("a.b@council.example", False),
    ],
)
def test_whose_email_address_one_is(address: str, is_personal: bool) -> None:
    assert email_is_personal(address) == is_personal


@given(st.text(alphabet="0123456789", min_size=15, max_size=15))
def test_of_ten_last_digits_one_makes_a_card(digits: str) -> None:
    sound = [last for last in "0123456789" if is_card_number(f"4{digits[1:]}{last}")]
    assert len(sound) == 1


@pytest.mark.parametrize(
    "number", ["4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "3782 822463 10005"]
)
def test_a_card_is_found_however_it_is_grouped_and_not_shown_again(project: Project, number: str) -> None:
    (problem,) = problems_of(project, f"He read out {number} to them.")
    assert (problem.rule, problem.level, problem.column) == ("card-number", Level.ERROR, 13)
    assert number not in str(problem)


def test_official_numbers_and_those_of_an_area_are_known(project: Project) -> None:
    kent = project.content / "areas/kent.md"
    contact = (
        "contacts:\n  - id: desk\n    name: Kent desk\n    for: Scams in Kent.\n    phone: 01632 960222\n"
        "    email: jo.bloggs@desk.example\n    nations: [England]\n    source: https://www.kent.police.uk/\n"
    )
    kent.write_text(kent.read_text("utf-8").replace("---\n", f"---\n{contact}", 1), "utf-8")
    text = "Call 01632 960222, +44 (0)1632 960222 or 0300 123 2040, or write to jo.bloggs@desk.example."
    assert rules_of(project, text) == []
    assert rules_of(project, "Call 01632 960888.") == ["number-unknown"]


def test_a_host_that_the_site_trusts_is_known(project: Project) -> None:
    text = "Look at www.scamwatch.example/kent, or write to help@scamwatch.example."
    assert rules_of(project, text) == ["address-unknown", "address-unknown"]
    project.configure(extra={"forewarn": {"trusted_hosts": ["scamwatch.example"]}})
    assert rules_of(project, text) == []


def test_links_and_code_are_no_loose_addresses(project: Project) -> None:
    text = (
        "See [their\npage](https://one.example/), [tips][t], <a href='https://two.example/'>two.example</a>,"
        " `www.three.example` and\n![A letter](letter.png).\n\n[t]: https://four.example/"
    )
    assert "address-unknown" not in rules_of(project, text)


def test_places_are_exact(project: Project) -> None:
    text = "Somebody calls.\n\nThey name www.tax.example, and 020 7946 0518."
    found = {problem.rule: (problem.line, problem.column) for problem in problems_of(project, text)}
    assert found == {"address-unknown": (10, 11), "number-unknown": (10, 32)}


def test_advice_on_reading_is_for_english_alone(project: Project) -> None:
    hard = " ".join(["Investigations established unprecedented circumstances concerning taxation everywhere."] * 12)
    (problem,) = [each for each in problems_of(project, hard) if each.rule == "reading-hard"]
    assert problem.level is Level.ADVICE
    assert "LIX is 107" in problem.message
    assert "reading-hard" not in rules_of(project, hard, "og:\n  locale: cy_GB")


def test_ease_is_words_a_sentence_and_the_share_of_long_ones() -> None:
    html = "<h2>Not counted at all</h2>" + "<p>Somebody rings you up today. Do not answer them at once.</p>" * 6
    ease = ease_of(html)
    assert ease
    assert (ease.mean, round(ease.lix, 2)) == (5.5, 14.59)
    assert ease_of("<p>Hang up.</p>") is None


def test_an_address_at_the_end_of_a_sentence_is_no_word_and_joins_no_two_sentences() -> None:
    html = "<p>Report all of it at www.reportfraud.police.uk. Keep what they sent you.</p>" * 8
    ease = ease_of(html)
    assert ease
    assert (ease.mean, ease.longest) == (5, ("Report", "all", "of", "it", "at"))


@pytest.mark.parametrize("sign", ["\n", "://", "a@b.uk ", "[a](", "**a**\n\n", "07700 900264 ", "<a ", "a."])
def test_a_text_of_nothing_but_signs_takes_no_time(project: Project, sign: str) -> None:
    """One of these once took most of a minute; the limit is far from what any takes."""
    begun = time.perf_counter()
    problems_of(project, f"Hang up.\n\n{sign * (50_000 // len(sign))}\n\nHang up.")
    assert time.perf_counter() - begun < 10
