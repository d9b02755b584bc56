"""Spaces that a content management system left behind."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from forewarn.repairing.mend import Mend

# A word or the end of an emphasis, a space, and a mark that ends something. Spaced dots are an ellipsis.
_SPACE = re.compile(r"(?<=[\w*)\]”’\"']) +([,;.])(?=\s|$)(?! *\.)", re.MULTILINE)
_CODE = re.compile(r"^(?: {4}|\t).*$|`[^`\n]+`", re.MULTILINE)


def space_before_punctuation(text: str) -> Iterator[Mend]:
    """Find a space before a comma, a semicolon or a full stop, outside code."""
    code = [match.span() for match in _CODE.finditer(text)]
    for match in _SPACE.finditer(text):
        before = bisect_right(code, (match.start(), len(text))) - 1
        if before < 0 or code[before][1] <= match.start():
            message = f'There is a space before "{match[1]}".'
            yield Mend(match.start(), match.group(), match[1], "space-before-punctuation", message)
