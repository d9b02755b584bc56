"""Advisories of any size that some program takes very long to read, each of a kind of its own."""

from collections.abc import Mapping

_HEAD = "---\ntitle: Callers ask for tax\narea: Kent\npublish:\n  date: 2026-10-02 08:30\n"
_UNITS: Mapping[str, str] = {
    "brackets": "[",
    "links begun": "[a](b ",
    "character data begun": "<![CDATA[",
    "tags begun": "<a ",
    "pictures begun": "![a](",
    "emphasis": "*a _b ",
    "headings": "# a\n",
    "quotations": "> ",
    "items": "- a\n\n  - b\n\n",
    "rows": "| a | b |\n",
    "entities": "&amp;",
    "words": "word ",
    "code begun": "`a ``b ",
    "comments begun": "<!-- ",
    "attributes": "a {: #b .c }\n",
}
_METADATA: Mapping[str, str] = {"metadata: brackets": "[", "metadata: braces": "{a: ", "metadata: spaces": "a  "}

ALL_KINDS = (*_UNITS, *_METADATA)


def advisory_of(kind: str, size: int) -> bytes:
    """Write an advisory of so many bytes, whose text or metadata is of such a kind."""
    if kind in _UNITS:
        unit, start = _UNITS[kind], f"{_HEAD}---\n\n"
        return f"{start}{unit * ((size - len(start)) // len(unit))}\n".encode()
    unit, start, end = _METADATA[kind], f"{_HEAD}topic: ", "\n---\n\nHang up.\n"
    return f"{start}{unit * ((size - len(start + end)) // len(unit))}{end}".encode()
