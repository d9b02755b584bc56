"""The site that this repository ships, as MkDocs builds it."""

import json
import re
from collections import Counter
from importlib import resources
from pathlib import Path
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from lxml import etree

from forewarn.addresses import identity
from html_pages import broken_links, head_property, json_ld, leads_away, pages_of, parsed, strange_scripts, texts
from projects import ROOT, SHIPPED, Built, files_of

HIDDEN = {"christmas-shopping", "tax-refund-texts"}  # a draft, and one whose time has not come
OLD = {"copied-police-numbers", "penalty-charge-texts"}
EARLIER = OLD | {"concert-tickets", "gas-meter-visits", "parking-qr-stickers"}  # expired, withdrawn, corrected
ADVISORIES = sorted({path.stem for path in (SHIPPED / "advisories").rglob("*.md")} - HIDDEN)
AREA_FILES = sorted((SHIPPED / "areas").glob("*.md"))
AREAS = [path.stem for path in AREA_FILES]
HELP = sorted(path.stem for path in (SHIPPED / "help").glob("*.md") if "." not in path.stem)
LANGUAGES = ("languages/ur/index.html", "languages/cy/index.html")  # the second leads to the edition


def in_welsh(area: Path) -> str:
    """Give the last part of the address of an area's Welsh page."""
    named = re.search(r"^  cy: (.+)$", area.read_text("utf-8"), re.MULTILINE)
    return identity(named[1]) if named else area.stem


def test_every_territorial_force_has_its_area() -> None:
    """The United Kingdom has 45: 39 in England, 4 in Wales, and one each in Scotland and Northern Ireland."""
    nations = Counter(
        re.findall(r"^nation: (.+)$", "".join(path.read_text("utf-8") for path in AREA_FILES), re.MULTILINE)
    )
    assert nations == {"England": 39, "Wales": 4, "Scotland": 1, "Northern Ireland": 1}


def test_nothing_shipped_is_reported_but_what_only_an_owner_knows(sample_site: Built) -> None:
    """Help pages have words in capitals between braces, in place of which owners of a site write their own."""
    reported = re.findall(r"^.*(?:repair:|warning:|WARNING).*$", sample_site.output, re.MULTILINE)
    own_words = re.compile(r"content/help/\S+ warning: body: \"\{[A-Z ]+\}\" stands for words of your own[.;]")
    assert [line for line in reported if not own_words.search(line)] == []


def test_what_is_hidden_is_nowhere(sample_site: Built) -> None:
    assert all(path.stem not in HIDDEN for path in sample_site.site.rglob("*"))
    everything = b"".join(files_of(sample_site.site).values()).decode("utf-8", "replace") + sample_site.output
    for secret in (*HIDDEN, "Shops that open in December", "Tax refund texts"):
        assert secret not in everything


FEEDS = ("feed.xml", "feed.json", "rss.xml")


