"""The site map: one file, or several and one that names them, as many as the protocol asks for."""

from datetime import UTC, datetime, timedelta

from lxml import etree

from forewarn.outputs.sitemap import sitemap
from published import SETTINGS, URL

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAGES = [(f"{URL}{number}/", NOON + timedelta(days=number) if number != 2 else None) for number in range(5)]
_OF_MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(content: bytes) -> list[tuple[str, str | None]]:
    own = etree.fromstring(content)
    return [(each.findtext(f"{_OF_MAPS}loc") or "", each.findtext(f"{_OF_MAPS}lastmod")) for each in own]


def test_few_pages_are_in_one_file() -> None:
    ((address, content),) = sitemap(SETTINGS, PAGES)
    assert address == "sitemap.xml"
    assert [location for location, _ in told(content)] == [location for location, _ in PAGES]
    assert told(content)[2][1] is None


def test_more_than_a_file_may_have_are_in_several_each_once() -> None:
    files = dict(sitemap(SETTINGS, PAGES, most=2))
    assert [*files] == ["sitemap/1.xml", "sitemap/2.xml", "sitemap/3.xml", "sitemap.xml"]
    parts = [location for name in [*files][:3] for location, _ in told(files[name])]
    assert parts == [location for location, _ in PAGES]
    assert told(files["sitemap.xml"]) == [
        (f"{URL}sitemap/1.xml", "2026-11-23T12:00:00+00:00"),
        (f"{URL}sitemap/2.xml", "2026-11-25T12:00:00+00:00"),
        (f"{URL}sitemap/3.xml", "2026-11-26T12:00:00+00:00"),
    ]
    assert b"<sitemapindex" in files["sitemap.xml"]


def test_as_many_as_a_file_may_have_need_no_other() -> None:
    assert [address for address, _ in sitemap(SETTINGS, PAGES, most=5)] == ["sitemap.xml"]
