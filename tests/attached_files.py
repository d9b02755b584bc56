"""Pictures and documents to attach, made here: whole ones, and ones with something in them that must not be public."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

CANARY = "zanzibar"
ORIENTATION, MAKER, ARTIST, GPS = 0x0112, 0x010F, 0x013B, 0x8825

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
    f"<xmp:CreatorTool>{CANARY} writer</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def drawn(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Draw a picture whose upper left quarter is another colour, so that it can be seen which way up it is."""
    colours = {"RGB": ((240, 240, 240), (160, 20, 20)), "RGBA": ((240, 240, 240, 0), (160, 20, 20, 255))}
    ground, corner = colours.get(mode, (220, 40))
    picture = Image.new(mode, (width, height), ground)
    picture.paste(corner, (0, 0, width // 2, height // 2))
    return picture


def picture(form: str = "PNG", width: int = 60, height: int = 40, **options: Any) -> bytes:
    """Make the bytes of a small picture."""
    written = BytesIO()
    drawn(width, height).save(written, form, **options)
    return written.getvalue()


def phone_picture(form: str = "JPEG", orientation: int = 1) -> bytes:
    """Make a picture as a phone does: with the place, its own name, a comment, and turned as it was held."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER], exif[ARTIST] = orientation, f"{CANARY} phones", f"{CANARY} person"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 17.0, 3.0), 3: "E", 4: (0.0, 31.0, 9.0), 29: f"{CANARY} day"})
    options: dict[str, Any] = {"exif": exif, "xmp": XMP.encode()}
    if form == "JPEG":
        options["comment"] = f"{CANARY} comment"
    return picture(form, **options)


def document(text: str = "Letter") -> pikepdf.Pdf:
    """Make a document of one page with a photograph, which tells who wrote it wherever a document can."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    photograph = pikepdf.Stream(
        pdf,
        phone_picture(),
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": 60,
            "/Height": 40,
            "/ColorSpace": Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": Name.DCTDecode,
            "/Metadata": pdf.make_stream(XMP.encode()),
        },
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=pdf.make_indirect(photograph)))
    page.obj.Contents = pdf.make_stream(f"q 100 0 0 100 0 0 cm /Photo Do Q % {text}".encode())
    page.obj.PieceInfo = Dictionary(Editor=Dictionary(Private=String(f"{CANARY} notes"), LastModified=String("D:2026")))
    pdf.docinfo[Name.Author] = f"{CANARY} person"
    pdf.docinfo[Name.Title] = f"DRAFT {CANARY} 3 final"
    pdf.Root.Metadata = pdf.make_stream(XMP.encode())
    return pdf


def pdf_bytes(pdf: pikepdf.Pdf | None = None, **options: Any) -> bytes:
    """Give the bytes of a document, readable as they are, so that a word in them can be looked for."""
    written = BytesIO()
    options = {"compress_streams": False, "deterministic_id": not options} | options
    (pdf or document()).save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable, **options)
    return written.getvalue()


def dangerous(what: str) -> bytes:
    """Make a document that does more than show pages."""
    pdf = document()
    DANGERS[what](pdf)
    return pdf_bytes(pdf)


def _script(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _annotated(pdf: pikepdf.Pdf, **entries: Any) -> None:
    annotation = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
    pdf.pages[0].obj.Annots = Array([annotation])


def _opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = _script(pdf)


def _named(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), _script(pdf)])))


def _turning(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=_script(pdf))


def _holding(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = b"notes"


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())


DANGERS: Mapping[str, Callable[[pikepdf.Pdf], None]] = {
    "a script at its opening": _opening,
    "a script by name": _named,
    "a script when a page is turned": _turning,
    "a program that is started": lambda pdf: _annotated(pdf, A=Dictionary(S=Name.Launch, F=String("calc.exe"))),
    "a file within": _holding,
    "a file pinned to a page": lambda pdf: _annotated(pdf, Subtype=Name.FileAttachment),
    "a form that sends": lambda pdf: _annotated(pdf, A=Dictionary(S=Name.SubmitForm, F=String("https://x.example/"))),
    "a form with scripts": _form,
    "words that are only marked as blacked out": lambda pdf: _annotated(pdf, Subtype=Name.Redact),
    "a note of an editor": lambda pdf: _annotated(pdf, Subtype=Name.Text, Contents=String("Ask the officer.")),
    "a word that an editor has struck out": lambda pdf: _annotated(pdf, Subtype=Name.StrikeOut),
}
