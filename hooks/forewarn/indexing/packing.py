"""How the files of an index are packed: signed, and with gzip."""

import gzip
import struct
import zlib

from zlib_ng import zlib_ng

_SIGNATURE = b"pagefind_dcd"
_HEADER = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"  # of no time and no system: https://www.rfc-editor.org/rfc/rfc1952
_LEVEL = 9


def unpacked(content: bytes) -> bytes:
    """Give what is in a file. Raises ValueError, OSError, EOFError or zlib.error where it is no such file."""
    whole = gzip.decompress(content)
    if not whole.startswith(_SIGNATURE):
        raise ValueError("a file is not signed")
    return whole[len(_SIGNATURE) :]


def packed(content: bytes) -> bytes:
    """Pack what is to be in a file with gzip, of which zlib's own header would tell on which system that was done.

    >>> unpacked(packed(b"words"))
    b'words'
    """
    signed = _SIGNATURE + content
    sums = struct.pack("<II", zlib_ng.crc32(signed), len(signed))
    return _HEADER + zlib_ng.compress(signed, _LEVEL, wbits=-zlib.MAX_WBITS) + sums
