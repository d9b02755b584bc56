"""One file, its repairs written into it: proved by reading the result again, or left as it was."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import yaml

from forewarn.document import Block, Document, Listing, Node, Text
from forewarn.fixing.scalars import CannotFix, Edit, Scalar, in_quotes, replaced, scalars, sorted_edits
from forewarn.fixing.source import Source
from forewarn.problem import Problem, errors_in
from forewarn.reading import read_document, read_fields
from forewarn.reading.front_matter import Matter, all_metadata, split
from forewarn.repairing import repair

Mender: TypeAlias = Callable[[Document], tuple[Document, tuple[Problem, ...]]]

# One repair can bring another to light (a list that a typed bullet hid); more than a few in a row have never been seen.
MOST_ROUNDS = 8
_BY_HAND = 'Mend it by hand: "forewarn check" says how.'


@dataclass(frozen=True)
class Form:
    """A kind of file: how it is read, and how its text is cut into metadata and body."""

    read: Callable[[str, bytes], tuple[Document | None, tuple[Problem, ...]]]
    cut: Callable[[str], Matter]


TEXTS = Form(read_document, split)
LISTS = Form(read_fields, all_metadata)


@dataclass(frozen=True)
class Fixed:
    """A file with its repairs written into it: its bytes before and after, and each repair."""

    file: str
    before: bytes
    after: bytes
    repairs: tuple[Problem, ...]


@dataclass(frozen=True)
class Left:
    """A file that is left as it is although something is wrong with it, the line and column to look at, and why."""

    file: str
    line: int
    column: int
    reason: str

    @classmethod
    def because_of(cls, problem: Problem) -> "Left":
        """Leave a file that has a problem."""
        return cls(problem.file, problem.line, problem.column, f"{problem.message} {problem.cure}".strip())


def fix(file: str, data: bytes, form: Form, menders: Sequence[Mender] = ()) -> Fixed | Left | None:
    """Write the repairs of a file into its bytes.

    ``file`` is its name as an editor knows it, ``data`` its bytes, and ``form`` says how they are read. ``menders``
    find what else is to be mended than every document is asked for. Returns None where nothing is to be mended.
    """
    document, problems = form.read(file, data)
    if document is None:
        return Left.because_of(errors_in(problems)[0])
    mended, repairs = _settled(document, menders)
    if not repairs:
        return None
    source = Source.of(data)
    for edits in _attempts(document, mended, source, form.cut(source.text)):
        after = source.edited(edits)
        if _is_right(after, document, mended, form, menders):
            return Fixed(file, data, after, repairs)
    first = min(repairs)
    reason = f"This cannot be mended without a risk to something else in the file. {_BY_HAND}"
    return Left(file, first.line, first.column, reason)


def _settled(document: Document, menders: Sequence[Mender]) -> tuple[Document, tuple[Problem, ...]]:
    """Mend a document until nothing is left to mend. Returns it, and every repair, each once."""
    repairs: list[Problem] = []
    for _ in range(MOST_ROUNDS):
        made: list[Problem] = []
        for mend in (repair, *menders):
            document, found = mend(document)
            made += found
        if not made:
            break
        repairs += made
    return document, tuple(dict.fromkeys(repairs))


def _attempts(document: Document, mended: Document, source: Source, matter: Matter) -> Iterator[list[Edit]]:
    """Give ways to write what was mended: as it is, and with quotes around what has none and needs some now."""
    body = _edits_of_body(document, mended, source)
    try:
        changed = tuple(_changed_scalars(document, mended, source.text, matter))
        own = [(scalar, replaced(scalar, source.text, new)) for scalar, new in changed]
    except (CannotFix, yaml.YAMLError):
        return
    yield sorted_edits([*(edit for _, edits in own for edit in edits), *body])
    quoted = (in_quotes(scalar, source.text, edits) if scalar.is_plain else edits for scalar, edits in own)
    yield [*(edit for edits in quoted for edit in edits), *body]


def _changed_scalars(document: Document, mended: Document, text: str, matter: Matter) -> Iterator[tuple[Scalar, str]]:
    """Find the values that were mended: each as it stands in a text, with its new value."""
    pairs = zip(document.all_texts(), mended.all_texts(), strict=True)
    changed = [(old, new.value) for (_, old), (_, new) in pairs if old.value != new.value]
    if not changed:
        return
    start = sum(len(line) + 1 for line in text.split("\n")[: matter.metadata_line - 1])
    known = scalars(matter.metadata)
    for old, new in sorted(changed, key=lambda pair: (pair[0].line, pair[0].column)):
        scalar = known.get((old.line - matter.metadata_line + 1, old.column))
        if scalar is None or scalar.value != old.value:
            raise CannotFix
        yield replace(scalar, start=start + scalar.start, end=start + scalar.end), new


def _edits_of_body(document: Document, mended: Document, source: Source) -> list[Edit]:
    """Put the mended body in place of the old one, each line with the line end that it had."""
    if document.body == mended.body:
        return []
    lines = mended.body.split("\n")
    origins = mended.body_lines or range(mended.body_line, mended.body_line + len(lines))
    ends, usual = source.line_ends, source.line_ends[0]
    pieces = []
    for line, origin, next_origin in zip(lines, origins, origins[1:], strict=False):
        # Lines that were made one end as the last of them did; a line that was cut in two ends as it did, twice.
        number = max(origin, next_origin - 1)
        pieces += [line, ends[number - 1] if number <= len(ends) else usual]
    whole = len(source.text)
    return [Edit(whole - len(document.body), whole, "".join([*pieces, lines[-1]]))]


def _is_right(after: bytes, document: Document, mended: Document, form: Form, menders: Sequence[Mender]) -> bool:
    """Tell whether bytes are read as a mended document, value for value, and nothing is left to mend in them."""
    written, _ = form.read(document.file, after)
    if written is None or written.body != mended.body:
        return False
    return _plain(written.fields) == _plain(mended.fields) and not _settled(written, menders)[1]


def _plain(node: Node) -> object:
    """Give the values of a field without their places."""
    match node:
        case Text(value):
            return value
        case Listing(items):
            return [_plain(item) for item in items]
        case Block(entries):
            return [(name, _plain(entry)) for name, entry in entries.items()]
