"""The rules for the help pages, content/help/*.md."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from forewarn.addresses import MOST_CHARACTERS, help_page, identity, is_identity
from forewarn.checking.entry import found, is_missing
from forewarn.checking.placeholders import page_is_finished
from forewarn.checking.shape import HELP, fields_are_known
from forewarn.document import Document
from forewarn.help_page import HelpPage
from forewarn.language import language_in_name
from forewarn.problem import Level, Problem
from forewarn.rendering import Body
from forewarn.settings import Settings

FOLDER = "content/help/"


def check_help(document: Document, body: Body, settings: Settings, *, is_deployment: bool) -> tuple[Problem, ...]:
    """Put a help page to its rules. Returns all problems."""
    return tuple(_rules(document, body, settings, is_deployment=is_deployment))


def check_help_together(documents: Iterable[Document], settings: Settings) -> tuple[Problem, ...]:
    """Find help pages that would have one address. Returns a problem for each after the first."""
    first: dict[str, Document] = {}
    problems: list[Problem] = []
    for document in documents:
        other = first.setdefault(help_address(document, settings), document)
        if other is not document:
            message = f"{other.file} would have the same address, so one would hide the other."
            problems.append(found(document, "file", "id-twice", message, "Rename one of the files."))
    return tuple(problems)


def help_address(document: Document, settings: Settings) -> str:
    """Give a help page's address, which its file's name tells; one in another language belongs to that edition."""
    slug, tag = _slug_and_tag(document, settings)
    return f"{tag}/{help_page(slug)}" if tag else help_page(slug)


def help_from(document: Document, body: Body, settings: Settings) -> HelpPage:
    """Make the help page of a document that passed its rules."""
    title, description = (" ".join(document.text(field).split()) for field in ("title", "description"))
    slug, tag = _slug_and_tag(document, settings)
    return HelpPage(slug, title, description, body.html, tag)


def _slug_and_tag(document: Document, settings: Settings) -> tuple[str, str]:
    name, tag = language_in_name(PurePosixPath(document.file).stem, {each.tag for each in settings.editions})
    return identity(name), tag


def _rules(document: Document, body: Body, settings: Settings, *, is_deployment: bool) -> Iterator[Problem]:
    yield from fields_are_known(document, HELP)
    for field in ("title", "description"):
        if is_missing(document, field):
            message = f"The help page has no {field}."
            yield found(document, field, "help-incomplete", message, f'Add "{field}: ..." to the metadata.')
    if not body.lead:
        line, message = document.body_line, "There is no text below the metadata."
        cure = "Write what readers come to this page for, or delete the file."
        yield Problem(document.file, line, 1, "body", "help-incomplete", Level.ERROR, message, cure)
    yield from _place_usable(document, settings)
    yield from page_is_finished(document, is_deployment=is_deployment)


def _place_usable(document: Document, settings: Settings) -> Iterator[Problem]:
    """A help page's file can become its address: it lies in the folder itself and has a name that can be one."""
    if not is_identity(_slug_and_tag(document, settings)[0]):
        message = f'"{PurePosixPath(document.file).name}" cannot become the address of a page.'
        cure = f"Rename the file: 1 to {MOST_CHARACTERS} letters a-z, digits and hyphens, such as reporting.md."
        yield found(document, "file", "id-unusable", message, cure)
    if not document.file.endswith(FOLDER + PurePosixPath(document.file).name):
        message, cure = "A help page lies in a folder of its own.", f"Move the file to {FOLDER} itself."
        yield found(document, "file", "help-folder", message, cure)
