"""Metadata to fields: YAML read as events, every scalar as text, nothing that could mean two things.

Read as events rather than values: PyYAML's own loaders turn 12:31 into 751, take the last of two equal keys,
follow aliases, and crash on deep nesting. YAML 1.2.2 is at https://yaml.org/spec/1.2.2/.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import NoReturn, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from forewarn.document import EMPTY_BLOCK, Block, Listing, Node, Text
from forewarn.problem import Level
from forewarn.reading.fault import Fault, Unreadable, position
from forewarn.reading.yaml_errors import IN_QUOTES, explained, mark_position

MOST_BYTES = 64 * 1024
DEEPEST = 6  # the words of a contact in a language

# libyaml where PyYAML was built with it, as its wheels are; the same events come from Python's parser without it.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_NO_BREAK_SPACE = "\u00a0"
_KEY_WITH_NO_BREAK_SPACE = re.compile(r"^[ \u00a0-]*[A-Za-z_][\w.]*[ \u00a0]*:(?:[ \u00a0]|$)", re.MULTILINE)


def read_metadata(metadata: str, first_line: int) -> tuple[Block, tuple[Fault, ...]]:
    """Read the text between the fences, which starts on ``first_line`` of its file.

    Returns the fields, and faults that do not keep them from being read. Raises Unreadable with every fault
    that does.
    """
    _refuse_unreadable_text(metadata, first_line)
    reader = _Reader(metadata, first_line)
    try:
        fields = reader.read()
        reader.faults.extend(reader.comments() if "#" in metadata else ())
    except yaml.MarkedYAMLError as error:
        reader.faults.append(explained(error, metadata, first_line))
    except yaml.YAMLError as error:
        reader.faults.append(Fault(first_line, 1, "yaml", f"The metadata cannot be read: {error}.", IN_QUOTES))
    if any(fault.level is Level.ERROR for fault in reader.faults):
        raise Unreadable(reader.faults)
    return fields, tuple(reader.faults)


def _refuse_unreadable_text(metadata: str, first_line: int) -> None:
    """Refuse what must not even reach the YAML parser: too much text, tabs, and spaces that are none."""
    size = len(metadata.encode())
    if size > MOST_BYTES:
        message = f"The metadata has {size // 1024} KiB; more than {MOST_BYTES // 1024} KiB is not read."
        raise Unreadable([Fault(first_line, 1, "metadata-size", message, "Move the long text below the metadata.")])
    faults = []
    if (offset := metadata.find("\t")) >= 0:
        cure = "Replace it with spaces: two for each step to the right."
        line, column = position(metadata, offset)
        faults.append(Fault(first_line + line - 1, column, "tab", "There is a tab in the metadata.", cure))
    for match in _KEY_WITH_NO_BREAK_SPACE.finditer(metadata):
        if (inside := match.group().find(_NO_BREAK_SPACE)) >= 0:
            message = "There is a no-break space (U+00A0) beside the field's name."
            line, column = position(metadata, match.start() + inside)
            faults.append(Fault(first_line + line - 1, column, "no-break-space", message, "Replace it with a space."))
    if faults:
        raise Unreadable(faults)


class _Reader:
    """Builds fields from the events of one text, and lists the faults it meets on the way."""

    def __init__(self, metadata: str, first_line: int) -> None:
        self.lines = metadata.split("\n")
        self.first_line = first_line
        self.events: Iterator[Event] = yaml.parse(metadata, Loader=_Loader)
        self.faults: list[Fault] = []
        self.covered: dict[int, list[tuple[int, int]]] = {}

    def read(self) -> Block:
        """Read the whole text: one document, which is a block of fields or nothing."""
        fields = EMPTY_BLOCK
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(
                        event,
                        "yaml-documents",
                        "The metadata has an end in the middle.",
                        'Take out the line "..." or "---".',
                    )
            elif isinstance(event, NodeEvent):
                fields = self._block_of_fields(event)
            elif getattr(event, "explicit", False):
                self._stop(
                    event, "yaml-documents", "The metadata has an end in the middle.", 'Take out the line "...".'
                )
        return fields

    def _block_of_fields(self, event: NodeEvent) -> Block:
        node = self._node(event, 1)
        if not isinstance(node, Block):
            self._stop(
                event, "metadata-form", "The metadata is not a list of fields.", 'Write each field as "field: value".'
            )
        return node

    def _node(self, event: NodeEvent, depth: int) -> Node:
        self._refuse_cleverness(event, depth)
        line, column = self._place(event)
        if isinstance(event, MappingStartEvent):
            return self._block(depth, line, column)
        if isinstance(event, SequenceStartEvent):
            items = tuple(self._node(item, depth + 1) for item in self._until(SequenceEndEvent))
            return Listing(items, line, column)
        scalar = cast("ScalarEvent", event)  # aliases were refused above; there is no other node
        self._cover(scalar)
        return Text(scalar.value, line, column)

    def _block(self, depth: int, line: int, column: int) -> Block:
        entries: dict[str, Node] = {}
        keys: dict[str, Text] = {}
        for event in self._until(MappingEndEvent):
            key = self._key(event, depth)
            value = self._node(next(self._nodes()), depth + 1)
            if key.value in keys:
                first = keys[key.value].line
                message = f'"{key.value}" stands twice, on line {first} and on line {key.line}.'
                self.faults.append(Fault(key.line, key.column, "duplicate-field", message, "Delete one of the two."))
            entries[key.value] = value
            keys.setdefault(key.value, key)
        return Block(MappingProxyType(entries), MappingProxyType(keys), line, column)

    def _key(self, event: NodeEvent, depth: int) -> Text:
        key = self._node(event, depth + 1)
        if not isinstance(key, Text):
            self._stop(event, "yaml-key", "A field's name must be plain text.", 'Write each field as "field: value".')
        if key.value == "<<":
            self._stop(event, "yaml-merge", 'A merge key ("<<") is not read.', "Write the fields out.")
        return key

    def _until(self, end: type[Event]) -> Iterator[NodeEvent]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield cast("NodeEvent", event)  # the parser balances what it opens

    def _nodes(self) -> Iterator[NodeEvent]:
        return (event for event in self.events if isinstance(event, NodeEvent))

    def _refuse_cleverness(self, event: NodeEvent, depth: int) -> None:
        """Refuse the parts of YAML by which one text can stand for another."""
        if depth > DEEPEST:
            self._stop(event, "metadata-depth", f"The metadata is more than {DEEPEST} steps deep.", "Write it flatter.")
        if isinstance(event, AliasEvent):
            self._stop(event, "yaml-alias", f'"*{event.anchor}" stands for another value and is not read.', IN_QUOTES)
        if event.anchor is not None:
            self._stop(event, "yaml-anchor", f'"&{event.anchor}" gives a value a name and is not read.', IN_QUOTES)
        if (tag := getattr(event, "tag", None)) is not None:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            self._stop(event, "yaml-tag", f'The tag "{written}" is not read.', IN_QUOTES)

    def _cover(self, event: ScalarEvent) -> None:
        """Remember where a scalar stands, so that a "#" in it is known to be text. A block's first line is a mark."""
        (first, start), (last, end) = mark_position(event.start_mark), mark_position(event.end_mark)
        if event.style in {"|", ">"}:
            self.covered.update({line: [(1, len(self.lines[line - 1]) + 1)] for line in range(first + 1, last)})
            return
        for line in range(first, last + 1):
            left = start if line == first else 1
            right = end if line == last else len(self.lines[line - 1]) + 1
            self.covered.setdefault(line, []).append((left, right))

    def comments(self) -> Iterator[Fault]:
        """Tell of everything behind a "#" that YAML drops. A heading there is a body that is taken for metadata."""
        for number, line in enumerate(self.lines, 1):
            spans = self.covered.get(number, [])
            for found in re.finditer(r"(?:(?<=\s)|^)#", line):
                if not any(left <= found.start() + 1 < right for left, right in spans):
                    yield self._comment(number, found.start(), line)
                    break

    def _comment(self, number: int, offset: int, line: str) -> Fault:
        place = self.first_line + number - 1, offset + 1
        if offset == 0 and re.match(r"#{1,6} ", line) and not (number > 1 and self.lines[number - 2].strip()):
            message = "This line looks like a heading and is in the metadata."
            return Fault(*place, "not-a-field", message, 'Close the metadata with a line "---" (or "```") above it.')
        if not line[:offset].strip():
            message, cure = (
                f'"{line.strip()}" is a comment and is not shown.',
                "Delete it, or put quotes around the text.",
            )
            return Fault(*place, "text-behind-hash", message, cure, level=Level.WARNING)
        message = f'Everything behind " #" is left out: "{line[offset:].strip()}".'
        cure = "Put the whole text in double quotes, or delete that part."
        return Fault(*place, "text-behind-hash", message, cure, level=Level.WARNING)

    def _place(self, event: Event) -> tuple[int, int]:
        line, column = mark_position(event.start_mark)
        return self.first_line + line - 1, column

    def _stop(self, event: Event, rule: str, message: str, cure: str) -> NoReturn:
        line, column = self._place(event)
        raise Unreadable([*self.faults, Fault(line, column, rule, message, cure)])
