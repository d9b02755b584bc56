"""The text of a file with metadata and a body."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import yaml

Fields: TypeAlias = Mapping[str, "str | Sequence[Any] | Fields"]

_AS_TEXT = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "timestamp"))


class _Dumper(yaml.SafeDumper):
    """Writes numbers and dates without quotes, since every value is text here, and lists two spaces further in."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as in the class above
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _AS_TEXT]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's
        super().increase_indent(flow, False)  # noqa: FBT003 - the same

    def choose_scalar_style(self) -> str:
        """Take double quotes where quotes are needed, as somebody may type an apostrophe between them later."""
        style = str(super().choose_scalar_style())
        return '"' if style == "'" and '"' not in getattr(self.event, "value", "") else style

    def ignore_aliases(self, _value: object) -> bool:
        return True


def advisory_text(fields: Fields, body: str) -> str:
    r"""Write metadata between two lines of hyphens, and a body below it.

    ``fields`` are texts, lists and groups of these, in the order in which they are to stand; what is empty is left
    out. What ``reading`` makes of it is the same again, value for value, with runs of white space as one space.

    >>> print(advisory_text({"title": "Tax: a call", "publish": {"date": "2026-10-02 08:30"}, "topic": []}, "Hang up."))
    ---
    title: "Tax: a call"
    publish:
      date: 2026-10-02 08:30
    ---
    <BLANKLINE>
    Hang up.
    <BLANKLINE>
    """
    metadata = yaml.dump(_plain(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{metadata}---\n\n{body.strip()}\n"


def _plain(value: "str | Sequence[Any] | Fields") -> Any:
    """Give a value in types that PyYAML knows, without what is empty, each text on one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        named = ((name, _plain(entry)) for name, entry in value.items())
        return {name: entry for name, entry in named if entry}
    return [entry for entry in map(_plain, value) if entry]
