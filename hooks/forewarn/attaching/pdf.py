"""PDF documents, written anew: without who wrote them, and refused where they do more than show pages."""

import zlib
from base64 import a85decode
from collections.abc import Iterator
from io import BytesIO
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel

from forewarn.attaching.jpeg import without_notes
from forewarn.attaching.unfit import Unfit

Holder: TypeAlias = Dictionary | Stream

# Actions and annotations (ISO 32000-2, 12.6 and 12.5) that do more than turn to a page or open an address.
_ACTIONS = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts a program",
    "/SubmitForm": "a form that sends what is typed into it",
    "/ImportData": "a form that reads files",
    "/GoToE": "other files",
    "/Rendition": "sound or film",
    "/Movie": "sound or film",
    "/Sound": "sound or film",
    "/RichMediaExecute": "sound or film",
}
_NOTES = "notes of those who worked on it"
_ANNOTATIONS = {
    "/Redact": "words that were to be blacked out, and that are still in it",
    **dict.fromkeys("/Text /Popup /FreeText /Highlight /Underline /Squiggly /StrikeOut /Caret /Ink".split(), _NOTES),
    "/FileAttachment": "other files",
    "/RichMedia": "sound or film",
    "/Movie": "sound or film",
    "/Sound": "sound or film",
    "/Screen": "sound or film",
    "/3D": "sound or film",
}
_KEYS = {
    "/JS": "a script",
    "/JavaScript": "a script",
    "/EF": "other files",
    "/EmbeddedFiles": "other files",
    "/XFA": "a form that runs scripts",
}
# Who wrote it with what and when, what a program keeps for itself, and small pictures of pages as they once were.
_TELLTALES = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
_NEW = "Print it to a new PDF, and use that."
_MOST_UNPACKED = 64 * 1024 * 1024


def clean_pdf(data: bytes) -> bytes:
    """Write a document anew, without what it tells of its authors and without earlier versions of itself.

    The same bytes give the same bytes. Raises Unfit for what is damaged, locked, or does more than show pages.
    """
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise _locked()
            _clean(pdf)
            return _written(pdf)
    except pikepdf.PasswordError:
        raise _locked() from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RecursionError, zlib.error):
        raise Unfit("attachment-unusable", "The document is damaged: not all of it can be read.", _NEW) from None


def _locked() -> Unfit:
    cure = "Save it without a password, so that programs that read aloud can read it."
    return Unfit("attachment-unusable", "The document is locked.", cure)


def _clean(pdf: Pdf) -> None:
    """Take out of every part what is nobody's business, and refuse what is dangerous."""
    if Name.Info in pdf.trailer:
        del pdf.trailer.Info
    if not len(pdf.pages):
        raise Unfit("attachment-unusable", "The document has no page.", _NEW)
    for holder in _holders(pdf):
        if danger := _danger(holder):
            raise Unfit("attachment-unusable", f"The document holds {danger}.", _NEW)
        for key in _TELLTALES:
            if key in holder:
                del holder[key]
        if isinstance(holder, Stream):
            _take_notes_out(holder)


def _written(pdf: Pdf) -> bytes:
    written = BytesIO()
    pdf.save(
        written,
        deterministic_id=True,
        fix_metadata_version=False,
        stream_decode_level=StreamDecodeLevel.none,
        object_stream_mode=ObjectStreamMode.generate,
    )
    return written.getvalue()


def _holders(pdf: Pdf) -> Iterator[Holder]:
    """Give everything in a document that has keys: each part that stands alone, and what stands within it."""
    waiting: list[object] = [pdf.trailer, *pdf.objects]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary | Stream):
            yield part
            waiting += (value for value in part.values() if _stands_within(value))
        elif isinstance(part, Array):
            waiting += (value for value in part if _stands_within(value))


def _stands_within(value: object) -> bool:
    return isinstance(value, Dictionary | Array) and not value.is_indirect


def _danger(holder: Holder) -> str | None:
    """Say what a part of a document does that pages do not; None where it does nothing of that kind."""
    for key, danger in _KEYS.items():
        if key in holder:
            return danger
    return _ACTIONS.get(_name(holder, "/S")) or _ANNOTATIONS.get(_name(holder, "/Subtype"))


def _name(holder: Holder, key: str) -> str:
    value = holder.get(key)
    return str(value) if isinstance(value, Name) else ""


def _take_notes_out(stream: Stream) -> None:
    """Take the place and the camera out of a photograph that was put into a document as it came, or packed again."""
    *packings, last = _parts(stream.get("/Filter")) or [None]
    if last != Name.DCTDecode:
        return
    raw = stream.read_raw_bytes()
    photograph = raw
    for packing in packings:
        photograph = _unpacked(photograph, packing)
    clean = without_notes(photograph)
    if clean != raw:
        how = (_parts(stream.get("/DecodeParms")) or [None])[-1]
        stream.write(clean, filter=Name.DCTDecode, decode_parms=how if isinstance(how, Dictionary) else None)


def _parts(value: object) -> list[object]:
    """Give what stands in a list, or alone in place of one."""
    if isinstance(value, Array):
        return [*value]
    return [] if value is None else [value]


def _unpacked(content: bytes, packing: object) -> bytes:
    """Open what programs pack a photograph into. Raises ValueError, zlib.error, or Unfit for anything else."""
    if packing == Name.ASCII85Decode:
        return a85decode(content.strip().removesuffix(b"~>"))
    if packing != Name.FlateDecode:
        raise Unfit("attachment-unusable", "The document holds a photograph that is packed in an unusual way.", _NEW)
    unpacker = zlib.decompressobj()
    unpacked = unpacker.decompress(content, _MOST_UNPACKED)
    if unpacker.unconsumed_tail:
        raise Unfit("attachment-unusable", "The document holds a photograph that is too large.", _NEW)
    return unpacked
