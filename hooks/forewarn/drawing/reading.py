"""PDF files that can be read aloud and searched where their words are drawn beside their letters.

Typst draws words of Arabic script of many small shapes, dots apart from what they belong to, and each shape claims to
be the whole letter; in Nastaliq, shapes of one line stand at many heights. pdftotext and PDFium make letters in
disorder of that. The template of posters therefore sets such words twice: as they look, as an artifact, and without
colour in plain letters, which are the text. Both programs read artifacts as well, unless something is said to stand in
their place (``ActualText``, ISO 32000-1, 14.9.4).
"""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

# A mark of content begins or ends. Codes of glyphs cannot be taken for one: fonts here have far fewer than 16,000.
_MARK = re.compile(rb"(?P<artifact>/Artifact BMC)|/\w+ ?(?:<<(?:[^<>]|<[^<>]*>)*>> ?BDC|BMC)|(?P<end>\bEMC)")
_PASSED_OVER = b"/Artifact BMC/Span<</ActualText<FEFF0020>>>BDC"


def with_silent_artifacts(pdf: bytes) -> bytes:
    """Let what is drawn as an artifact of a one-page PDF be read as a space, whatever its letters are said to be."""
    with pikepdf.open(BytesIO(pdf)) as document:
        contents = document.pages[0].Contents
        contents.write(b"".join(_silenced(contents.read_bytes())))
        # How facing pages lie, of which one page has none; PDFium turns English words round where it is said.
        del document.Root.ViewerPreferences.Direction
        made = BytesIO()
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return made.getvalue()


def _silenced(content: bytes) -> Iterator[bytes]:
    """Give the pieces of a content stream, in each artifact without the marks within it, which would win."""
    end, depth = 0, 0
    for mark in _MARK.finditer(content):
        yield content[end : mark.start()]
        end = mark.end()
        if not depth and not mark["artifact"]:
            yield mark.group()
            continue
        depth += -1 if mark["end"] else 1
        if mark["artifact"] and depth == 1:
            yield _PASSED_OVER
        elif not depth:
            yield b"EMC EMC"
    yield content[end:]
