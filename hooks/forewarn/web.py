"""Addresses on the web: whether a text is one, and which host it leads to."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address on the web, whole and without a user name in it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    has_spaces = any(character.isspace() for character in text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and not has_spaces


def host_of(address: str) -> str | None:
    """Give the host that a web address leads to, in lower case; None where it names none for certain."""
    try:
        host = urlsplit(with_scheme(address)).hostname
    except ValueError:
        return None
    return host if host and _HOST.fullmatch(host) else None


def is_trusted(address: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a web address is on one of the hosts or below it. An address with a user name in it is not."""
    host = host_of(address)
    if host is None or "@" in address:
        return False
    return any(host == trusted or host.endswith("." + trusted) for trusted in hosts)


def with_scheme(address: str) -> str:
    """Give an address that a person wrote from ``www.`` on the scheme that a link needs."""
    return f"https://{address}" if address.startswith("www.") else address
