"""Where the links of a finished site lead: each is told as a browser would follow it."""

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = frozenset("http https".split())
_INDEX = "index.html"
_UP = "../"
_PLAIN = re.compile(r"(?:[a-z0-9_-][a-z0-9._-]*/)*(?:[a-z0-9_-][a-z0-9._-]*)?", re.IGNORECASE | re.ASCII)


class Target(NamedTuple):
    """What a link names within the site: a file and a place in it. There may be no such file."""

    path: str
    place: str


class Ways:
    """The ways through a site. ``base`` is its own, with a slash at the end, and ``paths`` are those of its files."""

    def __init__(self, base: str, paths: Collection[str]) -> None:
        self.base, self.paths = base, paths
        own = urlsplit(base)
        self._host, self._folder = own.netloc.lower(), own.path

    def target(self, path: str, link: str) -> Target | None:
        """Tell what a link in the file at ``path`` names; None where it leads off the site."""
        if link[:1] == "#":
            return Target(path, _place(link[1:]))
        plain = self._plain(path, link)
        return self._joined(path, link) if plain is None else Target(self._file(plain), "")

    def _plain(self, path: str, link: str) -> str | None:
        """Give the address that most links name at once; None for a link that takes the whole procedure."""
        if link.startswith(self.base):
            rest = link[len(self.base) :]
            return rest if _PLAIN.fullmatch(rest) else None
        rest, folders = link, path.split("/")[:-1]
        while rest.startswith(_UP) and folders:
            rest = rest[len(_UP) :]
            folders.pop()
        return "/".join((*folders, rest)) if rest and _PLAIN.fullmatch(rest) else None

    def _joined(self, path: str, link: str) -> Target | None:
        """Follow a link as https://www.rfc-editor.org/rfc/rfc3986#section-5 has it."""
        try:
            parts = urlsplit(urljoin(self.base + path, link.replace("\\", "/")))
        except ValueError:  # no address can be written so, and nothing is found at it
            return Target(link, "")
        if parts.scheme not in _WEB or parts.netloc.lower() != self._host:
            return None
        if not f"{parts.path}/".startswith(self._folder):
            return None
        return Target(self._file(unquote(parts.path[len(self._folder) :])), _place(parts.fragment))

    def _file(self, address: str) -> str:
        """Give the file that a host sends for an address."""
        if not address or address.endswith("/"):
            return address + _INDEX
        within = f"{address}/{_INDEX}"
        return within if address not in self.paths and within in self.paths else address


def is_relative(link: str) -> bool:
    """Tell whether where a link leads depends on the address of its page."""
    return link[:1] not in {"/", "\\", "#"} and not _SCHEME.match(link)


def leads_alike(depth: int, link: str) -> bool:
    """Tell whether a link leads to the same place from every file that lies so many folders deep."""
    if link[:1] in {"", "#", "?"} or link[:2].replace("\\", "/") == "//":  # the file itself, as "//" is
        return False
    if not is_relative(link):
        return True
    top = "../" * depth
    return f"{link}/".startswith(top) and not link.startswith(f"{top}../")


def address_of(path: str) -> str:
    """Give the address of a page by its file.

    >>> address_of("areas/kent/index.html"), address_of("404.html")
    ('areas/kent/', '404.html')
    """
    return path.removesuffix(_INDEX) if path.rpartition("/")[2] == _INDEX else path


def path_of(address: str) -> str:
    """Give the file of a page by its address, which ends in a slash but for the home page's.

    >>> path_of("areas/kent/"), path_of("")
    ('areas/kent/index.html', 'index.html')
    """
    return address + _INDEX


def _place(fragment: str) -> str:
    """Give the id that a fragment names; what a browser is to look for in the text is none."""
    return unquote(fragment.partition(":~:")[0])
