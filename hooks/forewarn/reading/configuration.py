"""mkdocs.yml, read without MkDocs: where each setting stands, and what it says.

It is the site owner's file, and still no YAML tag in it may run code. A file may build on another (``INHERIT``), as
https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance tells.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml_env_tag import construct_env_tag

from forewarn.problem import Problem, ProblemsFound
from forewarn.reading.positions import Position, Positions, position_of
from forewarn.reading.yaml_errors import explained

_FIELD = "configuration"
_UNREAD = "configuration-unread"
_PYTHON = "tag:yaml.org,2002:python/"
_PARENT = "INHERIT"
_IN_QUOTES = "Put it in double quotes."

MOST_BYTES = 64 * 1024
MOST_VALUES = 100_000  # more than so many bytes can hold, unless values stand for others

# What PyYAML lets through where a value only looks like a date or a number, has a wrong tag, or holds itself.
_NOT_MADE = (ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Configuration:
    """What the domain needs of an mkdocs.yml. ``own`` is what stands below ``extra.forewarn``, as YAML types it.

    ``theme_dir`` is the folder of the site's own templates, if it has one, and ``hooks`` are the files of its hooks.
    """

    site_name: str
    site_url: str | None
    site_description: str | None
    docs_dir: Path
    site_dir: Path
    theme_dir: Path | None
    own: object
    positions: Positions
    hooks: tuple[Path, ...] = ()


@dataclass(frozen=True)
class _File:
    """One file: its name, its tree, and its values, each of the type that YAML gives it."""

    name: str
    tree: Node
    values: Mapping[object, object]


def read_positions(path: Path) -> Positions:
    """Find where the settings of a configuration that MkDocs has read stand; nothing is known of a missing file.

    Raises ProblemsFound if it, or one that it inherits from, has tags by which PyYAML runs Python.
    """
    return _positions(path, _files(path) if path.is_file() else ())


def read_configuration(path: Path) -> Configuration:
    """Read an mkdocs.yml as MkDocs would, with ``!ENV`` and ``INHERIT``, and without running anything.

    Raises ProblemsFound where it cannot be read, has no name for the site, or has something else where a text belongs.
    """
    files = tuple(_files(path))
    positions = _positions(path, files)
    values: Mapping[object, object] = {}
    for file in reversed(files):
        values = _merged(values, file.values)
    if problems := tuple(_wrong(values, positions)):
        raise ProblemsFound(problems)
    extra, theme = values.get("extra"), values.get("theme")
    templates = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    docs, site = (path.parent / (_text(values, name) or name.removesuffix("_dir")) for name in ("docs_dir", "site_dir"))
    return Configuration(
        site_name=_text(values, "site_name") or "",
        site_url=_text(values, "site_url"),
        site_description=_text(values, "site_description"),
        docs_dir=Path(os.path.abspath(docs)),  # noqa: PTH100 - like MkDocs, which leaves a link its name
        site_dir=Path(os.path.abspath(site)),  # noqa: PTH100 - likewise
        theme_dir=path.resolve().parent / templates if isinstance(templates, str) else None,
        own=extra.get("forewarn") if isinstance(extra, Mapping) else None,
        positions=positions,
        hooks=tuple(path.absolute().parent / name for name in _texts(values.get("hooks"))),
    )


def _wrong(values: Mapping[object, object], positions: Positions) -> Iterator[Problem]:
    for field in ("site_name", "site_url", "site_description", "docs_dir", "site_dir"):
        if not isinstance(values.get(field), str | None):
            yield positions.of(field).problem(field, "setting-shape", "It must be one text.", _IN_QUOTES)
    if not values.get("site_name"):
        cure = 'Write it on a line of its own: site_name: "Scam Warnings"'
        yield positions.of("site_name").problem("site_name", "site-name-missing", "The site has no name.", cure)
    if not isinstance(values.get("extra"), Mapping | None):
        cure = 'Write "forewarn:" below it, two spaces to the right, and each setting below that.'
        yield positions.of("extra").problem("extra", "setting-shape", "It must hold settings.", cure)


def _text(values: Mapping[object, object], field: str) -> str | None:
    value = values.get(field)
    return value if isinstance(value, str) else None


def _texts(value: object) -> Iterator[str]:
    return (each for each in value if isinstance(each, str)) if isinstance(value, list) else iter(())


def _merged(parent: Mapping[object, object], child: Mapping[object, object]) -> Mapping[object, object]:
    """Lay a file's values over those that it inherits: blocks are merged, all else is replaced, lists too."""
    merged = dict(parent)
    for name, value in child.items():
        former = merged.get(name)
        is_block = isinstance(former, Mapping) and isinstance(value, Mapping)
        merged[name] = _merged(former, value) if is_block else value  # type: ignore[arg-type]  # both are blocks
    return merged


def _positions(path: Path, files: Iterable[_File]) -> Positions:
    return Positions(path.name, tuple((file.name, file.tree) for file in files))


def _files(path: Path) -> Iterator[_File]:
    """Read a file and those that it inherits from, nearest first. Raises ProblemsFound where one cannot be read."""
    asked_for = Position(path.name, 1, 1)
    seen: set[Path] = set()
    while True:
        if path.resolve() in seen:
            message, cure = "The files inherit from each other in a circle.", f'Take out one line "{_PARENT}: ...".'
            raise ProblemsFound([asked_for.problem(_PARENT, "configuration-circle", message, cure)])
        seen.add(path.resolve())
        file = _file(path, asked_for)
        yield file
        parent = file.values.get(_PARENT)
        if not isinstance(parent, str):
            return
        asked_for = _positions(path, [file]).of(_PARENT)
        path = path.parent / parent


