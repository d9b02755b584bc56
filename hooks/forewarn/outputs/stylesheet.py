"""One stylesheet for the whole site, put together from one small sheet for each component."""

from collections.abc import Mapping
from hashlib import sha256

from forewarn.addresses import STYLESHEETS

FIRST, LAST = ("tokens.css", "base.css"), ("print.css",)


def stylesheet(sheets: Mapping[str, str]) -> tuple[str, bytes]:
    """Put sheets together, given by their paths below the folder of stylesheets.

    Tokens and base come first and print last, the components between them by name. The address carries a hash of
    the content, so that a browser may keep it for ever.
    """
    between = sorted(name for name in sheets if name not in FIRST + LAST)
    order = [name for name in (*FIRST, *between, *LAST) if name in sheets]
    content = "\n".join(f"/* {name} */\n{sheets[name].strip()}\n" for name in order).encode()
    return f"{STYLESHEETS}forewarn.{sha256(content).hexdigest()[:12]}.css", content
