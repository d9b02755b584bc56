"""What is in a language that has no edition: a page with all of it, in that language, and the ways there and back."""

from dataclasses import replace

from forewarn.advisory import Status
from forewarn.home import Home
from forewarn.settings import EditionSettings
from forewarn.site import Page, Site, pages
from forewarn.site.expectation import expected
from published import ADVISORY, SETTINGS, site_of

WELSH = EditionSettings("cy_GB", "Rhybuddion", "Rhybuddion am sgamiau.", "Heddlu")
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
    assert [address for address in own if address.startswith("languages/")] == ["languages/pl/", "languages/ur/"]
    page = own["languages/ur/"]
    assert (page.language.tag, page.language.direction) == ("ur-GB", "rtl")
    assert page.values["title"] == "اردو"
    assert [each.id for each in page.values["list_page"].current] == ["urdu"]  # type: ignore[attr-defined]


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


def test_a_long_list_is_cut_into_pages_that_say_so_in_its_language() -> None:
    many = [replace(IN_URDU, id=f"a{number}") for number in range(51)]
    second = by_address(site_of(many))["languages/ur/page/2/"]
    assert second.values["title"] == "اردو، صفحہ 2 از 2"


def test_an_advisory_is_promised_there() -> None:
    promised = {each.address: each.lists for each in expected(bilingual(), [], []).promises}
    assert "languages/ur/" in promised["advisories/urdu/"]
    assert not any(address.startswith("languages/") for address in promised["advisories/welsh/"])
