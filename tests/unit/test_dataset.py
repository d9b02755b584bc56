"""The files for other programs: what they say of an advisory, what they keep to themselves, and what is made anew."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from forewarn.advisory import Advisory, Status, Update
from forewarn.attachment import PDF, Attachment
from forewarn.card import SharedPicture
from forewarn.contact import Contact, ContactWords
from forewarn.contact_register import ContactRegister
from forewarn.poster import PosterLink
from forewarn.scam import Scam
from forewarn.settings import CapSettings, CapStatus
from forewarn.site import Site
from forewarn.site.datasets import planned_datasets
from forewarn.site.frame import PreviewNotice
from forewarn.topic import Topic
from large_sites import large_site
from projects import ROOT
from published import ADVISORY, HALF_A_YEAR, KENT, NOON, SETTINGS, URL, site_of

ALL, YEAR, AREA, SCHEMA = (
    f"data/{name}.json" for name in ("advisories", "years/2026", "areas/kent", "advisories.schema")
)
THANET = replace(KENT, slug="thanet", name="Thanet", within="kent")
BANK = Contact("bank", "Your bank", "If you have paid.", "159", "", "", "", "", frozenset({"England"}), None, None, "")
FULL = replace(
    ADVISORY,
    areas=("thanet",),
    topics=(Topic("courier-fraud", "Courier fraud"),),
    advice=("Hang <up>.", "Call 101."),
    updates=(Update(NOON - timedelta(hours=2), "A third town: Deal & more."),),
    published=datetime(2026, 10, 2, 8, 30, tzinfo=SETTINGS.time_zone),
    expires=datetime(2026, 12, 24, 12, tzinfo=UTC),
    scam=Scam(("07700 900461",), ("https://parcel.example/pay",), ("help@parcel.example",)),
    source="https://www.kent.police.uk/tax/",
    aliases=("news/tax/",),
    text_message="Hang up.",
    body='<p>A caller &amp; <a href="../other/">more</a>.</p>\n<ul>\n<li>Hang up.</li>\n</ul>',
    attachments=(Attachment("letter.pdf", "letter.pdf", ROOT / "letter.pdf", PDF),),
)


def files(site: Site) -> dict[str, Any]:
    """Read every file for other programs as one of these does."""
    made = ((planned.addresses, planned.make()) for planned in planned_datasets(site))
    return {address: json.loads(content) for own, all_ in made for address, content in zip(own, all_, strict=True)}


def sums(site: Site) -> dict[str, bytes]:
    return {address: planned.made_of for planned in planned_datasets(site) for address in planned.addresses}


def told(advisories: Iterable[Advisory], path: str = YEAR, **changes: object) -> list[dict[str, Any]]:
    return files(site_of(advisories, **changes))[path]["advisories"]  # type: ignore[no-any-return]


def full_site() -> Site:
    return site_of(
        [FULL],
        areas=(KENT, THANET),
        contacts=ContactRegister((BANK,)),
        pictures={"cards/tax.png": SharedPicture("cards/tax.png", "0a1b", "Callers ask for tax")},
        posters={"posters/tax.pdf": PosterLink("posters/tax.pdf", 41_812)},
    )


def test_everything_that_is_public_of_an_advisory() -> None:
    (advisory,) = files(full_site())[YEAR]["advisories"]
    assert advisory == {
        "id": "tax",
        "url": f"{URL}advisories/tax/",
        "language": "en-GB",
        "title": "Callers ask for tax",
        "share_title": "Callers ask for tax",
        "summary": "A caller says that you owe tax.",
        "state": "current",
        "severity": "warning",
        "published": "2026-10-02T08:30:00+01:00",
        "modified": "2026-11-22T10:00:00+00:00",
        "current_until": "2026-12-24T12:00:00+00:00",
        "expires": "2026-12-24T12:00:00+00:00",
        "areas": ["thanet"],
        "topics": ["courier-fraud"],
        "advice": ["Hang <up>.", "Call 101."],
        "updates": [{"date": "2026-11-22T10:00:00+00:00", "note": "A third town: Deal & more."}],
        "scam": {
            "phones": ["07700 900461"],
            "links": ["hxxps://parcel[.]example/pay"],
            "emails": ["help[@]parcel[.]example"],
        },
        "contacts": ["bank"],
        "replaces": None,
        "replaced_by": None,
        "translation_of": None,
        "translations": [],
        "source": "https://www.kent.police.uk/tax/",
        "text_message": "Hang up.",
        "card": {"url": f"{URL}cards/tax.png?v=0a1b", "words": "Callers ask for tax"},
        "poster": f"{URL}posters/tax.pdf",
        "attachments": [{"url": f"{URL}advisories/tax/letter.pdf", "media_type": "application/pdf"}],
        "cap": None,
        "earlier_urls": [f"{URL}news/tax/"],
        "text": {
            "html": f'<p>A caller &amp; <a href="{URL}advisories/other/">more</a>.</p>\n<ul>\n<li>Hang up.</li>\n</ul>',
            "plain": "A caller & more.\nHang up.",
        },
    }


def test_what_a_file_says_before_its_advisories() -> None:
    written = files(full_site())
    assert written.keys() == {SCHEMA, ALL, YEAR, AREA, "data/areas/thanet.json"}
    every = written[ALL]
    assert (every["$schema"], every["version"], every["url"]) == (f"{URL}{SCHEMA}", 1, f"{URL}{ALL}")
    assert every["site"]["organisation"] == "Police"
    assert every["years"] == [{"year": 2026, "count": 1, "data": f"{URL}{YEAR}"}]
    assert [each["within"] for each in every["areas"]] == [None, "kent"]
    assert [each["police_url"] for each in every["areas"]] == ["https://www.kent.police.uk/"] * 2
    assert [each["open_from"] for each in every["contacts"]] == [None]
    assert [each["phone"] for each in every["contacts"]] == ["159"]
    assert [each["name"] for each in every["topics"]] == ["Courier fraud"]
    assert written[AREA]["covers"] == {"area": "kent", "year": None}
    assert written[YEAR]["covers"] == {"area": None, "year": 2026}


def test_every_file_fits_the_schema() -> None:
    written = files(full_site())
    schema = written.pop(SCHEMA)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert len(written) == 4
    for path, content in written.items():
        validator.validate(content)
        broken = content | {"advisories": [{**content["advisories"][0], "state": "live"}]}
        with pytest.raises(ValidationError, match="'live' is not one of"):
            validator.validate(broken)
        assert all(name in content for name in schema["required"]), path


def test_the_schema_asks_for_the_text_in_years_and_for_what_stands_instead() -> None:
    newer = replace(ADVISORY, id="newer", published=NOON, replaces="tax")
    written = files(site_of([ADVISORY, newer, replace(ADVISORY, id="gone", status=Status.WITHDRAWN)]))
    validator = Draft202012Validator(written[SCHEMA])
    validator.validate(written[YEAR])
    by_id = {each["id"]: each for each in written[YEAR]["advisories"]}
    for path, broken in (
        (ALL, {**by_id["tax"], "replaced_by": None}),
        (YEAR, {name: value for name, value in by_id["newer"].items() if name != "text"}),
    ):
        assert not validator.is_valid(written[path] | {"advisories": [broken]})


def test_the_moment_that_an_editor_gives_is_told_apart_from_one_that_is_counted() -> None:
    by_id = {each["id"]: each for each in told([ADVISORY, replace(ADVISORY, id="ending", expires=NOON + HALF_A_YEAR)])}
    assert by_id["tax"]["expires"] is None
    assert by_id["ending"]["expires"] == by_id["ending"]["current_until"]


def test_a_channel_and_a_title_are_told_in_all_their_words() -> None:
    opened = NOON - HALF_A_YEAR
    bank = replace(BANK, translations=(ContactWords("cy", "Eich banc", "Os ydych wedi talu."),), valid_from=opened)
    site = site_of([replace(ADVISORY, share_title="Tax calls")], contacts=ContactRegister((bank,)))
    written = files(site)
    Draft202012Validator(written[SCHEMA]).validate(written[YEAR])
    (contact,), (advisory,) = written[YEAR]["contacts"], written[YEAR]["advisories"]
    assert contact["translations"] == [{"language": "cy", "name": "Eich banc", "for": "Os ydych wedi talu."}]
    assert contact["open_from"] == opened.isoformat()
    assert advisory["share_title"] == "Tax calls"


def test_the_schema_says_what_every_field_means() -> None:
    schema = files(full_site())[SCHEMA]
    advisory = schema["$defs"]["advisory"]
    (written,) = files(full_site())[YEAR]["advisories"]
    assert [*advisory["properties"]] == [*written]
    assert all(field["description"].endswith(".") for field in advisory["properties"].values())
    assert all(field.get("description") for field in schema["properties"].values())


def test_the_text_is_in_its_year_and_while_it_is_current_in_its_areas() -> None:
    past = replace(ADVISORY, id="past", expires=NOON)
    written = files(site_of([ADVISORY, past]))
    with_text = {
        path: [each["id"] for each in written[path]["advisories"] if "text" in each] for path in (ALL, YEAR, AREA)
    }
    assert with_text == {ALL: [], YEAR: ["past", "tax"], AREA: ["tax"]}
    assert [each["state"] for each in written[AREA]["advisories"]] == ["past", "current"]


def test_what_is_withdrawn_says_why_and_nothing_else() -> None:
    withdrawn = replace(
        ADVISORY, status=Status.WITHDRAWN, summary="The letter was real.", body="<p>The letter was real.</p>"
    )
    for path in (ALL, YEAR, AREA):
        (advisory,) = told([withdrawn], path)
        assert (advisory["state"], advisory["summary"]) == ("withdrawn", "The letter was real.")
        assert (advisory["advice"], advisory["poster"], "text" in advisory) == ([], None, False)


def test_an_alert_is_named_only_where_there_is_one() -> None:
    asked = replace(SETTINGS, cap=CapSettings("warnings.example", CapStatus.ACTUAL))
    notice = PreviewNotice("As of today.")
    (public,), (copy,), (preview,) = (
        told([ADVISORY], **changes)
        for changes in (
            {"settings": asked},
            {"settings": replace(asked, is_hidden=True)},
            {"settings": asked, "preview": notice},
        )
    )
    assert public["cap"] == f"{URL}advisories/tax/cap.xml"
    assert (copy["cap"], preview["cap"]) == (None, None)


def test_what_corrects_another_and_what_says_the_same_in_another_language() -> None:
    newer = replace(ADVISORY, id="newer", published=NOON, replaces="tax")
    welsh = replace(ADVISORY, id="treth", locale="cy_GB", translation_of="newer", published=NOON)
    by_id = {each["id"]: each for each in told([ADVISORY, newer, welsh])}
    assert (by_id["tax"]["state"], by_id["tax"]["replaced_by"]) == ("superseded", "newer")
    assert by_id["newer"]["replaces"] == "tax"
    assert by_id["newer"]["translations"] == [{"id": "treth", "language": "cy-GB"}]
    assert by_id["treth"]["translation_of"] == "newer"


def test_nothing_names_what_is_hidden() -> None:
    """Neither the id of a draft nor the moment at which something is to be published is anybody's business."""
    later = NOON + timedelta(days=1)
    hidden = [
        replace(ADVISORY, id="zanzibar", status=Status.DRAFT),
        replace(ADVISORY, id="zanzibar-later", published=later, replaces="tax"),
    ]
    named = replace(ADVISORY, replaces="zanzibar", translation_of="zanzibar", updates=(Update(later, "zanzibar"),))
    written = files(site_of([named, *hidden]))
    assert "zanzibar" not in json.dumps(written)
    (advisory,) = written[ALL]["advisories"]
    assert (advisory["replaces"], advisory["replaced_by"], advisory["translation_of"]) == (None, None, None)
    assert written[ALL]["next_change"] == (ADVISORY.published + HALF_A_YEAR).isoformat()


