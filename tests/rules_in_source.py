"""Which rules the code can report, found in its source.

A rule is given where something takes a ``rule``: a problem, a fault, a finding, a mend, a function that makes one. It
stands there as it is, or by a name that its module has for it, or it comes in a tuple with its message and its cure.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from projects import ROOT

HOOKS = ROOT / "hooks"
_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
_LONG_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")  # one that can be told from any other word


def rules_in_source(folder: Path = HOOKS) -> Mapping[str, str]:
    """Give the id of every rule, with the name of a file that reports it."""
    modules = [(path.name, ast.parse(path.read_text("utf-8"))) for path in sorted(folder.rglob("*.py"))]
    takers = {name: place for _, module in modules for name, place in _takers(module)}
    found: dict[str, str] = {}
    for file, module in modules:
        own = takers | dict(_takers(module))  # two classes may have a method of one name
        found |= dict.fromkeys((*_given(module, own), *_in_tuples(module)), file)
    return found


def _takers(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Find the classes and functions that take a rule, each with the rule's place among its arguments."""
    for node in ast.walk(module):
        names: list[str] = []
        if isinstance(node, ast.ClassDef):
            fields = (part.target for part in node.body if isinstance(part, ast.AnnAssign))
            names = [field.id for field in fields if isinstance(field, ast.Name)]
        elif isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        if "rule" in names:
            yield getattr(node, "name", ""), names.index("rule")


def _given(module: ast.Module, takers: Mapping[str, int]) -> Iterator[str]:
    """Find the rules that are given to what takes one, as they are or by a name."""
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in takers:
            place = takers[name]
            is_spread = any(isinstance(argument, ast.Starred) for argument in call.args[:place])
            yield from _long_ids(call.args) if is_spread else _texts(call.args[place : place + 1], module)
            yield from _texts([keyword.value for keyword in call.keywords if keyword.arg == "rule"], module)


def _texts(given: Iterable[ast.expr], module: ast.Module) -> Iterator[str]:
    """Give what arguments can say: a text, one of two, or what their module assigns to their name."""
    for argument in given:
        match argument:
            case ast.Constant(value=str(text)) if _ID.fullmatch(text):
                yield text
            case ast.IfExp(body=one, orelse=other):
                yield from _texts([one, other], module)
            case ast.Name(id=name):
                values = (value for target, value in _assigned(module) if getattr(target, "id", "") == name)
                yield from _texts((value for value in values if not isinstance(value, ast.Name)), module)


def _assigned(module: ast.Module) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Give every assignment of a module, one target at a time."""
    for node in ast.walk(module):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                yield from zip(targets, values, strict=False)
            case ast.Assign(targets=[target], value=value):
                yield target, value


def _in_tuples(module: ast.Module) -> Iterator[str]:
    """Find the rules that stand in a tuple."""
    types = {id(node.slice) for node in ast.walk(module) if isinstance(node, ast.Subscript)}
    for node in ast.walk(module):
        if isinstance(node, ast.Tuple) and id(node) not in types:
            yield from _long_ids(node.elts)


def _long_ids(parts: Iterable[ast.expr]) -> Iterator[str]:
    texts = (part.value for part in parts if isinstance(part, ast.Constant))
    return (text for text in texts if isinstance(text, str) and _LONG_ID.fullmatch(text))
