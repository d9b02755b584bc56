"""Looking for words in texts, however they are written there: as they are, or escaped for HTML, JSON or an address."""

import html
import re
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

# From this length on, a run of words says by itself where it comes from; a shorter one counts only as whole words.
SURE = 25
MOST_ROUNDS = 6

_IN_JSON = re.compile(r"""(?:\\u[0-9a-fA-F]{4})+|\\["'\\/bfnrt]""")
_IN_ADDRESSES = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_LETTERS = {"b": " ", "f": " ", "n": " ", "r": " ", "t": " "}


class Traces:
    """Words to look for.

    Words and texts are compared in their plainest form, so that an escaped word is found in whatever way and however
    many times it was escaped, and wherever its lines were broken.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({plainest(word) for word in words} - {""})
        self._finder = AhoCorasick(self._words)

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self._words)

    def are_in(self, text: str) -> bool:
        """Tell whether any of the words is in a text; a short one counts as a whole word only."""
        plain = plainest(text)
        found = self._finder.find_matches_as_indexes(plain, overlapping=True)
        return any(end - start >= SURE or _is_whole(plain, start, end) for _, start, end in found)

    def without_those_in(self, texts: Iterable[str]) -> frozenset[str]:
        """Give the words that are nowhere in some texts, not even as a part of other words."""
        found: set[int] = set()
        for text in texts:
            found.update(
                number for number, _, _ in self._finder.find_matches_as_indexes(plainest(text), overlapping=True)
            )
        return frozenset(word for number, word in enumerate(self._words) if number not in found)


def plainest(text: str) -> str:
    r"""Take every escape out of a text, those that stand within others too, and make all space single.

    >>> plainest("Tom &amp;amp; J%C3%A9r\\u00f4me\n say &#34;no&quot;")
    'Tom & Jérôme say "no"'
    """
    for _ in range(MOST_ROUNDS):
        opened = _opened(text)
        if opened == text:
            break
        text = opened
    return " ".join(text.split())


def _opened(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _IN_JSON.sub(_from_json, text)
    return _IN_ADDRESSES.sub(_from_address, text) if "%" in text else text


def _from_json(escaped: re.Match[str]) -> str:
    written = escaped.group()
    if written[1] != "u":
        return _LETTERS.get(written[1], written[1])
    units = bytes.fromhex(written.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")


def _from_address(escaped: re.Match[str]) -> str:
    return bytes.fromhex(escaped.group().replace("%", "")).decode("utf-8", "replace")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether what stands there is no part of longer words."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_are_one_word(before, text[start]) or _are_one_word(text[end - 1], after))


def _are_one_word(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()
