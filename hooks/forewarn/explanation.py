"""What each rule is for, in an editor's words, with a wrong and a right example: ``explanations.yml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from forewarn.problem import Level


class Place(StrEnum):
    """Where the examples of a rule stand."""

    METADATA = "metadata"
    """Lines of the metadata of an advisory."""
    TEXT = "text"
    """The text of an advisory, below its metadata."""
    ADVISORY = "advisory"
    """A whole advisory."""
    AREA = "area"
    """A whole area."""
    CONTACTS = "contacts"
    """The whole register of contacts."""
    HOME = "home"
    """The whole home page."""
    HELP = "help"
    """A whole help page."""
    SETTINGS = "settings"
    """Lines of mkdocs.yml."""
    NAME = "name"
    """The name of a file."""
    ENVIRONMENT = "environment"
    """A variable that is given to a command from outside."""
    SITE = "site"
    """A finished site: what was written, or a line of it, or an address that people have."""
    WORDS = "words"
    """Told in words, since it is too long to show or stands in no file."""


@dataclass(frozen=True)
class Explanation:
    """One rule: its permanent id and gravest level, what it asks for, why, and a wrong and a right example.

    ``gives_way`` marks a rule whose errors a site's owner may lower, since it can be mistaken and has no other cure.
    """

    rule: str
    level: Level
    asks: str
    why: str
    place: Place
    wrong: str
    right: str
    gives_way: bool = False

    @property
    def is_of_texts(self) -> bool:
        """Whether it is about what editors write, and not about settings or the finished site."""
        return self.place not in {Place.SETTINGS, Place.ENVIRONMENT, Place.SITE}


@cache
def explanations() -> Mapping[str, Explanation]:
    """Give the explanation of every rule by the rule's id, in alphabetical order."""
    written = yaml.safe_load(files("forewarn").joinpath("explanations.yml").read_text("utf-8"))
    return MappingProxyType({rule: _explanation(rule, written[rule]) for rule in sorted(written)})


def _explanation(rule: str, written: Mapping[str, Any]) -> Explanation:
    asks, why = (" ".join(written[part].split()) for part in ("asks", "why"))
    wrong, right = (written[part].strip("\n") for part in ("wrong", "right"))
    level, place, gives_way = Level(written["level"]), Place(written["place"]), bool(written.get("gives_way"))
    return Explanation(rule, level, asks, why, place, wrong, right, gives_way)


_HEADING_OR_RULE = re.compile(r"^(?:# (?P<heading>.+)|(?P<rule>[a-z0-9-]+):)$", re.MULTILINE)


@cache
def groups() -> Mapping[str, tuple[Explanation, ...]]:
    """Give the explanations by the headings below which they stand in ``explanations.yml``, in its order."""
    found: dict[str, list[Explanation]] = {}
    heading = ""
    for line in _HEADING_OR_RULE.finditer(files("forewarn").joinpath("explanations.yml").read_text("utf-8")):
        heading = line["heading"] or heading
        if line["rule"]:
            found.setdefault(heading, []).append(explanations()[line["rule"]])
    return MappingProxyType({heading: tuple(rules) for heading, rules in found.items()})
