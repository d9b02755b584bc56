"""Which fields there are, and of what shape each is. A field that nobody knows is refused, never ignored."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from forewarn.checking.entry import is_missing
from forewarn.document import Block, Document, Listing, Node, Text
from forewarn.problem import Level, Problem
from forewarn.spelling import did_you_mean, listed, nearest

Shape: TypeAlias = "str | ByLanguage | Mapping[str, Shape] | tuple[Mapping[str, Shape]]"


@dataclass(frozen=True)
class ByLanguage:
    """The shape of a block in which the tag of each language stands before something of one shape, called ``what``."""

    what: str
    shape: Shape


ONE_TEXT = "one text"
ONE_OR_MORE = "one text, or a list of them"

_GLUED = re.compile(r"([a-z_]+):(\S.*)")
_SEE_EXAMPLES = "CONTRIBUTING.md has an example."

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
        "reason": ONE_TEXT,
        "expires": ONE_TEXT,
        "replaces": ONE_TEXT,
        "updates": ({"date": ONE_TEXT, "note": ONE_TEXT},),
    },
    "topic": ONE_OR_MORE,
    "severity": ONE_TEXT,
    "advice": ONE_OR_MORE,
    "scam": {"phones": ONE_OR_MORE, "links": ONE_OR_MORE, "emails": ONE_OR_MORE},
    "aliases": ONE_OR_MORE,
    "translation_of": ONE_TEXT,
    "text_message": ONE_TEXT,
}
CONTACTS: Mapping[str, Shape] = {
    "contacts": (
        {
            "id": ONE_TEXT,
            "name": ONE_TEXT,
            "for": ONE_TEXT,
            "phone": ONE_TEXT,
            "text": ONE_TEXT,
            "email": ONE_TEXT,
            "link": ONE_TEXT,
            "nations": ONE_OR_MORE,
            "valid_from": ONE_TEXT,
            "valid_to": ONE_TEXT,
            "replaced_by": ONE_TEXT,
            "source": ONE_TEXT,
            "translations": ByLanguage("the words", {"name": ONE_TEXT, "for": ONE_TEXT}),
        },
    ),
}
AREA: Mapping[str, Shape] = {
    "name": ONE_TEXT,
    "aliases": ONE_OR_MORE,
    "names": ByLanguage("a name", ONE_TEXT),
    "within": ONE_TEXT,
    "nation": ONE_TEXT,
    "force": {"name": ONE_TEXT, "website": ONE_TEXT, "colours": {"surface": ONE_TEXT, "words": ONE_TEXT}},
    **CONTACTS,
}
HOME: Mapping[str, Shape] = {"title": ONE_TEXT, "description": ONE_TEXT}
HELP: Mapping[str, Shape] = {"title": ONE_TEXT, "description": ONE_TEXT}


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
        message = f'There is no field "{name}".'
        cure = _where_it_belongs(name, shape)
        yield Problem(document.file, key.line, key.column, below, "unknown-field", Level.ERROR, message, cure)


def _where_it_belongs(name: str, shape: Mapping[str, Shape]) -> str:
    """Say what was probably meant: a field below another, one that is spelt otherwise, or any of those there are."""
    parent, _, child = name.partition(".")
    if child and parent in shape:
        return f'Write "{parent}:" on a line of its own, and "{child}:" below it, two spaces to the right.'
    if parents := [known for known, below in shape.items() if isinstance(below, Mapping) and name in below]:
        return f'Write it below "{parents[0]}:", two spaces to the right.'
    return did_you_mean(name, shape) or f"The fields here are {listed(shape, 'and')}."


def names_in(shape: Mapping[str, Shape]) -> Iterator[str]:
    """Give every name that a field or a field below it can have."""
    for name, below in shape.items():
        yield name
        if isinstance(below, Mapping):
            yield from names_in(below)


def meant_fields(document: Document, shape: Mapping[str, Shape]) -> frozenset[str]:
    """Give the fields that unknown names at the top seem to stand for, which are then not missing but misplaced."""
    unknown = [name for name in document.fields.entries if name not in shape]
    spelt = {nearest(name, shape) or "" for name in unknown}
    below = {
        f"{parent}.{name}"
        for name in unknown
        for parent, fields in shape.items()
        if isinstance(fields, Mapping) and name in fields
    }
    texts = {name: node.value for name, node in document.fields.entries.items() if isinstance(node, Text)}
    glued = {f"{name}.{found[1]}" for name, text in texts.items() if (found := _GLUED.match(text))}
    return frozenset(spelt | below | glued | {name for name in unknown if "." in name})


def _node(document: Document, node: Node, shape: Shape, path: str) -> Iterator[Problem]:
    if isinstance(shape, ByLanguage):
        yield from _by_language(document, node, shape, path)
    elif isinstance(shape, str):
        allows_list = shape == ONE_OR_MORE and isinstance(node, Listing)
        items = node.items if allows_list and isinstance(node, Listing) else (node,)
        yield from (_misshapen(document, item, shape, path) for item in items if not isinstance(item, Text))
    elif isinstance(shape, Mapping):
        if isinstance(node, Block):
            yield from _block(document, node, shape, path)
        else:
            yield _no_block(document, node, shape, path)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _node(document, item, shape[0], path)
    else:
        yield _misshapen(document, node, f'a list, in which each item begins with "- {next(iter(shape[0]))}:"', path)


def _by_language(document: Document, node: Node, shape: ByLanguage, path: str) -> Iterator[Problem]:
    if isinstance(node, Block):
        for name, item in node.entries.items():
            yield from _node(document, item, shape.shape, f"{path}.{name}")
    else:
        yield _misshapen(document, node, f"{shape.what} for each language, such as cy:, indented below it", path)


def _no_block(document: Document, node: Node, shape: Mapping[str, Shape], path: str) -> Problem:
    glued = _GLUED.match(node.value) if isinstance(node, Text) else None
    if glued and glued[1] in shape:
        message, cure = "There is no space behind the colon.", f"Write: {glued[1]}: {glued[2]}"
        return Problem(document.file, node.line, node.column, path, "glued-colon", Level.ERROR, message, cure)
    return _misshapen(document, node, f"the fields {listed(shape, 'and')}, each indented below it", path)


def _misshapen(document: Document, node: Node, wanted: str, path: str) -> Problem:
    message = f"{path} must be {wanted}."
    cure = "Put the text in double quotes." if wanted in {ONE_TEXT, ONE_OR_MORE} else _SEE_EXAMPLES
    return Problem(document.file, node.line, node.column, path, "field-shape", Level.ERROR, message, cure)


def is_absent(document: Document, field: str) -> bool:
    """Tell whether an advisory lacks a field, and has not merely misspelt or misplaced it, which is told by itself."""
    return is_missing(document, field) and field not in meant_fields(document, ADVISORY)
