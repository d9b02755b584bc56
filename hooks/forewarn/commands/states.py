"""``forewarn states``: what is public, what is to come, and when the site changes next."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from forewarn.advisory import Advisory, State, Status
from forewarn.commands.project import Project, open_project, project_options, require_whole
from forewarn.problem import ProblemsFound
from forewarn.site import Change, Event, changes_after
from forewarn.spelling import listed

_ORDER = (State.SCHEDULED, State.CURRENT, State.PAST, State.SUPERSEDED, State.WITHDRAWN, State.DRAFT)
_SAID = {
    State.SCHEDULED: "public from",
    State.CURRENT: "current until",
    State.PAST: "past since",
    State.SUPERSEDED: "corrected; published",
    State.WITHDRAWN: "withdrawn; published",
    State.DRAFT: "draft; would be public from",
}
_HAPPENS = {
    Event.PUBLISHED: "{} is published",
    Event.UPDATED: "{} is updated",
    Event.EXPIRES: "{} stops being current",
    Event.OPENS: "the channel {} opens",
    Event.CLOSES: "the channel {} closes",
}


@click.command(short_help="Say what is to come, expiring and past.")
@click.option("--next", "only_next", is_flag=True, help="Print only the next moment at which the site changes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_options
def states(only_next: bool, form: str, config_file: Path, now: str | None) -> None:  # noqa: FBT001 - click's flag
    """List every advisory by its state, or only the next moment at which the site changes by itself.

    A static site changes when it is built, so build it again at that moment. With --next nothing is printed if nothing
    is to come. An error that would stop a build stops this as well.

    \b
    Examples:
      forewarn states
      forewarn states --next
    """
    try:
        project = open_project(config_file, now)
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None
    require_whole(project, "what is to come")
    changes = changes_after(project.now, project.survey.register, project.survey.channels, project.settings.current_for)
    if only_next:
        _print_next(project, changes)
    elif form == "json":
        _print_json(project, changes)
    else:
        _print_table(project, changes)


def _print_next(project: Project, changes: Sequence[Change]) -> None:
    if changes:
        click.echo(changes[0].when.astimezone(project.settings.time_zone).isoformat())


def _print_json(project: Project, changes: Sequence[Change]) -> None:
    listed = [
        {"id": advisory.id, "state": state, "when": when.isoformat(), "title": advisory.title, "file": advisory.file}
        for advisory, state, when in _states(project)
    ]
    to_come = [{"when": change.when.isoformat(), "event": change.event, "id": change.id} for change in changes]
    click.echo(json.dumps({"advisories": listed, "changes": to_come}, ensure_ascii=False, indent=2))


def _print_table(project: Project, changes: Sequence[Change]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    rows = _states(project)
    said, ids = max(map(len, _SAID.values())), max((len(advisory.id) for advisory, _, _ in rows), default=0)
    for advisory, state, when in rows:
        moment = _by_the_clock(project, when)
        line = Text(f"{_SAID[state]:<{said}}  {moment}  ").append(f"{advisory.id:<{ids}}  ", "bold")
        console.print(line.append(advisory.file, "dim"))
    if not rows:
        console.print("There are no advisories.")
    console.print(Text(_next_build(project, changes), "bold"))


def _next_build(project: Project, changes: Sequence[Change]) -> str:
    """Say when the site is to be built again, and why then."""
    if not changes:
        return "Nothing of the site changes by itself any more."
    next_ = changes[0].when
    what = listed([_HAPPENS[change.event].format(change.id) for change in changes if change.when == next_], "and")
    return f"Build the site again at {_by_the_clock(project, next_)}: {what}."


def _by_the_clock(project: Project, when: datetime) -> str:
    return when.astimezone(project.settings.time_zone).strftime("%Y-%m-%d %H:%M")


def _states(project: Project) -> list[tuple[Advisory, State, datetime]]:
    """Give every advisory with its state and the moment that matters: of the first by state, the soonest first."""
    now, current_for = project.now, project.settings.current_for
    corrections = (a for a in project.survey.register.advisories if a.is_public(now) and a.status is Status.LIVE)
    replaced = {correction.replaces for correction in corrections}
    found = []
    for advisory in project.survey.register.advisories:
        seen = advisory.as_of(now)
        state = advisory.state(now, current_for, is_replaced=advisory.id in replaced)
        ends = state in {State.CURRENT, State.PAST}
        found.append((advisory, state, seen.current_until(current_for) if ends else advisory.published))
    return sorted(found, key=lambda entry: (_ORDER.index(entry[1]), entry[2], entry[0].id))
