"""Areas that lie within others, as their documents have it: who is whose parent, and what is inherited."""

from collections.abc import Iterable, Iterator, Mapping

from forewarn.checking.entry import fold, id_of, is_missing
from forewarn.document import Block, Document, Text

Families = Mapping[str, Document]


def families(documents: Iterable[Document]) -> Families:
    """Give the documents of areas by everything that an area may be called; the first of two with one name."""
    by_name: dict[str, Document] = {}
    for document in documents:
        for name in names_in(document):
            by_name.setdefault(fold(name.value), document)
    return by_name


def names_in(document: Document) -> Iterator[Text]:
    """Give all names that the document of an area gives it, each with its place; its slug stands at the top."""
    slug = Text(id_of(document), document.fields.line, document.fields.column)
    written = (document.node("name"), *document.texts("aliases"), *names_by_language(document).values(), slug)
    yield from (name for name in written if isinstance(name, Text) and name.value.strip())


def names_by_language(document: Document) -> dict[str, Text]:
    """Give the names of an area in other languages, by the tags of these."""
    names = document.node("names")
    entries = names.entries if isinstance(names, Block) else {}
    return {tag: name for tag, name in entries.items() if isinstance(name, Text)}


def lineage(document: Document, known: Families) -> tuple[Document, ...]:
    """Give a document and those of the areas around it, nearest first, until there is none or one comes again."""
    line = [document]
    while (parent := known.get(fold(line[-1].text("within")))) and parent not in line:
        line.append(parent)
    return tuple(line)


def giver_of(field: str, line: tuple[Document, ...]) -> Document:
    """Give the nearest document of a lineage that has a field, from which the others inherit it; else the first."""
    return next((document for document in line if not is_missing(document, field)), line[0])
