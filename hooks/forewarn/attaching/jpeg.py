"""The notes in a JPEG picture: where it was taken, with what, and what somebody wrote beside it or behind it."""

import re
from collections.abc import Iterator

_START, _MARK = b"\xff\xd8", 0xFF
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})

# What programs write for themselves. Most of it are notes: Exif and XMP, what editors and cameras keep, a place where a
# second picture lies. Three say how the picture is meant to be seen, by the words that they begin with.
_OF_PROGRAMS = range(0xE0, 0xF0)
_NO_NOTES = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}

# The picture itself ends at the next mark that is none of its own (ITU-T T.81, B.1.1.5).
_NEXT_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def without_notes(data: bytes) -> bytes:
    """Give a JPEG picture without its notes and what hides behind it; the picture itself stays as it is, to the bit.

    What is no JPEG, or is not put together as one, is given back as it came. ITU-T T.81 has the form in annex B.
    """
    return b"".join([_START, *_kept(data)]) if data.startswith(_START) else data


def _kept(data: bytes) -> Iterator[bytes]:
    place = len(_START)
    while place + 4 <= len(data) and data[place] == _MARK:
        mark = data[place + 1]
        if mark == _MARK:  # one more before the mark itself, as B.1.1.2 allows
            place += 1
            continue
        if mark == _END:
            yield data[place : place + 2]
            return
        end = place + 2 + (0 if mark in _STANDALONE else int.from_bytes(data[place + 2 : place + 4]))
        if mark == _SCAN:
            following = _NEXT_MARK.search(data, end)
            end = following.start() if following else len(data)
        if not _is_note(mark, data[place + 4 : end]):
            yield data[place:end]
        place = end
    yield data[place:]


def _is_note(mark: int, content: bytes) -> bool:
    if mark in _OF_PROGRAMS:
        return mark not in _NO_NOTES or not content.startswith(_NO_NOTES[mark])
    return mark == _COMMENT
