"""security.txt: what it says, and that its expiry is told before it comes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from forewarn.checking import security_changes, security_in_force
from forewarn.outputs.security_txt import security_txt
from forewarn.settings import SecurityContact
from published import NOON, SETTINGS, URL

SECURITY = SecurityContact(
    contacts=("mailto:security@w.example", "https://w.example/tell/"),
    expires=datetime(2027, 6, 30, tzinfo=UTC),
    languages=("en", "cy"),
)


def lines(security: SecurityContact) -> list[str]:
    address, content = security_txt(SETTINGS, security)
    assert address == ".well-known/security.txt"
    return content.decode().splitlines()


def test_it_says_how_and_until_when_to_tell_somebody() -> None:
    assert lines(SECURITY) == [
        "Contact: mailto:security@w.example",
        "Contact: https://w.example/tell/",
        "Expires: 2027-06-30T00:00:00Z",
        "Preferred-Languages: en, cy",
        f"Canonical: {URL}.well-known/security.txt",
    ]


def test_its_other_lines_are_there_where_they_are_given() -> None:
    pages = {name: f"https://w.example/{name}/" for name in ("policy", "encryption", "acknowledgments", "hiring")}
    found = lines(replace(SECURITY, **pages))  # type: ignore[arg-type]  # all of them are texts
    assert {line for line in found if "/" in line} >= {f"{name.capitalize()}: {page}" for name, page in pages.items()}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "security.txt expired on"),
        (0, "security.txt expired on"),
        (30, "security.txt expires on"),
        (31, None),
        (366, None),
        (367, "which is more than a year away"),
    ],
)
def test_its_expiry_is_told_in_time(days: int, said: str | None) -> None:
    settings = replace(SETTINGS, security=replace(SECURITY, expires=NOON + timedelta(days=days)))
    problems = list(security_in_force(settings, NOON))
    assert [said is not None and said in problem.message for problem in problems] == ([] if said is None else [True])
    assert all(problem.rule == "security-expires" and problem.level == "warning" for problem in problems)


def test_what_is_told_changes_at_the_moments_that_are_named() -> None:
    settings = replace(SETTINGS, security=SECURITY)
    moments = security_changes(settings)
    assert len(moments) == 3
    for moment in moments:
        before, after = ([*security_in_force(settings, when)] for when in (moment - timedelta(seconds=1), moment))
        assert before != after


def test_without_the_setting_nothing_is_said() -> None:
    assert [*security_in_force(SETTINGS, NOON)] == [*security_changes(SETTINGS)] == []