def test_the_next_change_is_when_the_first_thing_ends() -> None:
    closing = replace(BANK, valid_to=NOON + timedelta(days=3))
    ending = replace(ADVISORY, id="ending", expires=NOON + timedelta(days=5))
    past = replace(ADVISORY, id="past", expires=NOON - timedelta(hours=1))
    register = ContactRegister((closing,))
    assert files(site_of([past]))[ALL]["next_change"] is None
    assert files(site_of([past, ending, ADVISORY]))[ALL]["next_change"] == ending.expires.isoformat()  # type: ignore[union-attr]
    own = files(site_of([past, ending], contacts=register))[ALL]
    assert own["next_change"] == own["contacts"][0]["open_until"] == closing.valid_to.isoformat()  # type: ignore[union-attr]


def test_a_site_without_advisories_has_its_files() -> None:
    written = files(site_of([]))
    assert written.keys() == {SCHEMA, ALL, AREA}
    assert written[ALL]["advisories"] == written[ALL]["years"] == []
    assert [each["id"] for each in written[AREA]["areas"]] == ["kent"]
    Draft202012Validator(written[SCHEMA]).validate(written[ALL])


def test_each_advisory_has_a_line_of_its_own() -> None:
    site = site_of([ADVISORY, replace(FULL, id="full")], areas=(KENT, THANET))
    planned = {each.addresses[0]: each for each in planned_datasets(site)}
    (content,) = planned[ALL].make()
    head, *lines, end = content.decode().splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines] == ["tax", "full"]
    assert (head.endswith('"advisories":['), end) == (True, "]}")


def test_an_edit_changes_what_it_must_and_nothing_else() -> None:
    """Of 300 advisories one is edited: its year and its area are made again, and that of all but for a text."""
    site = large_site(300)
    advisory = site.register.advisories[7]
    year, area = f"data/years/{advisory.published.year}.json", f"data/areas/{advisory.areas[0]}.json"

    def changed(**changes: object) -> set[str]:
        edited = [replace(each, **changes) if each is advisory else each for each in site.register.advisories]  # type: ignore[arg-type]
        register = replace(site.register, advisories=tuple(edited))
        before, after = sums(site), sums(replace(site, register=register))
        assert before.keys() == after.keys()
        return {path for path, own in after.items() if own != before[path]}

    assert changed(summary="Another.") == {ALL, year, area}
    assert changed(body="<p>Another.</p>") == {year, area}
    assert changed(title=advisory.title) == set()
