"""Another organisation's site: an invented town council, with its own settings, areas, contacts and languages.

It is built from its own folder with the hooks and overrides of this repository, and nothing of the shipped content.
"""

import json
from pathlib import Path

import feedparser
import pytest
import yaml
from lxml import etree

from html_pages import broken_links, head_property, json_ld, pages_of, parsed, texts
from projects import ROOT, SHIPPED, Built, build_in, files_of

COUNCIL = ROOT / "tests/fixtures/town-council"
HOST, BELOW = "https://www.ashmere-town.example", "/scams/"
ADVISORIES = {"driveway-gang": "en-GB", "galwadau-banc": "cy-GB", "smsy-o-paczkach": "pl-PL"}
WARDS = {"castle": "Castle Ward", "mill-lane": "Mill Lane Ward", "tannery": "Tannery Ward"}


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_in(COUNCIL, tmp_path_factory.mktemp("council") / "site")


def contacts_in(content: Path) -> dict[str, str]:
    """Give what every contact of a register is for, by its id."""
    register = yaml.safe_load((content / "contacts.yml").read_text("utf-8"))
    return {contact["id"]: contact["for"] for contact in register["contacts"]}


def listed(page: str) -> list[str]:
    """Give the ids of the advisories that a page lists."""
    links = parsed(page).xpath("//ul[@class='advisory-list']//h3/a/@href")
    return [str(link).rstrip("/").rpartition("/")[2] for link in links]


def test_it_builds_without_a_word_of_warning(council: Built) -> None:
    assert council.exit_status == 0, council.output
    for word in ("WARNING", "warning:", "repair:", "ERROR"):
        assert word not in council.output, council.output
    assert "Advisories: 3 public, 0 not yet." in council.output


def all_words(built: Built) -> str:
    """Give all files that have words in letters, which its share cards and posters have not."""
    return b"".join(
        content
        for path, content in files_of(built.site).items()
        if not path.endswith((".png", ".pdf")) and not path.startswith("search/index/")
    ).decode()


def test_nothing_of_the_sample_is_in_it(council: Built) -> None:
    everything = all_words(council)
    for name in ("Forewarn project", "Scam Warnings", "warnings.example", "Kent", "Action Fraud"):
        assert name not in everything, name
    assert "Ashmere Town Council" in everything


def test_the_page_of_the_town_rolls_up_its_wards(council: Built) -> None:
    assert listed(council.page("areas/ashmere")) == ["driveway-gang", "galwadau-banc", "smsy-o-paczkach"]
    assert listed(council.page("areas/mill-lane")) == ["driveway-gang"]
    assert listed(council.page("areas/castle")) == listed(council.page("areas/tannery")) == ["smsy-o-paczkach"]
    parts = json_ld(parsed(council.page("areas/ashmere")), "CollectionPage")["hasPart"]
    assert [part["url"].split("/")[-2] for part in parts] == listed(council.page("areas/ashmere"))


def test_feeds_and_the_site_map_roll_up_too(council: Built) -> None:
    feeds = {page: feedparser.parse((council.site / page / "feed.xml").read_bytes()) for page in ("", "areas/ashmere/")}
    assert [len(feed.entries) for feed in feeds.values()] == [3, 3]
    items = json.loads((council.site / "areas/castle/feed.json").read_bytes())["items"]
    assert [item["language"] for item in items] == ["pl-PL"]
    modified = {
        str(url.findtext("{*}loc")).removeprefix(HOST + BELOW): url.findtext("{*}lastmod")
        for url in etree.fromstring((council.site / "sitemap.xml").read_bytes())
    }
    assert modified["areas/ashmere/"] == "2026-11-09T11:20:00+00:00"
    assert modified["areas/castle/"] == "2026-10-30T08:00:00+00:00"


def test_areas_are_shown_as_a_tree(council: Built) -> None:
    for address in ("", "areas"):
        page = parsed(council.page(address))
        assert texts(page, "//ul[@class='area-list']/li/a") == ["Ashmere"]
        assert texts(page, "//ul[@class='area-list']/li/ul/li/a") == list(WARDS.values())
    town, ward = parsed(council.page("areas/ashmere")), parsed(council.page("areas/castle"))
    assert "Areas within Ashmere" in texts(town, "//h2")
    assert town.xpath("//main/ul[@class='area-list']//a/@href") == [f"../{slug}/" for slug in WARDS]
    assert texts(ward, "//main/p[starts-with(., 'Part of')]") == ["Part of Ashmere"]
    assert not any(heading.startswith("Areas within") for heading in texts(ward, "//h2"))


