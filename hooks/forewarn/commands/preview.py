"""``forewarn preview``: the site as it will be, with drafts and what is still to come, while it is written."""

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

import forewarn
from forewarn.checking import DEPLOY, NOW, PREVIEW, is_set, read_moment
from forewarn.commands.project import name_of_now, project_options, read_project_settings
from forewarn.commands.serving import Order, free_port, serve
from forewarn.problem import ProblemsFound
from forewarn.reading.configuration import Configuration, read_configuration

_LAST_PORT = 65535
_CODE = frozenset({".py", ".po", ".yml"})


@click.command(short_help="Show the site with its drafts, while you write.")
@click.option(
    "-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to show it."
)
@project_options
def preview(address: str, config_file: Path, now: str | None) -> None:
    """Show the site in your browser as it will be: with drafts, and with what is still to come.

    Each page says that it is a preview, and each of those warnings that the public does not see it. What you save is
    shown at once. While something is wrong with a text, the page says what it is. Nothing is written into the folder
    of the public site. Ctrl+C ends the preview.

    \b
    Examples:
      forewarn preview
      forewarn preview --now 2026-12-24T08:00
      forewarn preview --address 127.0.0.1:8080
    """
    if is_set(os.environ, DEPLOY):
        raise click.ClickException(f"A preview shows drafts, and {DEPLOY} puts a site before the public. Take it away.")
    host, port = _host_and_port(address)
    _require_moment(config_file, now)
    own = {PREVIEW: "1", "NO_MKDOCS_2_WARNING": "1"} | ({NOW: now} if now else {})
    arguments = ("serve", "--livereload", "-f", str(config_file), "-a", f"{host}:{port}")
    url = f"http://{host}:{port}{_path_of(config_file)}"
    click.echo(f"The preview is made, and will be at {url}\nIt shows drafts. Press Ctrl+C to end it.")
    if not _is_of_this_computer(host):
        click.echo("Everybody in your network who knows this address can read the drafts too.", err=True)
    serve(
        Order(
            command=(sys.executable, "-m", "mkdocs", *arguments),
            environment={**os.environ, **own},
            address=(host, port),
            code=lambda: _code(config_file),
            everything=lambda: _everything(config_file),
        )
    )


def _host_and_port(address: str) -> tuple[str, int]:
    """Give the two parts of an address at which nobody serves yet; port 0 stands for any that is free."""
    host, _, port = address.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > _LAST_PORT:
        raise click.BadParameter(
            f'"{address}" is not an address. Write it like 127.0.0.1:8000.', param_hint="--address"
        )
    try:
        return host, free_port(host, int(port))
    except OSError as error:
        reason = error.strerror or error
        message = f"Nothing can be shown at {address}: {reason}. Give another one, such as --address 127.0.0.1:8001."
        raise click.ClickException(message) from None


def _is_of_this_computer(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _require_moment(config_file: Path, now: str | None) -> None:
    """Refuse a moment that is no date: no text that is mended could make it one."""
    zone = ZoneInfo("UTC")
    with suppress(ProblemsFound):
        zone = read_project_settings(read_configuration(config_file)).time_zone
    try:
        read_moment(now, name_of_now(now), zone, datetime.now(UTC))
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None


def _configuration(config_file: Path) -> Configuration | None:
    with suppress(ProblemsFound):
        return read_configuration(config_file)
    return None


def _path_of(config_file: Path) -> str:
    """Give the path below which the site will be, as MkDocs takes it from the site's address."""
    configuration = _configuration(config_file)
    path = urlsplit((configuration.site_url if configuration else None) or "").path
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def _code(config_file: Path) -> Iterable[Path]:
    """Give the files of the program, which a server that runs has read once for all."""
    configuration = _configuration(config_file)
    yield from (path for path in Path(forewarn.__file__).parent.rglob("*") if path.suffix in _CODE)
    yield from configuration.hooks if configuration else ()


def _everything(config_file: Path) -> Iterable[Path]:
    """Give all files by which a site that could not be built may be mended."""
    configuration = _configuration(config_file)
    yield from (config_file, *_code(config_file))
    if configuration:
        yield from _below(configuration.docs_dir)
        yield from _below(configuration.theme_dir) if configuration.theme_dir else ()


def _below(folder: Path) -> Iterable[Path]:
    """Give the files below a folder, as ``Path.rglob`` does in several times the time."""
    return (Path(here, name) for here, _, names in os.walk(folder) for name in names)
