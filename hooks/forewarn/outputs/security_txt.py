"""security.txt: whom to tell of a weakness of the site (RFC 9116)."""

from collections.abc import Iterator
from datetime import UTC

from forewarn.addresses import SECURITY
from forewarn.settings import SecurityContact, Settings


def security_txt(settings: Settings, security: SecurityContact) -> tuple[str, bytes]:
    """Make security.txt. Returns its address and its bytes.

    Readers look for it at the top of a host, so that of a site below a path is found only where the host leads to it.
    """
    lines = (f"{name}: {value}\n" for name, value in _fields(settings, security) if value)
    return SECURITY, "".join(lines).encode()


def _fields(settings: Settings, security: SecurityContact) -> Iterator[tuple[str, str]]:
    """Give the fields of https://www.rfc-editor.org/rfc/rfc9116#section-2.5; an empty value is none."""
    yield from (("Contact", contact) for contact in security.contacts)
    yield "Expires", security.expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield "Encryption", security.encryption
    yield "Acknowledgments", security.acknowledgments
    yield "Preferred-Languages", ", ".join(security.languages)
    yield "Canonical", settings.absolute(SECURITY)
    yield "Policy", security.policy
    yield "Hiring", security.hiring
