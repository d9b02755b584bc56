"""The suite as a program: ``python -m benchmarks measure`` and ``python -m benchmarks show``; see the Makefile."""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import click
from rich.console import Console

from benchmarks.figures import Result, keep, kept
from benchmarks.machine import machine as this_machine
from benchmarks.machine import versions
from benchmarks.plots import write_plots
from benchmarks.run import SMALLEST_SCALE, Run
from benchmarks.scenarios import cold, growth, hundred_thousand, one_edit, serving
from benchmarks.tables import document, show
from projects import ROOT

SCENARIOS: dict[str, ModuleType] = {each.NAME: each for each in (cold, one_edit, growth, serving, hundred_thousand)}
USUAL = tuple(name for name in SCENARIOS if name != hundred_thousand.NAME)
RESULTS = ROOT / ".cache" / "benchmarks"
WIDTH = 160
FOLDER = click.Path(file_okay=False, path_type=Path)
results_option = click.option(
    "--results", type=FOLDER, default=RESULTS, show_default=".cache/benchmarks", help="Where results are kept."
)
into_option = click.option("--into", type=FOLDER, help="Write benchmarks.md and the plots of all results there.")


@click.group()
def main() -> None:
    """Measure builds against peers, and show what was measured."""


@main.command()
@click.option("--only", multiple=True, type=click.Choice(tuple(SCENARIOS)), help="Run this scenario, and no other.")
@click.option(
    "--scale",
    type=click.FloatRange(SMALLEST_SCALE),
    default=1,
    help="Multiply every size; limits are judged only at 1.",
)
@click.option("--rounds", type=int, default=5, show_default=True)
@click.option("--cards/--no-cards", default=True, help="For 100,000: with share cards or without.")
@click.option("--search/--no-search", default=False, help="For 100,000: with the search or without.")
@click.option("--machine", default=this_machine, help="The machine in general words.")
@click.option("--taken", default=lambda: f"{datetime.now(UTC):%d %B %Y}".lstrip("0"), help="The date to be told.")
@click.option("--work", type=FOLDER, help="Where projects are made; with 100,000 it takes some 15 GB.")
@results_option
@into_option
def measure(  # noqa: PLR0913 - the options of the command
    *,
    only: tuple[str, ...],
    scale: float,
    rounds: int,
    cards: bool,
    search: bool,
    machine: str,
    taken: str,
    work: Path | None,
    results: Path,
    into: Path | None,
) -> None:
    """Measure, keep the results, and fail where a limit is not kept.

    Results of other sizes than the promised ones are kept apart, and no page is written of them.
    """
    found, results = [], results if scale == 1 else results / f"scale-{scale:g}"
    for name in only or USUAL:
        print(f"{name}:", flush=True)
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="bench-", dir=work) as folder:
            run = Run(Path(folder), scale=scale, rounds=rounds, cards=cards, search=search)
            result: Result = SCENARIOS[name].measure(run)
        result = result.taken_with(taken=taken, machine=machine, versions=versions(), scale=scale)
        keep(result, results)
        found.append(result)
        print(f"{name} took {(time.monotonic() - start) / 60:.1f} minutes", flush=True)
        show((result,), console())
    _publish(results, into if scale == 1 else None)
    broken = [f"{result.scenario}: {line.done}, {line.mine.name}" for result in found for line in result.broken]
    for each in broken:
        print(f"Limit not kept: {each}", file=sys.stderr)
    sys.exit(1 if broken else 0)


@main.command(name="show")
@results_option
@into_option
def show_results(*, results: Path, into: Path | None) -> None:
    """Show the results that there are, without measuring."""
    show(kept(results, SCENARIOS), console())
    _publish(results, into)


def console() -> Console:
    """Give a console wide enough for the tables where no terminal says how wide it is."""
    return Console() if sys.stdout.isatty() else Console(width=WIDTH)


def _publish(results: Path, into: Path | None) -> None:
    """Write the page and its plots of all results that there are."""
    found = kept(results, SCENARIOS)
    if into and found:
        into.mkdir(parents=True, exist_ok=True)
        (into / "benchmarks.md").write_text(document(found), "utf-8")
        write_plots(found, into)


if __name__ == "__main__":
    main()
