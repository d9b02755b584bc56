"""Official telephone numbers become links that a phone can dial. No other number ever does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from forewarn.phone import SHORTEST_COMPARED, dialled, numbers_in
from forewarn.quotation import is_quoted, quoted_spans
from forewarn.rendering.running_text import with_changed_words

_NEVER_IN = frozenset({"a", "code", "kbd", "samp", "pre"})
_NO_WORDS = (("<a ", "</a>"), ("<code", "</code>"), ("<kbd", "</kbd>"), ("<samp", "</samp>"), ("<pre", "</pre>"))
_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|td|th|tr|h[2-6]|div|dl|dt|dd|blockquote|br|hr|table|figure|figcaption|pre)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
FARTHEST = 600  # characters of HTML in front of a number that are looked at

# "101" is a number to dial only behind such a word; "101 ways" and "the 999 residents" are not.
_DIALLING = re.compile(
    r"(?:\b(?:calls?|calling|rings?|ringing|phone|dial|dialling|on|ffoniwch|ffonio|deialwch|ar)"
    r"|\b\d{3}(?:,|,? (?:or|neu)))[\s\"“(]*$",
    re.IGNORECASE,
)
# What follows a number that counts something, or is that of a house: "101 ways", "999 people", "101 High Street".
_COUNTED = re.compile(
    r"\s+(?!(?:always|unless|across|this)\b)[a-z]{3,}(?<!s)s\b|\s+(?:people|euro|men|women|children)\b"
    r"|\s+[A-Z][a-z]|\s*%|[.,:]\d|[\w/-]"
)


@dataclass(frozen=True)
class PhoneLinks:
    """Turns the numbers of open official channels into links. ``numbers`` are as they are printed."""

    numbers: tuple[str, ...]

    def applied(self, html: str) -> str:
        """Give cleaned HTML in which the official numbers can be dialled."""
        if self._pattern is None:
            return html
        kept = tuple(tags for tags in _NO_WORDS if tags[0] in html)
        pieces, end = [], 0
        for found in self._pattern.finditer(html):
            if _is_in_words(html, found.start(), kept) and _is_to_dial(html, found):
                link = f'<a href="tel:{dialled(found.group())}" dir="ltr">{found.group()}</a>'
                pieces += [html[end : found.start()], link]
                end = found.end()
        return "".join([*pieces, html[end:]]) if pieces else html

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        digits = sorted({dialled(number) for number in self.numbers}, key=lambda number: (-len(number), number))
        if not digits:
            return None
        spaced = "|".join(map(_written, digits))
        return re.compile(rf"(?<![\w£€$#@/.,+-])(?<!\d[ \u00a0])(?:{spaced})(?![\w@-]|[.,:/]\d)")


def _is_in_words(html: str, place: int, kept: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether a place is among the words of a page: in no tag, and between none of those whose words are kept."""
    if html.rfind("<", 0, place) > html.rfind(">", 0, place):
        return False
    return not any(html.rfind(opening, 0, place) > html.rfind(closing, 0, place) for opening, closing in kept)


def _is_to_dial(html: str, found: re.Match[str]) -> bool:
    """Tell whether a number is one to dial; a short one only behind a word that asks to.

    In quotation marks it may be what a criminal says: "Ring 999".
    """
    if len(dialled(found.group())) >= SHORTEST_COMPARED:
        return True
    in_front = _TAG.sub("", _BLOCK.split(html[max(0, found.start() - FARTHEST) : found.start()])[-1])
    if not _DIALLING.search(in_front[-30:]) or _COUNTED.match(_TAG.sub("", html[found.end() : found.end() + 60])):
        return False
    return not is_quoted(len(in_front), quoted_spans(f"{in_front}{found.group()}"))


def _written(digits: str) -> str:
    """Give a pattern for all the ways in which a number is written."""
    gap = r"[\s\u00a0-]?"
    if len(digits) < SHORTEST_COMPARED or not digits.startswith("0"):
        return gap.join(digits)
    return rf"(?:0|\+44{gap}(?:\(0\){gap})?)" + gap.join(digits[1:])


def phone_links(numbers: Iterable[str]) -> PhoneLinks:
    """Make the links for some numbers; empty ones stand for channels without a telephone."""
    return PhoneLinks(tuple(filter(None, numbers)))


def with_numbers_isolated(html: str) -> str:
    """Keep the groups of digits of a number in their order where the words around it run from right to left."""
    return with_changed_words(html, _isolated, outside=_NEVER_IN)


def _isolated(words: str, _before: str) -> str:
    for start, end, _ in reversed(tuple(numbers_in(words))):
        words = f'{words[:start]}<bdi dir="ltr">{words[start:end]}</bdi>{words[end:]}'
    return words
