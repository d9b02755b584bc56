"""The headers of a live site against those that were meant."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

HeadersMeant = Callable[[str], Mapping[str, str]]

_CACHE = "cache-control"
_AGES = re.compile(r"(?:^|[,\s])(?:max-age|s-maxage)\s*=\s*\"?(\d+)")
# For how much longer an answer may be given that is known to be old (RFC 5861).
_STALE = re.compile(r"(?:^|[,\s])stale-(?:while-revalidate|if-error)\s*=\s*\"?(\d+)")
# Headers that do harm where none was meant: a visitor is known again, search engines do not show the site, or programs
# of other sites read what is not for them.
_ONLY_IF_MEANT = ("Set-Cookie", "X-Robots-Tag", "Access-Control-Allow-Origin")
_NOT_KEPT = re.compile(r"(?:^|[,\s])(?:no-store|no-cache)(?:$|[,\s])")


@dataclass(frozen=True, order=True)
class Deviation:
    """A header of an answer that is not as it was meant: its name, what it is ("" if missing), what was meant."""

    name: str
    found: str
    meant: str

    def __str__(self) -> str:
        """Say what is wrong."""
        if not self.meant:
            return f'The header "{self.name}: {self.found}" is there, and none was meant.'
        if not self.found:
            return f'The header "{self.name}" is missing; "{self.meant}" was meant.'
        return f'The header "{self.name}" is "{self.found}"; "{self.meant}" was meant.'


def deviations(found: Mapping[str, str], meant: Mapping[str, str]) -> Iterator[Deviation]:
    """Compare the headers of an answer, whose names are in small letters, with those that were meant.

    Others may be there as well, as every server has some of its own, but no cookie, no word to search engines and no
    leave for programs of other sites. A cache may keep an answer for a
    shorter time than was meant, never for longer: a reader would be told what is no longer so.
    """
    for name, value in meant.items():
        low, there = name.lower(), " ".join(found.get(name.lower(), "").split())
        is_same = _keeps_no_longer(there, value) if low == _CACHE else _plain(low, there) == _plain(low, value)
        if not is_same:
            yield Deviation(name, there, value)
    known = {name.lower() for name in meant}
    for name in _ONLY_IF_MEANT:
        if (low := name.lower()) in found and low not in known:
            # of a cookie its name alone: what it holds may be somebody's
            yield Deviation(name, found[low].partition("=")[0] if low == "set-cookie" else found[low], "")


def _plain(name: str, value: str) -> str:
    """Give a value without what means nothing: white space, and capitals in a media type (RFC 9110, 8.3.1)."""
    tight = re.sub(r"\s*([,;=])\s*", r"\1", " ".join(value.split())).strip(";")
    return tight.lower() if name == "content-type" else tight


def _keeps_no_longer(found: str, meant: str) -> bool:
    """Tell whether a cache keeps an answer for no longer than was meant (RFC 9111, section 5.2.2)."""
    if not found:
        return False
    if _NOT_KEPT.search(found.lower()):
        return True
    return _longest(found) <= _longest(meant) if _AGES.search(found.lower()) else False


def _longest(value: str) -> int:
    """Give for how many seconds some cache may give an answer: while it is fresh, and after that while it is stale."""
    fresh, stale = (max(map(int, ages.findall(value.lower())), default=0) for ages in (_AGES, _STALE))
    return fresh + stale
