"""Every folder of tests/golden-cards is a case: the card of its words is drawn as its card.png shows it.

After a change that is meant, ``--write-golden`` draws them anew; look at each before you commit it.
"""

import platform
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from card_samples import CASES, GOLDEN, card_of, drawn, opened, shipped_templates

# Typst lays out with floating point, and other processors may round the last bit another way. That moves an edge by
# less than a pixel: few pixels then have a neighbouring shade of the palette, two at most.
IS_EXACT = platform.machine() in {"x86_64", "AMD64"}
MOST_OTHERS, TWO_SHADES = 0.005, 52


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest) -> Mapping[Path, bytes]:
    found = dict(zip(CASES, drawn(*map(card_of, CASES)), strict=True))
    if request.config.getoption("--write-golden"):
        for case, png in found.items():
            (case / "card.png").write_bytes(png)
    return found


def test_there_are_hard_titles_in_nine_languages() -> None:
    cards = [card_of(case) for case in CASES]
    assert len(cards) >= 30
    assert {"en", "cy", "pl", "ur", "ar", "pa", "bn", "uk", "hi"} <= {card.language.tag[:2] for card in cards}
    assert min(len(card.title.split()) for card in cards) == 1
    assert max(len(card.title) for card in cards) == 300
    assert sum(path.stat().st_size for path in GOLDEN.rglob("*")) < 1_000_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_card_is_drawn_as_it_is_shown(case: Path, made: Mapping[Path, bytes]) -> None:
    expected, found = opened((case / "card.png").read_bytes()), opened(made[case])
    assert found.size == expected.size
    others, furthest = differing(expected, found)
    assert others <= (0 if IS_EXACT else MOST_OTHERS)
    assert furthest <= TWO_SHADES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_letter_of_a_case_has_a_font(case: Path) -> None:
    assert shipped_templates().typefaces.missing_letters(card_of(case).title) == ()


def test_a_letter_that_moves_is_seen() -> None:
    picture = opened((GOLDEN / "ur-one-word" / "card.png").read_bytes())
    others, furthest = differing(picture, ImageChops.offset(picture, 1, 0))
    assert others > MOST_OTHERS
    assert furthest > TWO_SHADES


def differing(expected: Image.Image, found: Image.Image) -> tuple[float, int]:
    """Tell which share of the pixels of two pictures differs, and by how much of a channel at most."""
    furthest = ImageChops.difference(expected, found).convert("RGB")
    channels = [max(level for level, count in enumerate(band.histogram()) if count) for band in furthest.split()]
    mask = ImageChops.lighter(ImageChops.lighter(*furthest.split()[:2]), furthest.split()[2])
    same = mask.histogram()[0]
    return 1 - same / (expected.width * expected.height), max(channels)
