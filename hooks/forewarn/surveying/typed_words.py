"""The words of an advisory as they are typed: all of them, and those by which one would know it while it is hidden."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Protocol

from forewarn import addresses
from forewarn.checking import id_of
from forewarn.document import Document

# What is shorter may stand anywhere by chance.
SHORTEST_NAME = 8
SHORTEST_TEXT = 12
SHORTEST_SENTENCE = 25

_NAMES = frozenset("scam.phones scam.links scam.emails url og.url og.image".split())
_TEXTS = frozenset(
    "title og.title og.description og.image_alt publish.reason publish.updates.note advice topic text_message".split()
)
_NOTES = "publish.updates.note"  # of a public advisory some may be still to come; the register has the others
_MARKS_AND_SENTENCES = re.compile(r"[\n*_\[\]()<>#|`~{}]|(?<=[.!?:;])\s+")
BETWEEN = "\n\0\n"  # no text has it, so that no word is found that begins in one and ends in the next


class Words(Protocol):
    """The words of one advisory that could be read: as they are typed, and those by which a hidden one is known."""

    @property
    def file(self) -> str:
        """Its name as an editor knows it."""

    @property
    def typed(self) -> str:
        """All its words, as from ``typed_in``."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """What only it should say, as from ``words_of_hidden``; nothing of what is public."""


def typed_in(document: Document) -> str:
    """Give all words of a file as they are typed, one text a line, but for notes: some may be still to come."""
    return BETWEEN.join((document.body, *(text.value for path, text in document.all_texts() if path != _NOTES)))


def words_of_hidden(document: Document) -> Iterator[str]:
    """Give the words by which a file is known that is hidden; it need not be a valid advisory."""
    for id_ in {id_of(document), addresses.identity(PurePosixPath(document.file).stem)}:
        yield from _of_id(id_)
    for path, text in document.all_texts():
        if path in _NAMES:
            yield from long_enough(PurePosixPath(text.value).name if path == "og.image" else text.value, SHORTEST_NAME)
        elif path in _TEXTS:
            yield from long_enough(text.value, SHORTEST_TEXT)
        elif path == "aliases":
            yield from long_enough(f"/{text.value.strip('/')}/", SHORTEST_NAME)
    for sentence in _MARKS_AND_SENTENCES.split(document.body):
        yield from long_enough(sentence, SHORTEST_SENTENCE)


def _of_id(id_: str) -> Iterator[str]:
    """Give an id as a part of addresses; a short one only where nothing but an advisory's address has it."""
    if id_:
        yield f"/{addresses.advisory(id_)}"
        yield from long_enough(f"/{id_}/", SHORTEST_TEXT)


def long_enough(text: str, shortest: int) -> Iterator[str]:
    """Give a text if it says enough to be known by it."""
    text = text.strip()
    if len(text) >= shortest:
        yield text
