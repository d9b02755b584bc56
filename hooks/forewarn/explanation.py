"""What each rule is for, in an editor's words, with a wrong and a right example: ``explanations.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from forewarn.problem import Level


@dataclass(frozen=True)
class Explanation:
    """One rule: its permanent id and level, what it asks for, why, and a wrong and a right example."""

    rule: str
    level: Level
    asks: str
    why: str
    wrong: str
    right: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """Give the explanation of every rule by the rule's id, in alphabetical order."""
    written = yaml.safe_load(files("forewarn").joinpath("explanations.yml").read_text("utf-8"))
    return MappingProxyType({rule: _explanation(rule, written[rule]) for rule in sorted(written)})


def _explanation(rule: str, written: Mapping[str, str]) -> Explanation:
    asks, why = (" ".join(written[part].split()) for part in ("asks", "why"))
    wrong, right = (written[part].strip("\n") for part in ("wrong", "right"))
    return Explanation(rule, Level(written["level"]), asks, why, wrong, right)
