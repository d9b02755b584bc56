"""robots.txt (RFC 9309): everything may be read, and there is a site map."""

from forewarn.addresses import ROBOTS, SITEMAP
from forewarn.settings import Settings


def robots(settings: Settings) -> tuple[str, bytes]:
    """Make robots.txt. Returns its address and its bytes."""
    return ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {settings.absolute(SITEMAP)}\n".encode()
