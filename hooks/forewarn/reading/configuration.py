"""mkdocs.yml may run code through YAML tags. It is the site owner's file, and still none of it may."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from forewarn.problem import Level, Problem, ProblemsFound

_PYTHON = "tag:yaml.org,2002:python/"


def require_plain_configuration(path: Path) -> None:
    """Raise ProblemsFound if a configuration, or one that it inherits from, has tags by which PyYAML runs Python.

    ``path`` is the file that MkDocs has read.
    """
    if problems := tuple(_python_tags(path, frozenset())):
        raise ProblemsFound(problems)


def _python_tags(path: Path, seen: frozenset[Path]) -> Iterator[Problem]:
    if path in seen or not path.is_file():
        return
    events = list(yaml.parse(path.read_bytes(), Loader=yaml.BaseLoader))
    for event, following in zip(events, [*events[1:], None], strict=True):
        tag = getattr(event, "tag", None)
        if tag and tag.startswith(_PYTHON):
            line = event.start_mark.line + 1 if event.start_mark else 1
            message = f'The tag "!!python/{tag.removeprefix(_PYTHON)}" runs code.'
            cure = "Write the value itself; code belongs into hooks/."
            yield Problem(path.name, line, 1, "configuration", "python-tag", Level.ERROR, message, cure)
        if getattr(event, "value", None) == "INHERIT":
            parent = path.parent / str(getattr(following, "value", ""))
            yield from _python_tags(parent, seen | {path})
