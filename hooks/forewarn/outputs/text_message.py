"""The words to pass an advisory on with by text message, so that they arrive as one message and in one piece."""

from collections.abc import Iterator

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory
from forewarn.gsm import fits_one_message
from forewarn.settings import Settings

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "})
_CUT = "..."
_ENDS = (".", "!", "?", ":", "۔", "؟")


def text_message(settings: Settings, advisory: Advisory) -> str | None:
    """Give the words to pass an advisory on with: its editor's, or its title, its first advice and its address.

    What is made has plain quotation marks and dashes and fits one message. The title is cut at a word to make it fit,
    and the advice left out where a cut is not enough. None where even the address alone is too long.
    """
    if advisory.text_message:
        return advisory.text_message
    address = settings.absolute(advisory_address(advisory.id))
    title, advice = advisory.title.translate(_PLAIN), "".join(advisory.advice[:1]).translate(_PLAIN)
    return next((words for words in _shorter_and_shorter(title, advice, address) if fits_one_message(words)), None)


def _shorter_and_shorter(title: str, advice: str, address: str) -> Iterator[str]:
    """Give what a message could say, from the most that is worth saying to the least."""
    if advice:
        yield from (f"{short} {_sentence(advice)} {address}" for short in _cut_at_words(title, least=3))
    yield from (f"{short} {address}" for short in _cut_at_words(title, least=1))
    yield address


def _cut_at_words(title: str, least: int) -> Iterator[str]:
    """Give a title as a sentence, then with a word less each time, down to so many words."""
    yield _sentence(title)
    words = title.split()
    for count in range(len(words) - 1, least - 1, -1):
        yield " ".join(words[:count]).rstrip(" ,;:.-") + _CUT


def _sentence(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."
