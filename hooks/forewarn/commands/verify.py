"""``forewarn verify``: whether the live site is what was meant."""

import random
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from forewarn.commands.project import Project, open_project
from forewarn.hosting import WITHOUT_HEADERS, headers_for
from forewarn.problem import ProblemsFound
from forewarn.publication import Places
from forewarn.publication.manifest import Manifest, read_manifest
from forewarn.publication.record import record_from_bytes
from forewarn.register import PublicRegister
from forewarn.site import changes_after, moved_addresses
from forewarn.spelling import listed
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
@click.option("--no-headers", is_flag=True, help="Say nothing of headers, as where a host sends none of ours.")
@click.option("--no-age", is_flag=True, help="Say nothing of its age, as after going back to a former site.")
@click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The settings beside the texts; without them, neither headers nor age are looked at.",
)
@click.option("--now", envvar="FOREWARN_NOW", metavar="DATE", help="The moment to look at, instead of this one.")
def verify_(  # noqa: PLR0913, PLR0917 - click hands each option by itself
    url: str,
    site: Path | None,
    number: int | None,
    at_once: int,
    wait: int,
    no_headers: bool,  # noqa: FBT001 - click's flag
    no_age: bool,  # noqa: FBT001 - likewise
    config_file: Path,
    now: str | None,
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
    project = _project(config_file, now)
    has_headers = project and not no_headers and project.settings.host not in WITHOUT_HEADERS
    meant = partial(headers_for, project.settings) if project and has_headers else None
    with Live(url, at_once=at_once) as live:
        manifest = _manifest(live, site, wait)
        paths = sample(manifest.sums, number, random.Random(), _ALWAYS) if number else sorted(manifest.sums)  # noqa: S311 - no secret
        verified = verify(live, manifest, paths, meant, _moved(project, live) if project else {})
    dated = None if no_age else project
    of_age = _of_age(dated, _moment_of(site, manifest) if site else None, verified) if dated else ()
    findings = [*verified.findings, *of_age]
    _print(live.base, findings, verified, has_age=dated is not None, has_headers=meant is not None)
    raise SystemExit(1 if findings else 0)


def _project(config_file: Path, now: str | None) -> Project | None:
    """Open the project; None where there is none here."""
    if not config_file.exists():
        return None
    try:
        return open_project(config_file, now)
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None


def _moved(project: Project, live: Live) -> Mapping[str, str]:
    """Give where a host may lead from addresses that have moved, by the paths of their files.

    Each has a page as well, for hosts that lead nowhere.
    """
    moved = moved_addresses(project.settings, _public(project))
    return {live.page(each.was): live.base + each.now for each in moved}


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


def _of_age(project: Project, shown: datetime | None, verified: Verified) -> Iterator[Finding]:
    """Tell whether the live site is older than the texts; ``shown`` is the moment that the built site shows."""
    survey, current_for = project.survey, project.settings.current_for
    if shown:
        changes = changes_after(shown, survey.register, survey.channels, current_for)
        yield from moment_findings(shown, project.now, changes)
    told = read_json_feed(verified.feeds.get(JSON_FEED, b""))
    if told is not None:
        yield from feed_findings(told, told_of(project.settings, _public(project)))


def _public(project: Project) -> PublicRegister:
    return project.survey.register.public(project.now, project.settings.current_for)


def _moment_of(site: Path, manifest: Manifest) -> datetime | None:
    """Give the moment that a built site shows, where what its build wrote down of it is still there."""
    try:
        written = Places.of(site).record.read_bytes()
    except OSError:
        return None
    return record_from_bytes(written, manifest).moment


def _print(base: str, findings: list[Finding], verified: Verified, *, has_age: bool, has_headers: bool) -> None:
    for finding in findings[:_MOST_LINES]:
        click.echo(str(finding))
    if len(findings) > _MOST_LINES:
        click.echo(f"... and {len(findings) - _MOST_LINES:,} more.")
    looked = f"{verified.looked_at:,} of its {verified.of:,} files were looked at"
    besides = [name for name, was_looked_at in (("headers", has_headers), ("age", has_age)) if was_looked_at]
    more = f", and its {listed(besides, 'and')}" if besides else ""
    if findings:
        count = "1 thing is" if len(findings) == 1 else f"{len(findings):,} things are"
        click.echo(f"{base}: {count} not as meant; {looked}{more}.")
    else:
        click.echo(f"{base}: everything is as meant; {looked}{more}.")