def _file(path: Path, asked_for: Position) -> _File:
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            message = f"{path.name} has {size // 1024} KiB; more than {MOST_BYTES // 1024} KiB is not read."
            _refuse(asked_for, message, "Take out what no setting needs.")
        content = path.read_bytes()
    except OSError as error:
        cure = "Make sure that the file is there and may be read."
        _refuse(asked_for, f"{path.name} cannot be read: {error.strerror}.", cure)
    tree = _tree(path.name, content)
    if problems := (*_python_tags(path.name, content), *_twice(path.name, tree)):
        raise ProblemsFound(problems)
    return _File(path.name, tree, _values(path.name, content))


def _tree(name: str, content: bytes) -> Node:
    """Give a file as YAML sees it, with every tag as it is."""
    start = Position(name, 1, 1)
    try:
        tree = yaml.compose(content, Loader=yaml.BaseLoader) or MappingNode("", [])
    except yaml.MarkedYAMLError as error:
        raise ProblemsFound([_syntax_problem(name, content, error)]) from None
    except yaml.YAMLError:  # the reader's: bytes that are no text
        _refuse(start, "It is not saved as plain text in UTF-8.", 'Save it again with the encoding "UTF-8".')
    except RecursionError:
        _refuse(start, "It has too many steps to the right.", "Write it flatter.")
    if not isinstance(tree, MappingNode):
        _refuse(start, "It holds no settings.", 'Write each on a line of its own: site_name: "Scam Warnings"')
    if _size(tree) > MOST_VALUES:
        message = 'Values in it stand for each other ("*name") so often that it has no end.'
        _refuse(start, message, "Write the values out.")
    return tree


def _size(tree: Node) -> int:
    """Count the values of a tree, one that stands in many places as often. One that holds itself counts once."""
    sizes: dict[int, int] = {}
    waiting = [(tree, False)]
    while waiting:
        node, are_parts_counted = waiting.pop()
        if are_parts_counted:
            sizes[id(node)] = 1 + sum(sizes[id(part)] for part in _parts(node))
        elif id(node) not in sizes:
            sizes[id(node)] = 1
            waiting.append((node, True))
            waiting += [(part, False) for part in _parts(node)]
    return sizes[id(tree)]


def _parts(node: Node) -> Sequence[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, SequenceNode) else ()


def _python_tags(name: str, content: bytes) -> Iterator[Problem]:
    for event in yaml.parse(content, Loader=yaml.BaseLoader):
        tag = getattr(event, "tag", None)
        if tag and tag.startswith(_PYTHON):
            message = f'The tag "!!python/{tag.removeprefix(_PYTHON)}" runs code.'
            cure = "Write the value itself; code belongs into hooks/."
            yield position_of(name, event).problem(_FIELD, "python-tag", message, cure)


def _twice(name: str, tree: Node) -> Iterator[Problem]:
    """Find settings that stand twice in one place; YAML would take the last of them and say nothing."""
    waiting, seen = [tree], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # a value may stand for another, and that for others
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            yield from _keys_twice(name, node)
            waiting += [value for _, value in node.value]
        elif isinstance(node, SequenceNode):
            waiting += node.value


def _keys_twice(name: str, block: MappingNode) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for key, _ in block.value:
        line = key.start_mark.line + 1
        if isinstance(key, ScalarNode) and first.setdefault(key.value, line) != line:
            message = f'"{key.value}" stands twice, on line {first[key.value]} and on line {line}.'
            place = Position(name, line, key.start_mark.column + 1)
            yield place.problem(_FIELD, "duplicate-field", message, "Delete one of the two.")


class _Loader(yaml.SafeLoader):
    """Types values as MkDocs does. A tag that only MkDocs' own settings have is passed over."""


def _untagged(_loader: yaml.SafeLoader, _tag: str, node: Node) -> object:
    return node.value if isinstance(node, ScalarNode) else None


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", _untagged)


def _values(name: str, content: bytes) -> Mapping[object, object]:
    try:
        values = yaml.load(content, Loader=_Loader)  # noqa: S506 - it is a safe loader
    except yaml.MarkedYAMLError as error:
        raise ProblemsFound([_syntax_problem(name, content, error)]) from None
    except _NOT_MADE as error:
        _refuse(Position(name, 1, 1), f"A value in it cannot be read: {error}.", "Put such a value in double quotes.")
    return values if isinstance(values, Mapping) else {}


def _syntax_problem(name: str, content: bytes, error: yaml.MarkedYAMLError) -> Problem:
    fault = explained(error, content.decode("utf-8", "replace"), 1)
    position = Position(name, fault.line, fault.column)
    if fault.rule in {"unquoted-colon", "glued-colon", "unquoted-sign", "never-closed"}:
        return position.problem(_FIELD, fault.rule, fault.message, fault.cure)
    message = f"It cannot be read here: {error.problem or error.context}."
    cure = "Let settings of one group begin in one column, and put texts with signs in double quotes."
    return position.problem(_FIELD, _UNREAD, message, cure)


def _refuse(position: Position, message: str, cure: str) -> NoReturn:
    raise ProblemsFound([position.problem(_FIELD, _UNREAD, message, cure)]) from None
