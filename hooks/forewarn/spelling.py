"""Which known word somebody meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that is most like ``word``, without regard to case; None where nothing is near.

    >>> nearest("Lodnon", ["Kent", "London"])
    'London'
    """
    by_folded = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest known word, or give an empty text.

    >>> did_you_mean("Lodnon", ["Kent", "London"])
    'Did you mean "London"?'
    """
    match = nearest(word, known)
    return f'Did you mean "{match}"?' if match else ""


def listed(words: Iterable[str], conjunction: str = "or") -> str:
    """Write words as an English list; there is at least one.

    >>> listed(["draft", "live", "withdrawn"])
    'draft, live or withdrawn'
    """
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last
