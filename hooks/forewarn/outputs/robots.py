"""robots.txt (RFC 9309): everything may be read, and there is a site map; in a preview, nothing may.

Of a copy that no search engine may show, everything may be read: else nobody would learn that it may not be shown.
"""

from forewarn.addresses import ROBOTS, SITEMAP
from forewarn.settings import Settings


def robots(settings: Settings, *, is_preview: bool = False) -> tuple[str, bytes]:
    """Make robots.txt. Returns its address and its bytes. Of a preview nothing may be read."""
    if is_preview:
        return ROBOTS, b"User-agent: *\nDisallow: /\n"
    if settings.is_hidden:
        return ROBOTS, b"User-agent: *\nAllow: /\n"
    return ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {settings.absolute(SITEMAP)}\n".encode()
