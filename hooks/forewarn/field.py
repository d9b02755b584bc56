"""What each field of a file means, in an editor's words, with an example: ``fields.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml


class Kind(StrEnum):
    """The kinds of files whose fields editors write."""

    ADVISORY = "advisory"
    AREA = "area"
    HELP = "help"
    CONTACTS = "contacts"
    HOME = "home"


@dataclass(frozen=True)
class Field:
    """One field, by its path below the top, such as ``publish.date``.

    ``needed`` is ``ALWAYS``, or says in words when it is needed that follow "Needed"; it is empty where it never is.
    ``example`` is a value as it is typed, empty where the field has others below it. ``choices`` are the only words
    that it may have, each with its meaning; empty where any will do.
    """

    path: str
    meaning: str
    needed: str = ""
    example: str = ""
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def name(self) -> str:
        """Its name alone: ``date`` of ``publish.date``."""
        return self.path.rpartition(".")[2]


ALWAYS = "always"


@cache
def fields(kind: Kind) -> Mapping[str, Field]:
    """Give every field of a kind of file by its path, in the order in which editors meet them."""
    written = yaml.safe_load(files("forewarn").joinpath("fields.yml").read_text("utf-8"))[kind]
    return MappingProxyType({path: Field(path, **facts) for path, facts in written.items()})
