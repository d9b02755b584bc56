"""What a file was and what it is to be, as programs that compare files write it."""

import re
from collections.abc import Iterator
from difflib import unified_diff

import click
from rich.console import Console
from rich.text import Text

_COLOURS = {"---": "bold", "+++": "bold", "@@ ": "cyan", "-": "red", "+": "green"}
_NO_END = "\n\\ No newline at end of file\n"


def difference(file: str, before: bytes, after: bytes) -> str:
    """Give the difference between two states of a file, which ``git apply`` and ``patch -p1`` can take."""
    old, new = (_lines(data) for data in (before, after))
    told = unified_diff(old, new, f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else line + _NO_END for line in told)


def show(difference_: str) -> None:
    """Print a difference, in colour on a terminal."""
    console = Console(soft_wrap=True, highlight=False)
    if not console.is_terminal:
        click.echo(difference_, nl=False)
        return
    for line, colour in _coloured(difference_.replace("\r\n", "\n")):
        console.print(Text(line, colour))


def _lines(data: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8"))


def _coloured(difference_: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(difference_.removesuffix("\n").split("\n")):
        is_head = number < 2  # noqa: PLR2004 - the names of the file before and after
        yield line, _COLOURS.get(line[:3] if is_head or line.startswith("@@ ") else line[:1], "default")
