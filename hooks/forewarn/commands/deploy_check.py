"""``forewarn deploy-check``: whether a host takes the finished site, told before anything is uploaded."""

from pathlib import Path

import click

from forewarn.commands.deploy_files import HOSTS
from forewarn.commands.project import config_file_option
from forewarn.hosting import Finding, Measured, findings, has_paid_plan, measured
from forewarn.problem import ProblemsFound
from forewarn.publication.manifest import ADDRESS as MANIFEST
from forewarn.reading.configuration import read_configuration
from forewarn.settings import Host


@click.command("deploy-check", short_help="Say whether a web host takes the finished site.")
@click.argument("host", type=HOSTS)
@click.option(
    "--site",
    "-d",
    "--site-dir",
    "site_dir",
    type=click.Path(path_type=Path),
    help="The folder of the finished site, if it is another than the settings say.",
)
@click.option("--paid", is_flag=True, help="Go by the plan of the host that costs something.")
@config_file_option
def deploy_check(host: str, site_dir: Path | None, paid: bool, config_file: Path) -> None:  # noqa: FBT001 - click's flag
    """Count the files and bytes of the finished site against what HOST takes.

    The exit status is 1 where there is too much, with what to switch off, or where there is something that no build
    has made. What is near a limit is told, and is no fault yet.

    \b
    Examples:
      forewarn deploy-check github-pages
      forewarn deploy-check cloudflare --site site --paid
    """
    if paid and not has_paid_plan(Host(host)):
        raise click.BadParameter(f"No plan of {host} is known that takes more.", param_hint="--paid")
    site = site_dir or _site_of(config_file)
    if not (site / MANIFEST).is_file():
        raise click.ClickException(
            f'{site} is no finished site: there is no {MANIFEST} in it. "make deploy" builds one.'
        )
    try:
        found = measured(site)
    except OSError as reason:
        raise click.ClickException(f"{site} cannot be read: {reason.strerror}.") from None
    told = tuple(findings(found, Host(host), is_paid=paid))
    _tell(found, told, host)
    raise SystemExit(1 if any(finding.is_refused for finding in told) else 0)


def _site_of(config_file: Path) -> Path:
    try:
        return read_configuration(config_file).site_dir
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None


def _tell(found: Measured, told: tuple[Finding, ...], host: str) -> None:
    total, (largest, size) = found.total, found.largest
    click.echo(
        f"{total.files:,} files, {total.entries:,} entries with folders, {total.bytes:,} bytes;"
        f" the largest is {largest} with {size:,} bytes."
    )
    for finding in told:
        click.echo(f"{'error' if finding.is_refused else 'warning'}: {finding.says}", err=finding.is_refused)
    if not told:
        click.echo(f"{host} takes it.")
