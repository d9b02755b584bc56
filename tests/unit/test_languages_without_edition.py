"""What is in a language that has no edition: a page with all of it, in that language, and the ways there and back."""

from dataclasses import replace

from forewarn.advisory import Status
from forewarn.contact import Contact, ContactWords
from forewarn.contact_register import ContactRegister
from forewarn.home import Home
from forewarn.settings import EditionSettings
from forewarn.site import Page, Site, pages
from forewarn.site.expectation import expected
from published import ADVISORY, SETTINGS, site_of

WELSH = EditionSettings("cy_GB", "Rhybuddion", "Rhybuddion am sgamiau.", "Heddlu")
BANK = Contact("bank", "Your bank", "If you have paid.", "159", "", "", "", "", frozenset({"England"}), None, None, "")
IN_URDU = replace(ADVISORY, id="urdu", locale="ur_GB")
IN_POLISH = replace(ADVISORY, id="polish", locale="pl_PL", status=Status.WITHDRAWN)
IN_WELSH = replace(ADVISORY, id="welsh", locale="cy_GB")


def bilingual() -> Site:
    return site_of(
        [ADVISORY, IN_URDU, IN_POLISH, IN_WELSH],
        settings=replace(SETTINGS, editions=(WELSH,)),
        edition_homes={"cy": Home("Rhybuddion", "Rhybuddion.", "")},
    )


def by_address(site: Site) -> dict[str, Page]:
    return {page.address: page for page in pages(site)}


def test_there_is_a_page_for_each_in_its_own_language_and_no_other() -> None:
    own = by_address(bilingual())
    listed = [address for address, page in own.items() if page.template == "language.html"]
    assert listed == ["languages/pl/", "languages/ur/"]
    page = own["languages/ur/"]
    assert (page.language.tag, page.language.direction) == ("ur-GB", "rtl")
    assert page.values["title"] == "اردو"
    assert [each.id for each in page.values["list_page"].current] == ["urdu"]  # type: ignore[attr-defined]


def test_it_says_whom_to_call_in_its_language() -> None:
    words = ContactWords("ur", "آپ کا بینک", "اگر پیسے گئے ہیں۔")
    bank = replace(BANK, translations=(words,))
    page = by_address(replace(bilingual(), contacts=ContactRegister((bank,))))["languages/ur/"]
    assert [(each.name, each.phone) for each in page.values["contacts"]] == [("آپ کا بینک", "159")]  # type: ignore[attr-defined]


def test_it_lists_what_is_no_longer_current_too() -> None:
    listed = by_address(bilingual())["languages/pl/"].values["list_page"]
    assert [each.id for each in listed.earlier] == ["polish"]  # type: ignore[attr-defined]


def test_every_home_page_leads_there_and_it_leads_to_every_home_page() -> None:
    own = by_address(bilingual())
    for home in ("", "cy/"):
        assert [each.tag for each in own[home].values["other_languages"]] == ["pl", "ur"]  # type: ignore[attr-defined]
    page = own["languages/ur/"]
    assert [link.address for link in page.switch] == ["cy/"]
    assert [link for link in page.head.links if link.language] == [], "it is in no other language"


def test_two_scripts_of_one_language_are_two_languages() -> None:
    in_two = [replace(ADVISORY, id="a", locale="pa_GB"), replace(ADVISORY, id="b", locale="pa_PK")]
    own = by_address(site_of(in_two))
    pages_of_each = {tag: own[f"languages/{tag}/"] for tag in ("pa", "pa-arab")}
    assert [page.language.direction for page in pages_of_each.values()] == ["ltr", "rtl"]
    listed = [page.values["list_page"].current for page in pages_of_each.values()]  # type: ignore[attr-defined]
    assert [[each.id for each in advisories] for advisories in listed] == [["a"], ["b"]]


def test_what_had_its_own_page_leads_to_an_edition_that_came_later() -> None:
    moved = by_address(bilingual())["languages/cy/"]
    assert (moved.template, moved.values["now_at"], moved.head.is_indexed) == ("redirect.html", "cy/", False)


def test_a_long_list_is_cut_into_pages_that_say_so_in_its_language() -> None:
    many = [replace(IN_URDU, id=f"a{number}") for number in range(51)]
    second = by_address(site_of(many))["languages/ur/page/2/"]
    assert second.values["title"] == "اردو، صفحہ 2 از 2"
    spoken = [crumb.language and crumb.language.tag for crumb in second.crumbs]
    assert spoken == [None, "ur-GB", None], "the name of the list is in its own language"
    assert ("og:locale", "ur_GB") in second.head.properties


def test_an_advisory_is_promised_there() -> None:
    promised = {each.address: each.lists for each in expected(bilingual(), [], []).promises}
    assert "languages/ur/" in promised["advisories/urdu/"]
    assert not any(address.startswith("languages/") for address in promised["advisories/welsh/"])
