"""Reading: bytes become a document whose fields know their line and column, or problems."""

from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.reading.characters import require_plain_characters
from forewarn.reading.encoding import decode
from forewarn.reading.fault import Fault, Unreadable
from forewarn.reading.front_matter import split
from forewarn.reading.metadata import read_metadata


def read_document(file: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one file exactly, or say why it cannot be.

    ``file`` is the name that problems carry, ``data`` the bytes of the file. The document is None where any
    of the problems is an error.
    """
    try:
        text = decode(data)
        require_plain_characters(text)
        matter = split(text)
        fields, faults = read_metadata(matter.metadata, matter.metadata_line)
        document = Document(file, fields, matter.body, matter.body_line)
    except Unreadable as unreadable:
        document, faults = None, unreadable.faults
    problems = tuple(_problem(file, fault) for fault in faults)
    broken = any(problem.level is Level.ERROR for problem in problems)
    return (None if broken else document), problems


def _problem(file: str, fault: Fault) -> Problem:
    return Problem(file, fault.line, fault.column, fault.field, fault.rule, fault.level, fault.message, fault.cure)
