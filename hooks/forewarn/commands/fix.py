"""``forewarn fix``: the repairs that a build makes by itself, written into the files."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from forewarn.checking import area_names, named_areas, with_titles_alone
from forewarn.commands.difference import difference, show
from forewarn.commands.paths import is_in, named
from forewarn.commands.project import Project, config_file_option, open_project
from forewarn.commands.report import FORMATS, by_harm
from forewarn.document import Document
from forewarn.fixing import LISTS, TEXTS, Fixed, Left, Mender
from forewarn.fixing import fix as fix_bytes
from forewarn.problem import Problem, ProblemsFound
from forewarn.site import TextFile, Texts, find_texts
from forewarn.writing import write_over

_NO_TEXTS = frozenset({"file-unread", "file-misplaced"})


@dataclass(frozen=True)
class _Found:
    """What can be mended, each with where it lies, and what is left as it is."""

    mendable: tuple[tuple[Fixed, Path], ...]
    left: tuple[Left, ...]


@click.command(short_help="Write into the files what a build repairs by itself.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", "--diff", "only_show", is_flag=True, help="Show the changes and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@config_file_option
def fix(
    paths: tuple[Path, ...],
    only_show: bool,  # noqa: FBT001 - click's flag
    yes: bool,  # noqa: FBT001 - click's flag
    form: str,
    config_file: Path,
) -> None:
    """Write the repairs that "forewarn check" lists into all texts, or into the files and folders PATHS.

    The changes are shown first, and you are asked before anything is written. Where nobody can be asked, in a script
    or with --format json, nothing is written without --yes. Whatever is not mended stays byte for byte: comments,
    quotation marks, order, line ends. A file that cannot be read exactly, or not be mended for certain, is named and
    left as it is. Running it again changes nothing more.

    The exit status is 0 if nothing is left to mend, and 1 if something is: because it was only shown, was not to be
    written, or must be mended by hand.

    \b
    Examples:
      forewarn fix
      forewarn fix content/advisories/2026 --diff
      forewarn fix --yes content/advisories/2026/parcel-texts.md
    """
    try:
        project = open_project(config_file, None)
    except ProblemsFound as problems:
        FORMATS[form](by_harm(problems.problems), config_file.absolute().parent)
        raise SystemExit(1) from None
    found = _find(project, paths)
    if form == "json":
        is_whole = _tell_program(found, is_to_be_written=yes and not only_show)
    else:
        is_whole = _tell_editor(found, is_only_shown=only_show, is_sure=yes)
    raise SystemExit(0 if is_whole else 1)


def _find(project: Project, paths: tuple[Path, ...]) -> _Found:
    """Look at every text that is meant, and write nothing. Raises BadParameter where a path is none of a text."""
    texts = find_texts(project.content, [edition.tag for edition in project.settings.editions])
    above = project.content.parent
    files = [text for text in texts.files if is_in(text.path, paths)]
    misplaced = [each for each in texts.problems if each.rule in _NO_TEXTS and is_in(above / each.file, paths)]
    _require_texts(project, paths, [*(text.path for text in files), *(above / each.file for each in misplaced)])
    mend_titles = _title_mender(project)
    results = [(_looked_at(texts, text, mend_titles), text.path) for text in files]
    left = [*map(Left.because_of, misplaced), *(result for result, _ in results if isinstance(result, Left))]
    return _Found(tuple((result, path) for result, path in results if isinstance(result, Fixed)), tuple(left))


def _require_texts(project: Project, paths: Sequence[Path], known: Sequence[Path]) -> None:
    """Refuse a path that is no text and has none below it, as a mistake of who typed it."""
    content = named(project.content)
    for path in paths:
        is_folder = path.is_dir() and (is_in(path, [content]) or is_in(content, [path]))
        if not is_folder and not any(is_in(file, [path]) for file in known):
            raise click.BadParameter(f'"{path}" is no text of this site.', param_hint="PATHS")


def _title_mender(project: Project) -> Mender:
    """Make what takes the names of the site and of forces off the titles of advisories."""
    areas = area_names(project.survey.areas)

    def mend(document: Document) -> tuple[Document, tuple[Problem, ...]]:
        return with_titles_alone(document, named_areas(document, areas), project.settings)

    return mend


def _looked_at(texts: Texts, text: TextFile, mend_titles: Mender) -> Fixed | Left | None:
    data = texts.bytes_of(text)
    if isinstance(data, Problem):
        return Left.because_of(data)
    menders = [mend_titles] if text.is_advisory else []
    return fix_bytes(text.file, data, LISTS if text.is_list else TEXTS, menders)


def _tell_editor(found: _Found, *, is_only_shown: bool, is_sure: bool) -> bool:
    """Show what can be mended, ask, and write it. Returns whether nothing is left to mend."""
    for fixed, _ in found.mendable:
        show(difference(fixed.file, fixed.before, fixed.after))
    _name(found.left)
    files = _counted(len(found.mendable))
    failed: tuple[Left, ...] = ()
    if not found.mendable:
        told, is_written = "" if found.left else "Nothing is to be mended.", True
    elif is_only_shown:
        told, is_written = f"This would mend {files}.", False
    elif is_sure or (is_at_a_terminal() and click.confirm(f"Write this into {files}?", err=True)):
        failed, is_written = _write(found), True
        told = f"{_counted(len(found.mendable) - len(failed))} mended."
    elif is_at_a_terminal():
        told, is_written = "Nothing was written.", False
    else:
        told, is_written = f"Nobody can be asked here, so nothing was written. Add --yes to mend {files}.", False
    _name(failed)
    click.echo(told, err=True, nl=bool(told))
    return is_written and not found.left and not failed


def _name(left: Sequence[Left]) -> None:
    """Name the files that are left as they are, each with the place to look at and the reason."""
    for each in left:
        click.echo(f"{each.file}:{each.line}:{each.column}: left as it is: {each.reason}", err=True)


def _tell_program(found: _Found, *, is_to_be_written: bool) -> bool:
    """Print what can be mended and what is left as a list of objects. Returns whether nothing is left to mend."""
    failed = {left.file: left for left in (_write(found) if is_to_be_written else ())}
    state = "mended" if is_to_be_written else "mendable"
    mendable = (fixed for fixed, _ in found.mendable if fixed.file not in failed)
    told: list[dict[str, object]] = [
        {
            "file": fixed.file,
            "state": state,
            "repairs": [asdict(problem) for problem in fixed.repairs],
            "diff": difference(fixed.file, fixed.before, fixed.after),
        }
        for fixed in mendable
    ]
    told += ({"state": "left"} | asdict(left) for left in (*found.left, *failed.values()))
    click.echo(json.dumps(sorted(told, key=lambda each: str(each["file"])), ensure_ascii=False, indent=2))
    return all(each["state"] == "mended" for each in told)


def _write(found: _Found) -> tuple[Left, ...]:
    """Write what was mended. Returns what could not be written and is as it was."""
    return tuple(left for fixed, path in found.mendable if (left := _written(fixed, path)))


def _written(fixed: Fixed, path: Path) -> Left | None:
    try:
        if path.is_symlink() or path.read_bytes() != fixed.before:
            reason = 'It was changed in the meantime. Run "forewarn fix" again.'
            return Left(fixed.file, 1, 1, reason)
        write_over(path, fixed.after)
    except OSError as error:
        return Left(fixed.file, 1, 1, f"It cannot be written: {error.strerror}. Make sure that it may be.")
    return None


def is_at_a_terminal() -> bool:
    """Tell whether somebody sees what is printed and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _counted(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"
