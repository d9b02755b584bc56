"""Words that stand for words of the publisher's own, and are not meant for the public."""

import re
from collections.abc import Iterator

from forewarn.document import Document
from forewarn.problem import Level, Problem

_IN_BRACES = re.compile(r"\{\s*[^\W\d_][^{}]{1,99}\}")


def placeholders_in(text: str) -> Iterator[tuple[int, str]]:
    """Find what is written in capitals between braces, each with its place in the text.

    >>> list(placeholders_in("Call {NAME OF FORCE} on 101."))
    [(5, '{NAME OF FORCE}')]
    """
    for match in _IN_BRACES.finditer(text):
        if match.group().isupper():
            yield match.start(), match.group()


def placeholders_replaced(document: Document, *, is_deployment: bool) -> Iterator[Problem]:
    """Every placeholder has made room for the publisher's own words, at the latest when the site is deployed."""
    for field, text in document.all_texts():
        for _, written in placeholders_in(text.value):
            yield _problem(document.file, text.line, text.column, field, written, is_deployment=is_deployment)
    for offset, written in placeholders_in(document.body):
        line, column = document.body_position(offset)
        yield _problem(document.file, line, column, "body", written, is_deployment=is_deployment)


def _problem(  # noqa: PLR0913 - a problem has as many parts
    file: str, line: int, column: int, field: str, written: str, *, is_deployment: bool
) -> Problem:
    name = " ".join(written.split())
    level = Level.ERROR if is_deployment else Level.WARNING
    cure = "Write the words that it stands for, without the braces."
    if not is_deployment:
        cure += " The site cannot be deployed before."
    return Problem(file, line, column, field, "placeholder", level, f'"{name}" stands for words of your own.', cure)
