"""What people have decided about packages, each with a reason: requirements/trust.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from projects import ROOT
from trust.auditing import Accepted

FILE = ROOT / "requirements" / "trust.toml"


@dataclass(frozen=True)
class Decisions:
    """Which licences may be in the site and its building, which in tests besides, and what else was decided.

    ``stated`` are the licences of packages whose metadata do not say them.
    """

    of_the_site: frozenset[str]
    of_the_tests: frozenset[str]
    stated: Mapping[str, str]
    accepted: tuple[Accepted, ...]


def decisions(path: Path = FILE) -> Decisions:
    """Read what was decided. Raises ValueError where something has no reason, TypeError where a day is none."""
    told = tomllib.loads(path.read_text("utf-8"))
    licences = told["licences"]
    site, tests, stated = licences["of-the-site"], licences["of-the-tests"], licences["stated"]
    accepted = tuple(_accepted(each) for each in told.get("faults", ()))
    reasons = [*site.values(), *tests.values(), *(each["because"] for each in stated.values())]
    if not all(reason.strip() for reason in (*reasons, *(each.reason for each in accepted))):
        raise ValueError(f"{path.name}: give every licence and every fault its reason")
    named = {name: each["licence"] for name, each in stated.items()}
    return Decisions(frozenset(site), frozenset((*site, *tests)), named, accepted)


def _accepted(told: Mapping[str, object]) -> Accepted:
    until = told["until"]
    if not isinstance(until, date):
        raise TypeError("until is a day, such as 2026-12-31, without quotation marks")
    return Accepted(str(told["id"]), str(told["reason"]), until)
