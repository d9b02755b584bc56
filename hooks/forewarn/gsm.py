"""Which letters a text message has in its plain form, and as how many messages a text is sent.

The plain form is GSM 03.38 (3GPP TS 23.038, 6.2.1). A message with any other letter is sent as UCS-2, of which fewer
units fit. What is longer than one message is sent in parts, each of which gives up some of its room to say which part
it is (3GPP TS 23.040, 9.2.3.24.1).
"""

from collections.abc import Iterator

MOST_CHARACTERS, MOST_WIDE = 160, 70
MOST_CHARACTERS_OF_PART, MOST_WIDE_OF_PART = 153, 67

# How many messages a text may take whose language has letters that are not in the plain form.
MOST_PARTS = 3

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")  # each takes the room of two

_PLAIN_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛‹›", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑‒–—―", "-")
    | dict.fromkeys("\xa0\u2007\u2009\u202f", " ")
    | {"…": "..."}
)


def plain(text: str) -> str:
    """Give a text with plain quotation marks, dashes and spaces for typographic ones; its letters stay what they are.

    >>> plain("“Llŷn – beware…”")
    '"Llŷn - beware..."'
    """
    return text.translate(_PLAIN_MARKS)


def letters_beyond(text: str) -> tuple[str, ...]:
    """Give the letters of a text that the plain form does not have, each once, in order."""
    return tuple(letter for letter in dict.fromkeys(text) if letter not in _BASIC and letter not in _EXTENSION)


def length(text: str) -> int:
    """Count the characters of a text that is all in the plain form, as they are counted for 160."""
    return sum(map(_characters, text))


def parts(text: str) -> int:
    """Count the messages as which a text is sent: as a telephone does, which parts no letter in two."""
    if letters_beyond(text):
        return _parts(map(_wide, text), MOST_WIDE, MOST_WIDE_OF_PART)
    return _parts(map(_characters, text), MOST_CHARACTERS, MOST_CHARACTERS_OF_PART)


def fits(text: str) -> bool:
    """Tell whether a text is no longer than one to pass on may be: one plain message, or three with other letters."""
    return parts(text) <= (MOST_PARTS if letters_beyond(text) else 1)


def _parts(sizes: Iterator[int], most: int, most_of_part: int) -> int:
    """Count how many parts letters of some sizes fill; one where all of them fit into a message that has no parts."""
    whole, count, filled = 0, 1, 0
    for size in sizes:
        whole += size
        if filled + size > most_of_part:
            count, filled = count + 1, 0
        filled += size
    return count if whole > most else 1


def _characters(letter: str) -> int:
    return 2 if letter in _EXTENSION else 1


def _wide(letter: str) -> int:
    return 2 if ord(letter) > 0xFFFF else 1  # noqa: PLR2004 - from there on UTF-16 writes a letter as two units
