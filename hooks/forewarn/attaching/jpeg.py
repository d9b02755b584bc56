"""The notes in a JPEG picture: where it was taken, with what, and what somebody wrote beside it or behind it."""

import re

_START, _END, _MARK = b"\xff\xd8", b"\xff\xd9", 0xFF
_SCAN, _LAST = 0xDA, 0xD9
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# Comments, and what programs may put there for themselves: Exif, XMP, the history of an edit and its author.
_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE})
# Of these, some say how the picture is meant: its density, its colour profile, the colours of its channels.
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# A marker within a scan is no stuffed byte, no restart, and no byte that fills up.
_AFTER_A_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_notes(data: bytes) -> bytes:
    """Give a JPEG picture without its notes and without what lies behind it; the picture stays as it is, to the bit.

    What is no JPEG, or is not put together as one, is given back as it came. ITU-T T.81 has the form in annex B.
    """
    if not data.startswith(_START):
        return data
    kept, place = [_START], len(_START)
    while place + 4 <= len(data) and data[place] == _MARK and data[place + 1] != _LAST:
        end = _end_of_segment(data, place)
        if _belongs_to_the_picture(data, place):
            kept.append(data[place:end])
        place = end
    is_whole = data.startswith(_END, place)
    return b"".join([*kept, _END if is_whole else data[place:]])


def _end_of_segment(data: bytes, place: int) -> int:
    """Tell where the part ends that begins at a marker; that of a scan has the picture itself behind it."""
    mark = data[place + 1]
    if mark == _MARK:  # any number of these may stand before a marker
        return place + 1
    end = place + 2 + (0 if mark in _STANDALONE else int.from_bytes(data[place + 2 : place + 4]))
    if mark != _SCAN:
        return end
    after = _AFTER_A_SCAN.search(data, end)
    return after.start() if after else len(data)


def _belongs_to_the_picture(data: bytes, place: int) -> bool:
    mark = data[place + 1]
    if mark not in _NOTES:
        return True
    return mark in _NEEDED and data.startswith(_NEEDED[mark], place + 4)
