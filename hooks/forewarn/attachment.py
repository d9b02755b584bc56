"""A file that belongs to an advisory: it is published with it, below its address, and only with it."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from forewarn.addresses import DEVICES, MOST_CHARACTERS, identity


@dataclass(frozen=True)
class Kind:
    """A kind of file that is published: what people call it, its media type, and the ending it is published with."""

    called: str
    media_type: str
    ending: str
    is_picture: bool = True


PNG = Kind("PNG picture", "image/png", ".png")
JPEG = Kind("JPEG picture", "image/jpeg", ".jpg")
WEBP = Kind("WebP picture", "image/webp", ".webp")
PDF = Kind("PDF document", "application/pdf", ".pdf", is_picture=False)
KINDS: Mapping[str, Kind] = MappingProxyType({".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".webp": WEBP, ".pdf": PDF})

# Files that people have and that are not published, so that a link to one can be told from a misspelt page.
_PICTURES = frozenset(".svg .svgz .gif .heic .heif .avif .tif .tiff .bmp .ico .eps .psd .ai".split())
_DOCUMENTS = frozenset(
    ".doc .docx .docm .odt .pages .rtf .xls .xlsx .ods .csv .ppt .pptx .odp .pub .key .msg .eml".split()
)
_OTHERS = frozenset(".zip .7z .rar .exe .apk .mp3 .m4a .wav .mp4 .mov .avi .webm".split())
_CURES = {
    **dict.fromkeys(_PICTURES, "Save it as a PNG, JPEG or WebP picture, and name that."),
    **dict.fromkeys(_DOCUMENTS, "Save it as a PDF, and link to that."),
}
PUBLISHED_KINDS = "PNG, JPEG and WebP pictures and PDF documents are published, and nothing else"


@dataclass(frozen=True)
class Attachment:
    """A file of an advisory that may be published.

    ``name`` is what it is called below the advisory's address, ``file`` its name as an editor knows it, and ``source``
    where its bytes come from: they are made when the site is written, and not kept. ``width`` and ``height`` are those
    of a picture as it is published; 0 of anything else.
    """

    name: str
    file: str
    source: Path
    kind: Kind
    width: int = 0
    height: int = 0


def ending_of(file: str) -> str:
    """Give the ending of a file's name in small letters, such as ``.png``."""
    return PurePosixPath(file).suffix.lower()


def is_of_a_file(address: str) -> bool:
    """Tell whether an address ends as files do that people attach, published or not."""
    return ending_of(address) in KINDS.keys() | _CURES.keys() | _OTHERS


def cure_of_kind(file: str) -> str:
    """Say what to do with a file of a kind that is not published."""
    return _CURES.get(ending_of(file), f"{PUBLISHED_KINDS}.")


def published_name(file: str) -> str:
    """Give the name under which a file is published, which has plain letters only.

    >>> published_name("content/advisories/2026/Letter Front.JPEG")
    'letter-front.jpg'
    """
    ending = ending_of(file)
    return identity(PurePosixPath(file).stem) + (KINDS[ending].ending if ending in KINDS else ending)


def is_publishable_name(name: str) -> bool:
    """Tell whether a published name says something, is short enough, and can be stored on every system."""
    stem = name.rpartition(".")[0]
    return 0 < len(stem) <= MOST_CHARACTERS and stem not in DEVICES


def lies_with(file: str, text: str) -> bool:
    """Tell whether a file lies beside a text or in a folder below it; both are named as an editor knows them."""
    return file.startswith(f"{posixpath.dirname(text)}/")
