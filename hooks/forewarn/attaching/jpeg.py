"""The notes in a JPEG picture: where it was taken, with what, and what somebody wrote beside it."""

_START, _MARK = b"\xff\xd8", 0xFF
_SCAN = 0xDA
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# APP1 has Exif and XMP, APP13 what picture editors keep, COM a comment. The others say how the colours are meant.
_NOTES = frozenset({0xE1, 0xED, 0xFE})


def without_notes(data: bytes) -> bytes:
    """Give a JPEG picture without its notes; the picture itself stays as it is, to the bit.

    What is no JPEG, or is not put together as one, is given back as it came. ITU-T T.81 has the form in annex B.
    """
    if not data.startswith(_START):
        return data
    kept, place = [_START], len(_START)
    while place + 4 <= len(data) and data[place] == _MARK and data[place + 1] != _SCAN:
        mark = data[place + 1]
        length = 0 if mark in _STANDALONE else int.from_bytes(data[place + 2 : place + 4])
        end = place + 2 + length
        if mark not in _NOTES:
            kept.append(data[place:end])
        place = end
    return b"".join([*kept, data[place:]])
