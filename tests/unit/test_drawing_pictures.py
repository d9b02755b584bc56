"""Pictures of cards: PNG that others read back as it was, photographs cut where there is most to see, sizes kept."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from benchmarks.corpus import write_advisories
from card_samples import PLAIN, drawn, every_sample, opened, order_of, shipped_templates
from forewarn.card import HEIGHT, WIDTH, Card
from forewarn.colours import Colours
from forewarn.drawing.cropping import HEIGHT as CUT_HEIGHT
from forewarn.drawing.cropping import WIDTH as CUT_WIDTH
from forewarn.drawing.cropping import cropped
from forewarn.drawing.palette import colours_of, shade_of, shades
from forewarn.drawing.png import palette_png
from forewarn.outputs.share_cards import advisory_card
from forewarn.site import load_site
from golden_cases import SETTINGS
from projects import NOW, Project, moment

CHANNEL = st.integers(0, 255)
SHADES = st.lists(st.tuples(CHANNEL, CHANNEL, CHANNEL), min_size=1, max_size=256)


def bytes_of(picture: Image.Image, form: str = "PNG") -> bytes:
    written = BytesIO()
    picture.save(written, form)
    return written.getvalue()


@given(SHADES, st.integers(1, 40), st.integers(1, 40), st.randoms(use_true_random=False))
def test_a_png_is_read_back_pixel_for_pixel(
    own: list[tuple[int, int, int]], wide: int, tall: int, dice: object
) -> None:
    values = bytes(dice.randrange(len(own)) for _ in range(wide * tall))  # type: ignore[attr-defined]  # a Random
    png = palette_png(Image.frombytes("P", (wide, tall), values), own)
    with Image.open(BytesIO(png)) as read:
        assert (read.format, read.mode, read.size) == ("PNG", "P", (wide, tall))
        assert read.tobytes() == values
        assert list(read.convert("RGB").get_flattened_data()) == [own[value] for value in values]


def test_every_colour_of_a_card_is_exact() -> None:
    card = opened(drawn(Card(PLAIN.language, "A", "Police", "w.example", colours=Colours("#f7d117", "#1a1a1a")))[0])
    assert card.getpixel((2, 2)) == (255, 255, 255)
    assert card.getpixel((600, 620)) == shade_of("#f7d117")


def test_the_shades_of_a_card_are_few_and_hold_its_colours() -> None:
    own = colours_of(shipped_templates().colours, Colours("#5c2d91"))
    assert {shade_of(colour) for name, colour in own.items() if "deep" not in name} <= set(shades(own))
    assert len(shades(own)) <= 64


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 700), st.integers(1, 700), st.sampled_from(["RGB", "RGBA", "L", "LA", "P", "1"]))
def test_a_picture_of_any_shape_is_cut_to_its_place(wide: int, tall: int, mode: str) -> None:
    cut = Image.open(BytesIO(cropped(bytes_of(Image.new(mode, (wide, tall))))))
    assert (cut.format, cut.size, cut.mode) == ("JPEG", (CUT_WIDTH, CUT_HEIGHT), "RGB")


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
def test_every_form_that_is_published_is_cut(form: str) -> None:
    assert opened(cropped(bytes_of(Image.new("RGB", (50, 50), "#b3261e"), form))).size == (CUT_WIDTH, CUT_HEIGHT)


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("is_wide", [True, False])
def test_the_part_with_the_most_to_see_stays(place: float, *, is_wide: bool) -> None:
    """A red letter on an even table is whole in what is cut, wherever it lies."""
    size = (2000, 600) if is_wide else (600, 3000)
    picture = Image.new("RGB", size, "#d8d4cc")
    pen = ImageDraw.Draw(picture)
    middle = (round(200 + place * 1600), 300) if is_wide else (300, round(200 + place * 2600))
    for ring in range(0, 140, 20):
        pen.rectangle((middle[0] - ring, middle[1] - ring, middle[0] + ring, middle[1] + ring), outline="red", width=6)
    red = opened(cropped(bytes_of(picture)))
    found = red.convert("HSV").split()[1].point(lambda level: 255 * (level > 150)).getbbox()
    assert found is not None
    left, top, right, bottom = found
    assert 0 < left < right < CUT_WIDTH
    assert 0 < top < bottom < CUT_HEIGHT


def test_of_what_is_even_the_middle_stays() -> None:
    wide = Image.linear_gradient("L").rotate(90).resize((2104, 526))
    level = opened(cropped(bytes_of(wide))).convert("L").resize((1, 1)).getpixel((0, 0))
    assert isinstance(level, int | float)
    assert 110 < level < 146


def test_what_can_be_seen_through_is_on_white() -> None:
    assert opened(cropped(bytes_of(Image.new("RGBA", (80, 80), (200, 0, 0, 0))))).getpixel((9, 9)) == (255, 255, 255)


def test_every_sample_keeps_its_size(tmp_path: Path) -> None:
    samples = every_sample(tmp_path)
    made = dict(zip(samples, drawn(*samples.values()), strict=True))
    assert {opened(png).size for png in made.values()} == {(WIDTH, HEIGHT)}
    texts = [len(png) for name, png in made.items() if not samples[name].picture]
    pictures = {name: len(png) for name, png in made.items() if samples[name].picture}
    assert max(texts) <= 60_000
    assert max(pictures.values()) <= 200_000
    assert pictures["picture: noise"] > 150_000, "noise shows that the limit is what keeps it small"


def test_a_card_of_the_benchmark_has_28_kb_on_average(tmp_path: Path) -> None:
    project = Project(tmp_path / "project").with_every_area()
    write_advisories(project.content / "advisories", 100)
    site = load_site(project.content, SETTINGS, moment(NOW)).site
    own = site.register.advisories
    assert len(own) == 100
    cards = [advisory_card(SETTINGS, each, site.areas_of(each), site.register.state_of(each)) for each in own]
    sizes = [len(png) for png in drawn(*cards)]
    assert sum(sizes) / len(sizes) <= 28_000
    assert max(sizes) <= 60_000


def test_the_picture_of_a_card_stands_in_no_order(tmp_path: Path) -> None:
    """Only its sum does: the bytes are fetched when it is drawn."""
    card = every_sample(tmp_path)["picture: letter"]
    made = order_of(card)
    assert made.data["picture"] is None
    assert made.picture is not None
    assert opened(made.picture()).size == (CUT_WIDTH, CUT_HEIGHT)
