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
from forewarn.reading.configuration import read_configuration
from forewarn.settings import Settings
from forewarn.site import Survey, survey

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Project:
    """A site's folder with its settings, and all that its content folder holds at the moment ``now``."""

    folder: Path
    settings: Settings
    now: datetime
    survey: Survey


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
    return Project(opened.folder, opened.settings, opened.now, found)


def open_settings(config_file: Path, now: str | None) -> Opened:
    """Read the settings of a project, and nothing of its content. Raises ProblemsFound as ``open_project`` does."""
    configuration = read_configuration(config_file)
    settings = read_settings(
        configuration.positions,
        site_name=configuration.site_name,
        site_url=configuration.site_url,
        description=configuration.site_description,
        own=configuration.own,
    )
    name = NOW if os.environ.get(NOW) == now else "--now"
    moment = read_moment(now, name, settings.time_zone, datetime.now(UTC).astimezone(settings.time_zone))
    folder = Path(os.path.abspath(config_file)).parent  # noqa: PTH100 - a link keeps the name that the user knows
    cards = configuration.theme_dir / CARDS if configuration.theme_dir else None
    typefaces = read_templates(cards).typefaces if settings.cards and cards else None
    return Opened(folder, configuration.docs_dir, settings, moment, typefaces)