def test_there_is_a_page_for_everything_and_no_other_file(sample_site: Built) -> None:
    assert len(ADVISORIES) >= 15
    pages = ["404.html", "index.html", "areas/index.html", "feed.xml", "feed.json", "sitemap.xml", "robots.txt"]
    pages += ["sha256sums.txt", "rss.xml", "developers/index.html"]
    pages += ["data/advisories.json", "data/advisories.schema.json", *(f"data/areas/{slug}.json" for slug in AREAS)]
    pages += ["assets/images/icon.svg", "assets/images/licences.txt"]
    pages += [f"advisories/{id_}/index.html" for id_ in ADVISORIES]
    pages += [f"areas/{slug}/{name}" for slug in AREAS for name in ("index.html", *FEEDS)]
    topics, years = (parsed(sample_site.page(page)).xpath("//main//li/a/@href") for page in ("topics", "archive"))
    pages += ["topics/index.html", "archive/index.html", *(f"archive/{year}index.html" for year in years)]
    pages += [f"data/years/{str(year).rstrip('/')}.json" for year in years]
    pages += [f"topics/{slug}{name}" for slug in topics for name in ("index.html", *FEEDS)]
    pages += [f"help/{slug}/index.html" for slug in HELP]
    pages += ["news/parcel-scam/index.html"]  # an earlier address
    pages += ["advisories/parcel-fee-texts/parcel-fee-text.png"]
    pages += ["cards/site/home.png", *(f"cards/{id_}.png" for id_ in ADVISORIES)]
    pages += [f"cards/areas/{slug}.png" for slug in AREAS]
    pages += [f"posters/{id_}.pdf" for id_ in set(ADVISORIES) - EARLIER]
    pages += [f"cards/topics/{slug.rstrip('/')}.png" for slug in topics]
    pages += [f"areas/{slug}/embed/index.html" for slug in AREAS] + ["search/index.html", *LANGUAGES]
    found = {path for path in files_of(sample_site.site) if not path.startswith(("cy/", "cards/cy/", "search/index/"))}
    *scripts, sheet = sorted(found - set(pages))
    for name, script in zip(("forewarn", "search"), scripts, strict=True):
        assert re.fullmatch(rf"assets/javascripts/{name}\.[0-9a-f]{{12}}\.js", script)
    assert re.fullmatch(r"assets/stylesheets/forewarn\.[0-9a-f]{12}\.css", sheet)
    assert set(pages) <= found


def test_the_welsh_edition_has_a_page_for_everything_but_advisories(sample_site: Built) -> None:
    areas = [in_welsh(path) for path in AREA_FILES]
    pages = ["cy/index.html", "cy/areas/index.html", "cy/search/index.html", "cards/cy/site/home.png"]
    pages += ["cy/developers/index.html"]
    pages += [f"cy/areas/{slug}/{name}index.html" for slug in areas for name in ("", "embed/")]
    pages += [f"cards/cy/areas/{slug}.png" for slug in AREAS]
    topics, years = (
        parsed(sample_site.page(f"cy/{page}")).xpath("//main//li/a/@href") for page in ("topics", "archive")
    )
    pages += ["cy/topics/index.html", *(f"cy/topics/{slug}index.html" for slug in topics)]
    pages += ["cy/archive/index.html", *(f"cy/archive/{year}index.html" for year in years)]
    pages += [f"cy/help/{slug}/index.html" for slug in HELP]
    found = {path for path in files_of(sample_site.site) if path.startswith(("cy/", "cards/cy/"))}
    cards = {path for path in found if path.startswith("cards/cy/topics/")}
    assert len(cards) == len(topics) >= 10
    assert found - cards == set(pages)


def test_home_links_to_every_area_and_to_advisories(sample_site: Built) -> None:
    links = parsed(sample_site.page("")).xpath("//main//a/@href")
    assert {f"areas/{slug}/" for slug in AREAS} <= set(links)
    listed = [str(link) for link in links if link.startswith("advisories/")]
    assert set(listed) <= {f"advisories/{id_}/" for id_ in set(ADVISORIES) - EARLIER}
    assert len(listed) == len(set(listed)) == 10, "the newest; every one is on the page of its area"
    assert listed[0] == "advisories/winter-fuel-texts/"


def test_every_page_has_one_h1_and_a_complete_head(sample_site: Built) -> None:
    for path, page in pages_of(sample_site.site).items():
        assert len(page.xpath("//h1")) == 1, path
        assert len(page.xpath("//head/title")) == 1, path
        assert page.xpath("//head/meta[@name='description']/@content")[0], path
        assert not page.xpath("//head/meta[starts-with(@name, 'og:')]"), "Open Graph wants property="
        if path == "404.html" or leads_away(page) or path.endswith(("embed/index.html", "search/index.html")):
            assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
            continue
        assert page.xpath("//head/link[@rel='alternate'][@type='application/atom+xml']/@href"), path
        address = "https://warnings.example/" + path.removesuffix("index.html")
        assert page.xpath("//head/link[@rel='canonical']/@href") == [address]
        assert head_property(page, "og:url") == [address]
        for name in ("og:title", "og:description", "og:type", "og:site_name", "og:locale"):
            assert len(head_property(page, name)) == 1, (path, name)
            assert head_property(page, name)[0], (path, name)
        scripts = page.xpath("//script[@type='application/ld+json']")
        assert {json.loads(script.text)["@context"] for script in scripts} == {"https://schema.org"}
        is_home = path in {"index.html", "cy/index.html"}
        assert len(scripts) == (1 if is_home else 2), "what it is about, and the way to it"


