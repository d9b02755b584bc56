"""Which letters a text message has in its plain form, and as how many messages a text is sent.

The plain form is GSM 03.38 (3GPP TS 23.038, 6.2.1). A message with any other letter is sent as UCS-2, of which fewer
units fit. What is longer than one message is sent in parts, each of which gives up some of its room to say which part
it is (3GPP TS 23.040, 9.2.3.24.1).
"""

import re

MOST_CHARACTERS, MOST_WIDE = 160, 70
MOST_CHARACTERS_OF_PART, MOST_WIDE_OF_PART = 153, 67

# How many messages a text may take whose language has letters that are not in the plain form.
MOST_PARTS = 3

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "\f^{}\\[~]|€"  # each takes the room of two

_EXTENDED = re.compile(f"[{re.escape(_EXTENSION)}]")
_BEYOND = re.compile(f"[^{re.escape(_BASIC + _EXTENSION)}]")
_OF_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")  # in UTF-16

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
    return tuple(dict.fromkeys(_BEYOND.findall(text)))


def length(text: str) -> int:
    """Count the characters of a text that is all in the plain form, as they are counted for 160."""
    return len(text) + len(_EXTENDED.findall(text))


def parts(text: str) -> int:
    """Count the messages as which a text is sent: as a telephone does, which parts no letter in two."""
    if _BEYOND.search(text):
        units = len(text) + len(_OF_TWO_UNITS.findall(text))
        return 1 if units <= MOST_WIDE else _filled(text, _OF_TWO_UNITS, MOST_WIDE_OF_PART)
    return 1 if length(text) <= MOST_CHARACTERS else _filled(text, _EXTENDED, MOST_CHARACTERS_OF_PART)


def fits(text: str) -> bool:
    """Tell whether a text is no longer than one to pass on may be: one plain message, or three with other letters."""
    if _BEYOND.search(text):
        return len(text) <= MOST_PARTS * MOST_WIDE_OF_PART and parts(text) <= MOST_PARTS
    return length(text) <= MOST_CHARACTERS


def _filled(text: str, double: re.Pattern[str], most: int) -> int:
    """Count how many parts a text fills, none of which takes half of a letter that has the room of two."""
    count, room = 1, most
    for letter in text:
        size = 2 if double.match(letter) else 1
        if size > room:
            count, room = count + 1, most
        room -= size
    return count
