"""The rules for addresses that are not official ones: whose they are, and what they look like."""

import re
from collections.abc import Iterator
from html import unescape

from forewarn.checking.entry import Entry, Rule, found
from forewarn.checking.lookalikes import deception_of
from forewarn.checking.official_hosts import imitated_by, known_hosts, official_hosts
from forewarn.checking.passages import in_body, unlinked_text
from forewarn.checking.personal_rules import email_is_personal
from forewarn.checking.scam_rules import scam_of
from forewarn.checking.web_address_rules import SHORTENERS
from forewarn.problem import Level, Problem
from forewarn.scam import whole
from forewarn.web import host_of, is_trusted

_COMMON = (
    "app biz cc click club co com cymru dev eu example finance fun icu info ink ir link live me net online org page"
    " pro ru sbs scot shop site store support tk today top tv uk us vip wales website work world xyz"
)
_ENDINGS = "|".join(_COMMON.split())
_SIGN = re.compile(rf"://|[wW]{{3}}\.|@|\.(?=[a-z])(?:{_ENDINGS})\b")
_DOT_WITHIN = re.compile(r"\.[A-Za-z]")  # quick to look for, and in nearly every address
_BETWEEN = re.compile(r"[\s<>\"'`‘’“”()\[\]]")
_ADDRESS = re.compile(
    r"(?<![\w@/.=-])(?P<web>(?i:https?://|www\.)[^\s<>\"'`‘’“”]+"
    rf"|(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,6}}(?:{_ENDINGS})(?:/[^\s<>\"'`‘’“”]*)?(?![\w@-]|\.\w))"
    r"|(?<![\w@/.=+-])(?P<email>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
)
_TRAILING = ".,;:!?*_…)]}"
_FARTHEST = 300  # no address that people are sent to is longer
_HREF = re.compile(r'<a (?:[a-z]+="[^"]*" )*?href="(https?://[^"]*)"')
_IF_CRIMINAL = 'If the criminals use it, list it below "scam:" under "{}:", and nobody can tap it.'
_IF_OFFICIAL = (
    "If it is somebody's whom readers can trust, make it a link, such as [Relay UK](https://www.relayuk.bt.com/), or"
    ' add its website to "trusted_hosts" in mkdocs.yml.'
)


def addresses_known(entry: Entry) -> Iterator[Problem]:
    """Every address in the text is official, the criminals' as the fields say, or a link that the editor made."""
    found = tuple(_addresses_in(entry.document.body))
    if not found:
        return
    known, scam = known_hosts(entry), scam_of(entry.document)
    foreign = [
        (place, written, host)
        for place, written, host in found
        if not is_trusted(f"https://{host}/", known) and not scam.owns(_whole(written))
    ]
    text = unlinked_text(entry) if foreign else ""
    told: set[str] = set()
    for place, written, host in foreign:
        if text.startswith(written, place) and written.casefold() not in told:
            told.add(written.casefold())
            yield from _unknown(entry, place, written, host)


def _addresses_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Find the addresses in a text, each with its place and its host, those in links too."""
    end = 0
    if not _DOT_WITHIN.search(text) and "://" not in text:
        return
    for sign in _SIGN.finditer(text):
        if sign.start() < end:
            continue
        before = text[max(end, sign.start() - _FARTHEST) : sign.start()]
        start = sign.start() - len(_BETWEEN.split(before)[-1])
        match = _ADDRESS.search(text, start, sign.start() + _FARTHEST)
        end = match.end() if match else sign.end()
        if match:
            written = match.group().rstrip(_TRAILING)
            host = _host(f"https://{written.rpartition('@')[2]}" if match["email"] else whole(written))
            if host:
                yield match.start(), written, host


def _whole(written: str) -> str:
    return f"mailto:{written}" if "@" in written and "/" not in written else whole(written)


def _host(address: str) -> str:
    """Give the host of an address, if it is one that no other rule tells of: whole, plain, and not a short one."""
    host = host_of(address) or ""
    is_plain = address.isascii() and "{" not in address and "." in host
    is_told = host.removeprefix("www.") in SHORTENERS or ("xn--" in host and deception_of(host))
    return host if is_plain and not is_told else ""


def _unknown(entry: Entry, place: int, written: str, host: str) -> Iterator[Problem]:
    kind = "emails" if "@" in written else "links"
    if like := imitated_by(entry, host):
        message = f'"{written}" looks like {like} and is not.'
        cure = f"Type the address again, letter by letter. {_IF_CRIMINAL.format(kind)}"
        yield in_body(entry.document, place, "address-lookalike", message, cure)
    elif kind == "links":
        message = f'Nobody can tell whose address "{written}" is.'
        cure = f"{_IF_CRIMINAL.format(kind)} {_IF_OFFICIAL}"
        yield in_body(entry.document, place, "address-unknown", message, cure)
    elif not email_is_personal(written):
        message = f'Nobody can tell whose email address "{written}" is.'
        cure = f"{_IF_CRIMINAL.format(kind)} If it is official, add it to content/contacts.yml."
        yield in_body(entry.document, place, "address-unknown", message, cure)


def links_lead_to_no_imitation(entry: Entry) -> Iterator[Problem]:
    """No link leads to a website that only looks like an official one, and the text was not first published there."""
    document, html = entry.document, entry.body.html
    addresses = {unescape(href): "body" for href in _HREF.findall(html)} if "<a " in html else {}
    addresses |= {document.text(field): field for field in ("url", "og.url") if document.text(field)}
    if not addresses:
        return
    official, scam = official_hosts(entry), scam_of(document)
    for address, field in addresses.items():
        host = host_of(address)
        if not host or not address.isascii() or is_trusted(address, official) or scam.owns(address):
            continue
        if like := imitated_by(entry, host):
            message, cure = (
                f'The link leads to "{host}", which looks like {like} and is not.',
                "Type the address again.",
            )
            yield _linked(entry, address, field, message, cure)


def _linked(entry: Entry, address: str, field: str, message: str, cure: str) -> Problem:
    if field != "body":
        return found(entry.document, field, "address-lookalike", message, cure)
    place = max(entry.document.body.find(address), 0)
    return in_body(entry.document, place, "address-lookalike", message, cure, Level.ERROR)


FOREIGN_ADDRESS_RULES: tuple[Rule, ...] = (addresses_known, links_lead_to_no_imitation)
