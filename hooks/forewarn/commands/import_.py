"""``forewarn import``: texts from elsewhere become advisories of this site."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from forewarn.commands.project import Opened, open_settings, project_options
from forewarn.importing import Destination, Fate, Outcome, Report, UnknownArea, Wanted, import_texts, without_leftovers
from forewarn.problem import Problem, ProblemsFound

_COLOURS = {Fate.IMPORTED: "green", Fate.SKIPPED: "default", Fate.LEFT: "bold red"}


@click.command("import", short_help="Make advisories of documents, saved pages and feeds.")
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SOURCE...")
@click.option("--area", default="", metavar="AREA", help="The area of texts that name none.")
@click.option("--make-areas", is_flag=True, help="Write a file, to be finished, for every area that is missing.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_options
def import_(  # noqa: PLR0913, PLR0917 - click hands over every option
    sources: tuple[Path, ...],
    area: str,
    make_areas: bool,  # noqa: FBT001 - click's flag
    dry_run: bool,  # noqa: FBT001 - the same
    form: str,
    config_file: Path,
    now: str | None,
) -> None:
    """Import every SOURCE: a folder, a file, or a zip archive.

    Read are documents with metadata as this site has them, web pages that a browser has saved, and RSS and Atom files.
    Texts come into content/advisories/, by their year. What lacks a title, a date or a known area, or has any other
    error, comes as a draft, which nobody sees until you finish it. What is there already is skipped. Sources stay as
    they are, and you can import them again at any time. The exit status is 1 if something could not be imported.

    \b
    Examples:
      forewarn import --dry-run ~/old-warnings
      forewarn import export.zip --area Kent
    """
    started = time.time()
    try:
        opened = open_settings(config_file, now)
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None
    destination = Destination(opened.content, opened.settings, opened.now, opened.typefaces)
    _require_content(opened)
    try:
        report = import_texts(Wanted(sources, area, makes_areas=make_areas, is_trial=dry_run), destination)
    except UnknownArea as unknown:
        raise click.BadParameter(str(unknown), param_hint="--area") from None
    if not dry_run:
        without_leftovers(opened.content, started)
    (_print_json if form == "json" else _print_text)(report)
    raise SystemExit(1 if report.with_fate(Fate.LEFT) else 0)


def _require_content(opened: Opened) -> None:
    if not (opened.content / "advisories").is_dir():
        raise click.ClickException(f'There is no folder "{opened.content.name}/advisories". Make it, and import again.')


def _print_json(report: Report) -> None:
    counts = {fate.value: len(report.with_fate(fate)) for fate in Fate}
    whole = {
        "dry_run": report.is_trial,
        "counts": counts | {"drafts": _drafts(report)},
        "areas": dict(report.areas),
        "texts": [asdict(outcome) for outcome in report.outcomes],
    }
    click.echo(json.dumps(whole, ensure_ascii=False, indent=2))


def _print_text(report: Report) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for outcome in report.outcomes:
        line = Text(f"{outcome.source}: ", "dim")
        line.append(outcome.fate.value, _COLOURS[outcome.fate]).append(_said(outcome), "default")
        console.print(line)
        for more in _details(outcome):
            console.print(Text(f"    {more}"))
    for file, name in report.areas.items():
        made = "would be made" if report.is_trial else "made"
        console.print(Text(f'{file}: {made} for the area "{name}". Write its nation and its police force into it.'))
    console.print(Text(_summary(report), "bold"))


def _said(outcome: Outcome) -> str:
    if outcome.fate is Fate.IMPORTED:
        return f" as {outcome.file}{', a draft' if outcome.is_draft else ''}"
    return f": {' '.join(outcome.notes)}" if outcome.fate is Fate.SKIPPED else " where it is"


def _details(outcome: Outcome) -> Iterator[str]:
    label = "left" if outcome.fate is Fate.LEFT else "to finish"
    yield from (f"{label}: {_placed(problem)}" for problem in outcome.problems)
    yield from (f"repaired: {_placed(problem)}" for problem in outcome.repairs)
    if outcome.fate is not Fate.SKIPPED:
        yield from (f"note: {note}" for note in outcome.notes)


def _placed(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return f"{place}: {problem.field}: {problem.message} {problem.cure}".rstrip()


def _summary(report: Report) -> str:
    imported, skipped, left = (len(report.with_fate(fate)) for fate in (Fate.IMPORTED, Fate.SKIPPED, Fate.LEFT))
    drafts = _drafts(report)
    of_these = f" ({drafts} of them as {'a draft' if drafts == 1 else 'drafts'})" if drafts else ""
    would = "would be " if report.is_trial else ""
    return f"{imported} {would}imported{of_these}, {skipped} skipped, {left} left where they are."


def _drafts(report: Report) -> int:
    return sum(outcome.is_draft for outcome in report.outcomes)
