"""An organisation's own colours as a browser shows them: words, links and the focus can be seen, light and dark."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from browser.colours_seen import SURFACE, colour
from browser.conftest import Serve
from forewarn.colours import LEAST_CONTRAST, contrast
from projects import Built

LEAST_OF_A_MARK = 3  # WCAG 2.2, 1.4.11: what is no text, such as the ring around a link that has the focus


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme: Literal["light", "dark"] = request.param
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def test_every_link_can_be_read_where_it_stands(page: Page, council: Built, serve: Serve) -> None:
    home = serve(council.site)
    for address in ("", "areas/ashmere/", "areas/mill-lane/", "advisories/driveway-gang/"):
        page.goto(home + address)
        links = [link for link in page.get_by_role("link").all() if link.is_visible()]
        assert len(links) > 4
        for link in links:
            words, surface = colour(link, "e => getComputedStyle(e).color"), colour(link, SURFACE)
            assert contrast(words, surface) >= LEAST_CONTRAST, (address, link.inner_text(), words, surface)


@pytest.mark.parametrize("part", [".header a", ".force a"])
def test_the_focus_can_be_seen_on_own_colours(page: Page, council: Built, serve: Serve, part: str) -> None:
    page.goto(serve(council.site) + "areas/mill-lane/")
    link = page.locator(part).first
    for _ in range(12):
        page.keyboard.press("Tab")
        if link.evaluate("e => e.matches(':focus-visible')"):
            break
    else:
        pytest.fail(f"the keyboard does not reach {part}")
    ring = colour(link, "e => getComputedStyle(e).outlineColor")
    assert contrast(ring, colour(link, SURFACE)) >= LEAST_OF_A_MARK
    assert link.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2


def test_the_band_of_a_force_has_its_colours_on_the_screen_and_not_on_paper(
    page: Page, council: Built, serve: Serve
) -> None:
    page.goto(serve(council.site) + "areas/mill-lane/")
    band = page.locator(".force")
    assert colour(band, "e => getComputedStyle(e).backgroundColor") == "#ffd54a"
    assert colour(band, "e => getComputedStyle(e).color") == "#1b1b3a"
    page.emulate_media(media="print")
    ink = colour(page.locator("body"), "e => getComputedStyle(e).color")
    assert colour(band, "e => getComputedStyle(e).color") == ink
