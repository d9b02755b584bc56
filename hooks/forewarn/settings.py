"""What a site's owner sets once, in mkdocs.yml."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from forewarn.topic import Topic


@dataclass(frozen=True)
class Settings:
    """The settings of one site.

    ``site_url`` is its public address with a slash at the end. ``locale`` is as Open Graph writes it.
    ``trusted_hosts`` are the hosts, with everything below them, whose bare addresses become links. ``current_for`` is
    how long an advisory is thought current after its newest update, where it does not say itself. ``topics`` are the
    kinds of scam that advisories may name; where there are none, they may name any.
    """

    site_name: str
    site_url: str
    description: str
    organisation: str
    locale: str
    time_zone: ZoneInfo
    trusted_hosts: tuple[str, ...]
    current_for: timedelta = timedelta(days=180)
    topics: tuple[Topic, ...] = ()

    def absolute(self, address: str) -> str:
        """Give the whole public address of a page or file of this site."""
        return urljoin(self.site_url, address)
