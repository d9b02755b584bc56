"""A file as it was read: fields that know their line and column, and a body.

Every scalar is text. What a text means (a date, an area) is for the model to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeAlias, cast

Node: TypeAlias = "Text | Listing | Block"


@dataclass(frozen=True)
class Text:
    """A piece of text and where its value starts; line and column count from 1."""

    value: str
    line: int
    column: int


@dataclass(frozen=True)
class Listing:
    """A list of values."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True)
class Block:
    """Fields below one name, or at the top of the metadata. ``keys`` says where each name stands."""

    entries: Mapping[str, Node]
    keys: Mapping[str, Text]
    line: int
    column: int


EMPTY_BLOCK = Block(MappingProxyType({}), MappingProxyType({}), 1, 1)


@dataclass(frozen=True)
class Document:
    r"""One file of the content folder.

    ``file`` is its path as an editor knows it, with forward slashes. ``body`` has ``\n`` line ends;
    ``body_line`` is the line of the file on which it starts, and ``body_lines`` the line of the file for each of its
    own, where a repair has added or taken out some; otherwise it is empty.
    """

    file: str
    fields: Block
    body: str
    body_line: int
    body_lines: tuple[int, ...] = ()

    def node(self, path: str) -> Node | None:
        """Find a field by its dotted path, such as ``publish.date``; None where there is none."""
        node: Node = self.fields
        for name in path.split("."):
            if not isinstance(node, Block) or name not in node.entries:
                return None
            node = node.entries[name]
        return node

    def text(self, path: str) -> str:
        """Give the text of a field; empty where it is missing or is no text."""
        node = self.node(path)
        return node.value if isinstance(node, Text) else ""

    def texts(self, path: str) -> tuple[Text, ...]:
        """Give the texts of a field that holds one text or a list of them."""
        node = self.node(path)
        items = node.items if isinstance(node, Listing) else (node,)
        return tuple(item for item in items if isinstance(item, Text))

    def position(self, path: str) -> tuple[int, int]:
        """Tell where a field's value starts: of a missing field, where the nearest field above it does."""
        while path:
            if node := self.node(path):
                return node.line, node.column
            path = path.rpartition(".")[0]
        return self.fields.line, self.fields.column

    def body_position(self, offset: int) -> tuple[int, int]:
        """Tell the line and column in the file of a place in the body, given as a count of characters."""
        before = self.body[:offset]
        number = before.count("\n")
        line = self.body_lines[number] if self.body_lines else self.body_line + number
        return line, offset - before.rfind("\n")

    def all_texts(self) -> Iterator[tuple[str, Text]]:
        """Give every text in the metadata with the dotted path of its field."""
        yield from _texts(self.fields, "")

    def with_texts(self, change: Callable[[str, Text], Text]) -> Document:
        """Give this document with every text of the metadata put through ``change(path, text)``."""
        fields = _changed(self.fields, "", change)
        return replace(self, fields=cast("Block", fields))


def plain(node: Node) -> Any:
    """Give a field without its places: a text, a list, or a mapping of fields by name."""
    match node:
        case Text(value):
            return value
        case Listing(items):
            return [plain(item) for item in items]
        case Block(entries):
            return {name: plain(entry) for name, entry in entries.items()}


def _texts(node: Node, path: str) -> Iterator[tuple[str, Text]]:
    match node:
        case Text():
            yield path, node
        case Listing(items):
            for item in items:
                yield from _texts(item, path)
        case Block(entries):
            for name, entry in entries.items():
                yield from _texts(entry, _below(path, name))


def _changed(node: Node, path: str, change: Callable[[str, Text], Text]) -> Node:
    match node:
        case Text():
            return change(path, node)
        case Listing(items):
            return replace(node, items=tuple(_changed(item, path, change) for item in items))
        case Block(entries):
            changed = {name: _changed(entry, _below(path, name), change) for name, entry in entries.items()}
            return replace(node, entries=MappingProxyType(changed))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
