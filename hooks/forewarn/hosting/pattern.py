"""Which addresses of a site a rule of its host is for: a few forms that every host can be told.

An address is relative to the site, as ``addresses`` makes it. A pattern is one with ``:name`` in the place of any one
part, and perhaps ``*`` at its end for all that follows: ``areas/:area/embed/``, ``cards/*``. Netlify and Cloudflare
read these forms as they stand; for web servers they are written as a regular expression.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_PLACE = re.compile(r":[a-z]+")
_INDEX = "index.html"


@dataclass(frozen=True)
class Pattern:
    """A group of addresses.

    >>> embed = Pattern("areas/:area/embed/")
    >>> [embed.matches(path) for path in ("areas/kent/embed/", "areas/kent/", "areas/a/b/embed/")]
    [True, False, False]
    >>> Pattern("cards/*").matches("cards/areas/kent.png"), Pattern("").matches("index.html")
    (True, True)
    """

    written: str

    def matches(self, address: str) -> bool:
        """Tell whether an address is one of the group. That of a folder's ``index.html`` is the folder's own."""
        return self._expression.fullmatch(address.removesuffix(_INDEX) if _is_index(address) else address) is not None

    @property
    def regular_expression(self) -> str:
        """The group as a regular expression for a part of an address, without anchors, in a syntax that all share."""
        before, star, _ = self.written.partition("*")
        parts = _PLACE.split(before)
        return "[^/]+".join(re.escape(part).replace(r"\-", "-") for part in parts) + (".*" if star else "")

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(self.regular_expression, re.DOTALL)


def _is_index(address: str) -> bool:
    return address == _INDEX or address.endswith(f"/{_INDEX}")


def one_of(patterns: Iterable[Pattern]) -> str:
    """Give a regular expression for the addresses of several groups, in brackets that capture nothing."""
    return f"(?:{'|'.join(pattern.regular_expression for pattern in patterns)})"
