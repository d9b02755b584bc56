"""``forewarn check``: everything that is wrong, drafts included."""

from pathlib import Path

import click

from forewarn.commands.paths import is_in
from forewarn.commands.project import open_project, project_options
from forewarn.commands.report import FORMATS, by_harm
from forewarn.problem import ProblemsFound, errors_in


@click.command(short_help="List what is wrong with the texts.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--deploy", is_flag=True, envvar="FOREWARN_DEPLOY", help="Check as before a deployment.")
@project_options
def check(
    paths: tuple[Path, ...],
    form: str,
    deploy: bool,  # noqa: FBT001 - click's flag
    config_file: Path,
    now: str | None,
) -> None:
    """List every problem of the site, the gravest first: of all texts, or of the files and folders PATHS.

    Drafts and advisories that are still to come are checked as well. The exit status is 1 if there is an error, which
    would stop a build or is in a draft, and 0 otherwise.

    \b
    Examples:
      forewarn check
      forewarn check content/advisories/2026 --format github
    """
    try:
        project = open_project(config_file, now, is_deployment=deploy)
        folder, problems = project.folder, project.survey.problems
    except ProblemsFound as found:
        folder, problems = config_file.absolute().parent, found.problems
    else:
        problems = tuple(problem for problem in problems if is_in(folder / problem.file, paths))
    FORMATS[form](by_harm(problems), folder)
    raise SystemExit(1 if errors_in(problems) else 0)
