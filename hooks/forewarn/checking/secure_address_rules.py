"""The rule for addresses that begin with "http://" where an official text sends its readers there."""

import re
from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule, found_at
from forewarn.checking.official_hosts import known_hosts
from forewarn.checking.passages import running_text
from forewarn.checking.public_words import place_within
from forewarn.checking.scam_rules import scam_of
from forewarn.document import Text
from forewarn.problem import Level, Problem
from forewarn.web import host_of, is_trusted

_PLAIN = re.compile(r"(?i:http)://[^\s<>\"'`‘’“”)\]]+")
_LINK_BEFORE = ("](", "](<", '="', "='", "]: ")
_TRAILING = ".,;:!?*_…"


def addresses_secure(entry: Entry) -> Iterator[Problem]:
    """No address that readers are sent to begins with "http://": others can read and change what comes from there."""
    document = entry.document
    sources = [(field, text) for field in ("url", "og.url") for text in document.texts(field)]
    found = [(field, text) for field, text in (*sources, *entry.words) if "http://" in text.value.lower()]
    if not found:
        return
    known, scam = known_hosts(entry), scam_of(document)
    for field, text in found:
        value = running_text(entry) if field == "body" else text.value
        for match in _PLAIN.finditer(value):
            address = match.group().rstrip(_TRAILING)
            is_link = value[: match.start()].endswith(_LINK_BEFORE)
            if host_of(address) and not scam.owns(address) and (is_link or is_trusted(address, known)):
                place = place_within(document, Text(value, text.line, text.column), match.start(), field)
                message = f'"{address}" begins with "http://", so others can read and change what readers see there.'
                cure = f'Type "https{address[4:]}", and try whether it opens.'
                yield found_at(document, field, place, "address-insecure", message, cure, Level.WARNING)


SECURE_ADDRESS_RULES: tuple[Rule, ...] = (addresses_secure,)
