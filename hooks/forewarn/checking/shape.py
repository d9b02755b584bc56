"""Which fields there are, and of what shape each is. A field that nobody knows is refused, never ignored."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from forewarn.document import Block, Document, Listing, Node, Text
from forewarn.problem import Level, Problem
from forewarn.spelling import did_you_mean, listed

Shape: TypeAlias = "str | Mapping[str, Shape] | tuple[Mapping[str, Shape]]"

ONE_TEXT = "one text"
ONE_OR_MORE = "one text, or a list of them"

ADVISORY: Mapping[str, Shape] = {
    "title": ONE_TEXT,
    "area": ONE_OR_MORE,
    "url": ONE_TEXT,
    "id": ONE_TEXT,
    "og": {
        "title": ONE_TEXT,
        "description": ONE_TEXT,
        "type": ONE_TEXT,
        "locale": ONE_TEXT,
        "url": ONE_TEXT,
        "image": ONE_TEXT,
        "image_alt": ONE_TEXT,
    },
    "publish": {
        "date": ONE_TEXT,
        "status": ONE_TEXT,
        "updates": ({"date": ONE_TEXT, "note": ONE_TEXT},),
    },
}
AREA: Mapping[str, Shape] = {
    "name": ONE_TEXT,
    "aliases": ONE_OR_MORE,
    "nation": ONE_TEXT,
    "force": {"name": ONE_TEXT, "website": ONE_TEXT},
}
HOME: Mapping[str, Shape] = {"title": ONE_TEXT, "description": ONE_TEXT}


def fields_are_known(document: Document, shape: Mapping[str, Shape]) -> Iterator[Problem]:
    """Every field is one that there is, and holds what that field holds."""
    yield from _block(document, document.fields, shape, "")


def _block(document: Document, block: Block, shape: Mapping[str, Shape], path: str) -> Iterator[Problem]:
    for name, node in block.entries.items():
        below = f"{path}.{name}" if path else name
        if name in shape:
            yield from _node(document, node, shape[name], below)
            continue
        key = block.keys[name]
        hint = did_you_mean(name, shape) or f"The fields here are {listed(shape, 'and')}."
        message = f'There is no field "{name}".'
        yield Problem(document.file, key.line, key.column, below, "unknown-field", Level.ERROR, message, hint)


def _node(document: Document, node: Node, shape: Shape, path: str) -> Iterator[Problem]:
    if isinstance(shape, str):
        allows_list = shape == ONE_OR_MORE and isinstance(node, Listing)
        items = node.items if allows_list and isinstance(node, Listing) else (node,)
        yield from (_misshapen(document, item, shape, path) for item in items if not isinstance(item, Text))
    elif isinstance(shape, Mapping):
        if isinstance(node, Block):
            yield from _block(document, node, shape, path)
        else:
            yield _misshapen(document, node, f"the fields {listed(shape, 'and')}, each indented below it", path)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _node(document, item, shape[0], path)
    else:
        yield _misshapen(document, node, "a list, each item after a hyphen", path)


def _misshapen(document: Document, node: Node, wanted: str, path: str) -> Problem:
    message = f"{path} must be {wanted}."
    cure = "Put the text in double quotes." if wanted in {ONE_TEXT, ONE_OR_MORE} else "Write it so."
    return Problem(document.file, node.line, node.column, path, "field-shape", Level.ERROR, message, cure)
