"""Every kind of page before axe-core 4.12.1, which axe-playwright-python 0.1.8 carries: no rule is broken.

The rules are all those of WCAG 2.0, 2.1 and 2.2, A and AA, and the practices that axe-core holds to be good, but for
what it calls experimental or deprecated. None is switched off. A page is opened once, and looked at on a phone: on the
site that is shipped in light and dark, where only colours are asked for again. The council's pages, with its own
colours, and Urdu components are looked at on a desk in dark colours; with --long every page on both, in light, dark and
forced colours. axe-core reaches it as a developer's console does, for which no policy counts.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser.colours_seen import SURFACE, colour
from browser.conftest import Hosted, Serve
from components.pages import Published
from forewarn.colours import LEAST_CONTRAST, contrast
from page_kinds import one_of_each_kind
from projects import Built

AXE = Axe()
PAGE = "advisories/courier-cash/"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
NO_RULES = ["experimental", "deprecated"]
RUN = """([tags, noRules, onlyColours]) => axe.run({
  runOnly: axe.getRules(tags)
    .filter(rule => !rule.tags.some(tag => noRules.includes(tag)) && (!onlyColours || rule.tags.includes("cat.color")))
    .map(rule => rule.ruleId),
  resultTypes: ["violations", "incomplete"],
})"""
BOXES = """() => JSON.stringify(Array.from(document.querySelectorAll("body *"), element =>
  [element.getBoundingClientRect(), getComputedStyle(element).visibility]))"""


@dataclass(frozen=True)
class Lights:
    """How a reader's machine colours pages."""

    scheme: Literal["light", "dark"]
    forced: Literal["active", "none"] = "none"

    def __str__(self) -> str:
        return f"{self.scheme}, forced" if self.forced == "active" else self.scheme


Way = tuple[int, Lights]
ON_A_PHONE: Way = (320, Lights("light"))
ON_A_DESK: Way = (1280, Lights("dark"))
BOTH_LIGHTS = (ON_A_PHONE, (320, Lights("dark")))
SHORTER = {"sample": BOTH_LIGHTS, "council": (ON_A_DESK,), "urdu": (ON_A_PHONE,)}
EVERY_WAY = tuple(product((320, 1280), (Lights("light"), Lights("dark"), Lights("dark", "active"))))


@dataclass
class Seen:
    """What axe-core says of pages: what is wrong, and what it cannot tell."""

    faults: list[str]
    untold: list[str]

    def __str__(self) -> str:
        return "\n".join([f"{len(self.faults)} wrong:", *self.faults, f"{len(self.untold)} not told:", *self.untold])


def look_at(page: Page, address: str, seen: Seen, ways: Iterable[Way]) -> None:
    """Look at a page in some widths and lights, and add to what was seen.

    Where light moves and hides nothing, it can only change what the rules of colour say.
    """
    page.goto(address)
    page.evaluate(AXE.axe_script)
    boxes = None
    for width, lights in ways:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=lights.scheme, forced_colors=lights.forced)
        former, boxes = boxes, page.evaluate(BOXES)
        found = page.evaluate(RUN, [TAGS, NO_RULES, boxes == former])
        where = f"{address} ({width}, {lights})"
        seen.faults += told(page, where, found["violations"], suspected=lights.forced == "active")
        seen.untold += told(page, where, found["incomplete"], suspected=True)


def told(page: Page, where: str, rules: list[dict[str, Any]], *, suspected: bool) -> Iterator[str]:
    """Tell what axe-core has found on a page, and by which rule.

    Words that it only suspects of too little contrast are told if they have that in the colours on the screen. It
    suspects what it cannot see the background of, and in forced colours those that the page asked for: it reads
    ``-webkit-text-fill-color``, which Chromium does not force, where ``color`` is what is shown.
    """
    for rule in rules:
        for node in rule["nodes"]:
            if not (suspected and rule["id"] == "color-contrast" and can_be_read(page, node["target"])):
                yield f"{where}: {rule['id']}: {node['html'][:200]}"


def can_be_read(page: Page, target: list[str]) -> bool:
    """Tell whether words stand out from what is behind them."""
    words = page.locator(target[-1])
    return contrast(colour(words, "e => getComputedStyle(e).color"), colour(words, SURFACE)) >= LEAST_CONTRAST


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_no_kind_of_page_breaks_a_rule(hosted: Hosted, page: Page, pytestconfig: pytest.Config) -> None:
    seen = Seen([], [])
    ways = EVERY_WAY if pytestconfig.getoption("--long") else SHORTER[hosted.name]
    for address in hosted.alike_once:
        look_at(page, hosted.home + address, seen, ways)
    assert (seen.faults, seen.untold) == ([], []), str(seen)


