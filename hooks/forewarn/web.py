"""Addresses on the web: whether a text is one, and which host it leads to."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

_SPACE = re.compile(r"\s")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")


def is_web_address(text: str) -> bool:
    """Tell whether a text is a whole address on the web, ``http`` or ``https``, without a user name in it."""
    return text.startswith(("http://", "https://")) and host_of(text) is not None


@lru_cache(maxsize=4096)
def host_of(address: str) -> str | None:
    """Give the host that a web address leads to, in lower case, as the network knows it (``xn--...``).

    None where it names none for certain: a user name before the host ("https://www.gov.uk@evil.example/"), spaces,
    or characters that no host has.
    """
    try:
        parts = urlsplit(with_scheme(address))
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        is_certain = parts.port is None or parts.port > 0
    except ValueError:  # a bad bracket or port, or letters that no host has
        return None
    is_certain = is_certain and "@" not in parts.netloc and not _SPACE.search(address)
    return host if is_certain and _HOST.fullmatch(host) else None


def shown_address(address: str) -> str:
    """Give a web address as people read and type it, without the scheme and the last slash.

    >>> shown_address("https://www.warnings.example/kent/")
    'www.warnings.example/kent'
    """
    return address.partition("://")[2].rstrip("/")


def is_trusted(address: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a web address is on one of the hosts or below it, and looks like it: in plain letters."""
    host = host_of(address)
    if host is None or not urlsplit(with_scheme(address)).netloc.isascii():
        return False
    return any(host == trusted or host.endswith("." + trusted) for trusted in hosts)


def with_scheme(address: str) -> str:
    """Give an address that a person wrote from ``www.`` on the scheme that a link needs."""
    return f"https://{address}" if address.startswith("www.") else address
