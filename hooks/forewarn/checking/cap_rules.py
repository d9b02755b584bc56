"""The rules for the setting ``cap``: whether advisories are offered as messages of the Common Alerting Protocol.

Who receives such messages acts on them, so nothing is assumed: both who sends them and whether they are real is said.
"""

import re
from collections.abc import Iterator, Mapping

from forewarn.checking.given import Given, shown, text_that
from forewarn.problem import Problem
from forewarn.settings import CapSettings, CapStatus
from forewarn.spelling import did_you_mean, listed

FIELDS = ("sender", "status")

# "must not include spaces, commas or restricted characters": CAP 1.2, section 3.2.1, sender.
_SENDER = re.compile(r"[^\s,<&]+")
_EXAMPLE = "{sender: warnings.example, status: test}"


def cap_usable(given: Given) -> Iterator[Problem]:
    """Where advisories are offered as alerts, a sender and a status are given."""
    if not isinstance(given.value, Mapping):
        yield given.wrong("setting-shape", "It must say a sender and a status.", f"Write: cap: {_EXAMPLE}")
        return
    entries = given.entries()
    for name, entry in entries.items():
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS) or f"It has {listed(FIELDS, 'and')}."
            yield entry.unknown(f'There is nothing called "{name}" for alerts.', hint)
    for name in FIELDS:
        if name not in entries:
            yield given.misnamed("setting-cap", f"There is no {name}.", f"Write: cap: {_EXAMPLE}")
    if "sender" in entries:
        yield from text_that(_sender_usable)(entries["sender"])
    if "status" in entries:
        yield from _status_known(entries["status"])


def cap_of(given: Given) -> CapSettings:
    """Make the settings of a block that passed its rules."""
    entries = given.entries()
    return CapSettings(sender=str(entries["sender"].value), status=CapStatus(str(entries["status"].value)))


def _sender_usable(given: Given, sender: str) -> Iterator[Problem]:
    if not _SENDER.fullmatch(sender):
        cure = 'Write an email address or a host that is yours, such as "warnings.example".'
        yield given.wrong("setting-cap", f'"{sender}" cannot be the sender of an alert.', cure)


def _status_known(given: Given) -> Iterator[Problem]:
    if given.value not in set(CapStatus):
        hint = did_you_mean(given.value, CapStatus) if isinstance(given.value, str) else ""
        cure = 'Write "test" until those who receive the alerts agree to act on them, and then "actual".'
        yield given.wrong("setting-cap", f"{shown(given.value)} is no status.", hint or cure)
