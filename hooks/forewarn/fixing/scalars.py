"""A value in the source of YAML: which of its letters stands where, and how other words are put in their place.

A letter is any character but white space. YAML moves white space about (it folds lines, takes indents out, drops what
stands at an end), but keeps every letter and their order, whatever the style. So letters are matched one by one, words
are replaced from their first letter to their last, and no white space is touched but that between words that go.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from operator import eq

import yaml
from yaml.events import ScalarEvent
from yaml.scanner import Scanner

from forewarn.reading.yaml_errors import mark_position

_WORD = re.compile(r"[^ \t\n]+")
_IN_DOUBLE_QUOTES = re.compile(r"\\x(..)|\\u(.{4})|\\U(.{8})|\\(.)|([^\\])", re.DOTALL)
_PLAIN: tuple[str | None, ...] = (None, "")
_BLOCKS: tuple[str | None, ...] = ("|", ">")


class CannotFix(Exception):  # noqa: N818 - it says what became of it
    """A repair cannot be written without a risk to something else."""


@dataclass(frozen=True)
class Edit:
    """A stretch of a text, and what is to stand there instead."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Letter:
    """A character of a value, and the stretch of the source that stands for it."""

    character: str
    start: int
    end: int


@dataclass(frozen=True)
class Scalar:
    """A value in the source of metadata, from ``start`` to ``end``: with its quotes, or the sign of its block."""

    value: str
    style: str | None
    start: int
    end: int

    @property
    def is_plain(self) -> bool:
        """Tell whether it stands without quotes and is no block."""
        return self.style in _PLAIN


def scalars(metadata: str) -> Mapping[tuple[int, int], Scalar]:
    """Give every value and every name by the line and column, from 1, on which it starts. Raises yaml.YAMLError."""
    found: dict[tuple[int, int], Scalar] = {}
    for event in yaml.parse(metadata, Loader=yaml.BaseLoader):
        if isinstance(event, ScalarEvent) and event.start_mark and event.end_mark:
            scalar = Scalar(event.value, event.style, event.start_mark.index, event.end_mark.index)
            found[mark_position(event.start_mark)] = scalar
    return found


def replaced(scalar: Scalar, metadata: str, new: str) -> tuple[Edit, ...]:
    """Give the edits that make another value of a scalar, in its own style: the words that differ, or go at its end.

    Raises CannotFix where the values differ in another way, or the source is not understood.
    """
    letters = tuple(_letters(scalar, metadata[scalar.start : scalar.end]))
    if "".join(letter.character for letter in letters) != "".join(_WORD.findall(scalar.value)):
        raise CannotFix
    old_words, new_words = _WORD.findall(scalar.value), _WORD.findall(new)
    if not 0 < len(new_words) <= len(old_words):
        raise CannotFix
    source, ends = _Letters(scalar, letters), list(accumulate(map(len, old_words)))
    edits = [
        source.edit(end - len(old), old, new)
        for old, new, end in zip(old_words, new_words, ends, strict=False)
        if old != new
    ]
    left = ends[len(new_words) - 1]
    return tuple([*edits, source.cut(left)] if left < len(letters) else edits)


def in_quotes(scalar: Scalar, metadata: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Give the edits that, besides some, put a scalar without quotes into single ones, as YAML folds both alike."""
    edited = {place for edit in edits for place in range(edit.start, edit.end)}
    source = metadata[scalar.start : scalar.end]
    doubled = (
        Edit(place, place + 1, "''")
        for place in (scalar.start + match.start() for match in re.finditer("'", source))
        if place not in edited
    )
    inside = [Edit(edit.start, edit.end, edit.new.replace("'", "''")) for edit in edits]
    return (
        Edit(scalar.start, scalar.start, "'"),
        *sorted_edits((*inside, *doubled)),
        Edit(scalar.end, scalar.end, "'"),
    )


def sorted_edits(edits: Sequence[Edit]) -> list[Edit]:
    """Give edits in the order of their places."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


@dataclass(frozen=True)
class _Letters:
    """The letters of a scalar in its source, to be replaced by their numbers."""

    scalar: Scalar
    letters: Sequence[Letter]

    def edit(self, first: int, old: str, new: str) -> Edit:
        """Put a word in place of that from the letter ``first`` on; letters that both share at an end are kept."""
        same = _same(old, new)
        same_at_end = _same(old[same:][::-1], new[same:][::-1])
        start, end = first + same, first + len(old) - same_at_end
        write = _WRITERS.get(self.scalar.style or "", str)
        return self._between(start, end, write(new[same : len(new) - same_at_end]))

    def cut(self, first: int) -> Edit:
        """Take out everything behind the letter in front of one, to the end of the last."""
        return Edit(self._end_of(first - 1), self._end_of(len(self.letters) - 1), "")

    def _between(self, start: int, end: int, new: str) -> Edit:
        if start == end:  # nothing goes; what is new stands behind the letter in front, or before the first
            place = self._end_of(start - 1) if start else self.scalar.start + self.letters[0].start
            return Edit(place, place, new)
        return Edit(self.scalar.start + self.letters[start].start, self._end_of(end - 1), new)

    def _end_of(self, number: int) -> int:
        return self.scalar.start + self.letters[number].end


def _same(one: str, other: str) -> int:
    """Count the letters with which two words begin alike."""
    return sum(takewhile(bool, map(eq, one, other)))


def _letters(scalar: Scalar, source: str) -> Iterator[Letter]:
    if scalar.style == '"':
        return _letters_in_double_quotes(source)
    if scalar.style == "'":
        return _letters_as_they_are(re.compile("''|[^ \t\n]"), source, 1, len(source) - 1)
    start = source.index("\n") if scalar.style in _BLOCKS else 0
    return _letters_as_they_are(re.compile(r"[^ \t\n]"), source, start, len(source))


def _letters_as_they_are(letter: re.Pattern[str], source: str, start: int, end: int) -> Iterator[Letter]:
    return (Letter(match.group()[0], *match.span()) for match in letter.finditer(source, start, end))


def _letters_in_double_quotes(source: str) -> Iterator[Letter]:
    for match in _IN_DOUBLE_QUOTES.finditer(source, 1, len(source) - 1):
        code = next(filter(None, match.groups()[:3]), "")
        character = chr(int(code, 16)) if code else _escaped(match[4]) if match[4] else match[5]
        if _WORD.match(character):
            yield Letter(character, *match.span())


def _escaped(sign: str) -> str:
    return Scanner.ESCAPE_REPLACEMENTS.get(sign, sign)


def _for_double_quotes(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')


def _for_single_quotes(word: str) -> str:
    return word.replace("'", "''")


_WRITERS: Mapping[str, Callable[[str], str]] = {'"': _for_double_quotes, "'": _for_single_quotes}
