"""Which known word somebody meant."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

_SPACES = re.compile(r"[ \t\n]+")


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


def on_one_line(text: str) -> str:
    r"""Give a text without line breaks and repeated spaces; a no-break space stays what it is.

    >>> on_one_line("Hang up, \n  and wait")
    'Hang up, and wait'
    """
    return _SPACES.sub(" ", text).strip(" ")


def listed(words: Iterable[str], conjunction: str = "or") -> str:
    """Write words as an English list; there is at least one.

    >>> listed(["draft", "live", "withdrawn"])
    'draft, live or withdrawn'
    """
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last
