"""What a site's owner sets once, in mkdocs.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from forewarn.colours import Colours
from forewarn.language import language_alone
from forewarn.problem import SetLevel
from forewarn.topic import Topic


class Canonical(StrEnum):
    """Which address stands for an advisory that was first published elsewhere: its page here, or its source."""

    PAGE = "page"
    SOURCE = "source"


class Host(StrEnum):
    """Where a site is served."""

    GITHUB_PAGES = "github-pages"
    GITLAB_PAGES = "gitlab-pages"
    NETLIFY = "netlify"
    CLOUDFLARE = "cloudflare"
    NGINX = "nginx"
    CADDY = "caddy"


@dataclass(frozen=True)
class Palette:
    """An organisation's own colours: a surface and the words on it, for light pages and for dark ones.

    The surface is also the colour of links, so it can be read on the page as well.
    """

    light: Colours
    dark: Colours


class CapStatus(StrEnum):
    """Whether messages of the Common Alerting Protocol are to be acted on (CAP 1.2, section 3.2.1, ``status``)."""

    ACTUAL = "actual"
    TEST = "test"


@dataclass(frozen=True)
class CapSettings:
    """Who sends messages of the Common Alerting Protocol, and whether they are to be acted on.

    ``sender`` is an address or a host that belongs to nobody else, and stays the same: messages are known by it.
    """

    sender: str
    status: CapStatus


@dataclass(frozen=True)
class SecurityContact:
    """Whom to tell of a weakness of the site, as security.txt says it (RFC 9116).

    ``contacts`` are ways to reach them, the preferred first, and ``expires`` is when all this stops being right.
    ``languages`` are the tags of those that they read. The others are addresses, each empty without one. ``place`` is
    where the day stands on which it expires: the file, the line and the column.
    """

    contacts: tuple[str, ...]
    expires: datetime
    languages: tuple[str, ...]
    policy: str = ""
    encryption: str = ""
    acknowledgments: str = ""
    hiring: str = ""
    place: tuple[str, int, int] = ("mkdocs.yml", 1, 1)


@dataclass(frozen=True)
class EditionSettings:
    """What a site is called in another language than its own, in which it is offered as a whole.

    ``locale`` is as Open Graph writes it. ``topics`` are the names of kinds of scam by the slugs that they have in the
    site's own language.
    """

    locale: str
    site_name: str
    description: str
    organisation: str
    topics: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def tag(self) -> str:
        """The language alone, such as ``cy``: the first part of every address of the edition."""
        return language_alone(self.locale)


@dataclass(frozen=True)
class Settings:
    """The settings of one site.

    ``site_url`` is its public address with a slash at the end. ``locale`` is as Open Graph writes it.
    ``trusted_hosts`` are the hosts, with everything below them, whose bare addresses become links. ``current_for`` is
    how long an advisory is thought current after its newest update, where it does not say itself. ``languages`` are
    the locales in which advisories may be written, the site's own among them, and ``topics`` what they may be about;
    where there are none, any will do. Without a ``palette`` the colours are those of tokens.css.
    ``cards`` and ``posters`` say whether they are drawn, ``search`` whether the site can be searched, and ``data``
    whether there are files for other programs. ``logo`` is
    the name of a picture in the content folder, empty without one. ``cluster`` is the address at which other machines
    draw, empty where none do; nothing that is published depends on it. ``levels`` are those of rules that the site's
    owner raised or lowered. ``host`` is where the site is served, where somebody has said so: pages make up for what it
    cannot do. ``is_hidden`` is no setting: the environment asks for a copy that no search engine may show. ``cap`` is
    there where advisories are offered as messages of the Common Alerting Protocol as well, and ``security`` where the
    site says whom to tell of its weaknesses.

    ``editions`` are the other languages in which the whole site is offered. In the settings of one of these, made by
    ``in_edition``, ``prefix`` is what its addresses begin with, such as ``cy/``, and ``topic_names`` what it calls
    kinds of scam.
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
    logo: str = ""
    search: bool = True
    data: bool = True
    cluster: str = ""
    host: Host | None = None
    is_hidden: bool = False
    levels: Mapping[str, SetLevel] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    cap: CapSettings | None = None
    security: SecurityContact | None = None
    editions: tuple[EditionSettings, ...] = ()
    prefix: str = ""
    topic_names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def in_edition(self, edition: EditionSettings) -> "Settings":
        """Give the settings of this site in another language."""
        return replace(
            self,
            site_name=edition.site_name,
            description=edition.description,
            organisation=edition.organisation,
            locale=edition.locale,
            prefix=f"{edition.tag}/",
            topic_names=edition.topics,
        )

    def absolute(self, address: str) -> str:
        """Give the whole public address of a page or file of this site."""
        return self.site_url + address