def test_every_link_leads_somewhere(sample_site: Built) -> None:
    for path, page in pages_of(sample_site.site).items():
        assert list(broken_links(sample_site.site, path, page)) == [], path


def test_ids_of_a_page_are_its_own(sample_site: Built) -> None:
    for path, page in pages_of(sample_site.site).items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        anchors = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
        assert anchors <= set(ids), path


def test_no_page_has_inline_script_or_style(sample_site: Built) -> None:
    for path, page in pages_of(sample_site.site).items():
        assert strange_scripts(page) == [], path
        assert page.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == [], path


def test_an_update_is_told_everywhere(sample_site: Built) -> None:
    page = parsed(sample_site.page("advisories/parcel-fee-texts"))
    assert head_property(page, "article:published_time") == ["2026-10-02T08:30:00+01:00"]
    assert head_property(page, "article:modified_time") == ["2026-10-20T17:00:00+01:00"]
    assert json_ld(page, "NewsArticle")["dateModified"] == "2026-10-20T17:00:00+01:00"
    told = "20 October 2026: The same text now names a second delivery firm."
    assert told in texts(page, "//dl[@class='advisory-facts']//dd")


NATIONAL = {"England": "kent", "Wales": "gwent", "Northern Ireland": "northern-ireland", "Scotland": "scotland"}


@pytest.mark.parametrize("nation", NATIONAL)
def test_whom_to_tell_is_right_for_the_nation(sample_site: Built, nation: str) -> None:
    """England, Wales and Northern Ireland report fraud to Report Fraud, Scotland to Police Scotland on 101."""
    page = parsed(sample_site.page(f"areas/{NATIONAL[nation]}"))
    numbers = {str(href) for href in page.xpath("//section[@class='whom-to-tell']//a/@href") if href.startswith("tel:")}
    assert {"tel:999", "tel:159", "tel:101"} <= numbers
    assert "tel:7726" not in numbers, "texts go there, and no calls"
    assert ("tel:03001232040" in numbers) == (nation != "Scotland")
    assert ("Police Scotland" in texts(page, "//section[@class='whom-to-tell']")[0]) == (nation == "Scotland")
    assert "Action Fraud" not in texts(page, "//section[@class='whom-to-tell']")[0]


def test_every_advisory_says_whom_to_tell(sample_site: Built) -> None:
    for id_ in ADVISORIES:
        assert "tel:999" in parsed(sample_site.page(f"advisories/{id_}")).xpath("//article//a/@href"), id_


def test_a_link_to_another_advisory_is_resolved(sample_site: Built) -> None:
    links = parsed(sample_site.page("advisories/parcel-fee-texts")).xpath("//article//a/@href")
    assert "../copied-police-numbers/" in links


def test_a_welsh_advisory_is_welsh(sample_site: Built) -> None:
    page = parsed(sample_site.page("advisories/twyll-rhamant"))
    assert page.xpath("//article/@lang") == ["cy-GB"]
    assert head_property(page, "og:locale") == ["cy_GB"]
    assert json_ld(page, "NewsArticle")["inLanguage"] == "cy-GB"


WELSH = ("twyll-rhamant", "addo-arian-yn-ol", "rhybudd-ar-y-sgrin")


