"""Files to attach: what is published of each, and what is refused."""

import pickle
import zlib
from base64 import a85encode
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Name
from PIL import Image, ImageCms

from attached_files import CANARY, DANGERS, dangerous, document, drawn, pdf_bytes, phone_picture, picture
from forewarn.attaching import Unfit, examined, publishable
from forewarn.attaching.jpeg import without_notes
from forewarn.attaching.pdf import clean_pdf
from forewarn.attaching.pictures import clean_picture, published_size
from forewarn.attachment import is_publishable_name, published_name

FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
RED = (160, 20, 20)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def near(pixel: object, colour: tuple[int, ...]) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) < 30 for a, b in zip(pixel, colour, strict=False))


def file_of(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def unfit(folder: Path, name: str, data: bytes) -> Unfit:
    with pytest.raises(Unfit) as found:
        examined(name, file_of(folder, name, data))
    return found.value


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_loses_what_a_phone_puts_beside_it(form: str) -> None:
    taken = phone_picture(form)
    assert CANARY.encode() in taken
    clean = clean_picture(taken)
    again = opened(clean)
    assert CANARY.encode() not in clean
    assert again.format == form
    assert dict(again.getexif()) == {}
    assert again.info.keys().isdisjoint({"exif", "xmp", "comment", "icc_profile", "XML:com.adobe.xmp"})


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1)), (2, (1, 0)), (5, (0, 0))]
)
def test_a_picture_is_upright_without_being_told(form: str, orientation: int, corner: tuple[int, int]) -> None:
    taken = phone_picture(form, orientation)
    upright = opened(clean_picture(taken)).convert("RGB")
    size = (40, 60) if orientation > 4 else (60, 40)
    assert upright.size == published_size(taken) == size
    places = {
        (x, y): upright.getpixel((size[0] * (1 + 2 * x) // 4, size[1] * (1 + 2 * y) // 4))
        for x in (0, 1)
        for y in (0, 1)
    }
    assert [place for place, pixel in places.items() if near(pixel, RED)] == [corner]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_depth_still_looks_the_same(mode: str) -> None:
    if mode == "I;16":
        source = drawn(mode="L").convert("I").point(lambda value: value * 256).convert("I;16")
    else:
        source = drawn(mode="RGBA").convert("LA") if mode == "LA" else drawn(mode="RGB").convert(mode)
        source = drawn(mode="RGBA") if mode == "RGBA" else source
    written = BytesIO()
    source.save(written, "PNG")
    after = opened(clean_picture(written.getvalue()))
    shown = source.convert("L") if mode != "I;16" else drawn(mode="L")
    for place in ((10, 10), (50, 30)):
        assert abs(int(after.convert("L").getpixel(place)) - int(shown.getpixel(place))) < 3  # type: ignore[arg-type]
    assert after.has_transparency_data == (mode in {"LA", "RGBA"})


def test_a_transparent_colour_of_a_palette_stays_transparent() -> None:
    written = BytesIO()
    drawn(mode="RGBA").quantize(4).save(written, "PNG")
    after = opened(clean_picture(written.getvalue())).convert("RGBA")
    assert after.getpixel((50, 30))[3] == 0  # type: ignore[index]
    assert after.getpixel((10, 10))[3] == 255  # type: ignore[index]


def test_colours_that_mean_something_else_are_turned_into_the_usual_ones() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    profiled = opened(clean_picture(picture("PNG", icc_profile=lab.tobytes())))
    assert "icc_profile" not in profiled.info
    assert near(profiled.getpixel((10, 10)), RED)
    broken = opened(clean_picture(picture("PNG", icc_profile=b"no profile")))
    assert near(broken.getpixel((10, 10)), RED)


def test_a_wide_picture_is_made_as_wide_as_a_page_can_show() -> None:
    for form in FORMATS:
        wide = picture(form, 2000, 1001)
        assert opened(clean_picture(wide)).size == published_size(wide) == (1600, 801)
    paletted = BytesIO()
    drawn(2000, 10).convert("P").save(paletted, "PNG")
    assert opened(clean_picture(paletted.getvalue())).size == (1600, 8)


def test_the_second_picture_that_phones_put_behind_the_first_goes() -> None:
    written = BytesIO()
    drawn().save(written, "MPO", save_all=True, append_images=[drawn(30, 20)])
    after = opened(clean_picture(written.getvalue()))
    assert (after.format, after.size, getattr(after, "n_frames", 1)) == ("JPEG", (60, 40), 1)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_picture_gives_the_same_bytes(form: str) -> None:
    taken = phone_picture(form, 6)
    assert clean_picture(taken) == clean_picture(taken)


@pytest.mark.parametrize("form", FORMATS)
def test_what_hides_behind_a_picture_goes(form: str) -> None:
    assert CANARY.encode() not in clean_picture(picture(form) + f"<script>{CANARY}</script>".encode())


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_that_was_cut_off_is_refused(form: str, tmp_path: Path) -> None:
    data = picture(form, 300, 200)
    for part in (12, len(data) // 2):
        found = unfit(tmp_path, f"a{FORMATS[form]}", data[:part])
        assert (found.rule, found.message) == (
            "attachment-unusable",
            "The picture is damaged: not all of it can be shown.",
        )


@settings(deadline=None)
@given(data=st.binary(max_size=200), form=st.sampled_from(sorted(FORMATS)), place=st.integers(0, 400))
def test_no_bytes_do_anything_but_become_a_picture_or_be_refused(data: bytes, form: str, place: int) -> None:
    whole = phone_picture(form)
    broken = whole[: place % len(whole)] + data + whole[place % len(whole) + len(data) :]
    with suppress(Unfit):
        assert opened(clean_picture(broken)).size == published_size(broken)


@settings(deadline=None)
@given(data=st.binary(min_size=1, max_size=40), place=st.integers(0, 10_000))
def test_no_bytes_do_anything_but_become_a_document_or_be_refused(data: bytes, place: int) -> None:
    whole = pdf_bytes()
    start = place % len(whole)
    with suppress(Unfit), pikepdf.open(BytesIO(clean_pdf(whole[:start] + data + whole[start + len(data) :]))) as pdf:
        assert len(pdf.pages) > 0


def test_a_picture_that_moves_is_refused(tmp_path: Path) -> None:
    for form in ("PNG", "WEBP"):
        written = BytesIO()
        drawn().save(written, form, save_all=True, append_images=[Image.new("RGB", (60, 40))])
        assert "moves" in unfit(tmp_path, f"a{FORMATS[form]}", written.getvalue()).message


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    for side in (6400, 20000):
        written = BytesIO()
        Image.new("1", (side, side)).save(written, "PNG")
        assert "40 million pixels" in unfit(tmp_path, "a.png", written.getvalue()).message


def test_a_file_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    found = unfit(tmp_path, "a.pdf", b"%PDF-1.7" + bytes(10 * 1024 * 1024))
    assert found.message == "It has more than 10 MB."


@pytest.mark.parametrize(
    ("name", "data", "cure"),
    [
        ("a.png", picture("JPEG"), 'Rename it to "a.jpg".'),
        ("a.jpeg", picture("WEBP"), 'Rename it to "a.webp".'),
        ("a.pdf", picture("PNG"), 'Rename it to "a.png".'),
        ("a.png", pdf_bytes(), 'Rename it to "a.pdf".'),
        ("a.png", picture("GIF"), "Open it, and save it as a PNG picture."),
        ("a.jpg", b"<svg onload='alert(1)'/>", "Open it, and save it as a JPEG picture."),
        ("a.pdf", b"MZ", "Open it, and save it as a PDF document."),
        ("a.webp", b"RIFF....WAVE", "Open it, and save it as a WebP picture."),
        ("a.svg", b"<svg/>", "Save it as a PNG, JPEG or WebP picture, and name that."),
        ("a.DOCX", b"PK", "Save it as a PDF, and link to that."),
        ("a.html", b"<p>", "PNG, JPEG and WebP pictures and PDF documents are published, and nothing else."),
        ("a.exe", b"MZ", "PNG, JPEG and WebP pictures and PDF documents are published, and nothing else."),
    ],
)
def test_a_kind_is_what_the_bytes_say(tmp_path: Path, name: str, data: bytes, cure: str) -> None:
    found = unfit(tmp_path, name, data)
    assert (found.rule, found.cure) == ("attachment-type", cure)


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    file_of(tmp_path, "real.png", picture())
    (tmp_path / "link.png").symlink_to(tmp_path / "real.png")
    (tmp_path / "folder.png").mkdir()
    for name in ("link.png", "folder.png"):
        with pytest.raises(Unfit, match="It is no plain file"):
            examined(name, tmp_path / name)
    with pytest.raises(Unfit, match="It cannot be read"):
        examined("gone.png", tmp_path / "gone.png")


def test_a_file_that_has_become_another_is_not_published(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Letter.JPEG", phone_picture())
    attachment = examined("content/advisories/Letter.JPEG", path)
    assert (attachment.name, attachment.width, attachment.height) == ("letter.jpg", 60, 40)
    assert opened(publishable(attachment)).size == (60, 40)
    path.write_bytes(b"<script>")
    with pytest.raises(Unfit):
        publishable(attachment)


def test_a_document_loses_who_wrote_it() -> None:
    written = pdf_bytes()
    assert written.lower().count(CANARY.encode()) > 5
    clean = clean_pdf(written)
    with pikepdf.open(BytesIO(clean)) as pdf:
        assert CANARY.encode() not in pdf_bytes(pdf).lower()
        assert b"/Photo Do" in pdf.pages[0].Contents.read_bytes()
        assert opened(pdf.pages[0].Resources.XObject.Photo.read_raw_bytes()).size == (60, 40)
    assert clean == clean_pdf(written)


@pytest.mark.parametrize(
    ("packing", "pack"),
    [("/FlateDecode", zlib.compress), ("/ASCII85Decode", lambda data: a85encode(data, wrapcol=76) + b"~>\n")],
)
def test_a_photograph_that_is_packed_once_more_loses_its_notes(packing: str, pack: Callable[[bytes], bytes]) -> None:
    pdf = document()
    photograph = pdf.pages[0].obj.Resources.XObject.Photo
    photograph.write(pack(phone_picture()), filter=Array([Name(packing), Name.DCTDecode]))
    with pikepdf.open(BytesIO(clean_pdf(pdf_bytes(pdf)))) as clean:
        stream = clean.pages[0].obj.Resources.XObject.Photo
        assert stream.Filter == Name.DCTDecode
        assert stream.read_raw_bytes() == without_notes(phone_picture())


@pytest.mark.parametrize(
    ("packing", "content", "message"),
    [
        ("/LZWDecode", b"", "unusual"),
        ("/FlateDecode", zlib.compress(bytes(65 * 1024 * 1024)), "too large"),
        ("/FlateDecode", b"no such thing", "damaged"),
        ("/ASCII85Decode", b"\xff", "damaged"),
    ],
)
def test_a_photograph_that_cannot_be_unpacked_is_refused(
    tmp_path: Path, packing: str, content: bytes, message: str
) -> None:
    pdf = document()
    photograph = pdf.pages[0].obj.Resources.XObject.Photo
    photograph.write(content, filter=Array([Name(packing), Name.DCTDecode]))
    assert message in unfit(tmp_path, "a.pdf", pdf_bytes(pdf)).message


def test_a_document_loses_its_earlier_versions() -> None:
    pdf = document()
    pdf.Root.Former = pdf.make_stream(f"{CANARY}-former".encode())
    del pdf.Root.Former
    first = pdf_bytes(pdf)
    assert CANARY.encode() + b"-former" not in clean_pdf(first)


@pytest.mark.parametrize("what", DANGERS)
def test_a_document_that_does_more_than_show_pages_is_refused(what: str, tmp_path: Path) -> None:
    found = unfit(tmp_path, "a.pdf", dangerous(what))
    assert found.message.startswith("The document holds ")
    assert found.cure == "Print it to a new PDF, and use that."


def test_a_document_that_is_locked_is_refused(tmp_path: Path) -> None:
    for user in ("secret", ""):
        locked = pdf_bytes(document(), encryption=pikepdf.Encryption(owner="owner", user=user))
        assert unfit(tmp_path, "a.pdf", locked).message == "The document is locked."


def test_a_document_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    data = pdf_bytes()
    for part in (5, len(data) // 2, len(data) - 40):
        assert "damaged" in unfit(tmp_path, "a.pdf", data[:part]).message


def test_a_document_without_a_page_is_refused(tmp_path: Path) -> None:
    assert "no page" in unfit(tmp_path, "a.pdf", pdf_bytes(pikepdf.new())).message


def test_notes_are_cut_out_of_a_photograph_and_nothing_else() -> None:
    taken = phone_picture()
    clean = without_notes(taken)
    assert CANARY.encode() not in clean
    assert opened(clean).tobytes() == opened(taken).tobytes()
    assert without_notes(b"no picture") == b"no picture"


@pytest.mark.parametrize("mark", [0xE0, 0xE2, 0xE3, 0xEB, 0xEC, 0xED, 0xEF, 0xFE])
@pytest.mark.parametrize("options", [{}, {"progressive": True, "icc_profile": b"colours"}])
def test_no_part_of_a_photograph_holds_notes(mark: int, options: dict[str, Any]) -> None:
    """A note may stand before the picture and between its scans: APP11 tells of editors, APP0 may hold a thumbnail."""
    note = bytes([0xFF, mark]) + (len(CANARY) + 7).to_bytes(2) + f"JFXX\0{CANARY}".encode()
    taken = picture("JPEG", **options)
    scan = taken.rindex(b"\xff\xda")
    clean = without_notes(taken[:2] + note + taken[2:scan] + note + taken[scan:])
    assert clean == taken


def test_nothing_is_left_behind_a_photograph() -> None:
    taken = phone_picture()
    assert without_notes(taken + phone_picture() + CANARY.encode()) == without_notes(taken)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"icc_profile": b"profile"}], ids=str)
@pytest.mark.parametrize("mark", [0xE1, 0xE2, 0xE3, 0xEC, 0xED, 0xEE, 0xFE], ids=hex)
@pytest.mark.parametrize("fill", [b"", b"\xff", b"\xff\xff"], ids=["", "filled", "filled-twice"])
def test_notes_of_any_kind_are_cut_out(mark: int, fill: bytes, options: dict[str, Any]) -> None:
    plain = picture("JPEG", **options)
    note = b"\xff" + fill + bytes([mark]) + (2 + len(CANARY)).to_bytes(2) + CANARY.encode()
    clean = without_notes(plain[:2] + note + plain[2:] + phone_picture())
    assert clean == plain


@given(st.binary(max_size=60))
def test_cutting_notes_out_ends_whatever_it_is_given(data: bytes) -> None:
    without_notes(b"\xff\xd8" + data)


@pytest.mark.parametrize(
    ("file", "name", "fits"),
    [
        ("content/advisories/2026/Letter Front.PNG", "letter-front.png", True),
        ("Brief für Ärzte.jpeg", "brief-fur-arzte.jpg", True),
        ("../../etc/passwd.pdf", "passwd.pdf", True),
        ("信.png", ".png", False),
        ("CON.pdf", "con.pdf", False),
        (f"{'x' * 81}.pdf", f"{'x' * 81}.pdf", False),
    ],
)
def test_the_name_of_a_published_file_has_plain_letters(file: str, name: str, fits: bool) -> None:
    assert published_name(file) == name
    assert is_publishable_name(name) == fits


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_may_be_made_public_by_another_process(tmp_path: Path, form: str) -> None:
    name = f"letter{FORMATS[form]}"
    attachment = examined(name, file_of(tmp_path, name, picture(form)))
    handed = pickle.loads(pickle.dumps(attachment))  # noqa: S301 - of our own making, as a pool of processes does it
    assert publishable(handed) == publishable(attachment)
