"""A sheet for each component: all its examples on a phone, a column for each language, for somebody to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser

from browsing import served
from components.examples import Example, editions
from components.pages import FRAME, Component, Published, address_of, components_of, publish_components
from forewarn.site import pages
from projects import ROOT

WIDTH, MOST_HEIGHT = 360, 1400
_GAP, _CAPTION = 12, 24
_GROUND, _INK = "#888888", "#ffffff"
_FONT = ROOT / "overrides" / "cards" / "fonts" / "NotoSans-Regular.ttf"
_SEEN = """selector => {
  const found = document.querySelector(selector);
  const place = found && found.getBoundingClientRect();
  return place && place.height > 0 && place.bottom > 0 ? [found.outerHTML, place.top, place.bottom] : null;
}"""


@dataclass(frozen=True)
class Part:
    """What is seen of a component in an example, and the HTML by which it is known whether two are alike."""

    language: str
    example: Example
    html: str
    picture: Image.Image


def component_sheets(browser: Browser, workplace: Path, folder: Path) -> None:
    """Draw the sheet of every component into a folder. ``workplace`` is for the sites that they are taken from."""
    folder.mkdir(parents=True)
    found: dict[Component, list[Part]] = {}
    for edition in editions():
        published = publish_components(edition, workplace / edition.name)
        for component, part in _parts(browser, published):
            found.setdefault(component, []).append(part)
    for component, parts in found.items():
        sheet(parts).save(folder / f"{component.css_class}.png")


def _parts(browser: Browser, published: Published) -> Iterator[tuple[Component, Part]]:
    """Take a picture of each component page, and cut the components out of it."""
    page = browser.new_page(viewport={"width": WIDTH, "height": WIDTH})
    templates = {each.address: each.template for each in pages(published.edition.site)}
    with served(published.folder) as home:
        for example in published.edition.examples:
            page.goto(home + address_of(example))
            whole = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
            for component in (*components_of(FRAME), *components_of(templates[example.address])):
                if seen := page.evaluate(_SEEN, _selector(component)):
                    html, top, bottom = seen
                    picture = whole.crop((0, int(top), WIDTH, int(min(bottom + 1, top + MOST_HEIGHT))))
                    yield component, Part(published.edition.name, example, html, picture)
    page.close()


def _selector(component: Component) -> str:
    """Say where a component stands on a component page, if it shows anything there."""
    is_around = component in components_of(FRAME)
    return f".{component.css_class}" if is_around else f"#{component.anchor} > div:not([data-shows])"


def sheet(parts: list[Part]) -> Image.Image:
    """Put pictures below each other, each below its name, in a column for each language; what is alike stands once."""
    columns: dict[str, dict[str, Part]] = {}
    for part in parts:
        columns.setdefault(part.language, {}).setdefault(part.html, part)
    tall = max(sum(_room(part) for part in column.values()) for column in columns.values())
    drawn = Image.new("RGB", (len(columns) * (WIDTH + _GAP) + _GAP, tall + _GAP), _GROUND)
    for number, column in enumerate(columns.values()):
        _draw_column(drawn, _GAP + number * (WIDTH + _GAP), column)
    return drawn


def _draw_column(drawn: Image.Image, left: int, column: Mapping[str, Part]) -> None:
    pen, font, top = ImageDraw.Draw(drawn), ImageFont.truetype(str(_FONT), 15), _GAP
    for part in column.values():
        pen.text((left, top), f"{part.language}: {part.example.name}", fill=_INK, font=font)
        drawn.paste(part.picture, (left, top + _CAPTION))
        top += _room(part)


def _room(part: Part) -> int:
    return part.picture.height + _CAPTION + _GAP
