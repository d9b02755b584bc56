"""Opening a project from the command line: its settings, its content, and the moment to look at it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from forewarn.checking import NOW, read_moment, read_settings
from forewarn.drawing.templates import CARDS, read_templates
from forewarn.drawing.typefaces import Typefaces
from forewarn.problem import errors_in
from forewarn.reading.configuration import Configuration, read_configuration
from forewarn.settings import Settings
from forewarn.site import Survey, survey

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Project:
    """A site's folder with its settings, and all that its folder ``content`` holds at the moment ``now``.

    ``typefaces`` are the fonts of the share cards, where some are drawn; ``is_deployment`` tells that all was checked
    as before a deployment.
    """

    folder: Path
    content: Path
    settings: Settings
    now: datetime
    survey: Survey
    typefaces: Typefaces | None
    is_deployment: bool

    def surveyed_with(self, path: Path, data: bytes) -> Survey:
        """Give all that the content folder would hold if there were one more advisory, by the same rules."""
        return survey(
            self.content,
            self.settings,
            self.now,
            typefaces=self.typefaces,
            is_deployment=self.is_deployment,
            unwritten={path: data},
        )


config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The settings of the site.",
)


def project_options(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Give a command the options by which it finds its project and its moment."""
    now = click.option(
        "--now", envvar="FOREWARN_NOW", metavar="DATE", help="The moment to look at, instead of this one."
    )
    return config_file_option(now(command))


@dataclass(frozen=True)
class Opened:
    """A site's folder with its settings and the fonts of its cards, before anybody looks into its content folder."""

    folder: Path
    content: Path
    settings: Settings
    now: datetime
    typefaces: Typefaces | None


def open_project(config_file: Path, now: str | None, *, is_deployment: bool = False) -> Project:
    """Read a project as it is at a moment, which is that of the clock where none is given.

    ``is_deployment`` checks it as it would be before it is put before the public.

    Raises ProblemsFound where the settings are wrong, the moment is no date, or no cards can be drawn. Where the site
    has no templates of its own, nothing is said of letters that no font has.
    """
    opened = open_settings(config_file, now)
    found = survey(opened.content, opened.settings, opened.now, typefaces=opened.typefaces, is_deployment=is_deployment)
    return Project(opened.folder, opened.content, opened.settings, opened.now, found, opened.typefaces, is_deployment)


def require_whole(project: Project, unknown: str) -> None:
    """Refuse to answer where an error hides an advisory, as somebody may rely on silence. That of a draft hides none.

    ``unknown`` completes "Nobody can tell ...". Raises click's exception, which ends the command.
    """
    errors = [problem for problem in errors_in(project.survey.problems) if problem.file not in project.survey.drafts]
    if errors:
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        raise click.ClickException(
            f'Nobody can tell {unknown}, as the texts have {count}. "forewarn check" names them.'
        )


def open_settings(config_file: Path, now: str | None) -> Opened:
    """Read the settings of a project, and nothing of its content. Raises ProblemsFound as ``open_project`` does."""
    configuration = read_configuration(config_file)
    settings = read_project_settings(configuration)
    clock = datetime.now(UTC).astimezone(settings.time_zone)
    moment = read_moment(now, name_of_now(now), settings.time_zone, clock)
    folder = Path(os.path.abspath(config_file)).parent  # noqa: PTH100 - a link keeps the name that the user knows
    cards = configuration.theme_dir / CARDS if configuration.theme_dir else None
    typefaces = read_templates(cards).typefaces if settings.cards and cards else None
    return Opened(folder, configuration.docs_dir, settings, moment, typefaces)


def read_project_settings(configuration: Configuration) -> Settings:
    """Give the settings of a site. Raises ProblemsFound where they are wrong."""
    return read_settings(
        configuration.positions,
        site_name=configuration.site_name,
        site_url=configuration.site_url,
        description=configuration.site_description,
        own=configuration.own,
    )


def name_of_now(now: str | None) -> str:
    """Name what a moment was given by: the option, or the environment."""
    return NOW if os.environ.get(NOW) == now else "--now"
