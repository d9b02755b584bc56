"""Pictures of the pages, for somebody to look at, and the few of them that README.md and the guide for editors show.

``make pictures`` runs it with the folder for all of them, the folder of those in README.md and that of the guide. They
show what is shipped, or the advisory of the guide, at one moment, with the fonts of the cards and no others, so that
they come out alike wherever they are taken. (Chromium's fonts are those of the system where there is no fontconfig: on
Windows and macOS.)
"""

import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, PdfMargins

from browsing import Fonts, chromium, served
from component_sheets import component_sheets
from forewarn.commands.project import open_project
from forewarn.outputs.problem_page import problem_page
from forewarn.problem import ProblemsFound
from forewarn.publication.failure import refusal
from guide import AFTERWARDS, FILE, refused, steps
from projects import NOW, ROOT, Built, Project

FONTS = Fonts(ROOT / "overrides" / "cards" / "fonts", "Noto Sans")
PHONE, DESK = 320, 1280
PAPER_SCALE = 1.5
MARGINS: PdfMargins = {"top": "1cm", "right": "1cm", "bottom": "1cm", "left": "1cm"}  # as browsers leave them
# So many shades are enough for words in a handful of colours; a picture of a page has hardly more that are seen.
SHADES = 48

_SCRIPT = re.compile("<script>.*?</script>", re.DOTALL)

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class View:
    """A page as somebody sees it. Without a ``height``, the picture is of the whole page, however long it is."""

    name: str
    address: str
    width: int = DESK
    height: int | None = None
    scheme: Literal["light", "dark"] = "light"
    scale: float = 1
    is_printed: bool = False


PAGES = {
    "home": "",
    "areas": "areas/",
    "area": "areas/kent/",
    "topics": "topics/",
    "archive": "archive/",
    "advisory-urgent": "advisories/courier-cash/",
    "advisory-warning": "advisories/parcel-fee-texts/",
    "advisory-past": "advisories/concert-tickets/",
    "advisory-withdrawn": "advisories/gas-meter-visits/",
    "advisory-corrected": "advisories/parking-qr-stickers/",
    "advisory-correction": "advisories/parking-qr-codes/",
    "advisory-welsh": "advisories/twyll-rhamant/",
    "advisory-urdu": "advisories/ammi-naya-number/",
    "help": "help/reporting/",
    "not-found": "404.html",
    "search": "search/",
    "home-welsh": "cy/",
}
# What README.md shows, as it is seen before anybody scrolls.
SHOWN = (
    View("home", PAGES["home"], 900, 640),
    View("advisory", PAGES["advisory-urgent"], 360, 720, scale=1.5),
    View("urdu", PAGES["advisory-urdu"], 360, 720, scale=1.5),
    View("dark", PAGES["advisory-urgent"], 360, 720, "dark", 1.5),
)
# What the guide for editors shows: its own advisory at every step, and the preview that says what is wrong with it.
_GUIDED = f"advisories/{Path(FILE).stem}/"
GUIDED = tuple(View(step, _GUIDED, 360, 640, scale=1.5) for step in ("published", "corrected", "withdrawn"))
REFUSAL = View("refusal", "", 720, 300)


def every_view() -> Iterator[View]:
    """Give each page on a phone and on a desk, light, dark and on paper."""
    for name, address in PAGES.items():
        yield View(f"{name}-{PHONE}", address, PHONE)
        yield View(f"{name}-{DESK}", address, DESK)
        yield View(f"{name}-dark", address, PHONE, scheme="dark")
        yield View(f"{name}-print", address, is_printed=True)


