"""The page of the search and the form that leads to it, as they are without a script."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import html

from forewarn.home import Home
from forewarn.settings import EditionSettings
from forewarn.topic import Topic
from projects import VALID, Project, files_of
from published import ADVISORY, KENT, SETTINGS, publish, site_of

PLAIN = replace(SETTINGS, cards=False, posters=False)
COURIERS = Topic("courier-fraud", "Courier fraud")
ESSEX = replace(KENT, slug="essex", name="Essex")
TOWN = replace(KENT, slug="ashmere", name="Ashmere", within="kent")


def page_of(site: Path, address: str) -> Any:  # lxml has one type for all that XPath can find
    return read(site / address / "index.html")


def read(path: Path) -> Any:
    return html.document_fromstring(path.read_text("utf-8"))


def searched(folder: Path, **changes: object) -> Path:
    advisories = [
        replace(ADVISORY, areas=("ashmere",), topics=(COURIERS,)),
        replace(ADVISORY, id="welsh", areas=("ashmere",), locale="cy_GB"),
    ]
    own = {"settings": PLAIN, "areas": (TOWN, ESSEX, KENT)} | changes
    return publish(site_of(advisories, **own), folder)


def test_every_page_has_a_form_that_leads_to_the_search(tmp_path: Path) -> None:
    site = searched(tmp_path)
    pages = [path for path in site.rglob("*.html") if path.parent.name != "embed"]
    assert len(pages) > 10
    for path in pages:
        forms = read(path).xpath("//form[@role='search']")
        assert len(forms) == 1, path
        (form,) = forms
        assert form.get("method", "get") == "get"
        (field,) = form.xpath(".//input")
        assert (field.get("type"), field.get("name")) == ("search", "q")
        assert form.xpath(f".//label[@for='{field.get('id')}']")[0].text_content().strip()
        target = (path.parent / form.get("action")).resolve() if path.name != "404.html" else form.get("action")
        assert target in {site / "search", "/sub/path/search/"}, path


def test_the_search_page_offers_every_list_without_a_script(tmp_path: Path) -> None:
    page = page_of(searched(tmp_path), "search")
    assert page.xpath("//h1")[0].text_content() == "Search"
    links = set(page.xpath("//main//a/@href"))
    lists = ("areas/kent/", "areas/essex/", "areas/ashmere/", "topics/courier-fraud/", "archive/2026/")
    assert {f"../{address}" for address in lists} <= links
    assert page.xpath("//noscript")[0].text_content().startswith("The search needs JavaScript")
    assert page.xpath("//main//form")[0].get("hidden") is not None, "it does nothing until its script shows it"


def test_only_what_leads_to_something_can_be_chosen(tmp_path: Path) -> None:
    page = page_of(searched(tmp_path), "search")
    choices = {select.get("name"): select.xpath("option/@value") for select in page.xpath("//main//select")}
    assert choices == {
        "area": ["", "ashmere", "kent"],
        "topic": ["", "courier-fraud"],
        "state": ["", "current", "past", "superseded", "withdrawn"],
    }
    for select in page.xpath("//main//select"):
        assert page.xpath(f"//label[@for='{select.get('id')}']")


def test_the_search_page_is_for_readers_and_not_for_search_engines(tmp_path: Path) -> None:
    site = searched(tmp_path)
    assert page_of(site, "search").xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "/search/" not in (site / "sitemap.xml").read_text("utf-8")


def test_the_script_is_a_file_of_its_own_on_that_page_only(tmp_path: Path) -> None:
    site = searched(tmp_path)
    (script,) = (site / "assets/javascripts").glob("search.*")
    assert re.fullmatch(r"search\.[0-9a-f]{12}\.js", script.name)
    with_script = [path for path in site.rglob("*.html") if script.name in path.read_text("utf-8")]
    assert with_script == [site / "search/index.html"]
    (element,) = page_of(site, "search").xpath(f"//script[@src='../assets/javascripts/{script.name}']")
    assert element.get("type") == "module"
    assert not element.text


def test_its_words_come_from_the_page(tmp_path: Path) -> None:
    (results,) = page_of(searched(tmp_path), "search").xpath("//*[@data-search-results]")
    assert results.get("data-found-one") == "{count} warning"
    assert results.get("data-found-other") == "{count} warnings"
    assert results.get("data-for") == "“{words}”: {found}"
    assert [link.text for link in results.xpath(".//a[@data-tag]")] == ["Cymraeg", "English"]


def test_an_edition_has_a_search_page_of_its_own_and_the_same_index(tmp_path: Path) -> None:
    welsh = EditionSettings("cy_GB", "Rhybuddion", "Rhybuddion.", "Heddlu", {"courier-fraud": "Twyll negesydd"})
    settings = replace(PLAIN, editions=(welsh,))
    site = searched(tmp_path, settings=settings, edition_homes={"cy": Home("Hafan", "Popeth.", "<p>Geiriau.</p>")})
    own, other = page_of(site, "search"), page_of(site, "cy/search")
    assert other.get("lang") == "cy-GB"
    addresses = [page.xpath("//*[@data-search-results]/@data-index") for page in (own, other)]
    assert addresses == [["index/"], ["../../search/index/"]]
    assert other.xpath("//*[@data-search-results]/@data-language") == ["cy"]
    assert "Twyll negesydd" in other.xpath("//select[@name='topic']/option/text()")
    assert other.xpath("//*[@data-found-few]"), "Welsh has words of its own for three"
    assert page_of(site, "cy/areas").xpath("//form[@role='search']/@action") == ["../search/"]


def test_a_site_without_a_search_has_nothing_of_it(tmp_path: Path) -> None:
    site = searched(tmp_path, settings=replace(PLAIN, search=False))
    assert not (site / "search").exists()
    assert not list((site / "assets/javascripts").glob("search.*"))
    assert all("<form" not in path.read_text("utf-8") for path in site.rglob("*.html"))


def test_neither_has_one_with_nothing_to_find(tmp_path: Path) -> None:
    site = publish(site_of([], settings=PLAIN), tmp_path)
    assert not (site / "search").exists()


def test_it_is_switched_off_in_the_settings(project: Project) -> None:
    project.add("advisories/tax.md")
    project.configure(extra={"forewarn": {"search": False, "cards": False, "posters": False}})
    built = project.build()
    assert built.exit_status == 0, built.output
    assert not (built.site / "search").exists()
    project.configure(extra={"forewarn": {"search": "sometimes"}})
    refused = project.build()
    assert refused.exit_status == 1
    assert "setting-switch" in refused.output or "neither true nor false" in refused.output


def test_two_builds_have_the_same_index(project: Project) -> None:
    project.configure(extra={"forewarn": {"cards": False, "posters": False}})
    for number, area in enumerate(("Kent", "Essex", "Norfolk", "Scotland", "Gwent")):
        text = VALID.replace("Kent", area).replace("tax", f"tax {number}")
        project.add(f"advisories/a{number}.md", text)
    first, second = (project.build(site=name) for name in ("first", "second"))
    assert (first.exit_status, second.exit_status) == (0, 0), first.output + second.output
    assert len(files_of(first.site / "search")) > 10
    assert files_of(first.site / "search") == files_of(second.site / "search")
