"""Where a link may lead, and how one advisory links to another."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol
from urllib.parse import unquote, urljoin

from forewarn.attachment import is_of_a_file, published_name
from forewarn.rendering.finding import Finding
from forewarn.spelling import nearest
from forewarn.web import host_of

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_RUNS_CODE = frozenset({"javascript", "vbscript", "data", "blob"})
_TO_CRIMINALS = 'Write a criminal\'s address as plain text, and list it below "scam:" under "links:".'
_CURES_OF_SCHEMES = {"tel": "Write the number as plain text.", "hxxp": _TO_CRIMINALS, "hxxps": _TO_CRIMINALS}
_EDITORS_SCHEMES = frozenset({"http", "https", "mailto"})
_MAILTO = re.compile(r"mailto:[^@\s\[\]]+@[^@\s\[\]]+\.[^@\s\[\]]+", re.IGNORECASE)


TO_BE_SUGGESTED = ""  # the cure of a finding that waits for the name of a page, which takes long to look for
MOST_COMPARED = 1000  # names that are alike enough to be compared letter by letter
MOST_OFF = 5  # characters by which a name that was meant is shorter or longer; to compare with all takes too long


class Pages(Protocol):
    """The pages of a site, as a link may ask for them. Files are named in composed letters (NFC)."""

    def address_of(self, file: str) -> str | None:
        """Give the address of the page of a file; None where it has none."""

    def file_at(self, address: str) -> str | None:
        """Give the file of the page at an address, which ends in a slash or is empty; None where there is none."""

    def by_name(self) -> Mapping[str, str]:
        """Give the files that a message may suggest, by their names without an ending."""


@dataclass(frozen=True)
class KnownPages:
    """Pages that are all known: their addresses by their files, and which of these files a message may suggest."""

    addresses: Mapping[str, str]
    nameable: Collection[str]

    @classmethod
    def of(cls, addresses: Mapping[str, str]) -> "KnownPages":
        """Give pages of which each may be suggested."""
        return cls(addresses, addresses.keys())

    def address_of(self, file: str) -> str | None:
        """Give the address of the page of a file; None where it has none."""
        return self.addresses.get(file)

    def file_at(self, address: str) -> str | None:
        """Give the file of the page at an address; None where there is none."""
        return self._files.get(address)

    def by_name(self) -> Mapping[str, str]:
        """Give the files that a message may suggest, by their names without an ending."""
        return self._by_name

    @cached_property
    def _files(self) -> Mapping[str, str]:
        """Give the files by their addresses; of two with one address the first."""
        return {address: file for file, address in reversed(tuple(self.addresses.items()))}

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return files_by_name(self.nameable)


@dataclass(frozen=True)
class Links:
    """What the links of one body may refer to.

    ``file`` and ``address`` are the body's own; ``pages`` are those of the site. ``site`` is the site's own address.
    ``may_attach`` says that the body may show pictures and link to documents that lie with it.
    """

    file: str
    address: str
    pages: Pages
    site: str
    may_attach: bool = False

    def resolve(self, href: str) -> str | Finding:
        """Give what a link says on the page, or what is wrong with it."""
        written = href.strip()
        scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", written))
        if scheme:
            return _checked_elsewhere(written, scheme[1].lower())
        if not written:
            cure = "Write its address between the round brackets."
            return _finding("]()", "link-empty", "A link leads nowhere.", cure)
        if written.startswith("#"):
            return written
        if written.startswith(("/", "\\")):
            message = f'The link "{href}" is not complete.'
            return _finding(href, "link-incomplete", message, TO_BE_SUGGESTED)
        return self._within_site(written)

    def file_named(self, href: str) -> str | None:
        """Give the file of this site that a link names, by its name or by its page's address; None for any other."""
        path = _path_of(href)
        if path.startswith(self.site):
            address = path.removeprefix(self.site).partition("?")[0].removesuffix("index.html")
            return self.pages.file_at(address if address.endswith("/") or not address else f"{address}/")
        file = self._file_at(path)
        return file if path and self.pages.address_of(file) is not None else None

    def attached_file(self, href: str) -> str | None:
        """Give the file that belongs to this text, as a link or a picture names it; None where it names none.

        Whether there is such a file, and whether it may be published, is for others to say.
        """
        path = _path_of(href)
        if not self.may_attach or _SCHEME.match(path) or path.startswith(("/", "\\")) or not is_of_a_file(path):
            return None
        return self._file_at(path)

    def _file_at(self, path: str) -> str:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), path))
        return unicodedata.normalize("NFC", joined)

    def _within_site(self, href: str) -> str | Finding:
        file = self.file_named(href)
        _, hash_mark, anchor = href.partition("#")
        if file is None and (attached := self.attached_file(href)):
            return f"{published_name(attached)}{hash_mark}{anchor}"
        if file is None:
            message = f'The link "{href}" names no page of this site.'
            return _finding(href, "link-unknown", message, TO_BE_SUGGESTED)
        relative = posixpath.relpath(self.pages.address_of(file) or ".", self.address or ".")
        return f"{relative}/{hash_mark}{anchor}"

    def with_suggestion(self, finding: Finding) -> Finding:
        """Give a finding with the page that was probably meant, where it waits for that: only if it is told."""
        if finding.cure != TO_BE_SUGGESTED:
            return finding
        return replace(finding, cure=self._nearest_page(finding.written))

    def _nearest_page(self, href: str) -> str:
        """Name the page of the site that was probably meant, as a link from here would."""
        written = posixpath.basename(href.partition("#")[0].rstrip("/")).removesuffix(".md")
        by_name = self.pages.by_name()
        alike = [name for name in by_name if name[:1] == written[:1] and abs(len(name) - len(written)) <= MOST_OFF]
        if name := nearest(written, alike[:MOST_COMPARED]):
            return f'Did you mean "{posixpath.relpath(by_name[name], posixpath.dirname(self.file))}"?'
        return 'Name the other text by its file, as seen from this one, or begin with "https://".'


