"""Where the metadata of a document starts and ends: two forms, each recognised exactly or refused.

python-frontmatter splits the text, with handlers of ours: its own take the wrong end for a fence, lose metadata
behind a byte order mark, and give up without a word.
"""

import re
from dataclasses import dataclass

from frontmatter.default_handlers import BaseHandler

from forewarn.reading.fault import Fault, Unreadable


class DashedHandler(BaseHandler):
    """Metadata between two lines of three hyphens."""

    FM_BOUNDARY = re.compile(r"\A(?:[ \t]*\n)*---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
    START_DELIMITER: str = "---"
    END_DELIMITER: str = "---"


class FencedHandler(BaseHandler):
    """Metadata in a fenced code block marked ``yaml``, as the seed document has it."""

    FM_BOUNDARY = re.compile(r"\A(?:[ \t]*\n)*```yaml[ \t]*\n(.*?)^```[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
    START_DELIMITER: str = "```yaml"
    END_DELIMITER: str = "```"


HANDLERS = (DashedHandler(), FencedHandler())


@dataclass(frozen=True)
class Matter:
    """A text cut in two; the lines, from 1, are those on which each part starts."""

    metadata: str
    metadata_line: int
    body: str
    body_line: int


def split(text: str) -> Matter:
    """Cut a text into its metadata and its body.

    Raises Unreadable where the metadata has neither of the two forms, or seems to go on in the body.
    """
    for handler in HANDLERS:
        if handler.detect(text):
            metadata, body = handler.split(text)
            start = text.index(handler.START_DELIMITER) + len(handler.START_DELIMITER)
            first_line = text.count("\n", 0, start) + 2
            body_line = text.count("\n", 0, len(text) - len(body)) + 1
            _refuse_spilt_metadata(body, body_line, handler.END_DELIMITER)
            return Matter(metadata, first_line, body, body_line)
    raise Unreadable([_why_not(text)])


def all_metadata(text: str) -> Matter:
    """Take a whole text for metadata."""
    return Matter(text, 1, "", text.count("\n") + 1)


_FIELD = re.compile(r"""\s*(?:- +)*["']?[a-z_][\w.-]*["']? ?:(?:\s|$)""")
_CONTINUED = re.compile(r"\s|- |-$|#")


_ENDS = frozenset(handler.END_DELIMITER for handler in HANDLERS)


def _refuse_spilt_metadata(body: str, body_line: int, end: str) -> None:
    """Refuse a body that opens like fields and is fenced off: a fence inside a value ended the metadata too early."""
    lines = [line.rstrip() for line in body.split("\n")]
    fence = next((number for number, line in enumerate(lines) if line in _ENDS), None)
    opening = [(number, line) for number, line in enumerate(lines[:fence]) if line]
    if fence is None or not all(_FIELD.match(line) or _CONTINUED.match(line) for _, line in opening):
        return
    goes_on_indented = lines[0].startswith(" ")
    if goes_on_indented or any(_FIELD.match(line) for _, line in opening):
        message = f'The metadata ends at a line "{end}" and seems to go on here.'
        cure = f'Take the line "{end}" out of the value above, or write an empty line and words before this one.'
        raise Unreadable([Fault(body_line + opening[0][0], 1, "metadata-spilt", message, cure)])


_CLOSE = "The metadata has no closing line."
_AS_FIELDS = 'Write it as "field: value" lines between two lines "---".'

# How a text that is not read begins, and the fault that is. The first that fits is told.
_SHAPES = (
    (r"---[ \t]*(?:\n|\Z)", "metadata-unclosed", _CLOSE, 'Write a line "---" below the last field.'),
    (r"```yaml[ \t]*(?:\n|\Z)", "metadata-unclosed", _CLOSE, 'Write a line "```" below the last field.'),
    (r"-*[–—―]", "metadata-fence", "The first line has a long dash.", 'Type three ordinary hyphens: "---".'),
    (r"-{2,}", "metadata-fence", "The first line is not exactly three hyphens.", 'Write "---" alone on it.'),
    (r"`{3,}|~{3,}", "metadata-fence", "The first line is not exactly ```yaml.", 'Write "```yaml" alone on it.'),
    (r"[ \t\u00a0]+(?:---|```)", "metadata-fence", "There is a space before the first line.", "Delete the space."),
    (r"\{", "metadata-form", "The metadata is written as JSON.", _AS_FIELDS),
    (r"\+\+\+", "metadata-form", "The metadata is written as TOML.", _AS_FIELDS),
)


def _why_not(text: str) -> Fault:
    """Say what is wrong with a text that has no metadata of either form."""
    start = re.match(r"(?:[ \t]*\n)*", text)
    offset = start.end() if start else 0
    line = text.count("\n", 0, offset) + 1
    for shape, rule, message, cure in _SHAPES:
        if re.match(shape, text[offset:]):
            return Fault(line, 1, rule, message, cure)
    message = "The file does not begin with metadata."
    cure = 'Begin it with a line "---", then fields such as "title: ...", then a line "---".'
    return Fault(line, 1, "metadata-missing", message, cure)
