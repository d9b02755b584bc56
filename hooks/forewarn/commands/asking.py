"""Asking an editor what a new advisory is to say: each question with what may be answered, and Tab for names."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import ModuleType

import click

from forewarn.addresses import identity
from forewarn.advisory import Severity
from forewarn.area import Area
from forewarn.checking import area_names
from forewarn.checking.entry import fold
from forewarn.checking.kind_rules import MOST_ADVICE
from forewarn.language import is_locale
from forewarn.placeholders import STILL_TO_WRITE
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean, listed

MOST_LISTED = 12


@dataclass(frozen=True)
class Choices:
    """What a site lets an editor choose from: its areas, and its topics where it lists some."""

    areas: tuple[Area, ...]
    settings: Settings

    def area(self, written: str) -> str:
        """Give the name of an area by any of its names. Raises BadParameter with the nearest one."""
        area = area_names(self.areas).get(fold(written))
        if area is None:
            known = [name for each in self.areas for name in each.names if name != each.slug]
            hint = did_you_mean(written, known) or _all_of(each.name for each in self.areas)
            raise click.BadParameter(f'"{written}" is not an area. {hint}'.rstrip())
        return area.name

    def topic(self, written: str) -> str:
        """Give the name of a topic as the settings write it. Raises BadParameter with the nearest one."""
        by_slug = {topic.slug: topic.name for topic in self.settings.topics}
        if not by_slug:
            return written
        name = by_slug.get(identity(written))
        if name is None:
            hint = did_you_mean(written, by_slug.values()) or f"The topics are {listed(by_slug.values(), 'and')}."
            raise click.BadParameter(f'"{written}" is not a topic. {hint}')
        return name

    def severity(self, written: str) -> str:
        """Give a severity. Raises BadParameter where it is none."""
        if written.casefold() not in set(Severity):
            hint = did_you_mean(written, Severity) or f"It can be {listed(Severity)}."
            raise click.BadParameter(f'"{written}" is no severity. {hint}')
        return written.casefold()

    def locale(self, written: str) -> str:
        """Give the language of a text as Open Graph writes it. Raises BadParameter where a text may not be in it."""
        allowed = self.settings.languages
        if not is_locale(written) or (allowed and written not in allowed):
            cure = f"It can be {listed(allowed)}." if allowed else "Write it like en_GB or cy_GB."
            raise click.BadParameter(f'"{written}" is no language. {cure}')
        return written

    def several_areas(self, written: str) -> tuple[str, ...]:
        """Give areas of which the names stand one behind another, with commas between them."""
        return _several(written, self.area, area_names(self.areas))

    def several_topics(self, written: str) -> tuple[str, ...]:
        """Give topics in the same way."""
        return _several(written, self.topic, {fold(topic.name): topic for topic in self.settings.topics})


def _several(written: str, known: Callable[[str], str], whole: Mapping[str, object]) -> tuple[str, ...]:
    """Part what an editor has written at its commas, unless the whole of it is one name."""
    parts = [written] if fold(written) in whole else re.split(r"[,;]", written)
    return tuple(dict.fromkeys(known(part.strip()) for part in parts if part.strip()))


def _all_of(names: Iterable[str]) -> str:
    every = sorted(names)
    if not every:
        return "There is none yet."
    return f"There are {listed(every, 'and')}." if len(every) <= MOST_LISTED else ""


def can_ask() -> bool:
    """Tell whether somebody is there who can answer."""
    return sys.stdin.isatty()


def ask_title() -> str:
    """Ask for the title."""
    return str(click.prompt("Title", value_proc=_something))


def ask_areas(choices: Choices) -> tuple[str, ...]:
    """Ask for the areas."""
    with _completing([area.name for area in choices.areas]):
        answer: tuple[str, ...] = click.prompt("Area (several with commas between them)", value_proc=_some(choices))
    return answer


def ask_topics(choices: Choices) -> tuple[str, ...]:
    """Ask for the topics, of which there may be none."""
    names = [topic.name for topic in choices.settings.topics]
    if names:
        click.echo(f"Topics: {', '.join(names)}.")
    with _completing(names):
        answer: tuple[str, ...] = click.prompt(
            "Topic (Enter for none)", default="", show_default=False, value_proc=choices.several_topics
        )
    return answer


def ask_severity(choices: Choices) -> str:
    """Ask for the severity."""
    for severity in Severity:
        click.echo(f"  {severity}: {severity.meaning}")
    with _completing(list(Severity)):
        return str(click.prompt("Severity", default=Severity.WARNING.value, value_proc=choices.severity))


def ask_advice() -> tuple[str, ...]:
    """Ask for what to do, line by line."""
    click.echo(f"What to do, in up to {MOST_ADVICE} short lines. An empty line ends it.")
    lines: list[str] = []
    while len(lines) < MOST_ADVICE:
        line = str(click.prompt(f"  {len(lines) + 1}", default="", show_default=False)).strip()
        if not line:
            break
        lines.append(line)
    return tuple(lines)


def ask_summary() -> str:
    """Ask for the summary, which need not be."""
    return str(click.prompt("Summary (Enter to take the first sentence of the text)", default="", show_default=False))


def ask_locale(choices: Choices) -> str:
    """Ask for the language of the text."""
    return str(click.prompt("Language, such as en_GB", value_proc=choices.locale))


def ask_text(label: str) -> str:
    """Ask for any other text of one line."""
    return str(click.prompt(label, value_proc=_something))


def ask_body(former: str | None) -> str | None:
    """Open the editor's own program for the text. Returns None where there is none yet."""
    click.pause("Press any key, and your editor opens for the text.")
    written = click.edit(former or STILL_TO_WRITE, extension=".md")
    return written if written and written.strip() not in {"", STILL_TO_WRITE} else former


def _something(answer: str) -> str:
    if not answer.strip():
        raise click.BadParameter("There are no words in it.")
    return answer.strip()


def _some(choices: Choices) -> Callable[[str], tuple[str, ...]]:
    def areas(answer: str) -> tuple[str, ...]:
        found = choices.several_areas(answer)
        if not found:
            raise click.BadParameter("Name at least one area.")
        return found

    return areas


@contextmanager
def _completing(names: Sequence[str]) -> Iterator[None]:
    """Let Tab complete the last of some names with commas between them, where the terminal can do that."""
    readline = _readline()
    if readline is None:
        yield
        return
    former = readline.get_completer(), readline.get_completer_delims()

    def completed(begun: str, number: int) -> str | None:
        fitting = [name for name in names if name.casefold().startswith(begun.strip().casefold())]
        return fitting[number] if number < len(fitting) else None

    readline.set_completer_delims(",")
    readline.set_completer(completed)
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(former[0])
        readline.set_completer_delims(former[1])


def _readline() -> ModuleType | None:
    with suppress(ImportError):  # there is none on Windows
        import readline  # noqa: PLC0415 - the same

        return readline
    return None