def taken(browser: Browser, home: str, view: View) -> Image.Image:
    """Take a picture of a page of the site that stands at the address ``home``."""
    context = browser.new_context(
        viewport={"width": view.width, "height": view.height or view.width},
        color_scheme=view.scheme,
        device_scale_factor=view.scale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(home + view.address)
    picture = _printed(page) if view.is_printed else _opened(page.screenshot(full_page=view.height is None))
    context.close()
    return picture


def _printed(page: Page) -> Image.Image:
    """Print a page, and lay its sheets side by side."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True, margin=MARGINS))
    sheets = [sheet.render(scale=PAPER_SCALE).to_pil().convert("RGB") for sheet in document]
    document.close()
    laid = Image.new("RGB", (sum(sheet.width + 10 for sheet in sheets), sheets[0].height), "#888888")
    for number, sheet in enumerate(sheets):
        laid.paste(sheet, (number * (sheet.width + 10), 0))
    return laid


def _opened(png: bytes) -> Image.Image:
    with Image.open(BytesIO(png)) as picture:
        return picture.convert("RGB")


def with_few_shades(picture: Image.Image) -> Image.Image:
    """Give a picture with the colours that it has most of, and in place of each other one the nearest of these.

    A palette that is computed from a picture has mixtures, and white would turn to grey.
    """
    pixels = picture.tobytes()
    colours = list(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    most = [colour for colour, _ in Counter(colours).most_common(SHADES)]
    nearest = {colour: min(range(len(most)), key=lambda shade: _distance(colour, most[shade])) for colour in {*colours}}
    drawn = Image.frombytes("P", picture.size, bytes(nearest[colour] for colour in colours))
    drawn.putpalette([channel for colour in most for channel in colour])
    return drawn


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def has_page(site: Path, address: str) -> bool:
    """Tell whether a site has a page at an address."""
    path = site / address
    return (path / "index.html" if address.endswith("/") or not address else path).is_file()


def take_all(browser: Browser, built: Built, folder: Path) -> list[str]:
    """Take every picture of a site into a folder, and give the names of the pages that it does not have."""
    views = [view for view in every_view() if has_page(built.site, view.address)]
    with served(built.site) as home:
        for view in views:
            taken(browser, home, view).save(folder / f"{view.name}.png")
    return [name for name, address in PAGES.items() if not has_page(built.site, address)]


def take_shown(browser: Browser, built: Built, folder: Path) -> None:
    """Take the pictures of README.md into a folder, each small enough to be fetched by everybody who reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(built.site) as home:
        for view in SHOWN:
            _save_small(taken(browser, home, view), folder / f"{view.name}.png")


def take_guided(browser: Browser, workplace: Path, folder: Path) -> None:
    """Take the pictures of the guide: each step is a site of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    project = Project(workplace / "guided").with_every_area()
    project.configure(extra={"forewarn": {"posters": False, "cards": False}})
    for view in GUIDED:
        project.add(FILE, steps()[view.name])
        built = project.build(now=AFTERWARDS)
        if built.exit_status:
            sys.exit(built.output)
        with served(built.site) as home:
            _save_small(taken(browser, home, view), folder / f"{view.name}.png")
    project.add(FILE, refused())
    problems = open_project(project.folder / "mkdocs.yml", AFTERWARDS).survey.problems
    message = refusal(ProblemsFound(problems))
    (workplace / "refusal").mkdir()
    page = _SCRIPT.sub("", problem_page(message, '"mark"').decode())  # it would look for the mended site without end
    (workplace / "refusal" / "index.html").write_text(page, "utf-8")
    with served(workplace / "refusal", with_policy=False) as home:
        _save_small(taken(browser, home, REFUSAL), folder / f"{REFUSAL.name}.png")


def _save_small(picture: Image.Image, path: Path) -> None:
    """Save a picture so that it is fetched quickly by everybody who reads the page that shows it."""
    with_few_shades(picture).save(path, optimize=True)


def main(folder: Path, shown: Path, guided: Path) -> None:
    """Take all pictures: of the pages, of every component, and those of README.md and of the guide for editors."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with TemporaryDirectory() as workplace:
        built = Project(Path(workplace) / "project").as_shipped().build(now=os.environ.get("FOREWARN_NOW", NOW))
        if built.exit_status:
            sys.exit(built.output)
        with chromium(FONTS) as browser:
            missing = take_all(browser, built, folder)
            take_shown(browser, built, shown)
            take_guided(browser, Path(workplace), guided)
            component_sheets(browser, Path(workplace), folder / "components")
    for name in missing:
        sys.stdout.write(f"There is no page for the picture {name}.\n")
    sys.stdout.write(f"{folder}: {len(list(folder.rglob('*.png')))} pictures; {shown}: {len(SHOWN)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
