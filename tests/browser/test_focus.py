"""Where the keyboard is: whatever can have the focus shows it, and nothing lies over it.

That is WCAG 2.2, 2.4.7, 2.4.11 and 2.4.13. What counts is what the screen shows. Two pictures are taken, with the focus
and without. The dots that differ by a contrast of 3 to 1 or more must be as many as a line of two pixels around the
element has, which is what 2.4.13 (AAA) asks for. What looks alike on all pages of a site is photographed once.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page

from browser.conftest import Hosted, Serve
from forewarn.colours import contrast

LEAST_CONTRAST_OF_A_MARK = 3
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AROUND = 9  # pixels around an element in which its mark may be

CAN_HAVE_FOCUS = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])"
# What an element looks like hangs on these; links that only lead elsewhere look alike.
LOOKS = """elements => elements.map(element => {
  const parts = [];
  for (let at = element; at; at = at.parentElement)
    parts.push(`${at.localName}.${at.className}[${at.getAttribute("dir")}]`);
  return element.checkVisibility() ? parts.join(" < ") : "";
})"""
# Focused as the keyboard does it: what is not seen then, at the middle of its first line, has something over it.
COVERED = """elements => elements.filter(element => element.checkVisibility()).filter(element => {
  element.focus();
  const { left, top, width, height } = element.getClientRects()[0];
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return !element.contains(there);
}).map(element => element.outerHTML.slice(0, 160))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def unseen(page: Page, known: set[str]) -> Iterator[str]:
    """Tell which elements of an open page hide where the focus is. How those look that are known is not looked at."""
    page.keyboard.press("Tab")  # from here on the browser shows the focus
    focusable = page.locator(CAN_HAVE_FOCUS)
    yield from (f"covered: {element}" for element in focusable.evaluate_all(COVERED))
    for place, looks in enumerate(focusable.evaluate_all(LOOKS)):
        if looks and looks not in known:
            known.add(looks)
            yield from (
                f"{faint} around {looks.partition(' < html')[0]}" for faint in faint_marks(page, focusable.nth(place))
            )


def faint_marks(page: Page, element: Locator) -> Iterator[str]:
    """Tell in which light the mark of an element is smaller than a line of two pixels around it."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        if (share := share_of_a_line(page, element)) < 1:
            yield f"{share:.0%} of a line ({scheme})"


def share_of_a_line(page: Page, element: Locator) -> float:
    """Give how large the mark of an element is, in lines of two pixels around it."""
    element.focus()
    box = element.bounding_box()
    assert box
    clip = FloatRect(
        x=max(box["x"] - AROUND, 0),
        y=max(box["y"] - AROUND, 0),
        width=box["width"] + 2 * AROUND,
        height=box["height"] + 2 * AROUND,
    )
    focused = page.screenshot(clip=clip)
    element.evaluate("element => element.blur()")
    marked = dots_that_differ(focused, page.screenshot(clip=clip))
    return marked / (4 * (box["width"] + box["height"]))


def dots_that_differ(one: bytes, other: bytes) -> int:
    """Count the dots of two pictures of one size whose colours stand out from each other."""
    pictures = (Image.open(BytesIO(picture)).convert("RGB") for picture in (one, other))
    pairs = Counter(zip(*(picture.get_flattened_data() for picture in pictures), strict=True))
    return sum(
        count
        for (former, latter), count in pairs.items()
        if former != latter and contrast(hexadecimal(former), hexadecimal(latter)) >= LEAST_CONTRAST_OF_A_MARK
    )


def hexadecimal(parts: tuple[int, ...]) -> str:
    """Write a colour as the domain does.

    >>> hexadecimal((255, 191, 0))
    '#ffbf00'
    """
    return "#" + bytes(parts).hex()


def test_the_focus_is_seen_on_every_kind_of_page(hosted_closely: Hosted, page: Page) -> None:
    known: set[str] = set()
    found = {}
    for address in hosted_closely.alike_once:
        page.goto(hosted_closely.home + address)
        if told := list(unseen(page, known)):
            found[address] = told
    assert len(known) > 5
    assert found == {}


@pytest.mark.parametrize(
    ("styles", "told"),
    [
        ("a:focus { outline: none }", ["0% of a line (light) around a.[null] < p.[null] < body.[null]"]),
        ("a:focus { outline: 4px solid #ddd; background: white }", ["0% of a line (light) around a"]),
        (
            "p { overflow: hidden; line-height: 1 } a:focus { outline: 3px solid black; outline-offset: 9px }",
            ["a.[null]"],
        ),
        ("p::after { content: 'Over it'; position: fixed; inset: 0; background: white }", ["covered: <a href"]),
        ("a:focus { outline: 3px solid black }", []),
    ],
)
def test_what_hides_the_focus_is_told(page: Page, serve: Serve, tmp_path: Path, styles: str, told: list[str]) -> None:
    (tmp_path / "styles.css").write_text(styles, "utf-8")
    text = "<!doctype html><title>x</title><link rel=stylesheet href=styles.css><p><a href='.'>Hang up</a></p>"
    (tmp_path / "index.html").write_text(text, "utf-8")
    page.goto(serve(tmp_path))
    found = list(unseen(page, set()))
    assert len(found) >= len(told)
    assert all(part in " ".join(found) for part in told)
    assert bool(found) == bool(told)