def test_every_address_is_below_the_path(council: Built) -> None:
    for path, page in pages_of(council.site).items():
        assert list(broken_links(council.site, path, page, BELOW)) == [], path
        if not page.xpath("//head/meta[@name='robots'][@content='noindex']"):
            address = HOST + BELOW + path.removesuffix("index.html")
            assert page.xpath("//head/link[@rel='canonical']/@href") == [address]
            assert head_property(page, "og:url") == [address]
            about = next(data for script in page.xpath("//script") if "url" in (data := json.loads(script.text)))
            assert about["url"] == address
    mapped = [url.findtext("{*}loc") or "" for url in etree.fromstring((council.site / "sitemap.xml").read_bytes())]
    assert mapped
    assert all(address.startswith(HOST + BELOW) for address in mapped)
    assert f"Sitemap: {HOST}{BELOW}sitemap.xml" in (council.site / "robots.txt").read_text("utf-8")
    for found in council.site.rglob("feed.xml"):
        feed = feedparser.parse(found.read_bytes())
        assert feed.bozo == 0
        links = [link.href for link in feed.feed.links] + [entry.id for entry in feed.entries]
        assert all(link.startswith(HOST + BELOW) for link in links), links


def test_its_own_contacts_are_shown_and_none_of_the_shipped(council: Built) -> None:
    own, shipped = contacts_in(COUNCIL / "content"), contacts_in(SHIPPED)
    closed = own.pop("old-counter")
    assert len(own) == 4
    for id_ in ADVISORIES:
        told = texts(parsed(council.page(f"advisories/{id_}")), "//section[@class='whom-to-tell']")[0]
        assert all(purpose in told for purpose in own.values()), told
    everything = all_words(council)
    assert not any(purpose in everything for purpose in shipped.values())
    assert closed not in everything


@pytest.mark.parametrize(
    ("page", "town_hall", "warden"),
    [
        ("areas/ashmere", True, False),
        ("areas/mill-lane", True, True),
        ("areas/castle", True, False),
        ("advisories/driveway-gang", True, True),
        ("advisories/galwadau-banc", True, False),
    ],
)
def test_contacts_of_an_area_are_for_it_and_those_within(
    council: Built, page: str, town_hall: bool, warden: bool
) -> None:
    numbers = parsed(council.page(page)).xpath("//section[@class='whom-to-tell']//a/@href")
    assert ("tel:01632960123" in numbers) == town_hall
    assert ("tel:01632960188" in numbers) == warden
    assert len(numbers) == len(set(numbers))


def test_its_colours_are_in_the_stylesheet(council: Built) -> None:
    (sheet,) = (council.site / "assets/stylesheets").iterdir()
    css = sheet.read_text("utf-8")
    light, dark = css.rindex("--deep: #00594f; --on-deep: #ffffff;"), css.rindex("--deep: #7fd1c4; --on-deep: #06201d;")
    assert css.index("tokens.css") < light < dark, "what comes last counts"
    assert ".force--ashmere, .force--castle, .force--mill-lane, .force--tannery { background: #ffd54a;" in css
    for path, page in pages_of(council.site).items():
        assert page.xpath("//style | //@style") == [], path
    band = parsed(council.page("areas/castle")).xpath("//p[contains(@class, 'force--castle')]/a/@href")
    assert band == ["https://www.marchland-police.example/"]


def test_every_page_is_in_its_language(council: Built) -> None:
    for path, page in pages_of(council.site).items():
        id_ = path.removeprefix("advisories/").removesuffix("/index.html")
        own = next((tag for tag in ADVISORIES.values() if path == f"languages/{tag[:2]}/index.html"), "en-GB")
        assert page.xpath("/html/@lang") == [ADVISORIES.get(id_, own)], path
    for id_, tag in ADVISORIES.items():
        page = parsed(council.page(f"advisories/{id_}"))
        assert page.xpath("//article/@lang") == [tag]
        assert head_property(page, "og:locale") == [tag.replace("-", "_")]
        assert json_ld(page, "NewsArticle")["inLanguage"] == tag
    headings = parsed(council.page("areas/ashmere")).xpath("//ul[@class='advisory-list']//h3/@lang")
    assert headings == [tag for tag in ADVISORIES.values() if tag != "en-GB"], "marked where it is not the page's"


def test_its_host_is_trusted(council: Built) -> None:
    links = parsed(council.page("advisories/driveway-gang")).xpath("//div[@class='story']//a/@href")
    assert links == ["https://www.ashmere-town.example/builders"]
