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
    parts = re.findall(r"\d+", str(element.evaluate(script)))
    return "#" + "".join(f"{int(part):02x}" for part in parts[:3])
