"""``forewarn deploy-files``: what a host has to be told of the site, in the files that it reads."""

import re
from dataclasses import replace
from pathlib import Path

import click

from forewarn.checking import NOINDEX
from forewarn.commands.project import Project, open_project, project_options, require_whole
from forewarn.hosting import Served, Told, told_to
from forewarn.problem import ProblemsFound
from forewarn.settings import Host
from forewarn.site import moved_addresses
from forewarn.writing import write_new, write_over

HOSTS = click.Choice([host.value for host in Host])
_LISTEN = re.compile(r"(?:[0-9a-z.-]+|\[[0-9a-f:]+\]):[0-9]{1,5}", re.IGNORECASE)
_FOLDER = re.compile(r"/[^\"'`$\\{};#\x00-\x1f]*[^\"'`$\\{};#/\x00-\x1f]")


def _usable_listen(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    if given and not _LISTEN.fullmatch(given):
        raise click.BadParameter(f'"{given}" is no address and port. Write it like "127.0.0.1:8080".')
    return given


def _usable_folder(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    if not _FOLDER.fullmatch(given.rstrip("/")):
        raise click.BadParameter(
            f'"{given}" is no folder of a server. Write its whole path, like "/srv/forewarn/site".'
        )
    return given.rstrip("/")


@click.command("deploy-files", short_help="Write what a web host has to be told.")
@click.argument("host", type=HOSTS)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to: deploy/HOST.")
@click.option(
    "--folder",
    default="/srv/forewarn/site",
    show_default=True,
    callback=_usable_folder,
    help="Where the site lies on the server (nginx, caddy).",
)
@click.option(
    "--listen",
    default="",
    metavar="ADDRESS:PORT",
    callback=_usable_listen,
    help="Where the server hears, if something before it speaks https (nginx, caddy).",
)
@click.option("--noindex", is_flag=True, envvar=NOINDEX, help="Ask search engines to show none of it.")
@project_options
def deploy_files(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
    host: str,
    into: Path | None,
    folder: str,
    listen: str,
    noindex: bool,  # noqa: FBT001 - click's flag
    config_file: Path,
    now: str | None,
) -> None:
    """Write the files by which HOST sends the right headers, redirects and "not found" page for this site.

    They say the same to every host: which policy, how long what may be kept, what other sites may show, and where
    pages have moved. What a host cannot do is said as well. Nothing of what is still hidden comes into them.

    \b
    Examples:
      forewarn deploy-files nginx
      forewarn deploy-files caddy --folder /var/www/warnings --listen 127.0.0.1:8080
      forewarn deploy-files cloudflare --into deploy
    """
    try:
        project = open_project(config_file, now)
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None
    require_whole(project, "which pages have moved")
    told = told_to(Host(host), _served(project, folder, listen, is_hidden=noindex))
    if told.problems:
        raise click.ClickException("\n".join(told.problems))
    _write(told, into or project.folder / "deploy" / host)
    _tell(told)


def _served(project: Project, folder: str, listen: str, *, is_hidden: bool) -> Served:
    """Describe the site as the public may know it."""
    settings = replace(project.settings, is_hidden=is_hidden)
    public = project.survey.register.public(project.now, settings.current_for)
    return Served(settings, moved_addresses(settings, public), folder, listen)


def _write(told: Told, into: Path) -> None:
    try:
        for file in told.files:
            path = into / file.path
            write = write_over if path.exists() else write_new
            write(path, file.content.encode())
            click.echo(f"Written: {path}")
    except OSError as reason:
        raise click.ClickException(
            f"Nothing can be written to {into}: {reason.strerror}. Name another folder."
        ) from None


def _tell(told: Told) -> None:
    for number, step in enumerate(told.steps, 1):
        click.echo(f"{number}. {step}")
    if told.lacks:
        click.echo("What this host lacks:")
    for lack in told.lacks:
        click.echo(f"- {lack}")