def test_no_component_breaks_a_rule_in_any_state(
    components: tuple[Published, ...], page: Page, serve: Serve, pytestconfig: pytest.Config
) -> None:
    """The other languages look like English and Urdu; --long looks at them too."""
    seen = Seen([], [])
    is_long = pytestconfig.getoption("--long")
    ways = dict.fromkeys(("english", "welsh", "urdu", "punjabi", "empty"), EVERY_WAY)
    ways = ways if is_long else {"english": BOTH_LIGHTS, "urdu": (ON_A_DESK,)}
    assert ways.keys() <= {each.edition.name for each in components}
    for own in (each for each in components if each.edition.name in ways):
        home = serve(own.folder)
        shown = [address for address in one_of_each_kind(own.folder) if address in own.addresses]
        assert shown
        for address in shown:
            look_at(page, home + address, seen, ways[own.edition.name])
    assert (seen.faults, seen.untold) == ([], []), str(seen)


STYLES = """
@media (prefers-color-scheme: dark) and (forced-colors: none) { .page p { color: #345; } }
@media (prefers-color-scheme: dark) and (min-width: 640px) { .small { display: block; height: 9px; } }
@media (forced-colors: active) { .page h1 { forced-color-adjust: none; color: #222; } }
.faint, .plain { background-image: linear-gradient(#fff, #fff); color: #ddd; }
.plain { background-color: #fff; color: #111; }
"""
BREAKS = (
    (r"<title>.*</title>", ""),
    (r"<html [^>]*>", "<html>"),
    (r"</h1>", "</h1><h4>Lower</h4><img src='../../assets/images/icon.svg'><div><li>Alone</li></div>"),
    (r"</article>", "<strong class=faint>x</strong> <strong class=plain>y</strong></article>"),
    (r"</article>", "<a class=small href=.>1</a><a class=small href=.>2</a></article>"),
    (r"(</?)main\b", r"\1div"),
)


def break_page(site: Path, folder: Path) -> None:
    """Copy a page of a site and what it needs, with faults that can be seen always, and others in some light only."""
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copytree(site / PAGE, folder / PAGE)
    (sheet,) = (folder / "assets/stylesheets").iterdir()
    sheet.write_text(sheet.read_text("utf-8") + STYLES, "utf-8")
    text = (folder / PAGE / "index.html").read_text("utf-8")
    for words, instead in BREAKS:
        text, count = re.subn(words, instead, text)
        assert count, words
    (folder / PAGE / "index.html").write_text(text, "utf-8")


def test_faults_are_found_in_the_light_that_shows_them(
    sample_site: Built, tmp_path: Path, serve: Serve, page: Page
) -> None:
    break_page(sample_site.site, tmp_path)
    seen = Seen([], [])
    look_at(page, serve(tmp_path) + PAGE, seen, EVERY_WAY)
    faults, untold = (
        {re.sub(r".*?\((.*?)\): (.*?): <(\w+).*", r"\1: \2 \3", each, flags=re.DOTALL) for each in every}
        for every in (seen.faults, seen.untold)
    )
    for always in ("document-title html", "html-has-lang html", "image-alt img", "listitem li", "heading-order h4"):
        assert {f"320, light: {always}", f"1280, light: {always}"} <= faults
    assert "320, light: landmark-one-main html" in faults
    assert lights_of("color-contrast p", faults) == {"320, dark", "1280, dark"}
    assert lights_of("color-contrast h1", faults) == {"320, dark, forced", "1280, dark, forced"}
    assert lights_of("target-size a", faults) == {"1280, dark"}, "what stays where it is is not asked for again"
    assert "320, light: color-contrast strong" in untold, "what is before a picture is measured"
    assert sum("plain" in each for each in seen.untold) == 0, "and is no fault where it can be read"


def lights_of(fault: str, faults: set[str]) -> set[str]:
    """Give the widths and lights in which a fault was seen."""
    return {each.partition(":")[0] for each in faults if each.endswith(fault)}


def test_every_rule_that_is_asked_for_runs(sample_site: Built, serve: Serve, page: Page) -> None:
    page.goto(serve(sample_site.site) + PAGE)
    page.evaluate(AXE.axe_script)
    assert page.evaluate("axe.version") == "4.12.1", "the docstring names another"
    found = page.evaluate(RUN, [TAGS, NO_RULES, False])
    ran = {rule["id"] for kind in ("passes", "violations", "incomplete", "inapplicable") for rule in found[kind]}
    assert {"color-contrast", "link-in-text-block", "target-size", "region", "valid-lang", "meta-refresh"} <= ran
    assert len(ran) > 85
    of_colour = page.evaluate(RUN, [TAGS, NO_RULES, True])
    colours = {"color-contrast", "link-in-text-block"}
    assert {"color-contrast"} <= {rule["id"] for rule in of_colour["passes"]} <= colours
