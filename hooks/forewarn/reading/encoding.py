"""Bytes to text: UTF-8 and nothing else, with plain line ends."""

import codecs
import re

from forewarn.reading.fault import Fault, Unreadable, position

# Longest mark first: the mark of UTF-16 is the beginning of that of UTF-32.
_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAVE_AS = 'Save the file again with the encoding "UTF-8".'


def decode(data: bytes) -> str:
    r"""Decode a file, without its byte order mark and with ``\n`` line ends.

    Raises Unreadable for an empty file, another encoding, and the line ends of old Macintosh files.
    """
    if not data.strip():
        cure = "Write the advisory, or delete the file."
        raise Unreadable([Fault(1, 1, "file-empty", "The file is empty.", cure, "file")])
    _refuse_other_encodings(data)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise Unreadable([_not_utf8(data, offset)]) from None
    text = text.replace("\r\n", "\n")
    if (offset := text.find("\r")) >= 0:
        line, column = position(text, offset)
        message = "The lines end in a bare carriage return (U+000D), as on old Macintosh computers."
        cure = 'Save the file again with line ends "LF" or "CRLF".'
        raise Unreadable([Fault(line, column, "line-ends", message, cure, "encoding")])
    return text


def _refuse_other_encodings(data: bytes) -> None:
    for mark, name in _OTHER_MARKS:
        if data.startswith(mark):
            raise Unreadable([Fault(1, 1, "encoding", f"The file is saved as {name}.", _SAVE_AS, "encoding")])


def _not_utf8(data: bytes, offset: int) -> Fault:
    """Say where the first wrong byte is, and what it most likely was meant to be."""
    before = data[:offset].removeprefix(codecs.BOM_UTF8).decode("utf-8").replace("\r\n", "\n")
    line, column = position(before, len(before))
    message = f"Byte {offset} (0x{data[offset]:02X}) is not UTF-8."
    meant = data[offset : offset + 1].decode("cp1252", "replace")
    if re.match(r"[^\W\d_]|[£€‘’“”–—…•°½¼¾§]", meant):
        message += f' The file was probably saved as Windows-1252, where it is "{meant}".'
    return Fault(line, column, "encoding", message, _SAVE_AS, "encoding")
