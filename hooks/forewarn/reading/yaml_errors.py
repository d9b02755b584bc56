"""What a YAML parser finds wrong, in an editor's words."""

import re
from typing import Protocol

import yaml

from forewarn.reading.fault import Fault

IN_QUOTES = 'Put the text in double quotes: field: "text".'


class Mark(Protocol):
    """A place in a text, as either of PyYAML's parsers marks it: from 0."""

    line: int
    column: int


def mark_position(mark: Mark | None) -> tuple[int, int]:
    """Give the line and column of a parser's mark, from 1; those of the start where it made none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_MISALIGNED = ("did not find expected '-' indicator", "did not find expected key", "did not find expected node content")
_COLON_WITHOUT_SPACE = re.compile(r"(\s*[A-Za-z_][\w.]*):(?![\s/])(.+)$")
_COLON_IN_VALUE = re.compile(r"""(?P<field>\s*(?:- +)?[A-Za-z_][\w.]*): +(?P<value>[^"'|>\[{].*:(?: .*)?)$""")


def explained(error: yaml.MarkedYAMLError, metadata: str, first_line: int) -> Fault:
    """Put a parser's error into an editor's words, with the line as it should be typed where that is known."""
    missing_colon = error.problem == "could not find expected ':'"
    mark = error.context_mark if missing_colon else error.problem_mark
    line_number, column = mark_position(mark or error.context_mark)
    number = line_number - 1
    line = next(iter(metadata.split("\n")[number:]), "")
    if found := _COLON_IN_VALUE.match(line):
        plain = re.sub(r"^[“”](.*)[“”]$", r"\1", found["value"].strip())
        quoted = plain.replace("\\", "\\\\").replace('"', '\\"')
        message = "The text has a colon followed by a space, so it must stand in quotes."
        cure = f'Write: {found["field"].strip()}: "{quoted}"'
        return Fault(first_line + number, found.start("value") + 1, "unquoted-colon", message, cure)
    if glued := _COLON_WITHOUT_SPACE.match(line):
        message, cure = "There is no space behind the colon.", f"Write: {glued[1].strip()}: {glued[2].strip()}"
        return Fault(first_line + number, 1, "glued-colon", message, cure)
    if missing_colon:
        message = "This line is in the metadata and is no field."
        cure = 'If the text begins here, close the metadata with a line "---" (or "```") above it.'
        return Fault(first_line + number, column, "not-a-field", message, cure)
    if error.problem in _MISALIGNED:
        message = "This line does not begin where it should."
        cure = "Let fields of one group begin in one column, and those below another field two spaces to its right."
        return Fault(first_line + number, column, "misaligned", message, cure)
    message = f"The metadata cannot be read here: {error.problem or error.context}."
    return Fault(first_line + number, column, "yaml", message, IN_QUOTES)
