"""Pictures, written anew: what a phone or a program has put beside the picture itself is not published.

A phone writes the place, the time and its own number into every picture it takes.
"""

import struct
import warnings
import zlib
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from forewarn.attaching.unfit import Unfit

MOST_PIXELS = 40_000_000
WIDEST = 1600

# What Pillow raises on bytes that are no whole picture, by the part of it that meets them first.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
_FORMATS = ("PNG", "JPEG", "WEBP")
_QUALITY = 85
_PLAIN_MODES = {
    "PNG": frozenset({"1", "L", "LA", "P", "RGB", "RGBA"}),
    "JPEG": frozenset({"L", "RGB"}),
    "WEBP": frozenset({"RGB", "RGBA"}),
}
_DEEP_GREY = "I"  # 16 bits a pixel, as scanners save them


def published_size(data: bytes) -> tuple[int, int]:
    """Tell how wide and how high a picture is once it is published. Raises Unfit for what is no whole picture."""
    picture, _ = _decoded(data)
    return _scaled(*picture.size)


def clean_picture(data: bytes) -> bytes:
    """Write a picture anew: upright, in the usual colours, at most 1,600 pixels wide, with nothing beside the picture.

    The same bytes give the same bytes. Raises Unfit for what is no whole picture.
    """
    picture, form = _decoded(data)
    plain = _plain(_in_usual_colours(picture), form)
    size = _scaled(*plain.size)
    if size != plain.size:
        if plain.mode in {"1", "P"}:  # whose colours cannot be mixed
            plain = plain.convert("RGB")
        plain = plain.resize(size, Image.Resampling.LANCZOS)
    plain.info = {}
    written = BytesIO()
    match form:
        case "JPEG":
            plain.save(written, form, quality=_QUALITY, optimize=True, progressive=True)
        case "WEBP":
            plain.save(written, form, quality=_QUALITY)
        case _:
            plain.save(written, form, optimize=True)
    return written.getvalue()


def _decoded(data: bytes) -> tuple[Image.Image, str]:
    """Decode a whole picture, upright, and tell its format."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, none of which is kept
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                _require_sensible(picture)
                return ImageOps.exif_transpose(picture), "JPEG" if picture.format == "MPO" else str(picture.format)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except _DAMAGED:
        cure = "Open it, and save it again."
        raise Unfit("attachment-unusable", "The picture is damaged: not all of it can be shown.", cure) from None


def _require_sensible(picture: Image.Image) -> None:
    """Refuse a picture that has too many pixels, before any is decoded, or that moves."""
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    # Phones put a second, smaller picture behind a JPEG ("MPO"); it never moves.
    if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
        message = "The picture moves, which keeps some people from reading the words beside it."
        raise Unfit("attachment-unusable", message, "Save one picture of it.")


def _too_large() -> Unfit:
    message = f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels."
    return Unfit("attachment-unusable", message, f"Save it smaller: {WIDEST:,} pixels across are enough.")


def _scaled(width: int, height: int) -> tuple[int, int]:
    """Give the size at which a picture is published."""
    return (width, height) if width <= WIDEST else (WIDEST, max(1, round(height * WIDEST / width)))


def _in_usual_colours(picture: Image.Image) -> Image.Image:
    """Give a picture in sRGB, where it says that its colours mean something else: what says so is taken out."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    try:
        own, usual = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, own, usual, outputMode=mode) or picture
    except (ImageCms.PyCMSError, *_DAMAGED):
        return picture  # as every browser shows a picture whose profile it cannot read


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """Give a picture in a mode that its format has, and that keeps what is seen of it."""
    if picture.mode.startswith(_DEEP_GREY):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if picture.mode in _PLAIN_MODES[form]:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data and form != "JPEG" else "RGB")
