"""Attaching: a file beside a text is looked through, and written anew for the public without what it tells secretly."""

import stat
from pathlib import Path

from forewarn.attaching.pdf import clean_pdf
from forewarn.attaching.pictures import clean_picture, published_size
from forewarn.attaching.unfit import Unfit
from forewarn.attachment import JPEG, KINDS, PDF, PNG, WEBP, Attachment, Kind, cure_of_kind, ending_of, published_name

MOST_BYTES = 10 * 1024 * 1024

_STARTS = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"%PDF-", PDF))


def examined(file: str, source: Path) -> Attachment:
    """Look through a file and make an attachment of it. ``file`` is its name as an editor knows it.

    Raises Unfit where it must not be published.
    """
    kind = KINDS.get(ending_of(file))
    if kind is None:
        raise Unfit("attachment-type", "A file of this kind is not published.", cure_of_kind(file))
    data = _bytes_of(source)
    _require_kind(file, kind, data)
    if not kind.is_picture:
        clean_pdf(data)
        return Attachment(published_name(file), file, source, kind)
    return Attachment(published_name(file), file, source, kind, *published_size(data))


def publishable(attachment: Attachment) -> bytes:
    """Make the bytes to publish. Raises Unfit where the file has become unfit since it was examined."""
    data = _bytes_of(attachment.source)
    _require_kind(attachment.file, attachment.kind, data)
    return clean_picture(data) if attachment.kind.is_picture else clean_pdf(data)


def _bytes_of(source: Path) -> bytes:
    """Read a file that is one, and not too large."""
    try:
        about = source.lstat()
        if not stat.S_ISREG(about.st_mode):
            raise Unfit("attachment-unusable", "It is no plain file.", "Put the file itself there.")
        if about.st_size > MOST_BYTES:
            message = f"It has more than {MOST_BYTES // 1024 // 1024} MB."
            raise Unfit("attachment-unusable", message, "Save it smaller: many readers pay for every megabyte.")
        return source.read_bytes()
    except OSError as error:
        message, cure = f"It cannot be read: {error.strerror}.", "Make sure that the file is there and may be read."
        raise Unfit("attachment-unusable", message, cure) from None


def _require_kind(file: str, kind: Kind, data: bytes) -> None:
    """Refuse a file whose bytes are not of the kind that its name says."""
    real = kind_of(data)
    if real == kind:  # and not "is": a process that draws was handed a copy
        return
    if real is None:
        message = f"It is no {kind.called}, whatever its name says."
        raise Unfit("attachment-type", message, f"Open it, and save it as a {kind.called}.")
    name = Path(file).with_suffix(real.ending).name
    raise Unfit("attachment-type", f"It is a {real.called}, whatever its name says.", f'Rename it to "{name}".')


def kind_of(data: bytes) -> Kind | None:
    """Tell by its first bytes which kind of file something is; None for a kind that is not published."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return next((kind for start, kind in _STARTS if data.startswith(start)), None)


__all__ = ["Unfit", "examined", "publishable"]
