"""What a shell offers when Tab is pressed: names that the site has."""

from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from forewarn.checking import id_of
from forewarn.checking.entry import fold
from forewarn.commands.project import read_project_settings
from forewarn.problem import ProblemsFound
from forewarn.reading.configuration import Configuration, read_configuration
from forewarn.surveying.folder import read_all

_BAD = (ProblemsFound, OSError, ValueError)


def complete_area(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the areas that have a name which begins so, by the names of their files: these need no quotes."""
    with suppress(*_BAD):
        content = _configuration(context).docs_dir
        documents, _ = read_all(content, sorted((content / "areas").glob("*.md")))
        return [
            CompletionItem(id_of(document), help=document.text("name"))
            for document in documents
            if _begins(begun, id_of(document), document.text("name"), *(t.value for t in document.texts("aliases")))
        ]
    return []


def complete_topic(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the topics that the settings list, by their slugs."""
    with suppress(*_BAD):
        topics = read_project_settings(_configuration(context)).topics
        return [CompletionItem(each.slug, help=each.name) for each in topics if _begins(begun, each.slug, each.name)]
    return []


def _begins(begun: str, *names: str) -> bool:
    return any(fold(name).startswith(fold(begun)) for name in names)


def _configuration(context: click.Context) -> Configuration:
    return read_configuration(Path(context.params.get("config_file") or "mkdocs.yml"))
