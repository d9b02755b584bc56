"""A draught as the file that it is to be, mended and read back as a build will read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from forewarn.addresses import MOST_CHARACTERS, RESERVED, identity
from forewarn.advisory import Status
from forewarn.checking import is_draft
from forewarn.dates import NotADate, read_date
from forewarn.document import Document
from forewarn.importing.documents import fields_of
from forewarn.importing.draught import Draught, Fields, Left
from forewarn.importing.likeness import Known, known_by
from forewarn.importing.sources import fault
from forewarn.problem import Problem
from forewarn.reading import read_document
from forewarn.repairing import repair
from forewarn.settings import Settings
from forewarn.surveying.folder import MOST_BYTES
from forewarn.writing import advisory_text

UNDATED = "undated"
NAMELESS = "advisory"


@dataclass(frozen=True)
class Ready:
    """A text that could be written: its bytes, what a build will read of them, and what it is known by."""

    draught: Draught
    text: str
    document: Document
    known: Known

    @property
    def is_draft(self) -> bool:
        """Whether the text says of itself that it is a draft."""
        return is_draft(self.document)


def ready(draught: Draught) -> Ready:
    """Write a draught and read it back. Raises Left where it would not be what its source says."""
    document = _read(draught)
    mended, repairs = repair(document)
    if repairs:
        told = (replace(mend, line=1, column=1) for mend in repairs)  # nobody knows where they are in the source
        draught = replace(draught, fields=fields_of(mended), body=mended.body, repairs=(*draught.repairs, *told))
        document = _read(draught)
        mended, _ = repair(document)
    return Ready(draught, _text(draught), mended, known_by(mended))


def placed(one: Ready, file: str) -> Ready:
    """Give a text the file that it is to be written to, whose name is its identity."""
    id_ = file.rpartition("/")[2].removesuffix(".md")
    own = one.document.text("id")
    document = replace(one.document, file=file)
    known = replace(one.known, file=file)
    if not own or own == id_:
        return replace(one, document=document, known=known)
    note = f'Its id "{own}" cannot be had here, or is taken; it is "{id_}".'
    draught = replace(one.draught, fields=one.draught.fields | {"id": id_}, notes=(*one.draught.notes, note))
    return _rewritten(replace(one, draught=draught, document=document, known=known))


def as_draft(one: Ready) -> Ready:
    """Give the same text kept back as a draft. Raises Left where its metadata has no place for that."""
    fields, problem = one.draught.fields, "It has errors, and cannot be kept back as a draft:"
    publish = fields.get("publish") or {}
    if not isinstance(publish, Mapping):
        message = f'{problem} "publish:" holds no fields.'
        raise Left(fault(one.draught.source, message, "Write date: below publish:, two spaces to the right."))
    kept_back: Fields = fields | {"publish": {**publish, "status": Status.DRAFT.value}}
    return _rewritten(replace(one, draught=replace(one.draught, fields=kept_back)))


def moved(problem: Problem, before: str, after: str) -> Problem:
    """Give a problem of a text with the line that it stands on when lines were added to its metadata."""
    old, new = before.split("\n"), after.split("\n")
    first = next((number for number, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b), len(old))
    return replace(problem, line=problem.line + len(new) - len(old)) if problem.line >= first else problem


def stem_of(one: Ready) -> str:
    """Give the id that a text is to have where nobody else has it."""
    for name in (one.draught.name, one.document.text("title"), NAMELESS):
        stem = identity(name)
        stem = stem if len(stem) <= MOST_CHARACTERS - 4 else stem[: MOST_CHARACTERS - 4].rstrip("-")
        if stem and stem not in RESERVED:
            return stem
    return NAMELESS


def year_of(one: Ready, settings: Settings) -> str:
    """Give the folder that a text belongs into: the year of its publication."""
    try:
        when: datetime = read_date(one.document.text("publish.date"), settings.time_zone).when
    except NotADate:
        return UNDATED
    return str(when.year)


def _rewritten(one: Ready) -> Ready:
    document = _read(one.draught)
    mended, _ = repair(document)
    return replace(one, text=_text(one.draught), document=replace(mended, file=one.document.file))


def _text(draught: Draught) -> str:
    return advisory_text(draught.fields, draught.body)


def _read(draught: Draught) -> Document:
    data = _text(draught).encode()
    if len(data) > MOST_BYTES:
        message = f"The text has {len(data) // 1024} KiB; more than {MOST_BYTES // 1024} KiB is not read."
        raise Left(fault(draught.source, message, "Split the text."))
    document, problems = read_document(draught.source, data)
    if document is None:
        raise Left(*(replace(problem, line=1, column=1) for problem in problems))
    return document
