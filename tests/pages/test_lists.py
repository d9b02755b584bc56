"""Lists of an area, a topic and a year: cut into pages, linked to each other, right below a path of their host."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from lxml.html import HtmlElement

from forewarn.advisory import Advisory, Severity, Update
from forewarn.area import Area
from forewarn.topic import Topic
from html_pages import broken_links, head_property, json_ld, pages_of, texts
from published import ADVISORY, KENT, NOON, URL, publish, site_of

PATH = "/sub/path/"
COURIER = Topic("courier-fraud", "Courier fraud & theft")
ROMANCE = Topic("romance", "</script><b>Romance</b>")
THANET = Area("thanet", "Thanet", (), "England", KENT.force, "", "")
MARGATE = Area("margate", "Margate & </title>", (), "England", KENT.force, "", "", within="thanet")


def advisories() -> list[Advisory]:
    """Make 120 advisories for Kent: 70 about courier fraud, 20 of these current, and 50 that are about nothing."""
    made = []
    for number in range(120):
        published = NOON - timedelta(days=number if number < 20 else 200 + 2 * number)
        topics = (COURIER,) if number < 70 else ()
        made.append(replace(ADVISORY, id=f"a{number:03}", title=f"No. {number}", published=published, topics=topics))
    return made


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    changed = (Update(NOON - timedelta(hours=1), "More."),)
    others = [
        replace(ADVISORY, id="margate", areas=("margate",), topics=(ROMANCE,), published=NOON - timedelta(days=30)),
        replace(
            ADVISORY,
            id="new-year",
            areas=("margate",),
            published=datetime(2024, 12, 31, 23, 59, tzinfo=UTC),
            updates=changed,
            severity=Severity.URGENT,
        ),
    ]
    return publish(site_of([*advisories(), *others], areas=(KENT, MARGATE, THANET)), tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="module")
def pages(long_site: Path) -> dict[str, HtmlElement]:
    return pages_of(long_site)


def of_list(pages: dict[str, HtmlElement], address: str) -> list[HtmlElement]:
    """Give the pages of a list by following "next" from its first."""
    found = [pages[f"{address}index.html"]]
    while links := found[-1].xpath("//head/link[@rel='next']/@href"):
        found.append(pages[f"{str(links[0]).removeprefix(URL)}index.html"])
    return found


def shown(page: HtmlElement, heading: str | None = None) -> list[str]:
    """Give the ids that a page lists, or those below one of its headings."""
    place = "ul[@class='advisory-list']" if heading is None else f"h2[text()='{heading}']/following-sibling::*[1]"
    path = f"//main//{place}//h3/a/@href"
    return [str(href).rstrip("/").rpartition("/")[2] for href in page.xpath(path)]


@pytest.mark.parametrize(
    ("address", "sizes"),
    [("areas/kent/", [50, 50, 20]), ("topics/courier-fraud/", [50, 20]), ("archive/2025/", [50, 7])],
)
def test_a_list_has_50_on_a_page_and_each_once(pages: dict[str, HtmlElement], address: str, sizes: list[int]) -> None:
    every = [shown(page) for page in of_list(pages, address)]
    assert [len(ids) for ids in every] == sizes
    assert set(Counter(id_ for ids in every for id_ in ids).values()) == {1}


def test_every_advisory_of_an_area_is_on_one_of_its_pages(pages: dict[str, HtmlElement]) -> None:
    ids = [id_ for page in of_list(pages, "areas/kent/") for id_ in shown(page)]
    assert ids == [f"a{number:03}" for number in range(120)]


def test_what_is_current_comes_first_and_every_page_has_its_headings(pages: dict[str, HtmlElement]) -> None:
    first, second, third = of_list(pages, "areas/kent/")
    assert len(shown(first, "Current warnings")) == 20
    assert len(shown(first, "Earlier warnings")) == 30
    for page, count in ((second, 50), (third, 20)):
        assert texts(page, "//main/h2") == ["Earlier warnings"]
        assert len(shown(page, "Earlier warnings")) == count


def test_a_page_says_which_it_is_and_where_the_others_are(pages: dict[str, HtmlElement]) -> None:
    first, second, third = of_list(pages, "areas/kent/")
    assert [texts(page, "//h1") for page in (first, second, third)] == [
        ["Kent"],
        ["Kent, page 2 of 3"],
        ["Kent, page 3 of 3"],
    ]
    assert texts(second, "//head/title") == ["Kent, page 2 of 3 | Scam Warnings"]
    assert head_property(second, "og:title") == ["Kent, page 2 of 3"]
    assert second.xpath("//head/link[@rel='canonical']/@href") == [f"{URL}areas/kent/page/2/"]
    for rel, address in (("prev", f"{URL}areas/kent/"), ("next", f"{URL}areas/kent/page/3/")):
        assert second.xpath("//head/link[@rel=$rel]/@href", rel=rel) == [address]
    assert texts(second, "//nav[@class='list-page']") == ["Previous page Page 2 of 3. Next page"]
    assert texts(first, "//nav[@class='list-page']") == ["Page 1 of 3. Next page"]
    assert texts(third, "//nav[@class='list-page']") == ["Previous page Page 3 of 3."]
    assert second.xpath("//nav[@class='list-page']/a/@href") == ["../../", "../3/"]
    assert second.xpath("//nav[@class='list-page']/a/@rel") == ["prev", "next"]
    assert first.xpath("//head/link[@rel='prev']") == third.xpath("//head/link[@rel='next']") == []


def test_a_later_page_describes_itself(pages: dict[str, HtmlElement]) -> None:
    _, second = of_list(pages, "topics/courier-fraud/")
    described = "Courier fraud & theft: warnings about this kind of scam, and what to do about it. Page 2 of 2."
    assert second.xpath("//head/meta[@name='description']/@content") == [described]


def test_the_words_of_an_area_are_on_its_first_page_alone(pages: dict[str, HtmlElement]) -> None:
    first, second, _ = of_list(pages, "areas/kent/")
    assert texts(first, "//div[@class='story']") == ["Of Kent."]
    assert texts(second, "//div[@class='story']") == []


def test_a_short_list_has_no_way_to_other_pages(pages: dict[str, HtmlElement]) -> None:
    assert pages["areas/margate/index.html"].xpath("//nav[@class='list-page']") == []


def test_structured_data_lists_what_the_page_shows(pages: dict[str, HtmlElement]) -> None:
    third = pages["areas/kent/page/3/index.html"]
    parts = [part["url"] for part in json_ld(third, "CollectionPage")["hasPart"]]
    assert parts == [f"{URL}advisories/a{number}/" for number in range(100, 120)]


def test_every_link_leads_somewhere_below_a_path(long_site: Path, pages: dict[str, HtmlElement]) -> None:
    assert len(pages) > 130
    for path, page in pages.items():
        assert list(broken_links(long_site, path, page, PATH)) == [], path


def test_topics_and_how_much_is_in_each(pages: dict[str, HtmlElement]) -> None:
    page = pages["topics/index.html"]
    assert texts(page, "//main//li") == [
        "</script><b>Romance</b> 1 warning, 1 current",
        "Courier fraud & theft 70 warnings, 20 current",
    ]
    assert page.xpath("//main//li/a/@href") == ["romance/", "courier-fraud/"]
    assert texts(pages["topics/romance/index.html"], "//h1") == [ROMANCE.name]
    assert shown(pages["topics/romance/index.html"]) == ["margate"]


def test_years_newest_first_by_the_clock_of_the_site(pages: dict[str, HtmlElement]) -> None:
    page = pages["archive/index.html"]
    assert texts(page, "//main//li/a") == ["2026", "2025", "2024"]
    assert texts(page, "//main//li/span")[2] == "1 warning, 1 current"
    assert texts(pages["archive/2024/index.html"], "//h1") == ["Warnings from 2024"]
    assert shown(pages["archive/2024/index.html"], "Current warnings") == ["new-year"]
    counted = sum(len(shown(part)) for year in (2026, 2025, 2024) for part in of_list(pages, f"archive/{year}/"))
    assert counted == 122


def test_the_way_to_a_page(pages: dict[str, HtmlElement]) -> None:
    ways = {
        "areas/kent/page/2/": ["Home", "Areas", "Kent", "Page 2"],
        "areas/margate/": ["Home", "Areas", "Thanet", MARGATE.name],
        "topics/": ["Home", "Topics"],
        "topics/romance/": ["Home", "Topics", ROMANCE.name],
        "archive/2024/": ["Home", "Archive", "2024"],
        "advisories/margate/": ["Home", "Thanet", MARGATE.name, ADVISORY.title],
    }
    for address, names in ways.items():
        page = pages[f"{address}index.html"]
        assert texts(page, "//nav[@class='breadcrumb']//li/a") == names[:-1], "its own name is its heading"
        items = json_ld(page, "BreadcrumbList")["itemListElement"]
        assert [item["name"] for item in items] == names
        assert [item["position"] for item in items] == list(range(1, len(names) + 1))
        assert items[0]["item"] == URL
        assert items[-1]["item"] == f"{URL}{address}"
    assert pages["index.html"].xpath("//nav[@class='breadcrumb']") == []


def test_home_shows_the_ten_newest_and_leads_to_the_rest(pages: dict[str, HtmlElement]) -> None:
    home = pages["index.html"]
    assert shown(home) == [f"a{number:03}" for number in range(10)]
    more = "//section[@class='more-warnings']"
    assert texts(home, f"{more}/p") == ["These are the 10 newest of 22 current warnings."]
    assert home.xpath(f"{more}//a/@href") == ["areas/", "topics/", "archive/"]


def test_what_is_urgent_is_said_in_lists(pages: dict[str, HtmlElement]) -> None:
    facts = texts(pages["areas/margate/index.html"], "//p[@class='advisory-list__facts']")
    assert [text.partition(".")[0] for text in facts] == ["Margate & </title>: 23 October 2026", "Urgent"]


def test_a_topic_has_feeds(long_site: Path, pages: dict[str, HtmlElement]) -> None:
    page = pages["topics/romance/index.html"]
    assert page.xpath("//head/link[@type='application/atom+xml']/@href") == ["../../feed.xml", "feed.xml"]
    assert page.xpath("//head/link[@type='application/atom+xml']/@title")[1] == f"Scam Warnings: {ROMANCE.name}"
    feed = feedparser.parse((long_site / "topics/romance/feed.xml").read_bytes())
    assert feed.bozo == 0
    assert feed.feed.title == f"Scam Warnings: {ROMANCE.name}"
    assert [entry.id for entry in feed.entries] == [f"{URL}advisories/margate/"]
    assert (long_site / "topics/courier-fraud/feed/2025.xml").is_file()
    assert not (long_site / "topics/romance/feed").exists()


def test_every_feed_can_be_read(long_site: Path) -> None:
    feeds = sorted(long_site.rglob("feed*.xml")) + sorted(long_site.rglob("feed/*.xml"))
    assert len(feeds) > 8
    for path in feeds:
        assert feedparser.parse(path.read_bytes()).bozo == 0, path


def noindex(page: HtmlElement) -> bool:
    return bool(page.xpath("//head/meta[@name='robots'][@content='noindex']"))


def test_the_site_map_has_the_change_of_what_a_page_shows(long_site: Path, pages: dict[str, HtmlElement]) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = etree.fromstring((long_site / "sitemap.xml").read_bytes())
    mapped = {str(url.findtext(f"{space}loc")).removeprefix(URL): url.findtext(f"{space}lastmod") for url in root}
    indexed = {path.removesuffix("index.html") for path, page in pages.items() if not noindex(page)}
    assert set(mapped) == indexed
    assert {"areas/kent/", "areas/margate/", "topics/romance/"} < indexed
    assert mapped["areas/kent/"] == NOON.isoformat()
    assert mapped["areas/kent/page/2/"] == (NOON - timedelta(days=300)).isoformat()
    assert mapped["areas/margate/"] == mapped["archive/2024/"] == "2026-11-22T11:00:00+00:00"
    assert mapped["topics/romance/"] == mapped["advisories/margate/"] == (NOON - timedelta(days=30)).isoformat()
    assert mapped["areas/"] is None


def test_without_anything_published_there_is_still_a_page(tmp_path: Path) -> None:
    empty = pages_of(publish(site_of([]), tmp_path))
    for address in ("topics/index.html", "archive/index.html"):
        assert "There is nothing here yet." in texts(empty[address], "//main")[0]
    assert texts(empty["areas/kent/index.html"], "//main/h2") == ["Current warnings"]
