"""The rules for colours, wherever an organisation may set its own."""

from collections.abc import Iterator

from forewarn.colours import LEAST_CONTRAST, Colours, contrast, is_colour

# The rule that was broken, what is wrong, and what to type instead.
Wrong = tuple[str, str, str]

EITHER = "Make one of the two darker or lighter"
_EXAMPLE = 'Write "#" and six digits or letters a-f in double quotes, such as "#14365c".'


def colour_wrong(written: object) -> Iterator[Wrong]:
    """A colour is written as #rrggbb, in quotes: behind a space, YAML takes "#" for the start of a comment."""
    if written is None or written == "":
        yield "colour-wrong", "There is no colour. Without quotes, all from # on is left out.", _EXAMPLE
    elif not isinstance(written, str) or not is_colour(written.lower()):
        said = f'"{written}" is no colour.' if isinstance(written, str) else "It is no colour."
        yield "colour-wrong", said, _EXAMPLE


def contrast_too_low(colours: Colours, what: str, otherwise: str) -> Iterator[Wrong]:
    """Words can be read on their surface: a contrast of at least 4.5 to 1, as WCAG 2.2 asks for at level AA."""
    found = contrast(colours.words, colours.surface)
    if found < LEAST_CONTRAST:
        cut = int(found * 100) / 100  # 4.499 is not told as 4.5
        message = f"{what} cannot be read: {colours.words} on {colours.surface} has a contrast of {cut} to 1."
        yield "colours-contrast", message, f"{otherwise}, until it is {LEAST_CONTRAST} to 1 or more."
