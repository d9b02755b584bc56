"""Snippets by which VS Code completes fields at the top of a text, where it knows no schema.

They are described at https://code.visualstudio.com/docs/editing/userdefinedsnippets.
"""

import json
from collections.abc import Iterator

from forewarn.field import ALWAYS, Kind
from forewarn.outputs.handbook.described import Described, Form, described

# What VS Code puts in for a date: this moment, by the clock of the computer.
_NOW = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE $CURRENT_HOUR:$CURRENT_MINUTE"
_WHOLE = (
    "---",
    "title: ${1:The headline}",
    "area: ${2:Kent}",
    "severity: ${3|warning,urgent,advice|}",
    "advice:",
    "  - ${4:What to do first.}",
    "publish:",
    f"  date: ${{5:{_NOW}}}",
    "---",
    "",
    "${6:What happens, and how people can tell.}",
    "",
    "## What to do",
    "",
    "$0",
)


def snippets_text() -> str:
    """Give the snippets for advisories, as they are written to a file: a whole one, and each of its fields."""
    whole = _snippet("advisory", _WHOLE, "A whole advisory, to fill in")
    every = {each.field.path: each for top in described(Kind.ADVISORY) for each in top.walked()}
    made = {f"Field {path}": _snippet(path, tuple(_lines(each)), each.field.meaning) for path, each in every.items()}
    return json.dumps({"A whole advisory": whole, **made}, ensure_ascii=False, indent=2) + "\n"


def _snippet(prefix: str, lines: tuple[str, ...], description: str) -> dict[str, object]:
    return {"scope": "markdown", "prefix": prefix, "body": list(lines), "description": description}


def _lines(each: Described) -> Iterator[str]:
    """Give the lines of a field: its value to be typed or chosen, or those fields below it that are needed."""
    if not each.below:
        yield f"{each.field.name}: {_stop(each, 1)}"
        return
    yield f"{each.field.name}:"
    inside = [below for below in each.below if below.field.needed == ALWAYS] or list(each.below[:1])
    for number, below in enumerate(inside, 1):
        is_first_of_item = each.form is Form.ITEMS and number == 1
        further = "  " if each.form is Form.ITEMS else ""
        yield f"  {'- ' if is_first_of_item else further}{below.field.name}: {_stop(below, number)}"


def _stop(each: Described, number: int) -> str:
    """Give the place at which an editor types, with what is likely there."""
    if each.field.choices:
        return f"${{{number}|{','.join(each.field.choices)}|}}"
    if each.field.name == "date":
        return f"${{{number}:{_NOW}}}"
    example = each.field.example.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    return f"${{{number}:{example}}}"
