"""Reading: bytes become a document whose fields know their line and column, or problems."""

from collections.abc import Callable

from forewarn.characters import described, hidden_characters
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.reading.encoding import decode
from forewarn.reading.fault import Fault, Unreadable, position
from forewarn.reading.front_matter import Matter, all_metadata, split
from forewarn.reading.metadata import read_metadata


def read_document(file: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one file with metadata and a body exactly, or say why it cannot be.

    ``file`` is the name that problems carry, ``data`` the bytes of the file. The document is None where any
    of the problems is an error.
    """
    return _read(file, data, split)


def read_fields(file: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one file of nothing but fields, by the same rules; the document has an empty body."""
    return _read(file, data, all_metadata)


def _read(file: str, data: bytes, cut: Callable[[str], Matter]) -> tuple[Document | None, tuple[Problem, ...]]:
    try:
        text = decode(data)
        _require_plain_characters(text)
        matter = cut(text)
        fields, faults = read_metadata(matter.metadata, matter.metadata_line)
        document = Document(file, fields, matter.body, matter.body_line)
        _require_plain_values(document)
    except Unreadable as unreadable:
        document, faults = None, unreadable.faults
    problems = tuple(_problem(file, fault) for fault in faults)
    broken = any(problem.level is Level.ERROR for problem in problems)
    return (None if broken else document), problems


def _require_plain_characters(text: str) -> None:
    """Refuse characters that cannot be seen; each kind is named once, where it first stands."""
    first: dict[str, int] = {}
    for offset, character in hidden_characters(text):
        first.setdefault(character, offset)
    if first:
        raise Unreadable(_hidden(character, *position(text, offset)) for character, offset in first.items())


def _require_plain_values(document: Document) -> None:
    r"""Refuse the same characters where YAML's escapes made them (``"\u202e"``)."""
    faults = [
        _hidden(character, text.line, text.column)
        for _, text in document.all_texts()
        for _, character in hidden_characters(text.value)
    ]
    if faults:
        raise Unreadable(faults)


def _hidden(character: str, line: int, column: int) -> Fault:
    return Fault(line, column, "hidden-character", *described(character), field="file")


def _problem(file: str, fault: Fault) -> Problem:
    return Problem(file, fault.line, fault.column, fault.field, fault.rule, fault.level, fault.message, fault.cure)
