"""A site in several languages: what each edition is called, what it lists, and where it leads to the others."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from forewarn.advisory import Advisory, Status, Update
from forewarn.area import Area
from forewarn.contact import Contact, ContactWords
from forewarn.contact_register import ContactRegister
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.listing import mention
from forewarn.settings import EditionSettings
from forewarn.site import Page, Site, pages, survey
from forewarn.topic import Topic
from projects import SHIPPED, VALID, Project
from published import ADVISORY, KENT, NOON, SETTINGS, site_of

WELSH = EditionSettings("cy_GB", "Rhybuddion", "Rhybuddion.", "Heddlu", {"tax-calls": "Galwadau treth"})
GWENT = replace(KENT, slug="south-wales", name="South Wales", nation="Wales", names_by_language={"cy": "De Cymru"})
TAX = Topic("tax-calls", "Tax calls")
BANK = Contact(
    *("bank", "Your bank", "If you have paid.", "159", "", "", "", "", frozenset({"Wales", "England"})),
    *(None, None, "", (ContactWords("cy", "Eich banc", "Os ydych wedi talu."),)),
)


def advisory(id_: str, locale: str = "en_GB", **changes: object) -> Advisory:
    own = {"id": id_, "locale": locale, "areas": ("south-wales",), "topics": (TAX,), "title": f"Title of {id_}"}
    return replace(ADVISORY, **(own | changes))  # type: ignore[arg-type]  # fields of various types


def in_two_languages(
    *advisories: Advisory, help_pages: tuple[HelpPage, ...] = (), areas: tuple[Area, ...] = ()
) -> Site:
    return site_of(
        advisories,
        settings=replace(SETTINGS, editions=(WELSH,)),
        areas=(GWENT, KENT, *areas),
        contacts=ContactRegister((BANK,)),
        edition_homes={"cy": Home("Hafan", "Popeth.", "<p>Geiriau.</p>")},
        help_pages=help_pages,
    )


def by_address(site: Site) -> dict[str, Page]:
    return {page.address: page for page in pages(site)}


def ids(page: Page) -> list[str]:
    return [each.id for each in page.values["list_page"].advisories]  # type: ignore[attr-defined]


def test_an_edition_has_names_and_addresses_of_its_own() -> None:
    made = by_address(in_two_languages(advisory("a")))
    area = made["cy/areas/de-cymru/"]
    assert (area.head.title, area.language.tag) == ("De Cymru | Rhybuddion", "cy-GB")
    assert made["cy/topics/galwadau-treth/"].values["title"] == "Galwadau treth"
    assert made["cy/areas/kent/"].values["title"] == "Kent"
    assert made["cy/"].body == "<p>Geiriau.</p>"
    assert [crumb.address for crumb in area.crumbs] == ["cy/", "cy/areas/", "cy/areas/de-cymru/"]
    assert area.crumbs[0].name == "Hafan"


def test_an_advisory_has_one_page_in_the_frame_of_its_language() -> None:
    made = by_address(in_two_languages(advisory("a"), advisory("b", "cy_GB"), advisory("c", "ur_PK")))
    frames = {id_: made[f"advisories/{id_}/"].frame.settings.locale for id_ in "abc"}
    assert frames == {"a": "en_GB", "b": "cy_GB", "c": "en_GB"}
    assert made["advisories/c/"].language.tag == "ur-PK"


def test_each_edition_lists_what_its_readers_can_best_read() -> None:
    original, translation = advisory("a"), advisory("b", "cy_GB", translation_of="a")
    only_welsh, urdu = advisory("c", "cy_GB"), advisory("d", "ur_PK", translation_of="a")
    made = by_address(in_two_languages(original, translation, only_welsh, urdu, advisory("e")))
    assert ids(made["areas/south-wales/"]) == ["a", "c", "d", "e"]
    assert ids(made["cy/areas/de-cymru/"]) == ["b", "c", "d", "e"]
    assert ids(made["cy/topics/galwadau-treth/"]) == ["b", "c", "d", "e"]
    assert ids(made["cy/archive/2026/"]) == ["b", "c", "d", "e"]


def test_pages_of_all_editions_know_each_other() -> None:
    made = by_address(in_two_languages(advisory("a")))
    for english, welsh in (("areas/south-wales/", "cy/areas/de-cymru/"), ("", "cy/"), ("archive/", "cy/archive/")):
        links = {link.language: link.href.removeprefix(SETTINGS.site_url) for link in made[english].head.links}
        assert links == {"en-GB": english, "cy-GB": welsh, "x-default": english}
        assert made[english].head.links == made[welsh].head.links
        assert [link.address for link in made[english].switch] == [welsh]
        assert [link.address for link in made[welsh].switch] == [english]


def test_the_switch_leads_to_the_translation_or_to_the_area() -> None:
    made = by_address(in_two_languages(advisory("a"), advisory("b", "cy_GB", translation_of="a"), advisory("e")))
    assert [link.address for link in made["advisories/a/"].switch] == ["advisories/b/"]
    assert [link.address for link in made["advisories/e/"].switch] == ["cy/areas/de-cymru/"]


def test_a_missing_translation_is_told_and_an_older_one_too() -> None:
    later = (Update(NOON - timedelta(hours=2), "Another town."),)
    changed, old = advisory("a", updates=later), advisory("b", "cy_GB", translation_of="a")
    made = by_address(in_two_languages(changed, old, advisory("e")))
    missing = {id_: made[f"advisories/{id_}/"].values["missing_languages"] for id_ in "abe"}
    assert [[each.locale for each in missing[id_]] for id_ in "abe"] == [[], [], ["cy_GB"]]  # type: ignore[attr-defined]
    newer = {id_: made[f"advisories/{id_}/"].values["newer_original"] for id_ in "abe"}
    assert newer == {"a": None, "b": mention(changed), "e": None}


def test_a_translation_that_was_changed_with_its_original_is_not_older() -> None:
    later = (Update(NOON - timedelta(hours=2), "Another town."),)
    both = advisory("a", updates=later), advisory("b", "cy_GB", translation_of="a", updates=later)
    assert by_address(in_two_languages(*both))["advisories/b/"].values["newer_original"] is None


@pytest.mark.parametrize(("address", "name"), [("advisories/a/", "Your bank"), ("advisories/b/", "Eich banc")])
def test_contacts_are_told_in_the_language_of_the_page(address: str, name: str) -> None:
    made = by_address(in_two_languages(advisory("a"), advisory("b", "cy_GB")))
    assert [contact.name for contact in made[address].values["contacts"]] == [name]  # type: ignore[attr-defined]


def test_a_help_page_that_is_missing_is_borrowed() -> None:
    about, privacy = (
        HelpPage("about", "About", "About.", "<p>A.</p>"),
        HelpPage("privacy", "Privacy", "P.", "<p>P.</p>"),
    )
    welsh = HelpPage("about", "Amdanom", "Amdanom.", "<p>A.</p>", "cy")
    site = in_two_languages(help_pages=(about, privacy, welsh))
    made, edition = by_address(site), site.editions[1]
    assert [edition.help_address(page) for page in edition.own_help_pages] == ["cy/help/about/", "help/privacy/"]
    assert "cy/help/privacy/" not in made
    assert [link.address for link in made["help/about/"].switch] == ["cy/help/about/"]
    assert [link.address for link in made["help/privacy/"].switch] == ["cy/"]
    assert made["help/privacy/"].head.links == ()
    assert len(made["help/about/"].head.links) == 3


def test_related_advisories_are_current_others_of_the_same_kind_and_nearby() -> None:
    one, same = advisory("a", areas=("kent",)), advisory("b")
    near, old = advisory("c", areas=("kent",), topics=()), advisory("d", published=NOON - timedelta(days=400))
    translated = advisory("e", "cy_GB", translation_of="a", areas=("kent",))
    site = in_two_languages(one, same, near, old, translated)
    assert [each.id for each in site.same_scam(one)] == ["b"]
    assert [each.id for each in site.nearby(one)] == ["c"]


def test_what_is_not_current_leads_to_lists_alone() -> None:
    """A new warning changes the pages of those that are current, and not every page that there ever was."""
    old = advisory("d", published=NOON - timedelta(days=400), areas=("kent",))
    withdrawn = advisory("e", status=Status.WITHDRAWN, areas=("kent",))
    site = in_two_languages(advisory("a", areas=("kent",)), old, withdrawn)
    for each in (old, withdrawn):
        assert site.same_scam(each) == site.nearby(each) == ()


@pytest.mark.parametrize(("editions", "rules"), [((WELSH,), ["alias-unusable"]), ((), [])])
def test_an_earlier_address_cannot_be_one_of_an_edition(
    project: Project, editions: tuple[EditionSettings, ...], rules: list[str]
) -> None:
    project.add("advisories/tax.md", VALID.replace("area: Kent", "area: Kent\naliases: [/cy/treth/]"))
    if editions:
        shutil.copy(SHIPPED / "index.cy.md", project.content)
    found = survey(project.content, replace(SETTINGS, editions=editions), NOON)
    assert [problem.rule for problem in found.problems] == rules


def test_without_editions_there_is_nothing_to_switch_to() -> None:
    made = by_address(site_of([ADVISORY]))
    assert all(page.switch == () for page in made.values())
    assert not any(link.language for page in made.values() for link in page.head.links)
