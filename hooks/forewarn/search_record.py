"""What the search knows of one advisory."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchRecord:
    """One advisory as the search finds and lists it. All of it is public, and plain text.

    ``address`` is that of its page, and ``language`` the tag of its language alone (``cy``). A list of results shows
    its ``title``, its ``summary``, the names of its ``places`` and its ``date``, in that language.

    By the words of those and of ``text`` it is found. It is narrowed down by the slugs of ``areas``, those around its
    own among them, by those of ``topics``, and by ``states``: what it is now, and ``urgent`` where it is that as well.
    """

    address: str
    language: str
    title: str
    summary: str
    places: str
    date: str
    text: str
    areas: tuple[str, ...]
    topics: tuple[str, ...]
    states: tuple[str, ...]
