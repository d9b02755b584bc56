"""The facts of a share card: whether it is a whole PNG, and how large it is."""

import struct
import zlib
from collections.abc import Iterator

from forewarn.publication.facts import Facts, Kind

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAME = 12  # a chunk's length, name and sum
_HEADER = 13  # bytes of a picture's width, height and five of how it is written


def card_facts(content: bytes) -> Facts:
    """Read a card. Any bytes will do: what is no whole PNG gives facts that are not whole.

    Source: https://www.w3.org/TR/png-3/#5Chunk-layout
    """
    chunks = dict(_chunks(content))
    header = chunks.get(b"IHDR", b"")
    if not content.startswith(_SIGNATURE) or len(header) != _HEADER or not {b"IDAT", b"IEND"} <= chunks.keys():
        return Facts(Kind.CARD, is_whole=False)
    width, height = struct.unpack(">II", header[:8])
    return Facts(Kind.CARD, size=(width, height, len(content)))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the parts of a PNG by their names, up to the first that is not whole."""
    start = len(_SIGNATURE)
    while start + _FRAME <= len(content):
        (length,) = struct.unpack(">I", content[start : start + 4])
        end = start + 8 + length
        checked = content[start + 4 : end]
        if content[end : end + 4] != struct.pack(">I", zlib.crc32(checked)):
            return
        yield checked[:4], checked[4:]
        start = end + 4
