"""Files of the index of the search, which are packed: what is in them."""

import zlib

_PACKED = b"\x1f\x8b"  # https://www.rfc-editor.org/rfc/rfc1952#page-5
_MOST = 1 << 26  # no file of an index comes near


def unpacked(content: bytes) -> bytes:
    r"""Give what is in a file, as it is or packed with gzip. What only looks like a packed file is given as it is.

    >>> unpacked(zlib.compress(b"words", wbits=31)), unpacked(b"\x1f\x8bwords")
    (b'words', b'\x1f\x8bwords')
    """
    if not content.startswith(_PACKED):
        return content
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(content, _MOST)
    except zlib.error:
        return content
