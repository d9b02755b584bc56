"""Colours as a browser shows them."""

import re

from playwright.sync_api import Locator

# A colour with no opacity at all is written with a fourth part of 0, whatever the other three are.
SURFACE = """element => {
  while (/^rgba.*, 0\\)$/.test(getComputedStyle(element).backgroundColor) && element.parentElement)
    element = element.parentElement;
  return getComputedStyle(element).backgroundColor;
}"""


def colour(element: Locator, script: str) -> str:
    """Evaluate a script that gives a colour, and write that as the domain does."""
    return written(str(element.evaluate(script)))


def written(colour_of_css: str) -> str:
    """Write a colour as the domain does.

    >>> written("rgb(255, 191, 0)")
    '#ffbf00'
    """
    parts = re.findall(r"\d+", colour_of_css)
    return "#" + "".join(f"{int(part):02x}" for part in parts[:3])
