"""``forewarn new``: a new advisory that passes every check, from the answers to a few questions."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from forewarn import addresses
from forewarn.commands.answers import Answers, ids_in, mended_by, new_id, typed_date, year_of
from forewarn.commands.asking import (
    Choices,
    ask_advice,
    ask_areas,
    ask_body,
    ask_locale,
    ask_severity,
    ask_summary,
    ask_text,
    ask_title,
    ask_topics,
    can_ask,
)
from forewarn.commands.completion import complete_area, complete_topic
from forewarn.commands.project import Project, open_project, project_options
from forewarn.dates import NotADate, read_date
from forewarn.placeholders import STILL_TO_WRITE
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.spelling import listed
from forewarn.surveying.folder import file_name
from forewarn.writing import write_new

_REQUIRED = {"title": "--title", "areas": "--area"}
_ASKED = ("title", "areas", "topics", "severity", "advice", "summary")
_STILL_TO_WRITE = "placeholder"


@dataclass(frozen=True)
class _Proposal:
    """A text that is not written yet: what was answered, its id, its file, its bytes, and what is wrong with it.

    What a draft still has to say is not wrong with it.
    """

    answers: Answers
    id: str
    path: Path
    data: bytes
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What keeps it from being written: errors, and what would have to be mended at once."""
        return tuple(problem for problem in self.problems if problem.level is not Level.WARNING)


@click.command(short_help="Write a new advisory.")
@click.option("--title", help="The headline.")
@click.option("--area", "areas", multiple=True, shell_complete=complete_area, help="Where; may be given several times.")
@click.option("--topic", "topics", multiple=True, shell_complete=complete_topic, help="The kind of scam; the same.")
@click.option("--severity", metavar="[urgent|warning|advice]", help="How much it asks of its readers.")
@click.option("--advice", multiple=True, help="What to do, in one short line; may be given several times.")
@click.option("--summary", help="One sentence for previews; otherwise the first one of the text.")
@click.option("--body", help='The text, in markdown; "-" reads it from the standard input.')
@click.option("--editor", is_flag=True, help="Write the text in your own editor (VISUAL, EDITOR).")
@click.option("--locale", help="The language of the text, such as cy_GB; otherwise the site's.")
@click.option("--date", help="When it becomes public; otherwise now.")
@click.option("--live/--draft", "is_live", default=False, help="Publish it with the next build, or keep it [draft].")
@project_options
def new(config_file: Path, now: str | None, *, is_live: bool, editor: bool, **given: Any) -> None:
    """Write a new advisory into content/advisories/, and ask for what is not given as an option.

    It is a draft, which no build publishes, unless you say --live. Nothing is written that a build would refuse, and
    no file is ever overwritten. If nobody can be asked, because this is no terminal, --title and --area must be given.

    \b
    Examples:
      forewarn new
      forewarn new --title "Texts about a parcel fee" --area Kent --area Essex
      forewarn new --title "Callers ask for cash" --area Kent --live --body - < text.md
    """
    project = _opened(config_file, now, is_live=is_live)
    choices = Choices(project.survey.areas, project.settings)
    body = _body_of(given.pop("body"))
    if is_live and not (body or editor):
        raise click.UsageError("What is published at once needs a text: give it with --body or --editor.")
    if editor and not can_ask():
        raise click.UsageError("--editor needs a terminal. Give the text with --body instead.")
    answers = _read(given, choices)
    answers = replace(answers, is_live=is_live, body=body, date=answers.date or _now_of(project))
    if can_ask():
        answers = _completed(answers, choices, editor=editor)
    else:
        _require(answers)
    proposal = _accepted(project, choices, answers)
    try:
        write_new(proposal.path, proposal.data)
    except OSError as error:
        message = f"{proposal.path.name} could not be written: {error.strerror or error}."
        raise click.ClickException(message) from None
    _tell(project, proposal)


def _opened(config_file: Path, now: str | None, *, is_live: bool) -> Project:
    """Open a project; what is to be public at once is checked as before a deployment."""
    try:
        return open_project(config_file, now, is_deployment=is_live)
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None


def _body_of(body: str | None) -> str | None:
    """Give the text that was given, if there are words in it."""
    if body == "-":
        try:
            body = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise click.UsageError('The text is not in UTF-8. Save it with the encoding "UTF-8".') from None
    written = (body or "").replace("\r\n", "\n").replace("\r", "\n")
    return written if written.strip() else None


def _now_of(project: Project) -> str:
    return typed_date(project.now, project.settings.time_zone)


def _read(given: Mapping[str, Any], choices: Choices) -> Answers:
    """Read the answers that were given as options. A wrong one is asked for again where somebody can be asked."""
    known: dict[str, Any] = {name: (given[name] or "").strip() or None for name in ("title", "summary")}
    known["advice"] = given["advice"] or None
    readers: Mapping[str, Callable[[Any], Any]] = {
        "areas": lambda written: _flat(map(choices.several_areas, written)),
        "topics": lambda written: _flat(map(choices.several_topics, written)),
        "severity": choices.severity,
        "locale": choices.locale,
        "date": lambda written: _date(written, choices),
    }
    for name, reader in readers.items():
        try:
            known[name] = reader(given[name]) if given[name] else None
        except click.BadParameter as wrong:
            if not can_ask():
                raise click.BadParameter(wrong.message, param_hint=f"--{name.removesuffix('s')}") from None
            click.echo(wrong.message)
            known[name] = _asked(name, choices, Answers())
    return Answers(**known)