@pytest.mark.parametrize("page", ["", *(f"areas/{slug}/" for slug in AREAS)])
def test_feeds_can_be_read(sample_site: Built, page: str) -> None:
    address = f"https://warnings.example/{page}"
    feed = feedparser.parse((sample_site.site / page / "feed.xml").read_bytes())
    assert feed.bozo == 0
    assert feed.version == "atom10"
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [f"{address}feed.xml"]
    shown = parsed(sample_site.page(page)).xpath("//ul[@class='advisory-list']//a/@href")
    listed = {urljoin(address, href) for href in shown}
    entries = {entry.id for entry in feed.entries}
    if page:
        translated = {f"https://warnings.example/advisories/{id_}/" for id_ in WELSH}
        assert entries - translated == listed, "feeds are for readers of every language"
    else:  # the home page lists only the newest that are current
        assert listed < entries == {f"https://warnings.example/advisories/{id_}/" for id_ in ADVISORIES}
    past = "https://warnings.example/advisories/copied-police-numbers/"
    assert (past in listed) == (page == "areas/kent/")
    for entry in feed.entries:
        assert entry.id == entry.link
        assert entry.title
        assert entry.summary
        assert entry.content[0].type == "text/html"
        assert 'href="../' not in entry.content[0].value


@pytest.mark.parametrize("page", ["", "areas/kent/", "areas/wiltshire/"])
def test_the_json_feed_tells_the_same(sample_site: Built, page: str) -> None:
    """The keys and types that https://www.jsonfeed.org/version/1.1/ asks for, and the entries of the Atom feed."""
    feed = json.loads((sample_site.site / page / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"https://warnings.example/{page}feed.json"
    assert feed["home_page_url"] == f"https://warnings.example/{page}"
    assert feed["authors"][0]["name"]
    entries = feedparser.parse((sample_site.site / page / "feed.xml").read_bytes()).entries
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in entries]
    for item, entry in zip(feed["items"], entries, strict=True):
        assert item["url"] == entry.link
        assert (item["title"], item["summary"]) == (entry.title, entry.summary)
        assert (item["date_published"], item["date_modified"]) == (entry.published, entry.updated)
        assert item["_forewarn"]["state"] == entry.tags[0].term
        assert parsed(item["content_html"]).text_content() == parsed(entry.content[0].value).text_content()


def test_robots_names_the_site_map(sample_site: Built) -> None:
    robots = RobotFileParser()
    robots.parse((sample_site.site / "robots.txt").read_text("utf-8").splitlines())
    assert robots.can_fetch("*", "https://warnings.example/advisories/courier-cash/")
    assert robots.site_maps() == ["https://warnings.example/sitemap.xml"]


def test_the_site_map_names_every_page(sample_site: Built) -> None:
    root = etree.fromstring((sample_site.site / "sitemap.xml").read_bytes())
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    mapped = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in root}
    noindex = "//head/meta[@name='robots'][@content='noindex']"
    pages = {
        path.removesuffix("index.html") for path, page in pages_of(sample_site.site).items() if not page.xpath(noindex)
    }
    assert {"", "cy/", "areas/kent/", "cy/areas/de-cymru/", "advisories/twyll-rhamant/"} < pages
    assert set(mapped) == {f"https://warnings.example/{page}" for page in pages}
    assert mapped["https://warnings.example/advisories/parcel-fee-texts/"] == "2026-10-20T17:00:00+01:00"
    assert mapped["https://warnings.example/areas/norfolk/"] == "2026-10-20T17:00:00+01:00"
    assert mapped["https://warnings.example/areas/essex/"] is None


def test_our_frame_has_the_blocks_of_materials() -> None:
    """A designer who knows Material finds its block names, so that what overrides them elsewhere works here."""
    block = re.compile(r"{%-? block (\w+)")
    theirs = block.findall(resources.files("material").joinpath("templates/base.html").read_text("utf-8"))
    ours = block.findall((ROOT / "overrides" / "base.html").read_text("utf-8"))
    assert len(theirs) > 10
    assert set(theirs) <= set(ours)


def test_every_partial_has_a_sheet_of_its_own_name_or_needs_none() -> None:
    sheets = {path.stem for path in (ROOT / "overrides/assets/stylesheets/components").glob("*.css")}
    partials = {path.stem for path in (ROOT / "overrides/partials").glob("*.html")}
    frames = {"page", "picture", "preview", "story"}  # what base.html and every rendered body have
    assert sheets - frames <= partials
    assert partials - sheets == {"head", "area_words", "areas_within", "part_of"}, (
        "what only puts others in their place"
    )
