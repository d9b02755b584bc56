"""mkdocs.yml may run code through YAML tags. It is the site owner's file, and still none of it may."""

from collections.abc import Iterator

import yaml

from forewarn.problem import Level, Problem, ProblemsFound

_PYTHON = "tag:yaml.org,2002:python/"


def require_plain_configuration(file: str, text: str) -> None:
    """Raise ProblemsFound if a configuration has tags by which PyYAML runs Python or loads it by name."""
    if problems := tuple(_python_tags(file, text)):
        raise ProblemsFound(problems)


def _python_tags(file: str, text: str) -> Iterator[Problem]:
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        tag = getattr(event, "tag", None)
        if tag and tag.startswith(_PYTHON):
            line = event.start_mark.line + 1 if event.start_mark else 1
            message = f'The tag "!!python/{tag.removeprefix(_PYTHON)}" runs code.'
            cure = "Write the value itself; code belongs into hooks/."
            yield Problem(file, line, 1, "configuration", "python-tag", Level.ERROR, message, cure)
