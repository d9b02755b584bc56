"""The rules for an advisory's own addresses: its id, and those it had before."""

import re
from collections.abc import Iterator

from forewarn.addresses import DEVICES, KEPT, MOST_CHARACTERS, is_identity
from forewarn.checking.entry import Entry, Rule, found, found_at, id_of
from forewarn.document import Document
from forewarn.problem import Problem
from forewarn.settings import Settings
from forewarn.web import host_of

MOST_ALIAS_CHARACTERS = 200

_ALIAS = re.compile(r"(?:[A-Za-z0-9~-](?:[A-Za-z0-9._~-]*[A-Za-z0-9_~-])?/)+")
_FILE = re.compile(r"\.(?:html?|xml|json|txt|php|aspx?|jsp|css|js|pdf|png|jpe?g|gif|svg|webp|ico)/", re.IGNORECASE)


def id_usable(entry: Entry) -> Iterator[Problem]:
    """The id can be part of an address."""
    id_ = id_of(entry.document)
    if not is_identity(id_):
        message = f'"{id_}" cannot be the address of a page: it is empty, too long, reserved, or has other characters.'
        cure = f"Give it an id: of 1 to {MOST_CHARACTERS} small letters a-z, digits and hyphens, or rename the file so."
        yield found(entry.document, "id", "id-unusable", message, cure)


def aliases_usable(entry: Entry) -> Iterator[Problem]:
    """Every earlier address is one of this site, and can lead here."""
    for text in entry.document.texts("aliases"):
        if fault := _alias_fault(text.value, alias_address(text.value, entry.settings), entry.settings):
            yield found_at(entry.document, "aliases", text, "alias-unusable", *fault)


def _alias_fault(written: str, address: str, settings: Settings) -> tuple[str, str] | None:
    """Say what is wrong with an earlier address, and the cure; None where nothing is."""
    first = address.partition("/")[0].lower()
    if "://" in address or written.strip().startswith("//") or first == host_of(settings.site_url):
        return f'"{written}" names a website.', 'Give only the part behind its name, such as "/news/parcel-scam/".'
    if _FILE.search(f"/{address}"):
        message = f'"{written}" has the name of a file in it, which a static site cannot lead elsewhere.'
        return message, "Leave it out, and let the web host redirect it."
    if not _ALIAS.fullmatch(address) or ".." in address or len(address) > MOST_ALIAS_CHARACTERS:
        message = f'"{written}" cannot be an address of this site.'
        return message, 'Write it like "/news/parcel-scam/", without "?" and "#".'
    if first in KEPT or first in {edition.tag for edition in settings.editions}:
        return f'Addresses below "/{first}/" belong to other pages of this site.', "Leave it out."
    if cannot_be_stored := DEVICES & set(address.lower().split("/")):
        return f'No folder can be called "{min(cannot_be_stored)}" on every system.', "Leave it out."
    return None


def aliases_of(document: Document, settings: Settings) -> tuple[str, ...]:
    """Give the earlier addresses of an advisory, relative to the site's own, each once."""
    addresses = (alias_address(text.value, settings) for text in document.texts("aliases"))
    return tuple({address.casefold(): address for address in addresses}.values())


def alias_address(written: str, settings: Settings) -> str:
    """Give an earlier address as the site names its own: without the site and a slash in front, with one behind."""
    path = written.strip()
    path = path.removeprefix(settings.site_url) if path.startswith(settings.site_url) else path.lstrip("/")
    return path if path.endswith("/") or not path else f"{path}/"


ADDRESS_RULES: tuple[Rule, ...] = (id_usable, aliases_usable)
