"""What a YAML parser finds wrong, in an editor's words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class _Stop:
    """Where a parser gave up, and why: the line and column to look at, from 1, in the lines of its text."""

    problem: str
    context: str
    lines: tuple[str, ...]
    line: int
    column: int

    @property
    def text(self) -> str:
        """The line to look at; empty behind the last."""
        return next(iter(self.lines[self.line - 1 :]), "")


_NO_COLON = "could not find expected ':'"
_MISALIGNED = (
    "did not find expected '-' indicator",
    "did not find expected key",
    "did not find expected node content",
    "mapping values are not allowed in this context",
)
_WITHIN = re.compile(r"while (?:scanning a quoted scalar|parsing a flow (?:sequence|mapping))")
_NO_END = re.compile(r"found unexpected (?:end of stream|document)|(?:did not find )?expected ','")
_CLOSED_BY = {"[": "]", "{": "}", '"': '"', "'": "'"}

_HEAD = r"(?P<head>\s*(?:- +)?[A-Za-z_][\w.]*:)"
_COLON_WITHOUT_SPACE = re.compile(r"(\s*[A-Za-z_][\w.]*):(?![\s/])(.+)$")
_COLON_IN_VALUE = re.compile(rf"""{_HEAD} +(?P<value>[^"'|>\[{{].*:(?: .*)?)$""")
_SIGN_IN_FRONT = re.compile(rf"""(?:{_HEAD}|(?P<item>\s*-)) +(?P<value>[][{{}}"'@`%&*!|>,?-].*)$""")


def explained(error: yaml.MarkedYAMLError, metadata: str, first_line: int) -> Fault:
    """Put a parser's error into an editor's words, with the line as it should be typed where that is known."""
    stop = _stop(error, metadata)
    attempts = (explain(stop) for explain in _EXPLANATIONS)
    message = f"The metadata cannot be read here: {stop.problem or stop.context}."
    fault = next(filter(None, attempts), None) or Fault(stop.line, stop.column, "yaml", message, IN_QUOTES)
    return replace(fault, line=first_line + fault.line - 1)


def _stop(error: yaml.MarkedYAMLError, metadata: str) -> _Stop:
    """Say where to look: where the parser gave up, or where that began of which it found no end."""
    problem, context = error.problem or "", error.context or ""
    began_before = problem == _NO_COLON or _is_never_closed(problem, context)
    mark = error.context_mark if began_before else error.problem_mark
    return _Stop(problem, context, tuple(metadata.split("\n")), *mark_position(mark or error.context_mark))


def _is_never_closed(problem: str, context: str) -> bool:
    return bool(_WITHIN.match(context) and _NO_END.match(problem))


def _unquoted_colon(stop: _Stop) -> Fault | None:
    found = _COLON_IN_VALUE.match(stop.text)
    if found is None:
        return None
    message = "The text has a colon followed by a space, so it must stand in quotes."
    cure = f"Write: {found['head'].strip()} {_in_quotes(found['value'])}"
    return Fault(stop.line, found.start("value") + 1, "unquoted-colon", message, cure)


def _glued_colon(stop: _Stop) -> Fault | None:
    found = _COLON_WITHOUT_SPACE.match(stop.text)
    if found is None:
        return None
    cure = f"Write: {found[1].strip()}: {found[2].strip()}"
    return Fault(stop.line, 1, "glued-colon", "There is no space behind the colon.", cure)


def _backslash(stop: _Stop) -> Fault | None:
    if not re.search("escape character|hexdec", stop.problem):
        return None
    message, cure = "A backslash means something else in double quotes.", "Type it twice, or use single quotes."
    return Fault(stop.line, stop.column, "yaml", message, cure)


def _never_closed(stop: _Stop) -> Fault | None:
    sign = stop.text[stop.column - 1 : stop.column]
    return _unclosed(stop.line, stop.column, sign) if _is_never_closed(stop.problem, stop.context) else None


def _unclosed(line: int, column: int, sign: str) -> Fault:
    """Tell of a quotation mark or bracket that has no other half."""
    what = "quotation mark" if sign in {'"', "'"} else "bracket"
    cure = f"Type {_CLOSED_BY[sign]} where it ends, or put the whole text in double quotes."
    return Fault(line, column, "never-closed", f"The {what} {sign} is never closed.", cure)


def _unquoted_sign(stop: _Stop) -> Fault | None:
    """Tell of a text that begins with a sign by which YAML means something else."""
    found = _SIGN_IN_FRONT.match(stop.text)
    if found is None or stop.column <= found.start("value"):
        return None
    sign, text = found["value"][0], found["value"].strip()
    if sign not in {'"', "'"}:
        message = f"A text that begins with {sign} must stand in quotes."
    elif text.count(sign) == 2 and text.endswith(sign) and (opened := _opened_above(stop, sign)):  # noqa: PLR2004
        return _unclosed(*opened, sign)
    else:
        message = "The quotation marks are closed before the text ends."
    start = "Begin a list on the line below, or write" if sign == "-" else "Write"
    cure = f"{start}: {(found['head'] or found['item']).strip()} {_in_quotes(text)}"
    return Fault(stop.line, found.start("value") + 1, "unquoted-sign", message, cure)


def _opened_above(stop: _Stop, sign: str) -> tuple[int, int] | None:
    """Find the nearest text above that begins with a quotation mark and has no other; give its line and column."""
    for number in range(stop.line - 1, 0, -1):
        found = _SIGN_IN_FRONT.match(stop.lines[number - 1])
        if found and found["value"].startswith(sign) and found["value"].count(sign) == 1:
            return number, found.start("value") + 1
    return None


def _not_a_field(stop: _Stop) -> Fault | None:
    if stop.problem != _NO_COLON:
        return None
    message = "This line is in the metadata and is no field."
    cure = 'If the text begins here, close the metadata with a line "---" (or "```") above it.'
    return Fault(stop.line, stop.column, "not-a-field", message, cure)


def _misaligned(stop: _Stop) -> Fault | None:
    if stop.problem not in _MISALIGNED:
        return None
    message = "This line does not begin where it should."
    cure = "Let fields of one group begin in one column, and those below another field two spaces to its right."
    column = len(stop.text) - len(stop.text.lstrip()) + 1
    return Fault(stop.line, column, "misaligned", message, cure)


_EXPLANATIONS: tuple[Callable[[_Stop], Fault | None], ...] = (
    _unquoted_colon,
    _glued_colon,
    _backslash,
    _never_closed,
    _unquoted_sign,
    _not_a_field,
    _misaligned,
)


def _in_quotes(text: str) -> str:
    """Give a text as YAML reads it for certain: in quotes, without those that stand around it or in front only."""
    plain = re.sub(r"""^(?:“(.*)”|(["'])(.*)\2)$""", r"\1\3", text.strip())
    for sign in "\"'":
        if plain.startswith(sign) and len(re.findall(rf"(?<!\w){sign}|{sign}(?!\w)", plain)) == 1:
            plain = plain[1:]
    if '"' in plain and "'" not in plain:
        return f"'{plain}'"
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
