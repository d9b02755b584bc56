"""What the search knows of one advisory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from forewarn.sums import sum_of_value


@dataclass(frozen=True)
class SearchRecord:
    """One advisory as the search finds and lists it. All of it is public, and plain text.

    ``address`` is that of its page, and ``language`` the tag of its language alone (``cy``): that of its ``title``, its
    ``summary`` and its ``date``. By the words of those and of ``text`` it is found.

    It is narrowed down by the slugs of its ``areas``, and of those ``around`` them, by those of its ``topics``, and by
    its ``states``: what it is now, and ``urgent`` where it is that as well. When it was
    ``published`` is shown nowhere.
    """

    address: str
    language: str
    title: str
    summary: str
    date: str
    text: str
    areas: tuple[str, ...]
    around: tuple[str, ...]
    topics: tuple[str, ...]
    states: tuple[str, ...]
    published: datetime

    @property
    def sum(self) -> bytes:
        """The sum of all that it says."""
        return sum_of_value(self)

    @property
    def made(self) -> "SearchRecord":
        """The record itself, as that of one that is planned."""
        return self


@dataclass(frozen=True)
class PlannedRecord:
    """A record that is only made where it is to be indexed. ``sum`` is that of all that it is made of."""

    address: str
    published: datetime
    sum: bytes
    make: Callable[[], SearchRecord] = field(compare=False)

    @cached_property
    def made(self) -> SearchRecord:
        """The record."""
        return self.make()


Indexed = SearchRecord | PlannedRecord
