"""What a site's owner sets once, in mkdocs.yml."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from forewarn.colours import Colours
from forewarn.topic import Topic


class Canonical(StrEnum):
    """Which address stands for an advisory that was first published elsewhere: its page here, or its source."""

    PAGE = "page"
    SOURCE = "source"


@dataclass(frozen=True)
class Palette:
    """An organisation's own colours: a surface and the words on it, for light pages and for dark ones.

    The surface is also the colour of links, so it can be read on the page as well.
    """

    light: Colours
    dark: Colours


@dataclass(frozen=True)
class Settings:
    """The settings of one site.

    ``site_url`` is its public address with a slash at the end. ``locale`` is as Open Graph writes it.
    ``trusted_hosts`` are the hosts, with everything below them, whose bare addresses become links. ``current_for`` is
    how long an advisory is thought current after its newest update, where it does not say itself. ``languages`` are
    the locales in which advisories may be written, the site's own among them, and ``topics`` what they may be about;
    where there are none, any will do. Without a ``palette`` the colours are those of tokens.css.
    ``cards`` and ``posters`` say whether they are drawn.
    """

    site_name: str
    site_url: str
    description: str
    organisation: str
    locale: str
    time_zone: ZoneInfo
    trusted_hosts: tuple[str, ...]
    current_for: timedelta = timedelta(days=180)
    languages: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    palette: Palette | None = None
    canonical: Canonical = Canonical.PAGE
    cards: bool = True
    posters: bool = True

    def absolute(self, address: str) -> str:
        """Give the whole public address of a page or file of this site."""
        return self.site_url + address
