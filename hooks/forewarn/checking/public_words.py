"""The words of a text that the public reads, each with its place in the file: fields, and the body."""

from collections.abc import Iterator

from forewarn.document import Document, Text

ADVISORY_WORDS = frozenset(
    "title og.title og.description advice text_message publish.reason publish.updates.note".split()
)
PAGE_WORDS = frozenset({"title", "description", "names"})


def words_of(document: Document, fields: frozenset[str]) -> Iterator[tuple[str, Text]]:
    """Give the texts of some fields and the body, each with its field."""
    yield from ((path, text) for path, text in document.all_texts() if path in fields)
    yield "body", Text(document.body, document.body_line, 1)


def place_within(document: Document, text: Text, start: int, field: str) -> Text:
    """Give the place in the file of something found in a text: exact in the body, the start of any other field."""
    if field != "body":
        return text
    line, column = document.body_position(start)
    return Text(text.value, line, column)
