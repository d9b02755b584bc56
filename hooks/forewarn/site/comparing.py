"""The advisories of a site beside each other: what only several of them at once can have wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from forewarn.advisory import Advisory
from forewarn.checking import (
    check_aliases,
    check_duplicates,
    check_ids,
    check_links_to_hidden,
    check_replacements,
    check_translations,
    check_updates_to_come,
    id_of,
    is_draft,
)
from forewarn.problem import Problem
from forewarn.rendering import SiteLink
from forewarn.settings import Settings
from forewarn.site.content import Content


@dataclass(frozen=True)
class Neighbours:
    """All the advisories of a site, and what they have to do with each other.

    ``made`` are those without an error. ``pages`` are the addresses of the site's pages by their files, ``nameable``
    the files that a message may name, and ``links`` the links within the site of each text, by its file.
    """

    content: Content
    made: tuple[Advisory, ...]
    pages: Mapping[str, str]
    nameable: Collection[str]
    links: Mapping[str, tuple[SiteLink, ...]]


def check_neighbours(neighbours: Neighbours, settings: Settings, now: datetime) -> tuple[Problem, ...]:
    """Compare the advisories of a site. Returns all problems."""
    documents, made = neighbours.content.advisories, neighbours.made
    ids = [id_of(document) for document in documents if document.file in neighbours.nameable]
    drafts = {document.file for document in documents if is_draft(document)}
    unfinished = drafts - {advisory.file for advisory in made}
    return (
        *check_ids(documents),
        *check_replacements(documents, ids),
        *check_translations(documents, settings, ids),
        *check_aliases(documents, neighbours.pages, settings),
        *check_links_to_hidden(neighbours.links, made, unfinished, now),
        *_duplicates(neighbours, now),
        *chain.from_iterable(check_updates_to_come(document, settings, now) for document in documents),
    )


def _duplicates(neighbours: Neighbours, now: datetime) -> tuple[Problem, ...]:
    """Compare texts with each other, oldest first; what has an error may be hidden, as far as one can tell."""
    documents = neighbours.content.advisories
    published = {advisory.file: advisory.published for advisory in neighbours.made}
    public = {advisory.file for advisory in neighbours.made if advisory.is_public(now)}
    oldest_first = sorted(documents, key=lambda document: (published.get(document.file, now), document.file))
    return check_duplicates(oldest_first, {document.file for document in documents} - public)
