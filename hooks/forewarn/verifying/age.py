"""How old a live site is: what its feed tells of advisories, and which change it should have shown since."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from forewarn import addresses
from forewarn.outputs.feed.documents import MOST_ENTRIES
from forewarn.register import PublicRegister
from forewarn.settings import Settings
from forewarn.site import Change
from forewarn.verifying.finding import Finding

JSON_FEED, ATOM_FEED = addresses.feed(ending="json"), addresses.feed()

_OLD = "Build the site and publish it again."
_ELSEWHERE = "Take the newest texts, and if they are, publish the site again."
_UPDATED = "{http://www.w3.org/2005/Atom}updated"


@dataclass(frozen=True)
class Told:
    """What a feed tells of an advisory: when it changed last, and its state."""

    updated: datetime
    state: str


def read_json_feed(body: bytes) -> Mapping[str, Told] | None:
    """Read what a JSON Feed of ours tells, by the whole addresses of advisories; None for anything else."""
    try:
        items = json.loads(body)["items"]
        told = {
            str(item["id"]): Told(datetime.fromisoformat(item["date_modified"]), str(item["_forewarn"]["state"]))
            for item in items
        }
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return told if all(each.updated.tzinfo for each in told.values()) else None


def told_of(settings: Settings, register: PublicRegister) -> Mapping[str, Told]:
    """Give what the feed of the whole site should tell at the moment of a register."""
    newest = sorted(register.advisories, key=lambda advisory: (advisory.modified, advisory.id), reverse=True)
    return {
        settings.absolute(addresses.advisory(each.id)): Told(each.modified, register.state_of(each).value)
        for each in newest[:MOST_ENTRIES]
    }


def feed_findings(live: Mapping[str, Told], meant: Mapping[str, Told]) -> Iterator[Finding]:
    """Tell where the live feed says something else of advisories than the texts do now."""
    for address, told in meant.items():
        found = live.get(address)
        if found is None:
            yield Finding(JSON_FEED, f"It does not tell of {address}, which is public by the texts.", _OLD)
        elif found.state != told.state:
            yield Finding(
                JSON_FEED, f"It tells that {address} is {found.state}, and by the texts it is {told.state}.", _OLD
            )
        elif found.updated != told.updated:
            changed = f"changed last at {found.updated.isoformat()}, and by the texts at {told.updated.isoformat()}"
            yield Finding(JSON_FEED, f"It tells that {address} {changed}.", _OLD)
    for address in sorted(live.keys() - meant.keys()):
        yield Finding(JSON_FEED, f"It tells of {address}, of which the texts here know nothing.", _ELSEWHERE)


def agreement_findings(json_feed: bytes, atom_feed: bytes) -> Iterator[Finding]:
    """Tell whether both feeds are of one build: the newest change is the same in both."""
    told = read_json_feed(json_feed)
    if told is None:
        yield Finding(JSON_FEED, "It is no feed that Forewarn has written.", "Look at what is served there.")
    elif told and _atom_updated(atom_feed) != max(each.updated for each in told.values()):
        yield Finding(ATOM_FEED, f'Its newest change is not that of "{JSON_FEED}".', "Upload the site again, whole.")


def _atom_updated(body: bytes) -> datetime | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        text = etree.fromstring(body, parser).findtext(_UPDATED)
        return datetime.fromisoformat(text or "")
    except (etree.XMLSyntaxError, ValueError):
        return None


def moment_findings(shown: datetime, now: datetime, changes: Sequence[Change] | Iterable[Change]) -> Iterator[Finding]:
    """Tell whether a site that shows the moment ``shown`` should have shown a change since.

    ``changes`` are those after that moment, the next one first. The first that is due is named: all that are due are
    public, and none that is still to come is told.
    """
    due = next((change for change in changes if change.when <= now), None)
    if due:
        told = f"The site shows {shown.isoformat()}; since {due.when.isoformat()} it should show a change ({due.id})."
        yield Finding("sha256sums.txt", told, _OLD)
