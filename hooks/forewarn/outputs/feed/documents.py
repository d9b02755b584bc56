"""Which documents a feed is made of: the newest changes, and where they are not all, one for each year before.

The latter are archives as RFC 5005 has them in section 4: whoever has missed more than the feed holds follows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forewarn.addresses import card, feed_archive
from forewarn.addresses import feed as feed_address
from forewarn.advisory import Advisory
from forewarn.card import SharedPicture
from forewarn.outputs.feed.entries import Entry, entry_of
from forewarn.register import PublicRegister, by_year
from forewarn.settings import Settings

MOST_ENTRIES = 50


@dataclass(frozen=True)
class FeedDocument:
    """One document of the feed that belongs to a page, given by its address.

    ``year`` is that of an archive; None for the document that readers subscribe to. ``older`` and ``newer`` are the
    years of the archives before and after this document, if there are any. ``entries`` are newest change first.
    """

    title: str
    page: str
    entries: tuple[Entry, ...]
    year: int | None = None
    older: int | None = None
    newer: int | None = None

    def address(self, ending: str) -> str:
        """Give the address of this document in one of the formats."""
        return feed_address(self.page, ending) if self.year is None else feed_archive(self.page, self.year, ending)


def feed_documents(  # noqa: PLR0913, PLR0917 - what a feed is made of
    settings: Settings,
    register: PublicRegister,
    title: str,
    page: str,
    advisories: tuple[Advisory, ...],
    pictures: Mapping[str, SharedPicture] = MappingProxyType({}),
) -> Iterator[FeedDocument]:
    """Give the documents of a page's feed, newest first; archives only if there is more than one document holds.

    ``pictures`` are the share cards by their addresses. An archive has the year of publication, so that a later change
    or another advisory moves nothing between them.
    """
    years = by_year(advisories, settings.time_zone) if len(advisories) > MOST_ENTRIES else {}
    numbers = [*years]
    newest = tuple(
        entry_of(settings, register, each, pictures.get(card(each.id)))
        for each in _by_change(advisories)[:MOST_ENTRIES]
    )
    yield FeedDocument(title, page, newest, older=numbers[0] if numbers else None)
    for year, older, newer in zip(numbers, [*numbers[1:], None], [None, *numbers[:-1]], strict=False):
        entries = tuple(
            entry_of(settings, register, each, pictures.get(card(each.id)), is_brief=True)
            for each in _by_change(years[year])
        )
        yield FeedDocument(f"{title}, {year}", page, entries, year, older, newer)


def _by_change(advisories: tuple[Advisory, ...]) -> list[Advisory]:
    return sorted(advisories, key=lambda advisory: (advisory.modified, advisory.id), reverse=True)
