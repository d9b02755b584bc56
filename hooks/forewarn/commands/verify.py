"""``forewarn verify``: is the live site what was meant?"""

import random
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from forewarn.commands.project import Project, open_project
from forewarn.problem import ProblemsFound
from forewarn.publication import Places
from forewarn.publication.manifest import Manifest, read_manifest
from forewarn.publication.record import record_from_bytes
from forewarn.site import changes_after
from forewarn.verifying import (
    Finding,
    Live,
    Unreachable,
    Verified,
    feed_findings,
    is_address,
    live_manifest,
    moment_findings,
    read_json_feed,
    sample,
    told_of,
    verify,
    wait_for,
)
from forewarn.verifying.age import JSON_FEED
from forewarn.verifying.verifying import FEEDS

_ALWAYS = ("index.html", "404.html", *FEEDS)
_MOST_LINES = 50


@click.command("verify", short_help="Hold the live site against what was built.")
@click.argument("url")
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The site as it was built.")
@click.option("--sample", "number", type=click.IntRange(1), metavar="N", help="Ask for N files only, chosen by chance.")
@click.option("--at-once", type=click.IntRange(1, 64), default=8, show_default=True, help="How many files at a time.")
@click.option("--wait", type=click.IntRange(0), default=0, metavar="SECONDS", help="Wait for an upload to be there.")
@click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The settings of the site, beside its texts; without them nothing is said of its age.",
)
@click.option("--now", envvar="FOREWARN_NOW", metavar="DATE", help="The moment to look at, instead of this one.")
def verify_(  # noqa: PLR0913, PLR0917 - click hands each option by itself
    url: str, site: Path | None, number: int | None, at_once: int, wait: int, config_file: Path, now: str | None
) -> None:
    """Ask the site at URL for every file, and tell what is missing, other, moved or old.

    Its files are held against the manifest (sha256sums.txt) of the built site, if --site names its folder, and against
    its own otherwise; its headers against those that were meant; its feed against the texts, as they are at this
    moment. Redirects are not followed. The exit status is 1 if anything is not as it should be.

    \b
    Examples:
      forewarn verify https://warnings.example/
      forewarn verify https://warnings.example/ --site site --wait 300
      forewarn verify https://warnings.example/ --sample 200
    """
    if not is_address(url):
        raise click.BadParameter("Write the whole address of the site, such as https://warnings.example/.")
    with Live(url, at_once=at_once) as live:
        manifest = _manifest(live, site, wait)
        paths = sample(manifest.sums, number, random.Random(), _ALWAYS) if number else sorted(manifest.sums)  # noqa: S311
        verified = verify(live, manifest, paths)
    findings = [*verified.findings, *_of_age(config_file, now, site, manifest, verified)]
    _print(live.base, findings, verified)
    raise SystemExit(1 if findings else 0)


def _manifest(live: Live, site: Path | None, wait: int) -> Manifest:
    """Give the manifest that the live site is held against."""
    if site is None:
        try:
            found = live_manifest(live)
        except Unreachable as why:
            raise click.ClickException(str(why)) from None
        if found is None:
            told = f"{live.base} has no list of its files (sha256sums.txt). Is this the address of the whole site?"
            raise click.ClickException(told)
        return found
    manifest = read_manifest(site)
    if manifest is None:
        raise click.ClickException(f'"{site}" is no site that was built: it has no sha256sums.txt. Run "make site".')
    wait_for(live, manifest, wait, time.monotonic, time.sleep)
    return manifest


def _of_age(
    config_file: Path, now: str | None, site: Path | None, manifest: Manifest, verified: Verified
) -> Iterator[Finding]:
    """Tell whether the live site is older than the texts, where these are at hand."""
    if not config_file.exists():
        return
    try:
        project = open_project(config_file, now)
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None
    settings, survey = project.settings, project.survey
    shown = _moment_of(site, manifest) if site else None
    if shown:
        yield from moment_findings(
            shown, project.now, changes_after(shown, survey.register, survey.channels, settings.current_for)
        )
    told = read_json_feed(verified.feeds.get(JSON_FEED, b""))
    if told is not None:
        yield from feed_findings(told, _meant(project))


def _meant(project: Project):  # type: ignore[no-untyped-def]
    return told_of(project.settings, project.survey.register.public(project.now, project.settings.current_for))


def _moment_of(site: Path, manifest: Manifest) -> datetime | None:
    """Give the moment that a built site shows, where what its build wrote down of it is still there."""
    try:
        written = Places.of(site).record.read_bytes()
    except OSError:
        return None
    return record_from_bytes(written, manifest).moment


def _print(base: str, findings: list[Finding], verified: Verified) -> None:
    for finding in findings[:_MOST_LINES]:
        click.echo(str(finding))
    if len(findings) > _MOST_LINES:
        click.echo(f"... and {len(findings) - _MOST_LINES:,} more.")
    looked = f"{verified.looked_at:,} of its {verified.of:,} files were looked at"
    if findings:
        count = "1 thing is" if len(findings) == 1 else f"{len(findings):,} things are"
        click.echo(f"{base}: {count} not as meant; {looked}.")
    else:
        click.echo(f"{base}: everything is as meant; {looked}.")
