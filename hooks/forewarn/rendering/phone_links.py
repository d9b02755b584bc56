"""Official telephone numbers become links that a phone can dial. No other number ever does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from forewarn.phone import SHORTEST_COMPARED, dialled, numbers_in
from forewarn.rendering.running_text import with_changed_words

_NEVER_IN = frozenset({"a", "code", "kbd", "samp", "pre"})

# "101" is a number to dial only behind such a word; "101 ways" and "the 999 residents" are not.
_DIALLING = re.compile(
    r"(?:\b(?:calls?|calling|rings?|ringing|phone|dial|dialling|on|or|ffoniwch|ffonio|deialwch|ar|neu|not)|[>:])[\s\"“‘(]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:\s+(?!(?:always|unless|across|this)\b)[a-z]{3,}(?<!s)s\b|\s*%|[.,:]\d|[\w/-])")


@dataclass(frozen=True)
class PhoneLinks:
    """Turns the numbers of open official channels into links. ``numbers`` are as they are printed."""

    numbers: tuple[str, ...]

    def applied(self, html: str) -> str:
        """Give cleaned HTML in which the official numbers can be dialled."""
        if self._pattern is None or not self._pattern.search(html):
            return html
        return with_changed_words(html, self._linked, outside=_NEVER_IN)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        digits = sorted({dialled(number) for number in self.numbers}, key=lambda number: (-len(number), number))
        if not digits:
            return None
        spaced = "|".join(map(_written, digits))
        return re.compile(rf"(?<![\w£€$#@/.,+-])(?:{spaced})(?![\w@-]|[.,:/]\d)")

    def _linked(self, words: str, before: str) -> str:
        pattern = self._pattern
        if pattern is None:
            return words

        def link(found: re.Match[str]) -> str:
            number = dialled(found.group())
            if len(number) < SHORTEST_COMPARED:
                in_front, behind = before + words[: found.start()], words[found.end() :]
                if not _DIALLING.search(in_front[-30:]) or _COUNTED.match(behind) or _is_quoted(in_front):
                    return found.group()
            return f'<a href="tel:{number}" dir="ltr">{found.group()}</a>'

        return pattern.sub(link, words)


def _is_quoted(in_front: str) -> bool:
    """Tell whether words in front of a number open a quotation: it may be a criminal who says "Ring 999"."""
    return in_front.count('"') % 2 == 1 or in_front.count("“") > in_front.count("”")


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
    for start, number in reversed(tuple(numbers_in(words))):
        words = f'{words[:start]}<bdi dir="ltr">{number}</bdi>{words[start + len(number) :]}'
    return words
