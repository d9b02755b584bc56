"""Copying the words to pass on in a real browser: exactly these, told to everybody, and by hand where it is refused."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Serve
from browser.test_pages_in_a_browser import Watched
from built_once import Once
from forewarn.words import words_in
from published import ADVISORY, SETTINGS, publish, site_of

HOME = "https://w.example/"
TITLE = 'پولیس 0300 123 2040 پر پیسے نہیں مانگتی <b> & "quotes"'
ADVICE = "فون بند کریں"
WORDS = f"{TITLE}۔ {ADVICE}۔ {HOME}advisories/tax/"
SAY = words_in("ur_GB").say  # the advisory is in Urdu, and so is what is beside it
BY_HAND = SAY("Your browser does not copy by itself. The words are selected: copy them by hand.")

# What keeps a browser from copying: its user or its host refuses, or the page came without TLS, or it is too old.
REFUSALS = {
    "refused": "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))",
    "insecure": "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
}

Open = Callable[[Page], object]


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield Watched(context.new_page())
    context.close()


@pytest.fixture(scope="module", params=["en_GB", "ur_GB"])
def site(request: pytest.FixtureRequest, once: Once) -> Path:
    """A site with an advisory in Urdu, the site itself in either direction."""
    advisory = replace(ADVISORY, title=TITLE, advice=(ADVICE,), locale="ur_GB")
    settings = replace(SETTINGS, site_url=HOME, locale=request.param)
    own = site_of([advisory], settings=settings)
    return once.made(f"copying-{request.param}", lambda folder: publish(own, folder)) / "site"


@pytest.fixture
def open_advisory(site: Path, serve: Serve) -> Open:
    """What opens the advisory in a page."""
    address = serve(site) + "advisories/tax/"
    return lambda page: page.goto(address)


def press_copy(page: Page) -> None:
    """Press the button with the keyboard."""
    button = page.get_by_role("button", name=SAY("Copy"), exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()


def test_the_words_are_copied_exactly(watched: Watched, open_advisory: Open) -> None:
    page, status = watched.page, watched.page.get_by_role("status")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_advisory(page)
    expect(status).to_have_text("")
    press_copy(page)
    expect(status).to_have_text(SAY("Copied"))
    assert page.evaluate("navigator.clipboard.readText()") == WORDS
    assert page.evaluate("getSelection().toString()") == ""
    assert Axe().run(page, context=".copy-button").response["violations"] == []
    assert watched.faults == []


def test_it_is_said_again_when_it_is_done_again(watched: Watched, open_advisory: Open) -> None:
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_advisory(page)
    page.evaluate(
        """() => { window.said = []; new MutationObserver(changes => said.push(...changes.flatMap(change =>
        [...change.addedNodes].map(node => node.data)))).observe(document.querySelector(".copy-button [role=status]"),
        { childList: true }); }"""
    )
    for _ in range(2):
        press_copy(page)
        expect(page.get_by_role("status")).to_have_text(SAY("Copied"))
    page.wait_for_function("said.length === 2")
    assert page.evaluate("said") == [SAY("Copied")] * 2


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_where_it_is_refused_the_words_are_selected(watched: Watched, open_advisory: Open, refusal: str) -> None:
    page = watched.page
    page.add_init_script(refusal)
    open_advisory(page)
    press_copy(page)
    expect(page.get_by_role("status")).to_have_text(BY_HAND)
    assert page.evaluate("getSelection().toString()") == WORDS
    page.keyboard.press("Control+c")
    assert watched.faults == []


def test_a_browser_that_denies_the_clipboard(watched: Watched, open_advisory: Open) -> None:
    """The permission itself is taken away, as a user or the policy of a firm does it."""
    page = watched.page
    session = page.context.new_cdp_session(page)
    context = session.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    denied = {"permission": {"name": "clipboard-write"}, "setting": "denied", "browserContextId": context}
    session.send("Browser.setPermission", denied)
    open_advisory(page)
    press_copy(page)
    expect(page.get_by_role("status")).to_have_text(BY_HAND)
    assert page.evaluate("getSelection().toString()") == WORDS
    page.keyboard.press("Control+c")
    page.context.grant_permissions(["clipboard-read"])
    assert page.evaluate("navigator.clipboard.readText()") == WORDS, "copied by hand"


def test_without_scripts_there_is_no_button(browser: Browser, open_advisory: Open) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_advisory(page)
    assert page.get_by_role("main").get_by_role("button").count() == 0
    assert page.locator(".copy-button").bounding_box() is None
    assert page.locator(".pass-it-on__words").inner_text() == WORDS
    context.close()


def test_the_button_is_large_and_beside_the_words(watched: Watched, open_advisory: Open) -> None:
    page = watched.page
    open_advisory(page)
    words = page.locator(".pass-it-on__words").bounding_box()
    button = page.get_by_role("main").get_by_role("button").bounding_box()
    assert words
    assert button
    assert button["height"] >= 44
    assert button["width"] >= 44
    assert 0 < button["y"] - words["y"] - words["height"] < 44
    assert page.evaluate("document.documentElement.scrollWidth") == 320
