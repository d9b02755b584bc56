"""What cards and posters cost in one process, in two, and with Dask's two workers on this machine, in one run.

Two workers of Dask are to take at most so many times as long as two processes; what it costs to send a card there and
back is measured with a way to draw that takes no time. Besides the wall time, which needs a quiet machine, the time of
all processors is told that went into it.
"""

import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks.corpus import write_advisories
from card_samples import shipped_templates
from clusters import dask_cluster_of
from drawing_in_tests import at_once
from forewarn.drawing.cards import draw_cards
from forewarn.drawing.cluster import Cluster, dask_cluster
from forewarn.drawing.making import Draw
from forewarn.drawing.orders import Order
from forewarn.drawing.posters import draw_posters
from forewarn.drawing.store import Store
from forewarn.drawing.studio import Studio
from forewarn.site import load_site, with_drawings
from projects import Project
from published import NOON, SETTINGS

CARDS, POSTERS, ROUNDS, MOST = 400, 60, 3, 1.4
TOPICS = ("Courier fraud", "Pet fraud", "Rental fraud")


def test_two_workers_of_dask_cost_little_more_than_two_processes(tmp_path: Path) -> None:
    cards, posters = orders_of_a_corpus(tmp_path / "project")
    with dask_cluster_of(tmp_path, workers=2) as dask:
        cluster = dask_cluster(dask.address, shipped_templates())
        processes = [process.pid for process in dask.processes]
        try:
            ratio = compared(tmp_path / "cards", draw_cards, cards, cluster, processes)
            compared(tmp_path / "posters", draw_posters, posters, cluster, processes)
            sent = took(tmp_path / "nothing", at_once, cards, (2, cluster), processes)
            print(f"to send a card there and back: {sent.told(len(cards))}")
        finally:
            cluster.close()
    assert ratio <= MOST


@dataclass(frozen=True)
class Took:
    """Seconds of a clock, and of all processors."""

    wall: float
    cpu: float

    def told(self, count: int) -> str:
        return f"{1000 * self.wall / count:.1f} ms, of processors {1000 * self.cpu / count:.1f} ms"


def orders_of_a_corpus(folder: Path) -> tuple[Sequence[Order], Sequence[Order]]:
    """Give what is to be drawn for a generated site, all of whose advisories are current."""
    project = Project(folder).with_every_area()
    write_advisories(project.content / "advisories", CARDS, topics=TOPICS)
    settings = replace(SETTINGS, current_for=timedelta(days=36500))
    site = load_site(project.content, settings, NOON).site
    _, drawings = with_drawings(site, shipped_templates(), Store(folder), workers=1)
    cards, posters = list(drawings.cards.values())[-CARDS:], list(drawings.posters.values())[:POSTERS]
    assert (len(cards), len(posters)) == (CARDS, POSTERS)
    return cards, posters


def compared(folder: Path, draw: Draw, orders: Sequence[Order], cluster: Cluster, processes: Sequence[int]) -> float:
    """Print what each way takes, and give how many times two processes' time Dask takes."""
    ways = {"one process": (1, None), "two processes": (2, None), "Dask, two workers": (2, cluster)}
    rounds = [
        {name: took(folder / f"{name}-{number}", draw, orders, way, processes) for name, way in ways.items()}
        for number in range(ROUNDS)
    ]
    for name in ways:
        walls = sorted(each[name].wall for each in rounds)
        middle = Took(statistics.median(walls), statistics.median(each[name].cpu for each in rounds))
        rate = len(orders) / middle.wall
        print(
            f"\n{len(orders)} {folder.name}, {name}: {rate:.0f} a second; each {middle.told(len(orders))}"
            f" (rounds {walls[0]:.1f} to {walls[-1]:.1f} s)",
            end="",
        )
    sizes = [path.stat().st_size for path in (folder / "one process-0").iterdir()]
    print(f"\n{folder.name}: {sum(sizes) / len(sizes) / 1000:.1f} KB each, at most {max(sizes) / 1000:.1f}")
    return statistics.median(each["Dask, two workers"].wall / each["two processes"].wall for each in rounds)


def took(
    folder: Path, draw: Draw, orders: Sequence[Order], way: tuple[int, Cluster | None], processes: Sequence[int]
) -> Took:
    """Draw everything into an empty store. ``processes`` are others whose processor time counts."""
    workers, cluster = way
    start, before = time.perf_counter(), processor_time(processes)
    assert Studio(shipped_templates(), Store(folder), workers, cluster).begin(draw, orders).finish() == ""
    return Took(time.perf_counter() - start, processor_time(processes) - before)


def processor_time(processes: Sequence[int]) -> float:
    """Give the processor time of this process, of those that it has begun and waited for, and of some others."""
    ticks = os.sysconf("SC_CLK_TCK")
    fields = [Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split() for number in processes]
    return sum(os.times()[:4]) + sum(int(field[11]) + int(field[12]) for field in fields) / ticks
