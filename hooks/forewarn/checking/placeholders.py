"""Words that stand for words of the publisher's own, and are not meant for the public."""

from collections.abc import Iterator
from dataclasses import replace

from forewarn.document import Document
from forewarn.placeholders import STILL_TO_WRITE, placeholders_in
from forewarn.problem import Level, Problem


def placeholders_replaced(document: Document, words: str, *, is_deployment: bool) -> Iterator[Problem]:
    """Every placeholder has made room for the publisher's own words, at the latest when the site is deployed.

    ``words`` are those of the body, each at its own place: all of it, or with blanks for what is no running text.
    """
    texts = tuple(document.all_texts())
    if not any(placeholders_in("\n\n".join((words, *(text.value for _, text in texts))))):
        return
    for field, text in texts:
        for _, written in placeholders_in(text.value):
            yield _problem(document, text.line, text.column, field, written, is_deployment=is_deployment)
    for offset, written in placeholders_in(words):
        line, column = document.body_position(offset)
        yield _problem(document, line, column, "body", written, is_deployment=is_deployment)


def page_is_finished(document: Document, *, is_deployment: bool) -> Iterator[Problem]:
    """Every placeholder of a page has made room for the publisher's own words, as with ``placeholders_replaced``.

    A page may ship with many. Until the site is deployed they are told of in one line, or nobody reads the others.
    """
    problems = tuple(placeholders_replaced(document, document.body, is_deployment=is_deployment))
    if is_deployment or len(problems) <= 1:
        yield from problems
    else:
        first, *others = problems
        more = "1 more does" if len(others) == 1 else f"{len(others)} more do"
        yield replace(first, message=f"{first.message.removesuffix('.')}; further down {more}.")


def _problem(  # noqa: PLR0913 - a problem has as many parts
    document: Document, line: int, column: int, field: str, written: str, *, is_deployment: bool
) -> Problem:
    name = " ".join(written.split())
    if name == STILL_TO_WRITE and document.text("publish.status") != "draft":
        message, cure = "The text is not written yet.", f'Write it in place of "{name}", or keep it a draft.'
        return Problem(document.file, line, column, field, "placeholder", Level.ERROR, message, cure)
    level = Level.ERROR if is_deployment else Level.WARNING
    braces = ", without the braces" if name.startswith("{") else ""
    cure = f"Write the words that it stands for{braces}."
    if not is_deployment:
        cure += " The site cannot be deployed before."
    return Problem(
        document.file, line, column, field, "placeholder", level, f'"{name}" stands for words of your own.', cure
    )
