"""One run of the suite: where it works, how large it is, and how it tells how far it has come."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.costs import Cost
from benchmarks.sides import Side

SMALLEST_SCALE = 0.01
BESIDES_AT_MOST = 3  # rounds of what has no limit
WARM_UP = 5  # so many advisories have the builds that do not count


@dataclass(frozen=True)
class Run:
    """A run: the folder that its projects are made in, and what every size and the number of rounds depend on.

    ``cards`` and ``search`` are for 100,000 advisories alone, where each may take longer than all the rest.
    """

    folder: Path
    scale: float = 1
    rounds: int = 5
    cards: bool = True
    search: bool = False

    @property
    def besides(self) -> int:
        """In how many rounds that is measured which is told besides, and has no limit."""
        return min(self.rounds, BESIDES_AT_MOST)

    def size(self, promised: int) -> int:
        """Give how many advisories stand for a promised number of them in this run."""
        return round(promised * self.scale)

    def tell(self, scenario: str, cost: Cost, side: Side) -> Cost:
        """Print what a build took as soon as it has ended, and give it on."""
        memory = f"{cost.memory:,.0f} MB, {cost.memory_together:,.0f} MB with all it started"
        print(f"  {scenario}: {side.name:30} {cost.seconds:7.2f} s ({cost.busy:7.2f} s busy; {memory})", flush=True)
        return cost
