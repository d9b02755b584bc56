"""Which official website the name of another one imitates: "reportfraud-police.example", "gov.uk.refund.example"."""

import re
from collections.abc import Iterable
from functools import lru_cache

SHORTEST_COMPARED = 9  # of a shorter name, too many others are one letter away
_SIGNS_LIKE_LETTERS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("3", "e"), ("5", "s"))
_SQUASHED = re.compile(r"(?:^|[.-])(gov|police|nhs)uk(?:[.-]|$)")


def imitated(host: str, official: Iterable[str], words: Iterable[str] = ()) -> str | None:
    """Give the official host that one which is none, and lies below none, looks like; None if it looks like none.

    ``words`` are those by which official websites are known, such as "reportfraud".

    >>> hosts = ("gov.uk", "police.uk", "reportfraud.police.uk")
    >>> imitated("report-fraud-uk.example", hosts, ["reportfraud"]), imitated("www.gov.uk.refund.example", hosts)
    ('reportfraud.police.uk', 'gov.uk')
    >>> imitated("www.polce.uk", hosts), imitated("www.policies.example", hosts)
    ('police.uk', None)
    """
    bare, known = host.removeprefix("www."), tuple(sorted({name.removeprefix("www.") for name in official}))
    named = _named_within(known).search(bare)
    if named:
        return named.group("name").replace("-", ".")
    if squashed := _SQUASHED.search(bare):
        return f"{squashed[1]}.uk"
    flat = bare.replace("-", "").replace(".", "")
    own = next((name for word in words if word in flat for name in known if word in name.split(".")), None)
    return own or next((name for name in known if _is_nearly(bare, name)), None)


@lru_cache(maxsize=64)
def _named_within(official: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern for official names as part of another: before its end, or with hyphens for full stops."""
    names = "|".join(re.escape(name).replace(r"\.", "[.-]") for name in sorted(official, key=len, reverse=True))
    return re.compile(rf"(?:^|[.-])(?P<name>{names or '(?!)'})(?:[.-]|$)")


def own_words(host: str) -> tuple[str, ...]:
    """Give the long words of an official host by which an organisation is known.

    >>> own_words("www.reportfraud.police.uk")
    ('reportfraud',)
    """
    return tuple(label for label in host.split(".") if len(label) >= SHORTEST_COMPARED)


def _is_nearly(host: str, official: str) -> bool:
    """Tell whether the end of a host is one letter away from an official one, or looks the same."""
    end = ".".join(host.split(".")[-official.count(".") - 1 :])
    if _as_it_looks(end) == _as_it_looks(official):
        return True
    return len(official) >= SHORTEST_COMPARED and _is_one_off(end, official)


def _as_it_looks(host: str) -> str:
    for signs, letter in _SIGNS_LIKE_LETTERS:
        host = host.replace(signs, letter)
    return host


def _is_one_off(one: str, other: str) -> bool:
    """Tell whether two names differ in one letter: a wrong one, one too few or too many, or two swapped."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    behind = start + 2
    is_swapped = shorter[start:behind] == longer[start:behind][::-1] and shorter[behind:] == longer[behind:]
    return shorter[start + 1 :] == longer[start + 1 :] or is_swapped
