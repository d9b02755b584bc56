"""Results as tables: for a terminal while measuring, and as docs/benchmarks.md."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.charts import in_words
from benchmarks.figures import Figures, Line, Result

HEADINGS = ("What", "Who", "takes", "Against", "takes", "Ratio (single rounds)", "Limit")


def cells(line: Line, *, is_judged: bool) -> tuple[str, ...]:
    """Give the words of a line of a table, in the order of HEADINGS."""
    low, high = line.spread
    spread = f" ({low:.2f} to {high:.2f})" if len(line.mine.values) > 1 else ""
    theirs = (line.theirs.name, taken(line.theirs)) if line.theirs else ("", "")
    ratio = f"{line.counted:.2f}{spread}" if line.theirs else ""
    return (line.done, line.mine.name, taken(line.mine), *theirs, ratio, _limit(line, is_judged=is_judged))


def taken(figures: Figures) -> str:
    """Give a median with the spread and its unit, to three figures that matter."""
    unit = f" {figures.unit}" if figures.unit else ""
    if len(set(figures.values)) == 1:
        return f"{_number(figures.median)}{unit}"
    low, high = figures.spread
    return f"{_number(figures.median)}{unit} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    for least, form in ((100, ",.0f"), (10, ".1f")):
        if value >= least:
            return format(value, form)
    return format(value, ".2f")


def _limit(line: Line, *, is_judged: bool) -> str:
    if line.limit is None:
        return ""
    unit = "" if line.theirs or not line.mine.unit else f" {line.mine.unit}"
    kept = ("kept" if line.is_kept else "NOT KEPT") if is_judged else "not judged at this size"
    return f"{line.limit:g}{unit}: {kept}"


def show(results: Sequence[Result], console: Console) -> None:
    """Print a table for each result."""
    for result in results:
        table = Table(title=result.about, title_justify="left")
        for heading in HEADINGS:
            table.add_column(heading, overflow="fold")
        for line in result.lines:
            table.add_row(*cells(line, is_judged=result.is_judged))
        console.print(table)
        for note in result.notes:
            console.print(f"- {note}", markup=False, highlight=False)


def document(results: Sequence[Result]) -> str:
    """Give the page of all results, as markdown."""
    return "\n".join(_parts(results))


def _parts(results: Sequence[Result]) -> Iterator[str]:
    yield "# What a build costs\n"
    yield "Written by `make bench`, `make bench-100000` and `make bench-table`; do not edit it by hand.\n"
    yield (
        "Every side builds the same advisories, of 150 to 300 words each, as whole processes on one machine in one run."
        " The order of the sides turns from round to round, so that whatever else the machine does falls on all, and"
        " small builds that do not count come first. Figures are medians; what stands in brackets is the least and the"
        " most of single rounds. A ratio is that of the medians, and a limit is the most that it may be.\n"
    )
    yield _picture(in_words(results))
    for result in results:
        yield from _section(result)


def _picture(alternative: str) -> str:
    return (
        '<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="benchmarks-dark.svg">\n'
        f'  <img alt="{alternative}" src="benchmarks.svg">\n</picture>\n'
    )


def _section(result: Result) -> Iterator[str]:
    yield f"## {result.about}\n"
    yield f"| {' | '.join(HEADINGS)} |"
    yield f"|{' --- |' * len(HEADINGS)}"
    for line in result.lines:
        yield f"| {' | '.join(cells(line, is_judged=result.is_judged))} |"
    yield ""
    for note in result.notes:
        yield f"- {note}"
    rounds = max(len(line.mine.values) for line in result.lines)
    ran = ", ".join(f"{name} {number}" for name, number in result.versions)
    yield f"\nMeasured on {result.taken} on {result.machine}, in at most {rounds} rounds: {ran}.\n"
