"""The advisories of a site beside each other: what only several of them at once can have wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from forewarn.advisory import Advisory
from forewarn.checking import (
    Gist,
    check_aliases,
    check_corrections_are_newer,
    check_duplicates,
    check_ids,
    check_links_to_hidden,
    check_replacements,
    check_translations,
    check_updates_to_come,
)
from forewarn.problem import Problem
from forewarn.rendering import SiteLink
from forewarn.settings import Settings


@dataclass(frozen=True)
class Neighbours:
    """All the advisories of a site, and what they have to do with each other.

    ``gists`` are those of all that could be read, and ``made`` are those without an error. ``pages`` are the addresses
    of the site's pages by their files, and ``links`` the links within the site of each text that has some.
    """

    gists: Sequence[Gist]
    made: Sequence[Advisory]
    pages: Mapping[str, str]
    links: Mapping[str, tuple[SiteLink, ...]]


def check_neighbours(neighbours: Neighbours, settings: Settings, now: datetime) -> tuple[Problem, ...]:
    """Compare the advisories of a site. Returns all problems."""
    gists, made = neighbours.gists, neighbours.made
    nameable = [gist.id.value for gist in gists if gist.is_public(now)]
    unfinished = {gist.file for gist in gists if gist.is_draft} - {advisory.file for advisory in made}
    return (
        *check_ids(gists),
        *check_replacements(gists, nameable),
        *check_translations(gists, nameable),
        *check_aliases(gists, neighbours.pages, settings),
        *check_links_to_hidden(neighbours.links, made, unfinished, now),
        *_duplicates(gists, made, now),
        *check_updates_to_come(gists, now),
        *check_corrections_are_newer(gists, made, settings, now),
    )


def _duplicates(gists: Sequence[Gist], made: Sequence[Advisory], now: datetime) -> tuple[Problem, ...]:
    """Compare texts with each other, oldest first; what has an error may be hidden, as far as one can tell."""
    published = {advisory.file: advisory.published for advisory in made}
    public = {advisory.file for advisory in made if advisory.is_public(now)}
    oldest_first = sorted(gists, key=lambda gist: (published.get(gist.file, now), gist.file))
    return check_duplicates(oldest_first, {gist.file for gist in gists} - public)
