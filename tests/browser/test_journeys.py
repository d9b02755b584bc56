"""What readers come for, from the first page to the last, with the keyboard alone and with scripts switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Serve
from browsing import served
from projects import Built

PHONE = {"width": 360, "height": 640}
MOST_STEPS = 120


@pytest.fixture
def keyboard(browser: Browser) -> Iterator[Page]:
    """Give a page on which nothing is clicked or touched."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # the two sizes that it asks for
    yield context.new_page()
    context.close()


@pytest.fixture
def script_free(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the element of a role and a name has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]  # a role as ARIA names it
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f'the keyboard does not reach the {role} "{name}"')


def follow(page: Page, name: str) -> None:
    """Follow a link with the keyboard."""
    before = page.url
    tab_to(page, "link", name)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def test_from_home_to_whom_to_tell_with_the_keyboard(keyboard: Page, sample_site: Built, serve: Serve) -> None:
    keyboard.goto(serve(sample_site.site))
    keyboard.keyboard.press("Tab")
    expect(keyboard.get_by_role("link", name="Skip to content")).to_be_focused()
    keyboard.keyboard.press("Enter")
    tab_to(keyboard, "combobox", "Find your area: type a county, city or borough")
    keyboard.keyboard.type("medway")
    keyboard.keyboard.press("Enter")
    expect(keyboard.get_by_role("heading", level=1)).to_have_text("Kent")
    follow(keyboard, "Courier fraud: no officer collects cash or cards")
    expect(keyboard.get_by_role("heading", level=1)).to_have_text("Courier fraud: no officer collects cash or cards")
    tell = keyboard.get_by_role("region", name="Whom to tell")
    tab_to(keyboard, "link", "0300 123 2040")
    assert tell.evaluate("element => element.contains(document.activeElement)")


def test_from_home_to_whom_to_tell_without_scripts(script_free: Page, sample_site: Built, serve: Serve) -> None:
    page = script_free
    page.goto(serve(sample_site.site))
    assert not page.get_by_role("combobox").is_visible()
    page.get_by_text("All areas", exact=True).click()
    page.get_by_role("link", name="Kent", exact=True).click()
    page.get_by_role("link", name="Courier fraud: no officer collects cash or cards").click()
    steps = page.get_by_role("region", name="What to do").get_by_role("listitem")
    assert (
        steps.first.inner_text()
        == "Hang up, and take no money out. The police never collect cash, cards, gold or a PIN."
    )
    assert page.get_by_role("region", name="Whom to tell").get_by_role("link", name="999").is_visible()
    assert not page.get_by_role("button", name="Copy").is_visible(), "a button that does nothing"


def test_the_search_without_scripts_leads_to_areas_topics_and_years(
    script_free: Page, sample_site: Built, serve: Serve
) -> None:
    page = script_free
    page.goto(serve(sample_site.site))
    page.get_by_role("searchbox").fill("courier")
    page.get_by_role("button", name="Search").click()
    assert page.url.endswith("/search/?q=courier")
    for link in ("Kent", "Courier fraud", "2026"):
        assert page.get_by_role("main").get_by_role("link", name=link, exact=True).is_visible()


def test_to_welsh_and_back_with_the_keyboard(keyboard: Page, sample_site: Built, serve: Serve) -> None:
    home = serve(sample_site.site)
    keyboard.goto(f"{home}areas/south-wales/")
    follow(keyboard, "Cymraeg")
    expect(keyboard.locator("html")).to_have_attribute("lang", "cy-GB")
    expect(keyboard.get_by_role("heading", level=1)).to_have_text("De Cymru")
    assert keyboard.url.removeprefix(home) == "cy/areas/de-cymru/"
    follow(keyboard, "English")
    assert keyboard.url.removeprefix(home) == "areas/south-wales/"


def test_an_advisory_and_its_translation_lead_to_each_other(
    script_free: Page, sample_site: Built, serve: Serve
) -> None:
    page, home = script_free, serve(sample_site.site)
    page.goto(f"{home}advisories/romance-fraud/")
    page.get_by_role("navigation", name="This site in other languages").get_by_role("link", name="Cymraeg").click()
    assert page.url.removeprefix(home) == "advisories/twyll-rhamant/"
    assert page.get_by_role("heading", name="Beth i'w wneud").is_visible()
    assert page.get_by_role("region", name="Wrth bwy y dylech ddweud").get_by_text("Eich banc").is_visible()
    page.get_by_role("navigation", name="Y wefan hon mewn ieithoedd eraill").get_by_role("link").click()
    assert page.url.removeprefix(home) == "advisories/romance-fraud/"


def test_from_home_to_what_there_is_in_urdu_without_a_script(
    script_free: Page, sample_site: Built, serve: Serve
) -> None:
    page = script_free
    page.goto(serve(sample_site.site))
    page.get_by_role("link", name="اردو").click()
    expect(page.get_by_role("heading", level=2, name="موجودہ انتباہات")).to_be_visible()
    page.locator("main li a").first.click()
    expect(page.get_by_role("region", name="کیا کریں")).to_be_visible()


def test_an_area_can_stand_in_the_frame_of_another_site(
    keyboard: Page, sample_site: Built, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = serve(sample_site.site)
    keyboard.goto(f"{home}areas/kent/")
    lines = keyboard.locator("#page--embedding").text_content()
    assert lines
    other = tmp_path_factory.mktemp("parish")
    (other / "index.html").write_text(f"<!doctype html><title>Parish</title>{lines}", "utf-8")
    with served(other, with_policy=False) as parish:
        keyboard.route(
            "https://warnings.example/**",
            lambda route: route.fulfill(
                response=keyboard.request.get(route.request.url.replace("https://warnings.example/", home))
            ),
        )
        keyboard.goto(parish)
        frame = keyboard.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_have_text("Current scam warnings for Kent")
        expect(frame.get_by_role("link", name="Courier fraud: no officer collects cash or cards")).to_be_visible()
        assert frame.locator("main a:not([target=_top])").count() == 0, "a link would open within the frame"
        assert keyboard.get_by_role("link", name="Scam warnings for Kent").is_visible()
        keyboard.unroute_all(behavior="wait")  # an answer on its way would fail in the test that comes next
