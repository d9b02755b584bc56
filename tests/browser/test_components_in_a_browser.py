"""Every component in every state and language on a small phone: nothing is wider than it, and nothing is cut in two."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import Serve
from components.pages import Published

PHONE = 320
TOO_FAR_RIGHT = """() => [...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(each => each.outerHTML.slice(0, 80))"""
IN_TWO = """() => [...document.querySelectorAll('[href^="tel:"], time')]
  .filter(each => new Set([...each.getClientRects()].map(part => Math.round(part.top))).size > 1)
  .map(each => each.outerHTML)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": PHONE, "height": 640})
    yield context.new_page()
    context.close()


def test_every_component_fits_a_small_phone(
    components: tuple[Published, ...], serve: Serve, page: Page, pytestconfig: pytest.Config
) -> None:
    """Welsh has the longest words, and Urdu runs from the right; --long takes the other languages too."""
    names = {own.edition.name for own in components}
    looked_at = names if pytestconfig.getoption("--long") else {"welsh", "urdu", "empty"}
    assert looked_at <= names
    for own in (each for each in components if each.edition.name in looked_at):
        home = serve(own.folder)
        for address in own.addresses:
            page.goto(home + address)
            is_too_wide = page.evaluate("document.documentElement.scrollWidth") != PHONE
            assert not is_too_wide, (own.edition.name, address, page.evaluate(TOO_FAR_RIGHT))
            assert page.evaluate(IN_TWO) == [], (own.edition.name, address)
