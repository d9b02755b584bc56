"""Which letters a text message has in its plain form, and how many of them fit: GSM 03.38 (3GPP TS 23.038, 6.2.1).

A message with any other letter is sent as UCS-2, of which 70 units fit.
"""

MOST_CHARACTERS, MOST_WIDE = 160, 70

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")  # each takes the room of two


def letters_beyond(text: str) -> tuple[str, ...]:
    """Give the letters of a text that the plain form does not have, each once, in order."""
    return tuple(letter for letter in dict.fromkeys(text) if letter not in _BASIC and letter not in _EXTENSION)


def length(text: str) -> int:
    """Count the characters of a text that is all in the plain form, as they are counted for 160."""
    return len(text) + sum(letter in _EXTENSION for letter in text)


def fits_one_message(text: str) -> bool:
    """Tell whether a text is sent as one message: 160 plain characters, or 70 UTF-16 units with any other letter."""
    if letters_beyond(text):
        return len(text.encode("utf-16-le")) // 2 <= MOST_WIDE
    return length(text) <= MOST_CHARACTERS
