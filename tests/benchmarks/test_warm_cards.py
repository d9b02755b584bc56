"""What a share card costs that was drawn before, against one that was not: the same thousand, in one run."""

import statistics
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from forewarn.advisory import Advisory
from forewarn.drawing.store import Store
from forewarn.drawing.templates import read_templates
from forewarn.site import Kind, Site, with_drawings
from projects import ROOT
from published import ADVISORY, site_of

COUNT, ROUNDS, MOST = 1000, 3, 0.05
WORDS = (
    "Callers texts parcels banks police fees letters refunds tickets adverts loans rooms puppies codes prizes".split()
)


def test_a_warm_card_costs_a_twentieth_of_a_cold_one(tmp_path: Path) -> None:
    site = site_of(entitled(number) for number in range(COUNT))
    cold, warm = [], []
    for number in range(ROUNDS):
        build = partial(seconds_of_cards, site, tmp_path / f"store-{number}")
        cold.append(build(tmp_path / f"cold-{number}"))
        warm.append(build(tmp_path / f"warm-{number}"))
    drawn = len(list((tmp_path / "warm-0/cards").rglob("*.png")))
    assert drawn >= COUNT
    ratios = sorted(one / other for one, other in zip(warm, cold, strict=True))
    ratio = statistics.median(ratios)
    print(
        f"\n{drawn} cards: cold {1000 * statistics.median(cold) / drawn:.2f} ms each,"
        f" warm {1000 * statistics.median(warm) / drawn:.2f} ms, ratio {ratio:.3f}, at most {MOST}"
        f" (single rounds {ratios[0]:.3f} to {ratios[-1]:.3f})"
    )
    assert ratio <= MOST


def entitled(number: int) -> Advisory:
    """Make an advisory with a title of its own, of four to nine words."""
    words = [WORDS[number // 15**place % 15] for place in range(4 + number % 6)]
    return replace(ADVISORY, id=f"a{number}", title=f"{' '.join(words)} {number}")


def seconds_of_cards(site: Site, store: Path, folder: Path) -> float:
    """Decide what is to be drawn, draw what the store lacks, and write all of it into a folder; give the wall time."""
    start = time.perf_counter()
    _, drawings = with_drawings(site, read_templates(ROOT / "overrides/cards"), Store(store), workers=2)
    drawings.begin(Kind.CARD).finish()
    drawings.writing(folder).rest()
    return time.perf_counter() - start
