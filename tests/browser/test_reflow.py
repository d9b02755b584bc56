"""Pages for those who enlarge them, space their words, or want nothing to move: WCAG 2.2, 1.4.4, 1.4.10 and 1.4.12."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from browser.conftest import Hosted, Serve

ZOOMED = ViewportSize(width=320, height=256)  # a screen of 1280 by 1024 at 400 %
DESK = ViewportSize(width=1280, height=1024)
PLAIN = ""
SPACED = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }"
SPACED += " p { margin-block-end: 2em !important; }"
LARGE = "html { font-size: 200% !important; }"

# A sheet that is made by a script is none that a page's policy knows of.
ADD_STYLES = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
IS_TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Elements that hide a part of their own words. One that is a pixel large is for those who listen.
CUT = """() => Array.from(document.querySelectorAll("body *")).filter(element => {
  const style = getComputedStyle(element);
  const hides = axis => ["hidden", "clip"].includes(style[`overflow${axis}`]);
  const isCut = hides("X") && element.scrollWidth > element.clientWidth + 1
    || hides("Y") && element.scrollHeight > element.clientHeight + 1;
  return isCut && element.textContent.trim() && element.clientWidth > 2 && element.clientHeight > 2;
}).map(element => element.outerHTML.slice(0, 160))"""
MOVES = """() => [
  ...document.getAnimations().map(animation => `${animation.constructor.name} runs`),
  ...Array.from(document.querySelectorAll("*")).flatMap(element => {
    const style = getComputedStyle(element);
    const lasts = [style.transitionDuration, style.animationDuration].some(each => parseFloat(each) > 0);
    return lasts || style.scrollBehavior === "smooth" ? [element.outerHTML.slice(0, 160)] : [];
  }),
]"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=ZOOMED)
    yield context.new_page()
    context.close()


WAYS: Mapping[str, tuple[ViewportSize, str]] = {
    "400 %": (ZOOMED, PLAIN),
    "400 %, spaced": (ZOOMED, SPACED),
    "spaced": (DESK, SPACED),
    "text at 200 %": (DESK, LARGE),
    "text at 200 % on a phone": (ViewportSize(width=360, height=640), LARGE),
}


def faults(page: Page) -> Iterator[str]:
    """Tell where an open page has to be scrolled sideways or hides words, in each way of enlarging it."""
    for way, (size, styles) in WAYS.items():
        page.set_viewport_size(size)
        page.evaluate(ADD_STYLES, styles)
        if page.evaluate(IS_TOO_WIDE):
            yield f"{way}: has to be scrolled sideways"
        yield from (f"{way}: cuts {element}" for element in page.evaluate(CUT))


def test_every_kind_of_page_can_be_enlarged_and_stays_still(
    hosted_closely: Hosted, page: Page, pytestconfig: pytest.Config
) -> None:
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for address in hosted_closely.pages if pytestconfig.getoption("--long") else hosted_closely.alike_once:
        page.goto(hosted_closely.home + address)
        if told := [*page.evaluate(MOVES), *faults(page)]:
            found[address] = told
    assert found == {}


def open_styled(page: Page, serve: Serve, folder: Path, styles: str) -> None:
    """Open a page with a short text in a box, with styles of its own."""
    (folder / "styles.css").write_text(styles, "utf-8")
    text = "<!doctype html><title>x</title><link rel=stylesheet href=styles.css><p>Hang up, and call 101.</p>"
    (folder / "index.html").write_text(text, "utf-8")
    page.goto(serve(folder))


@pytest.mark.parametrize(
    ("styles", "told"),
    [
        ("p { width: 350px; }", "400 %: has to be scrolled sideways"),
        ("p { width: 10rem; height: 2.7rem; overflow: hidden; }", "spaced: cuts <p>"),
        ("p { width: 12rem; font-size: 16px; overflow: hidden; white-space: nowrap; }", "400 %, spaced: cuts <p>"),
        ("p { width: 200px; overflow: hidden; white-space: nowrap; }", "text at 200 %: cuts <p>"),
        ("p { width: 25rem; }", "text at 200 % on a phone: has to be scrolled sideways"),
    ],
)
def test_what_is_cut_is_told(page: Page, serve: Serve, tmp_path: Path, styles: str, told: str) -> None:
    open_styled(page, serve, tmp_path, styles)
    assert told in " ".join(faults(page))


def test_words_for_those_who_listen_are_not_cut(page: Page, serve: Serve, tmp_path: Path) -> None:
    open_styled(page, serve, tmp_path, "p { position: absolute; width: 1px; height: 1px; overflow: hidden; }")
    assert list(faults(page)) == []


@pytest.mark.parametrize(
    "styles",
    [
        "p { transition: color 1s; }",
        "p { animation: turn 1s infinite; } @keyframes turn { to { rotate: 1turn; } }",
        "html { scroll-behavior: smooth; }",
    ],
)
def test_what_moves_is_told(page: Page, serve: Serve, tmp_path: Path, styles: str) -> None:
    open_styled(page, serve, tmp_path, styles)
    assert page.evaluate(MOVES)
    still = f"@media not (prefers-reduced-motion) {{ {styles} }}"
    page.emulate_media(reduced_motion="reduce")
    open_styled(page, serve, tmp_path, still)
    assert page.evaluate(MOVES) == []
