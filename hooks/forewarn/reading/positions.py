"""Where each setting of a site stands in its mkdocs.yml, or in a file that this inherits from."""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml.events import Event
from yaml.nodes import MappingNode, Node, SequenceNode

from forewarn.problem import Level, Problem
from forewarn.reading.yaml_errors import mark_position


@dataclass(frozen=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def problem(self, field: str, rule: str, message: str, cure: str) -> Problem:
        """Report an error at this place."""
        return Problem(self.file, self.line, self.column, field, rule, Level.ERROR, message, cure)


@dataclass(frozen=True)
class Positions:
    """Where the settings of a site stand. ``trees`` are its files as YAML sees them, the one that counts most first.

    A setting is given by its dotted path, an item of a list by its number from 0: ``extra.forewarn.topics.0``.
    """

    file: str
    trees: tuple[tuple[str, Node], ...] = ()

    def of(self, path: str) -> Position:
        """Tell where a setting's value starts: of a missing one, where the nearest setting above it does."""
        while path:
            if found := self._entry(path):
                file, _, value = found
                return position_of(file, value)
            path = path.rpartition(".")[0]
        return Position(self.file, 1, 1)

    def of_name(self, path: str) -> Position:
        """Tell where a setting's name starts; where there is none, as ``of``."""
        if found := self._entry(path):
            file, name, _ = found
            return position_of(file, name)
        return self.of(path)

    def _entry(self, path: str) -> tuple[str, Node, Node] | None:
        entries = ((file, _entry(tree, path)) for file, tree in self.trees)
        return next(((file, *entry) for file, entry in entries if entry), None)


def position_of(file: str, part: Node | Event) -> Position:
    """Tell where a part of a YAML file starts."""
    return Position(file, *mark_position(part.start_mark))


def _entry(tree: Node, path: str) -> tuple[Node, Node] | None:
    """Find a setting by its dotted path: the nodes of its name and of its value."""
    found = (tree, tree)
    for step in path.split("."):
        below = dict(_below(found[1]))
        if step not in below:
            return None
        found = below[step]
    return found


def _below(node: Node) -> Iterator[tuple[str, tuple[Node, Node]]]:
    if isinstance(node, MappingNode):
        yield from ((str(name.value), (name, value)) for name, value in node.value)
    elif isinstance(node, SequenceNode):
        yield from ((str(number), (item, item)) for number, item in enumerate(node.value))
