"""How the register groups what is public: by topic, by year, by what says the same; and lists cut into pages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from forewarn.advisory import Advisory, Severity, Status
from forewarn.register import PublicRegister, Register, by_year
from forewarn.site.list_page import list_pages
from forewarn.site.lists import area_pages
from forewarn.topic import Topic
from published import ADVISORY, HALF_A_YEAR, KENT, NOON, site_of

COURIER, PARCEL = Topic("courier-fraud", "Courier fraud"), Topic("parcel-texts", "Parcel texts")


def public(*advisories: Advisory) -> PublicRegister:
    return Register.of(advisories).public(NOON, HALF_A_YEAR)


def about(id_: str, *topics: Topic, **changes: object) -> Advisory:
    return replace(ADVISORY, id=id_, topics=topics, **changes)  # type: ignore[arg-type]  # fields of various types


def test_topics_are_by_name_and_have_their_advisories() -> None:
    a, b, c = about("a", PARCEL), about("b", COURIER, PARCEL), about("c")
    register = public(a, b, c)
    assert register.topics() == (COURIER, PARCEL)
    assert register.about("parcel-texts") == (a, b)
    assert register.about("courier-fraud") == (b,)
    assert register.about("romance") == ()
    assert register.topics_of(b) == (COURIER, PARCEL)


@pytest.mark.parametrize(
    ("names", "winner"),
    [
        (["Courier Fraud", "Courier fraud", "Courier fraud"], "Courier fraud"),
        (["Courier fraud", "Courier Fraud"], "Courier Fraud"),
        (["courier-fraud", "Courier fraud", "courier fraud"], "Courier fraud"),
    ],
)
def test_of_several_ways_to_write_a_topic_the_most_used_wins(names: list[str], winner: str) -> None:
    advisories = [about(f"a{number}", Topic("courier-fraud", name)) for number, name in enumerate(names)]
    for order in (advisories, advisories[::-1]):
        register = public(*order)
        assert register.topics() == (Topic("courier-fraud", winner),)
        assert {register.topics_of(advisory) for advisory in advisories} == {(Topic("courier-fraud", winner),)}


def test_a_topic_that_one_advisory_names_twice_has_it_once() -> None:
    twice = about("a", COURIER, Topic("courier-fraud", "Courier Fraud"))
    register = public(twice)
    assert register.about("courier-fraud") == (twice,)
    assert register.topics_of(twice) == (Topic("courier-fraud", "Courier Fraud"),)


def test_topics_of_what_is_hidden_are_hidden() -> None:
    soon, draft = (
        about("soon", COURIER, published=NOON + timedelta(seconds=1)),
        about("x", COURIER, status=Status.DRAFT),
    )
    assert public(soon, draft).topics() == ()


def test_years_are_those_of_the_time_zone() -> None:
    late = replace(ADVISORY, id="late", published=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    summer = replace(ADVISORY, id="summer", published=datetime(2026, 7, 1, tzinfo=UTC))
    assert by_year((summer, late), ZoneInfo("Europe/London")) == {2026: (summer,), 2025: (late,)}
    assert by_year((summer, late), ZoneInfo("Asia/Tokyo")) == {2026: (summer, late)}
    assert [*by_year((late, summer), UTC)] == [2026, 2025]


def test_translations_know_each_other() -> None:
    english = about("en")
    welsh, urdu = about("cy", locale="cy_GB", translation_of="en"), about("ur", locale="ur_PK", translation_of="en")
    register = public(english, welsh, urdu, about("other"))
    assert register.translations_of(english) == (welsh, urdu)
    assert register.translations_of(welsh) == (english, urdu)
    assert register.translations_of(about("other")) == ()


def test_a_translation_of_a_translation_belongs_to_them_too() -> None:
    chain = (
        about("en"),
        about("cy", locale="cy_GB", translation_of="en"),
        about("pl", locale="pl_PL", translation_of="cy"),
    )
    register = public(*chain)
    assert register.translations_of(chain[0]) == chain[1:]
    assert register.translations_of(chain[2]) == (chain[1], chain[0])


def test_translations_of_what_is_hidden_still_know_each_other() -> None:
    hidden = about("en", status=Status.DRAFT)
    welsh, urdu = about("cy", locale="cy_GB", translation_of="en"), about("ur", locale="ur_PK", translation_of="en")
    register = public(hidden, welsh, urdu)
    assert register.translations_of(welsh) == (urdu,)
    assert register.translations_of(urdu) == (welsh,)


def test_translations_in_a_circle_end() -> None:
    one, other = about("one", translation_of="other"), about("other", locale="cy_GB", translation_of="one")
    assert len(public(one, other).translations_of(one)) <= 1


def test_every_severity_has_a_meaning_of_its_own() -> None:
    meanings = [severity.meaning for severity in Severity]
    assert len(set(meanings)) == 3
    assert Severity.WARNING.meaning == "This is happening: know it before it reaches you."


@pytest.mark.parametrize(
    ("current", "earlier", "expected"),
    [
        (0, 0, [(0, 0)]),
        (50, 0, [(50, 0)]),
        (50, 1, [(50, 0), (0, 1)]),
        (51, 0, [(50, 0), (1, 0)]),
        (20, 100, [(20, 30), (0, 50), (0, 20)]),
        (70, 40, [(50, 0), (20, 30), (0, 10)]),
        (0, 51, [(0, 50), (0, 1)]),
    ],
)
def test_lists_are_cut_at_50_with_what_is_current_first(
    current: int, earlier: int, expected: list[tuple[int, int]]
) -> None:
    every = [*(f"now-{number}" for number in range(current)), *(f"then-{number}" for number in range(earlier))]
    site = site_of(map(about, every))
    now, then = (site.listed_as(map(site.register.advisory, ids)) for ids in (every[:current], every[current:]))
    made = list(list_pages("areas/kent/", now, then))
    assert [(len(page.current), len(page.earlier)) for page in made] == expected
    assert tuple(advisory for page in made for advisory in page.advisories) == now + then
    assert [page.address for page in made] == [
        "areas/kent/",
        *(f"areas/kent/page/{n}/" for n in range(2, len(made) + 1)),
    ]
    assert [page.previous for page in made] == [None, *(page.address for page in made[:-1])]
    assert [page.next for page in made] == [*(page.address for page in made[1:]), None]


def test_later_pages_say_which_they_are() -> None:
    site = site_of(about(f"a{number}") for number in range(51))
    titles = {page.address: page.make().values["title"] for page in area_pages(site, KENT)}
    assert titles == {"areas/kent/": "Kent", "areas/kent/page/2/": "Kent, page 2 of 2"}
