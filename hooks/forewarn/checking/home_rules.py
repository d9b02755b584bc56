"""The rules for the words on the home page."""

from collections.abc import Iterator

from forewarn.checking.entry import found, is_missing
from forewarn.checking.letter_rules import home_drawable
from forewarn.checking.placeholders import page_is_finished
from forewarn.checking.shape import HOME, fields_are_known
from forewarn.document import Document
from forewarn.drawing.typefaces import Typefaces
from forewarn.home import Home
from forewarn.problem import Problem
from forewarn.rendering import Body


def check_home(document: Document, typefaces: Typefaces | None, *, is_deployment: bool) -> tuple[Problem, ...]:
    """Put the home page to its rules. Returns all problems.

    ``typefaces`` are the fonts of the share cards, where some are drawn.
    """
    return tuple(_rules(document, typefaces, is_deployment=is_deployment))


def _rules(document: Document, typefaces: Typefaces | None, *, is_deployment: bool) -> Iterator[Problem]:
    yield from fields_are_known(document, HOME)
    for field in ("title", "description"):
        if is_missing(document, field):
            yield found(document, field, "home-incomplete", f"The home page has no {field}.", "Add it to the metadata.")
    yield from home_drawable(document, typefaces)
    yield from page_is_finished(document, is_deployment=is_deployment)


def home_from(document: Document, body: Body) -> Home:
    """Make the home page of a document that passed its rules."""
    return Home(document.text("title"), document.text("description"), body.html)
