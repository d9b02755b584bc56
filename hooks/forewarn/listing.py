"""What pages say of advisories that they are not about: in lists, in links, and as the same text in another language.

These values are all that such a page knows of the others, so it need not be made anew where anything else of them has
changed.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from forewarn.advisory import Advisory, Severity, State
from forewarn.area import AreaName
from forewarn.sums import sum_of_value


@dataclass(frozen=True, slots=True)
class Mention:
    """An advisory as a link to it names it. ``mark`` says in a preview why the public does not see it."""

    id: str
    title: str
    locale: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """An advisory in another language, and the id of the one that it says in that language, if it names one."""

    id: str
    locale: str
    translation_of: str | None


@dataclass(frozen=True)
class Listed:
    """An advisory as a list shows it. ``areas`` have the names of the edition whose list it is."""

    id: str
    title: str
    locale: str
    mark: str
    summary: str
    severity: Severity
    state: State
    areas: tuple[AreaName, ...]
    published: datetime
    modified: datetime

    @cached_property
    def sum(self) -> bytes:
        """The sum of all that it shows, which several lists have alike."""
        return sum_of_value(self)


def mention(advisory: Advisory, mark: str = "") -> Mention:
    """Give an advisory as a link names it."""
    return Mention(advisory.id, advisory.title, advisory.locale, mark)


def translation(advisory: Advisory) -> Translation:
    """Give an advisory as the same text in its other languages names it."""
    return Translation(advisory.id, advisory.locale, advisory.translation_of)
