"""Web addresses that were copied out of the source of a web page."""

import re
from collections.abc import Iterator

from forewarn.repairing.mend import Mend


def entities_in_address(text: str) -> Iterator[Mend]:
    """Find "&amp;" in a field that holds an address and nothing else; in an address it can only mean "&"."""
    for match in re.finditer(r"&amp;", text):
        message = "An address was copied from the source of a web page."
        yield Mend(match.start(), match.group(), "&", "entity-in-address", message)
