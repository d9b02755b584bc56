"""Pictures for README.md: small, in colours that are the page's own, and told in words to those who cannot see them."""

import re

import pytest
from PIL import Image

from component_sheets import WIDTH, Part, sheet
from components.examples import ADVISORIES
from projects import ROOT, Built
from screenshots import PAGES, SHADES, SHOWN, View, every_view, has_page, with_few_shades

PICTURES = ROOT / "pictures"
MOST_BYTES = 50_000
NOT_YET = {"search", "home-welsh"}  # pictures are taken of these once there are such pages


def test_the_commonest_colours_stay_and_the_others_become_the_nearest() -> None:
    picture = Image.new("RGB", (60, 60), "#ffffff")
    for number in range(SHADES):
        picture.paste((number, 0, 100), (number, 0, number + 1, 20))
    picture.paste("#fefefe", (59, 59, 60, 60))
    found = with_few_shades(picture).convert("RGB")
    assert found.getpixel((59, 59)) == (255, 255, 255)
    assert found.getpixel((30, 10)) == (30, 0, 100)
    assert len(found.getcolors() or []) == SHADES


@pytest.mark.parametrize("view", SHOWN, ids=lambda view: view.name)
def test_a_picture_of_the_readme_is_there_and_small(view: View) -> None:
    path = PICTURES / f"{view.name}.png"
    assert path.stat().st_size < MOST_BYTES
    with Image.open(path) as picture:
        assert picture.mode == "P"
        assert picture.size == (view.width * view.scale, (view.height or 0) * view.scale)


def test_the_readme_shows_every_picture_and_says_what_is_on_it() -> None:
    shown = dict(re.findall(r"!\[([^\]]*)\]\(pictures/([\w-]+)\.png\)", (ROOT / "README.md").read_text("utf-8")))
    assert sorted(shown.values()) == sorted(view.name for view in SHOWN)
    assert all(len(words) > 40 for words in shown)
    assert {path.stem for path in PICTURES.iterdir()} == set(shown.values())


def test_there_is_a_page_for_every_picture(sample_site: Built) -> None:
    missing = {name for name, address in PAGES.items() if not has_page(sample_site.site, address)}
    assert missing <= NOT_YET
    names = [view.name for view in every_view()]
    assert len(names) == len(set(names)) == 4 * len(PAGES)


def test_a_sheet_shows_what_is_alike_once_and_a_column_for_each_language() -> None:
    red, blue = Image.new("RGB", (WIDTH, 50), "#ff0000"), Image.new("RGB", (WIDTH, 80), "#0000ff")
    parts = [Part("english", each, "<p>", red) for each in ADVISORIES[:3]] + [Part("welsh", ADVISORIES[0], "<p>", blue)]
    drawn = sheet(parts)
    colours = {colour: count for count, colour in drawn.getcolors(1 << 20) or []}
    assert colours[255, 0, 0] == WIDTH * 50
    assert colours[0, 0, 255] == WIDTH * 80
    assert drawn.width > 2 * WIDTH
