"""Small values and pure functions: addresses, spelling, languages, the register, the stylesheet, feeds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.addresses import identity, is_identity
from forewarn.advisory import Advisory, State, Status, Update
from forewarn.language import is_locale, language_of, long_date
from forewarn.outputs.feed import MOST_ENTRIES, atom_feed, feed_documents
from forewarn.outputs.stylesheet import stylesheet
from forewarn.register import Register
from forewarn.repairing.encoding_damage import mend_word
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=180)
SETTINGS = Settings("Warnings", "https://w.example/a/", "", "Police", "en_GB", ZoneInfo("Europe/London"), ())


def advisory(id_: str, published: datetime = NOON, **changes: object) -> Advisory:
    made = Advisory(
        id=id_,
        title=f"About {id_}",
        share_title=id_,
        summary="Summary.",
        areas=("kent",),
        published=published,
        status=Status.LIVE,
        updates=(),
        expires=None,
        replaces=None,
        locale="en_GB",
        source=None,
        body="<p>Body.</p>",
        headings=(),
        file=f"{id_}.md",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields are as various as their types


def atom(*advisories: Advisory, title: str = "T", page: str = "") -> tuple[str, bytes]:
    register = Register.of(advisories).public(NOON + timedelta(days=60), HALF_A_YEAR)
    newest, *_ = feed_documents(SETTINGS, register, title, page, register.advisories)
    return atom_feed(SETTINGS, newest)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_c3f113d0c15f0b3a", "000-c3f113d0c15f0b3a"),
        ("Parcel Texts (2)", "parcel-texts-2"),
        ("--a--", "a"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("../../etc", "etc"),
        ("پولیس", ""),
        ("post–office", "post-office"),
        ("twyll’r", "twyll-r"),
        ("straße", "stra-e"),
        ("ŵyr", "wyr"),
    ],
)
def test_ids_of_file_names(name: str, expected: str) -> None:
    assert identity(name) == expected


@given(st.text())
def test_an_id_is_its_own_id_and_safe_in_a_path(name: str) -> None:
    made = identity(name)
    assert identity(made) == made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize("id_", ["", "a" * 81, "page", "con", "404", "A", "a_b", "a--b", "é"])
def test_what_cannot_be_an_id(id_: str) -> None:
    assert not is_identity(id_)


def test_nearest_names() -> None:
    assert did_you_mean("Lodnon", ["Kent", "London"]) == 'Did you mean "London"?'
    assert did_you_mean("Thornleigh", ["Kent", "London"]) == ""


@pytest.mark.parametrize(
    "locale", ["en_GB", "cy_GB", "ur_PK", "ur_GB", "pa_IN", "pa_GB", "pa_Arab_PK", "pl_GB", "zh_Hans_CN"]
)
def test_locales(locale: str) -> None:
    assert is_locale(locale)
    assert language_of(locale).direction == ("rtl" if locale.startswith(("ur", "pa_Arab")) else "ltr")
    assert "2026" in long_date(NOON, locale) or "۲۰۲۶" in long_date(NOON, locale)


@pytest.mark.parametrize("locale", ["", "en", "english", "en-GB", "xx_GB", "en_XX", "EN_gb", "en_GB.UTF-8"])
def test_no_locales(locale: str) -> None:
    assert not is_locale(locale)


def test_the_register_is_newest_first_and_the_same_in_any_order() -> None:
    made = [advisory("b"), advisory("a"), advisory("c", NOON + timedelta(days=1))]
    ids = [[each.id for each in Register.of(order).advisories] for order in (made, made[::-1])]
    assert ids == [["c", "a", "b"]] * 2


def test_the_register_lets_through_what_is_public() -> None:
    register = Register.of(
        [advisory("now"), advisory("soon", NOON + timedelta(seconds=1)), advisory("draft", status=Status.DRAFT)]
    )
    assert [each.id for each in register.public(NOON, HALF_A_YEAR).advisories] == ["now"]
    assert [each.id for each in register.public(NOON - timedelta(seconds=1), HALF_A_YEAR).advisories] == []
    assert register.public(NOON, HALF_A_YEAR).advisories == (advisory("now"),)


EXPIRY = NOON + timedelta(days=10)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({"expires": EXPIRY}, EXPIRY),
        ({}, NOON + HALF_A_YEAR),
        ({"updates": (Update(NOON + timedelta(days=100), "New."),)}, NOON + timedelta(days=100) + HALF_A_YEAR),
    ],
)
def test_states_just_before_at_and_just_after_each_boundary(changes: dict[str, object], end: datetime) -> None:
    made = advisory("a", **changes)  # type: ignore[arg-type]  # fields of various types
    states = {
        moment: made.as_of(moment).state(moment, HALF_A_YEAR, is_replaced=False)
        for moment in (NOON - SECOND, NOON, NOON + SECOND, end - SECOND, end, end + SECOND)
    }
    assert list(states.values()) == [
        State.SCHEDULED,
        State.CURRENT,
        State.CURRENT,
        State.CURRENT,
        State.PAST,
        State.PAST,
    ]


def test_states_that_do_not_hang_on_the_clock() -> None:
    late = NOON + timedelta(days=9999)
    assert advisory("a", status=Status.DRAFT).state(late, HALF_A_YEAR, is_replaced=True) is State.DRAFT
    assert advisory("a", status=Status.WITHDRAWN).state(late, HALF_A_YEAR, is_replaced=True) is State.WITHDRAWN
    assert advisory("a").state(late, HALF_A_YEAR, is_replaced=True) is State.SUPERSEDED


def test_an_advisory_is_superseded_when_its_correction_is_public() -> None:
    old, new = advisory("old"), advisory("new", NOON + timedelta(days=1), replaces="old")
    register = Register.of([old, new])
    before, after = register.public(NOON, HALF_A_YEAR), register.public(new.published, HALF_A_YEAR)
    assert (before.state_of(old), before.replacement_of(old)) == (State.CURRENT, None)
    assert (after.state_of(old), after.replacement_of(old)) == (State.SUPERSEDED, new)
    assert after.replaced_by(new) == old
    assert after.current() == (new,)
    assert after.earlier(after.advisories) == (old,)


@pytest.mark.parametrize("changes", [{"areas": ()}, {"title": ""}, {"id": ""}, {"published": datetime(2026, 1, 1)}])
def test_no_invalid_advisory_can_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="advisory"):
        advisory("x", **changes)  # type: ignore[arg-type]  # wrong on purpose


def test_the_stylesheet_has_its_order_and_its_hash() -> None:
    sheets = {
        "print.css": "p{}",
        "components/b.css": "b{}",
        "tokens.css": ":root{}",
        "components/a.css": "a{}",
        "base.css": "*{}",
    }
    address, content = stylesheet(sheets)
    order = [line for line in content.decode().splitlines() if line.startswith("/*")]
    assert order == [
        f"/* {name} */" for name in ("tokens.css", "base.css", "components/a.css", "components/b.css", "print.css")
    ]
    assert stylesheet(sheets | {"base.css": "*{margin:0}"})[0] != address
    assert stylesheet(dict(reversed(sheets.items()))) == (address, content)


def test_a_feed_is_ordered_by_change_and_bounded() -> None:
    many = [advisory(f"a{n:03}", NOON + timedelta(hours=n)) for n in range(MOST_ENTRIES + 5)]
    changed = advisory("old", NOON - timedelta(days=9), updates=(Update(NOON + timedelta(days=30), "New."),))
    address, content = atom(*many, changed, title="T & <b>", page="areas/kent/")
    feed = feedparser.parse(content)
    assert address == "areas/kent/feed.xml"
    assert feed.bozo == 0
    assert feed.feed.title == "T & <b>"
    assert len(feed.entries) == MOST_ENTRIES
    assert feed.entries[0].id == "https://w.example/a/advisories/old/"
    assert feed.entries[1].published == feed.entries[1].updated == "2026-11-24T18:00:00+00:00"
    assert feed.entries[0].published == "2026-11-13T12:00:00+00:00"
    assert feed.feed.updated == feed.entries[0].updated == "2026-12-22T12:00:00+00:00"


def test_an_entry_does_not_change_with_its_neighbours() -> None:
    alone = feedparser.parse(atom(advisory("a"))[1]).entries[0]
    among = feedparser.parse(atom(advisory("b"), advisory("a"))[1]).entries
    assert alone in among


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Â£900", "£900"),
        ("ÂŁ46,000", "£46,000"),
        ("donâ€™t", "don’t"),
        ("ðŸ“ž", "📞"),
        ("ðŸ˜€😀", "😀😀"),
        ("cafÃ©", "café"),
        ("cafĂ©", "café"),
        ("ÂŁ", "£"),
    ],
)
def test_damage_that_can_be_mended(damaged: str, mended: str) -> None:
    assert mend_word(damaged) == mended


@pytest.mark.parametrize(
    "word",
    "„FRAUDĂ” FRAUDĂ PĂŞUNE CÂŞTIG gŵr dŷ Sir Gâr ôl Łódź Dvořák ÂNCORA Âge Žižka ÎLE “Tŷ” £ €50 😀 پولیس ÅÄÖ".split(),
)
def test_good_words_are_left_alone(word: str) -> None:
    assert mend_word(word) == word
