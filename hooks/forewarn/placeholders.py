"""Words that stand for words still to be written, and must not be published: "{SITE-NAME}", "[INSERT DATE]"."""

import re
from collections.abc import Iterator

from forewarn.quotation import is_quoted, quoted_spans

# What "forewarn new" writes in place of a text.
STILL_TO_WRITE = "{WRITE HERE WHAT HAPPENS}"

_WANTED = (
    "organisation|organization|force|council|company|logo|website|site|web address|address|town|area|location|venue"
    "|phone|phone number|telephone number|number|email|email address|contact|contact details|name|job title|date|time"
    "|day|month|url|link|image|text|headline|title|amount|quote|reference|ref"
)

_IN_BRACES = re.compile(r"(?<!\{)\{\s*(?![0-9A-F]{8}-)[^\W\d_][^{}]{1,99}\}(?!\})")

# What nobody types but a template, or somebody who fills one in later; each with a sign that is quick to look for.
_CERTAIN = (
    ("{", re.compile(r"\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|\$\{[\w.]{1,60}\}")),
    ("%", re.compile(r"%7B[A-Z][A-Z0-9_-]+%7D|%%[A-Za-z][\w-]*%%")),
    ("|", re.compile(r"\*\|[A-Z][A-Z0-9_:]*\|\*")),
    ("[", re.compile(r"\[(?:insert|enter|add|type|tbc|tba)\b[^\[\]\n]{0,80}\](?![(\[:])", re.IGNORECASE)),
    ("<", re.compile(r"<(?:insert|enter|add|type)\b [^<>\n]{1,80}>", re.IGNORECASE)),
    ("to enter ", re.compile(r"click (?:or tap )?(?:here )?to enter (?:text|a date)\b", re.IGNORECASE)),
    ("orem ipsum", re.compile(r"lorem ipsum dolor\b|^[#*> ]*lorem ipsum\b", re.IGNORECASE | re.MULTILINE)),
)
# What criminals' messages and witnesses' words may have too, where they are quoted: "Dear [name], pay £XXX".
_UNQUOTED = (
    ("[", re.compile(rf"\[(?:your (?:{_WANTED})s?(?: here)?|{_WANTED.upper()}|X{{2,}})\](?![(\[:])")),
    ("<", re.compile(rf"<your (?:{_WANTED})s?(?: here)?>", re.IGNORECASE)),
    ("X", re.compile(r"(?<!\w)(?:XX/XX/(?:XX|[12]\d)(?:XX|\d\d)?|£XX+(?:,XXX)*|XX:XX)(?!\w)")),
    ("DD/MM", re.compile(r"(?<=\bon )DD/MM/YY(?:YY)?\b")),
)
_ALONE = re.compile(r"^(?:[-*>#] *+)*+[*_]*+(TB[CAD]|tbc|TODO|To be confirmed)[*_.:]*$", re.MULTILINE)
_ALONE_SIGNS = ("TB", "tbc", "TODO", "o be confirmed")


def placeholders_in(text: str) -> Iterator[tuple[int, str]]:
    """Find the placeholders of a text, each with its place, in any order.

    ``text`` may be one value of the metadata or a whole body in markdown. Braces and brackets in prose are none, and
    neither are the words of a link.

    >>> list(placeholders_in("Call {NAME OF FORCE} on 101 [sic]."))
    [(5, '{NAME OF FORCE}')]
    """
    if "{" in text:
        in_braces = _IN_BRACES.finditer(text)
        yield from ((match.start(), match.group()) for match in in_braces if match.group().isupper())
    for sign, pattern in _CERTAIN:
        if sign in text:
            yield from ((match.start(), match.group()) for match in pattern.finditer(text))
    for sign, pattern in _UNQUOTED:
        if sign in text:
            yield from _outside_quotations(text, pattern)
    if any(sign in text for sign in _ALONE_SIGNS):
        yield from ((match.start(1), match[1]) for match in _ALONE.finditer(text))


def _outside_quotations(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Find what the editor's own words have, and not those in quotation marks."""
    start, end = 0, -1
    quoted: tuple[tuple[int, int], ...] = ()
    for match in pattern.finditer(text):
        if match.start() >= end:
            start = text.rfind("\n\n", 0, match.start()) + 1
            end = text.find("\n\n", match.end())
            end = len(text) if end < 0 else end
            quoted = quoted_spans(text[start:end])
        if not is_quoted(match.start() - start, quoted):
            yield match.start(), match.group()
