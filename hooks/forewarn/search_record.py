"""What the search knows of one advisory."""

from dataclasses import dataclass
from datetime import datetime


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
