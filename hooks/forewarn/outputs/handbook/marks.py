"""Texts in markdown: plain sentences, and examples that are shown as they are typed."""

import re

_MARKS = re.compile(r"[\\*\[\]`]")


def in_markdown(text: str) -> str:
    r"""Give a plain text in markdown, in which no sign of it means anything.

    >>> in_markdown("Begin with <!-- or *.")
    'Begin with &lt;!-- or \\*.'
    """
    marked = _MARKS.sub(lambda found: f"\\{found.group()}", text)
    return marked.replace("&", "&amp;").replace("<", "&lt;")


def indented(example: str) -> str:
    """Give an example as a block of code: by its indentation, as it may have fences itself."""
    return "\n".join(f"    {line}" if line.strip() else "" for line in example.split("\n"))
