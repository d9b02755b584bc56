"""Spaces that a content management system left behind."""

import re
from collections.abc import Iterator

from forewarn.repairing.mend import Mend

# A word or the end of an emphasis, a space, and a mark that ends something. An ellipsis may have its space.
_SPACE = re.compile(r"(?<=[\w*)\]”’\"'])[ \u00a0]+([,;.])(?=\s|$)", re.MULTILINE)
_CODE = re.compile(r"^(?: {4}|\t).*$|`[^`\n]+`", re.MULTILINE)


def space_before_punctuation(text: str) -> Iterator[Mend]:
    """Find a space before a comma, a semicolon or a full stop, outside code."""
    code = [match.span() for match in _CODE.finditer(text)]
    for match in _SPACE.finditer(text):
        if not any(start <= match.start() < end for start, end in code):
            message = f'There is a space before "{match[1]}".'
            yield Mend(match.start(), match.group(), match[1], "space-before-punctuation", message)
