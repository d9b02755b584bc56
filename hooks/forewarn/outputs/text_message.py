"""The words to pass an advisory on with by text message, so that they arrive whole, with an address to tap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from forewarn import gsm
from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory
from forewarn.phone import numbers_in
from forewarn.settings import Settings

_CUT = "..."
_ENDS = (".", "!", "?", ":", "。", "।", "۔", "؟", "！", "？")

# How a sentence ends, where it is not in a full stop.
_STOPS = {"bn": "।", "hi": "।", "pa": "।", "ur": "۔", "pa_PK": "۔"}

_ADDRESS = re.compile(r"h(?:tt|xx)ps?://\S+")


class Run(NamedTuple):
    """Some of the words. A number or an address is written from left to right, whatever the words around it are."""

    words: str
    is_left_to_right: bool


@dataclass(frozen=True)
class TextMessage:
    """The words to pass on, and as how many messages a telephone sends them.

    ``is_plain`` says that they are all in letters that every telephone has, of which 160 fit one message.
    """

    words: str
    parts: int
    is_plain: bool

    @classmethod
    def of(cls, words: str) -> "TextMessage":
        """Count the messages that some words take."""
        return cls(words, gsm.parts(words), not gsm.letters_beyond(words))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words as a page shows them, so that no address or number comes out of order among those around it."""
        return tuple(_runs(self.words))


def text_message(settings: Settings, advisory: Advisory) -> TextMessage:
    """Give the words to pass an advisory on with: its editor's, or its title, its first advice and its address.

    They have plain quotation marks and dashes, and keep every letter. What is made fits one message, or three where it
    has letters that plain messages do not have. The title is cut at a word to make it fit, and the advice left out
    where a cut is not enough. An address that is too long itself is left out; where the title has no place at which to
    cut it either, the address stands alone, however many messages it takes.
    """
    if advisory.text_message:
        return TextMessage.of(gsm.plain(advisory.text_message))
    address = settings.absolute(advisory_address(advisory.id))
    stop = _STOPS.get(advisory.locale) or _STOPS.get(advisory.locale.partition("_")[0], ".")
    title = _sentence(gsm.plain(advisory.title), stop)
    advice = "".join(_sentence(gsm.plain(line), stop) for line in advisory.advice[:1])
    made = _shorter_and_shorter(title, advice, address)
    return TextMessage.of(next(filter(gsm.fits, made), address))


def _shorter_and_shorter(title: str, advice: str, address: str) -> Iterator[str]:
    """Give what a message could say, from the most that is worth saying to the least."""
    if advice:
        yield from (f"{short} {advice} {address}" for short in _cut_at_words(title, least=3))
    yield from (f"{short} {address}" for short in _cut_at_words(title, least=1))
    yield address
    if advice:
        yield from (f"{short} {advice}" for short in _cut_at_words(title, least=3))
    yield from _cut_at_words(title, least=1)


def _cut_at_words(title: str, least: int) -> Iterator[str]:
    """Give a title, then with a word less each time, down to so many words."""
    yield title
    words = title.split()
    for count in range(len(words) - 1, least - 1, -1):
        yield " ".join(words[:count]).rstrip(" ,;:.-") + _CUT


def _sentence(text: str, stop: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}{stop}"


def _runs(words: str) -> Iterator[Run]:
    """Part words from the numbers and addresses among them."""
    addresses = [match.span() for match in _ADDRESS.finditer(words)]
    numbers = [(start, end) for start, end, _ in numbers_in(words)]
    done = 0
    for start, end in sorted((*addresses, *numbers)):
        if start < done:  # a number within an address
            continue
        if start > done:
            yield Run(words[done:start], is_left_to_right=False)
        yield Run(words[start:end], is_left_to_right=True)
        done = end
    if done < len(words):
        yield Run(words[done:], is_left_to_right=False)
