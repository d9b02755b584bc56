"""The choice of pages that a browser looks at: no kind is left out, and few are chosen."""

from pathlib import Path

from html_pages import leads_away, pages_of
from page_kinds import one_of_each_kind
from projects import Built

PAGE = "<!doctype html><html lang={}><head><title>x</title>{}</head><body>{}</body></html>"


def site(folder: Path, pages: dict[str, str]) -> Path:
    for address, text in pages.items():
        (folder / address).mkdir(parents=True, exist_ok=True)
        (folder / address / "index.html").write_text(text, "utf-8")
    return folder


def test_a_state_that_one_page_has_is_chosen(tmp_path: Path) -> None:
    pages = {f"advisories/a{number}/": PAGE.format("en-GB", "", "<p class='state'>x</p>") for number in range(9)}
    pages["advisories/a5/"] = PAGE.format("en-GB", "", "<p class='state state--withdrawn'>x</p>")
    assert one_of_each_kind(site(tmp_path, pages)) == ["advisories/a5/"]
    pages["advisories/a7/"] = PAGE.format("en-GB", "", "<p dir='rtl'>x</p>")
    assert one_of_each_kind(site(tmp_path, pages)) == ["advisories/a5/", "advisories/a7/"]


def test_alike_pages_of_another_shape_or_edition_are_chosen(tmp_path: Path) -> None:
    pages = {address: PAGE.format("en-GB", "", "<p>x</p>") for address in ("areas/kent/", "areas/kent/embed/")}
    pages["cy/areas/kent/"] = PAGE.format("cy-GB", "", "<p>x</p>")
    pages["search/"] = pages["areas/kent/"]
    assert one_of_each_kind(site(tmp_path, pages)) == ["areas/kent/embed/", "areas/kent/", "cy/areas/kent/", "search/"]


def test_a_page_that_leads_away_is_left_out(tmp_path: Path) -> None:
    away = "<meta http-equiv=refresh content='0; url=../new/'>"
    pages = {"old/": PAGE.format("en-GB", away, "x"), "new/": PAGE.format("en-GB", "", "x")}
    assert one_of_each_kind(site(tmp_path, pages)) == ["new/"]


def test_every_class_of_the_sample_site_is_on_a_chosen_page(sample_site: Built) -> None:
    pages = {path.removesuffix("index.html"): page for path, page in pages_of(sample_site.site).items()}
    chosen = one_of_each_kind(sample_site.site)
    assert 12 < len(chosen) < len(pages) / 2
    seen = {name for address in chosen for name in pages[address].xpath("//@class")}
    assert {name for page in pages.values() if not leads_away(page) for name in page.xpath("//@class")} == seen
