"""A printed advisory has all that somebody needs who only has the paper, and nothing that works on a screen only."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from browser.colours_seen import written
from browser.conftest import Hosted, Serve
from forewarn.colours import LEAST_CONTRAST, WHITE, contrast
from html_pages import parsed, words
from projects import Built

ADVISORY = "advisories/courier-cash/"
A4 = (595, 842)  # points


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def printed(page: Page, address: str) -> str:
    """Print a page on A4, and read what is on the paper."""
    page.goto(address)
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as paper:
        assert all(abs(side - wanted) < 2 for sheet in paper for side, wanted in zip(sheet.get_size(), A4, strict=True))
        return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in paper).split())


def test_a_printed_advisory_says_what_to_do_and_whom_to_tell(sample_site: Built, serve: Serve, page: Page) -> None:
    source = parsed(sample_site.page(ADVISORY))
    paper = printed(page, serve(sample_site.site) + ADVISORY)
    steps = [
        "Hang up, and take no money out. The police never collect cash, cards, gold or a PIN.",
        "Otherwise use another phone, or wait five minutes, then call 101 to check.",
        "Somebody on the way, or at the door? Do not open. Call 999 from another phone, or after 5 minutes.",
        "If you have handed anything over, call your bank on 159.",
    ]
    parts = ["Courier fraud: no officer collects cash or cards", *steps, "There is no such investigation."]
    numbers = {words(link) for link in source.xpath("//main//a[starts-with(@href, 'tel:')]")}
    assert {"999", "101", "0300 123 2040"} <= numbers
    for part in (*parts, *numbers, "www.reportfraud.police.uk"):
        assert part in paper, part


def test_what_leads_elsewhere_is_not_printed(sample_site: Built, serve: Serve, page: Page) -> None:
    source = parsed(sample_site.page(ADVISORY))
    paper = printed(page, serve(sample_site.site) + ADVISORY)
    ways = source.xpath("//header//nav//a | //nav[@aria-label]//a | //footer//a[not(starts-with(@href, 'tel:'))]")
    names = {words(way) for way in ways} | {"Skip to content", "WhatsApp", "Facebook", "Bluesky"}
    assert {"Archive", "Home", "How to report a scam"} <= names
    named_in_the_text = {"Devon & Cornwall"}
    assert {name for name in names if f" {name} " in f" {paper} "} - named_in_the_text == set()


# Backgrounds are not printed, so all words stand on white.
COLOURS = """() => Array.from(document.querySelectorAll("body *"))
  .filter(element => element.checkVisibility())
  .filter(element => Array.from(element.childNodes).some(node => node.nodeType === 3 && node.data.trim()))
  .map(element => [getComputedStyle(element).color, element.outerHTML.slice(0, 120)])"""


def test_words_can_be_read_on_paper(hosted: Hosted, page: Page) -> None:
    page.emulate_media(media="print")
    found = set()
    for address in hosted.pages:
        page.goto(hosted.home + address)
        inks = page.evaluate(COLOURS)
        assert len(inks) > 1
        found |= {f"{ink} {element}" for ink, element in inks if contrast(written(ink), WHITE) < LEAST_CONTRAST}
    assert found == set()


def test_words_too_faint_for_paper_are_found(page: Page, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "styles.css").write_text("p { color: #ddd }", "utf-8")
    (tmp_path / "index.html").write_text("<title>x</title><link rel=stylesheet href=styles.css><p>x", "utf-8")
    page.goto(serve(tmp_path))
    assert [contrast(written(ink), WHITE) < LEAST_CONTRAST for ink, _ in page.evaluate(COLOURS)] == [True]
