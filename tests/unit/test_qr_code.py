"""QR codes say the address that they are given, to whoever holds a camera before them."""

import re

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from forewarn.drawing.qr_code import QUIET_ZONE, QrCode, qr_code

LINK = "https://www.example.org/advisories/parcel-fee-texts/"
ADDRESSES = st.from_regex(r"https://[a-z]{1,20}\.example/[a-z0-9/-]{0,120}", fullmatch=True)
PIXELS = 4


def picture_of(code: QrCode) -> Image.Image:
    """Draw a code on white, as a printer does."""
    whole = (code.side + 2 * QUIET_ZONE) * PIXELS
    picture = Image.new("L", (whole, whole), 255)
    for x, y, width in code.bars:
        corner = ((x + QUIET_ZONE) * PIXELS, (y + QUIET_ZONE) * PIXELS)
        picture.paste(0, (*corner, corner[0] + width * PIXELS, corner[1] + PIXELS))
    return picture


@given(ADDRESSES)
def test_a_camera_reads_the_address(link: str) -> None:
    (read,) = zxingcpp.read_barcodes(picture_of(qr_code(link)))
    assert (read.text, read.format) == (link, zxingcpp.BarcodeFormat.QRCode)


def test_it_bears_more_damage_where_that_makes_it_no_larger() -> None:
    short, long = qr_code("https://w.example/a"), qr_code("https://w.example/" + "a" * 60)
    read = [zxingcpp.read_barcode(picture_of(code)) for code in (short, long)]
    assert [(code.side, each.ec_level) for code, each in zip((short, long), read, strict=True) if each] == [
        (25, "Q"),
        (37, "M"),
    ]


def test_a_seventh_of_it_may_be_covered() -> None:
    picture = picture_of(qr_code(LINK))
    side = picture.width // 4
    corner = picture.width - QUIET_ZONE * PIXELS - side  # the one without a mark by which a code is found
    picture.paste(255, (corner, corner, corner + side, corner + side))
    read = zxingcpp.read_barcode(picture)
    assert read
    assert read.text == LINK


def test_as_a_drawing_for_pages_it_has_the_same_modules_and_white_around_them() -> None:
    code = qr_code(LINK)
    found = re.fullmatch(
        r'<svg viewBox="0 0 41 41"><path fill="#fff" d="M0 0h41v41h-41z"/>'
        r'<path stroke="#000" d="M4 4.5((?:m-?\d+ \d+h\d+)+)"/></svg>',
        code.svg,
    )
    assert found
    x, y, bars = 0, 0, []
    for right, down, width in re.findall(r"m(-?\d+) (\d+)h(\d+)", found[1]):
        x, y = x + int(right), y + int(down)
        bars.append((x, y, int(width)))
        x += int(width)
    assert (code.side, tuple(bars)) == (33, code.bars)


def test_the_same_address_has_the_same_code() -> None:
    assert qr_code(LINK) == qr_code(LINK)
    assert qr_code(LINK) != qr_code(LINK + "x")


def test_an_address_that_no_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match=r"[Tt]oo long"):
        qr_code("https://w.example/" + "a" * 3000)


def test_a_long_address_has_a_code_though_no_stronger_one_could_hold_it() -> None:
    link = "https://w.example/" + "a" * 1600
    read = zxingcpp.read_barcode(picture_of(qr_code(link)))
    assert read
    assert read.text == link