def _path_of(href: str) -> str:
    return unquote(href.strip().partition("#")[0])


def files_by_name(files: Iterable[str]) -> Mapping[str, str]:
    """Give files by their names without an ending, for suggestions."""
    return {posixpath.basename(file).rpartition(".")[0]: file for file in sorted(files)}


def _checked_elsewhere(href: str, scheme: str) -> str | Finding:
    if scheme in _RUNS_CODE:
        return _finding(href, "link-runs-code", f'The link "{href}" runs code.', "Give the address of a page instead.")
    if scheme not in _EDITORS_SCHEMES:
        cure = _CURES_OF_SCHEMES.get(scheme, 'Begin it with "https://" or "mailto:".')
        return _finding(href, "link-scheme", f'The link "{href}" begins with "{scheme}:".', cure)
    if scheme == "mailto":
        return href if _MAILTO.fullmatch(href) else _finding(href, "link-email", *_no_email(href))
    if host_of(href) is None:
        message = f'The link "{href}" names no website, or hides which.'
        return _finding(href, "link-host", message, "Type the address again, without a name and @ before it.")
    return href


def _no_email(href: str) -> tuple[str, str]:
    address = unquote(href.partition(":")[2])
    return f'"{address}" is no email address.', 'Type the address, such as "report@phishing.gov.uk".'


def _finding(href: str, rule: str, message: str, cure: str) -> Finding:
    return Finding(href, rule, message, cure, is_error=True)


# nh3 writes every attribute in double quotes and escapes those inside, and "<" in text is escaped: this is exact.
_HREF = re.compile(r'(<a(?: [a-z]+="[^"]*")* href="|<img src=")([^"]*)(")')


def with_absolute_links(html: str, base: str) -> str:
    """Give a rendered body whose links and pictures work for readers outside the site. ``base`` is its page."""
    return _HREF.sub(lambda match: match[1] + urljoin(base, match[2]) + match[3], html)