def _flat(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _date(written: str, choices: Choices) -> str:
    try:
        read_date(written, choices.settings.time_zone)
    except NotADate as reason:
        raise click.BadParameter(f'{reason} Write it like "2026-12-24 08:00".') from None
    return written


def _require(answers: Answers) -> None:
    """Refuse answers that lack what no advisory can be without, as nobody can be asked for it."""
    missing = [option for name, option in _REQUIRED.items() if not getattr(answers, name)]
    if missing:
        raise click.UsageError(f"Nobody can be asked here, as this is no terminal. Give {listed(missing, 'and')}.")


def _completed(answers: Answers, choices: Choices, *, editor: bool) -> Answers:
    """Ask for what was not given; for the text last of all. Without one, it is a draft."""
    for name in _ASKED:
        if getattr(answers, name) is None:
            answers = replace(answers, **{name: _asked(name, choices, answers)})
    if editor:
        answers = replace(answers, body=ask_body(answers.body))
    if answers.is_live and not answers.body:
        click.echo("It has no text yet, so it is a draft.")
        answers = replace(answers, is_live=False)
    return answers


def _accepted(project: Project, choices: Choices, answers: Answers) -> _Proposal:
    """Ask until there is a text that nothing is wrong with. Raises ClickException where nobody can be asked."""
    proposal = _proposed(project, answers)
    while proposal.refused:
        mended = [mended_by(problem, proposal.data) for problem in proposal.refused]
        told = [f"{problem.field}: {problem.message} {problem.cure}".rstrip() for problem in proposal.refused]
        if not can_ask() or None in mended:
            raise click.ClickException("\n".join([*told, "Nothing was written."]))
        click.echo("\n".join(told))
        for name in dict.fromkeys(filter(None, mended)):
            answers = replace(answers, **{name: _asked(name, choices, answers)})
        proposal = _proposed(project, answers)
    return proposal


def _asked(name: str, choices: Choices, answers: Answers) -> Any:
    questions: Mapping[str, Callable[[], Any]] = {
        "title": ask_title,
        "areas": lambda: ask_areas(choices),
        "topics": lambda: ask_topics(choices),
        "severity": lambda: ask_severity(choices),
        "advice": ask_advice,
        "summary": ask_summary,
        "body": lambda: ask_body(answers.body),
        "locale": lambda: ask_locale(choices),
        "date": lambda: ask_text("Date, such as 2026-12-24 08:00"),
    }
    return questions[name]()


def _proposed(project: Project, answers: Answers) -> _Proposal:
    """Put a text before all rules as if it were there, and give what would be wrong then and is not now."""
    zone, folder = project.settings.time_zone, project.content / "advisories"
    taken = {*ids_in(folder), *(text.gist.id.value for text in project.survey.texts if text.gist)}
    id_ = new_id(answers.title or "", project.now.astimezone(zone), taken)
    path = folder / str(year_of(answers.date or "", project.now, zone)) / f"{id_}.md"
    data = answers.text(file_name(project.content, path))
    before = set(project.survey.problems)
    found = (problem for problem in project.surveyed_with(path, data).problems if problem not in before)
    problems = tuple(problem for problem in found if answers.is_live or problem.rule != _STILL_TO_WRITE)
    return _Proposal(answers, id_, path, data, problems)


def _tell(project: Project, proposal: _Proposal) -> None:
    """Say where the file is, what may still be done to it, and how to see it."""
    settings, address = project.settings, addresses.advisory(proposal.id)
    file = file_name(project.content, proposal.path)
    click.echo(f"Written: {file}")
    for problem in proposal.problems:
        click.echo(f"  {problem.field}: {problem.message} {problem.cure}".rstrip())
    if STILL_TO_WRITE.encode() in proposal.data:
        click.echo(f"Open it, and write your text in place of {STILL_TO_WRITE}.")
    click.echo(f"To see it: forewarn preview, and then http://127.0.0.1:8000{_below(settings.site_url)}{address}")
    public = settings.absolute(address)
    if proposal.answers.is_live:
        when = read_date(proposal.answers.date or "", settings.time_zone).when
        moment = "the next build" if when <= project.now else f"the first build after {proposal.answers.date}"
        click.echo(f"With {moment} it is public, at {public}")
    else:
        click.echo('It is a draft. To publish it, take out the line "status: draft" and build the site.')
        click.echo(f"It will be at {public}")


def _below(site_url: str) -> str:
    """Give the path of a site's address, with a slash at both ends."""
    return "/" + "/".join(site_url.split("/")[3:])
