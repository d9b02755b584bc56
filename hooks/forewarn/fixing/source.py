"""The bytes of a file as a text that can be edited in places, with every line end and byte order mark kept."""

import codecs
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forewarn.fixing.scalars import Edit


@dataclass(frozen=True)
class Source:
    r"""A file's text with ``\n`` line ends, and what ``reading`` leaves out of it."""

    mark: bytes
    text: str
    crlf: Sequence[int]  # where in the text those line ends stand that are CRLF in the file

    @classmethod
    def of(cls, data: bytes) -> "Source":
        """Take the bytes of a file that could be read as a document."""
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        lines = data.removeprefix(mark).decode("utf-8").split("\n")
        crlf: list[int] = []
        at = 0
        for number, line in enumerate(lines):
            has_return = line.endswith("\r")
            lines[number] = line.removesuffix("\r")
            at += len(lines[number])
            if has_return:
                crlf.append(at)
            at += 1
        return cls(mark, "\n".join(lines), crlf)

    @property
    def line_ends(self) -> tuple[str, ...]:
        """The line end of each line that has one."""
        crlf = frozenset(self.crlf)
        places = (place for place, character in enumerate(self.text) if character == "\n")
        return tuple("\r\n" if place in crlf else "\n" for place in places)

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Give the bytes of the file with some stretches of its text replaced, which are in order and lie apart."""
        whole = self._whole()
        pieces, at = [], 0
        for edit in edits:
            pieces += [whole[at : self._place(edit.start)], edit.new]
            at = self._place(edit.end)
        return self.mark + "".join([*pieces, whole[at:]]).encode("utf-8")

    def _whole(self) -> str:
        pieces, at = [], 0
        for place in self.crlf:
            pieces += [self.text[at:place], "\r"]
            at = place
        return "".join([*pieces, self.text[at:]])

    def _place(self, offset: int) -> int:
        return offset + bisect_left(self.crlf, offset)
