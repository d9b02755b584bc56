"""Problems as an editor, a program, GitHub or GitLab wants to read them."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict
from itertools import repeat
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from forewarn.problem import Level, Problem

_HARM = {level: place for place, level in enumerate(Level)}
_COLOURS = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.ADVICE: "green", Level.REPAIR: "cyan"}
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice", Level.REPAIR: "notice"}
_GITLAB = {Level.ERROR: "critical", Level.WARNING: "minor", Level.ADVICE: "info", Level.REPAIR: "info"}
_COUNTED = {
    Level.ERROR: ("error", "errors"),
    Level.WARNING: ("warning", "warnings"),
    Level.ADVICE: ("piece of advice", "pieces of advice"),
    Level.REPAIR: ("repair", "repairs"),
}


def by_harm(problems: Collection[Problem]) -> list[Problem]:
    """Sort problems: what stops the build first, then by file and line."""
    return sorted(problems, key=lambda problem: (_HARM[problem.level], problem))


def counted(problems: Collection[Problem]) -> str:
    """Say how many problems there are of each level, and in how many files."""
    if not problems:
        return "Nothing is wrong."
    levels = Counter(problem.level for problem in problems)
    parts = [f"{levels[level]} {_COUNTED[level][levels[level] > 1]}" for level in Level if levels[level]]
    files = len({problem.file for problem in problems})
    return f"{', '.join(parts)} in {files} {'file' if files == 1 else 'files'}."


def as_text(problems: Sequence[Problem], _folder: Path) -> None:
    """Print problems one a line, in colour on a terminal, and how many there are."""
    console = Console(soft_wrap=True, highlight=False)
    for problem in problems:
        line = Text(f"{problem.file}:{problem.line}:{problem.column}: ", "dim")
        line.append(f"{problem.level}: ", _COLOURS[problem.level])
        line.append(f"{problem.field}: {problem.message} {problem.cure}".rstrip(), "default")
        line.append(f" [{problem.rule}]", "dim")
        console.print(line)
    console.print(Text(counted(problems), "bold"))


def as_json(problems: Sequence[Problem], _folder: Path) -> None:
    """Print problems as a list of objects."""
    click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))


def as_github(problems: Sequence[Problem], folder: Path) -> None:
    """Print problems as commands by which GitHub marks the lines of a change.

    They are described at https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands. Files are
    named from the working folder, as ``folder`` may lie deeper in the repository.
    """
    for problem in problems:
        properties = {
            "file": os.path.relpath(folder / problem.file),
            "line": problem.line,
            "col": problem.column,
            "title": problem.rule,
        }
        place = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        message = f"{problem.field}: {problem.message} {problem.cure}".rstrip()
        click.echo(f"::{_GITHUB[problem.level]} {place}::{_escaped(message)}")


def as_gitlab(problems: Sequence[Problem], folder: Path) -> None:
    """Print problems as a report by which GitLab marks the lines of a change.

    Its form is at https://docs.gitlab.com/ci/testing/code_quality/. A problem is known again by its fingerprint, which
    is of what it says and not of its line: a text that moves down has no new problems.
    """
    click.echo(json.dumps(list(map(_for_gitlab, problems, repeat(folder))), ensure_ascii=False, indent=2))


def _for_gitlab(problem: Problem, folder: Path) -> Mapping[str, object]:
    path = Path(os.path.relpath(folder / problem.file)).as_posix()
    told = f"{problem.field}: {problem.message} {problem.cure}".rstrip()
    return {
        "description": told,
        "check_name": problem.rule,
        "fingerprint": hashlib.sha256(f"{path}\n{problem.rule}\n{told}".encode()).hexdigest(),
        "severity": _GITLAB[problem.level],
        "location": {"path": path, "lines": {"begin": problem.line}},
    }


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[Problem], Path], None]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
