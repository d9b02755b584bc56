"""Documents in the form of this site: metadata and a body, as they are, mended as a build would mend them."""

from pathlib import PurePosixPath

from forewarn.checking.shape import is_absent
from forewarn.document import Document, plain
from forewarn.importing.draught import Draught, Fields, Left
from forewarn.importing.sources import Piece
from forewarn.importing.surroundings import Surroundings
from forewarn.reading import read_document
from forewarn.repairing import repair


def draught_of_document(piece: Piece, surroundings: Surroundings) -> Draught:
    """Read a document. Raises Left where its metadata cannot be read exactly."""
    document, problems = read_document(piece.name, piece.data)
    if document is None:
        raise Left(*problems)
    mended, repairs = repair(document)
    fields = fields_of(mended)
    name = mended.text("id") or PurePosixPath(piece.name).stem
    if surroundings.area and is_absent(mended, "area"):
        fields = {"area": surroundings.area} | {name: value for name, value in fields.items() if name != "area"}
    return Draught(piece.name, name, fields, mended.body, repairs)


def fields_of(document: Document) -> Fields:
    """Give the fields of a document as plain values."""
    return {name: plain(node) for name, node in document.fields.entries.items()}
