"""What a host is told of a site besides its headers, and the files in which it is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from forewarn.hosting.described import Rule, rules
from forewarn.settings import Settings

UPLOAD = (
    "Put the site at {folder} on the server, and nothing else into that folder:"
    ' "rsync --archive --delay-updates --delete-delay site/ SERVER:{folder}/". That keeps the times of files, as'
    " {server} tells a changed file by its time and its size, and takes away there what is gone from the site."
)
# Of RFC 3986's unreserved characters: none means anything to a web server's configuration. No name begins with a dot,
# as nothing below such a name is served.
_PLAIN_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")


@dataclass(frozen=True, order=True)
class Moved:
    """An address at which a page once was, and the one at which it is now, both relative to the site."""

    was: str
    now: str


@dataclass(frozen=True)
class Served:
    """A site as its host is to serve it.

    ``moved`` are the addresses that lead elsewhere. ``folder`` is where the site lies on the machine that serves it, a
    whole path. ``listen`` is where that machine hears, such as ``127.0.0.1:8080``, when something before it speaks
    https; where it is empty, the server speaks https itself, and has the site's name.
    """

    settings: Settings
    moved: tuple[Moved, ...] = ()
    folder: str = "/srv/forewarn/site"
    listen: str = ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What the answers for its addresses say."""
        return rules(self.settings)

    @property
    def host(self) -> str:
        """The name of the site's host."""
        return urlsplit(self.settings.site_url).hostname or ""

    @property
    def top(self) -> str:
        """The path of the site on its host, with a slash on both sides; one slash where it has the host for itself."""
        return urlsplit(self.settings.site_url).path or "/"


@dataclass(frozen=True)
class HostFile:
    """A file that a host reads: its path below the folder that all are written to, and what is in it."""

    path: str
    content: str


@dataclass(frozen=True)
class Told:
    """All that a host is told: its files, what is left to do by hand, and what it does not do at all.

    ``problems`` say why the site cannot be served so.
    """

    files: tuple[HostFile, ...]
    steps: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def path_problems(served: Served) -> tuple[str, ...]:
    """Say what no configuration of a web server can be made for: a path of characters that mean something to it."""
    if _PLAIN_PATH.fullmatch(served.top):
        return ()
    return (
        f'The path of the site\'s address ("{served.top}") has a part that begins with a dot, or another character'
        ' than "A-Z", "a-z", "0-9", ".", "_", "~" and "-": set site_url to an address without.',
    )


def said(name: str, made_for: str) -> Iterable[str]:
    """Give the lines that stand first in a file, without the sign that makes a comment of them."""
    yield f'Made by "forewarn deploy-files {name}" for {made_for}. Do not edit it: it is made anew of the settings'
    yield "and of the aliases of advisories whenever these change."
