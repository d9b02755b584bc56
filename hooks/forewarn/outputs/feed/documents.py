"""Which documents a feed is made of: the newest changes, and where they are not all, one for each year before.

The latter are archives as RFC 5005 has them in section 4: whoever has missed more than the feed holds follows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forewarn.addresses import feed as feed_address
from forewarn.addresses import feed_archive
from forewarn.advisory import Advisory
from forewarn.card import SharedPicture
from forewarn.outputs.feed.entries import Entry, entry_of, entry_source
from forewarn.register import PublicRegister, by_year
from forewarn.settings import Settings

MOST_ENTRIES = 50


@dataclass(frozen=True)
class FeedPart:
    """One document of the feed that belongs to a page, given by its address: which it is, and what it tells of.

    ``year`` is that of an archive, whose entries are brief; None for the document that readers subscribe to. ``older``
    and ``newer`` are the years of the archives before and after it, if there are any. ``advisories`` are newest change
    first.
    """

    title: str
    page: str
    advisories: tuple[Advisory, ...]
    year: int | None = None
    older: int | None = None
    newer: int | None = None

    def address(self, ending: str) -> str:
        """Give the address of this document in one of the formats."""
        return feed_address(self.page, ending) if self.year is None else feed_archive(self.page, self.year, ending)

    def with_entries(self, entries: tuple[Entry, ...]) -> "FeedDocument":
        """Give this document with its entries, which are those of its advisories in their order."""
        return FeedDocument(self.title, self.page, entries, self.year, self.older, self.newer)


@dataclass(frozen=True)
class FeedDocument:
    """A document of a feed with its ``entries``, newest change first; the rest is as in ``FeedPart``."""

    title: str
    page: str
    entries: tuple[Entry, ...]
    year: int | None = None
    older: int | None = None
    newer: int | None = None

    def address(self, ending: str) -> str:
        """Give the address of this document in one of the formats."""
        return FeedPart(self.title, self.page, (), self.year).address(ending)


def feed_parts(settings: Settings, title: str, page: str, advisories: tuple[Advisory, ...]) -> Iterator[FeedPart]:
    """Tell which documents a page's feed has, newest first; archives only if there is more than one document holds.

    An archive has the year of publication, so that a later change or another advisory moves nothing between them.
    """
    years = by_year(advisories, settings.time_zone) if len(advisories) > MOST_ENTRIES else {}
    numbers = [*years]
    yield FeedPart(title, page, _by_change(advisories)[:MOST_ENTRIES], older=numbers[0] if numbers else None)
    for year, older, newer in zip(numbers, [*numbers[1:], None], [None, *numbers[:-1]], strict=False):
        yield FeedPart(f"{title}, {year}", page, _by_change(years[year]), year, older, newer)


def feed_documents(  # noqa: PLR0913, PLR0917 - what a feed is made of
    settings: Settings,
    register: PublicRegister,
    title: str,
    page: str,
    advisories: tuple[Advisory, ...],
    pictures: Mapping[str, SharedPicture] = MappingProxyType({}),
) -> Iterator[FeedDocument]:
    """Give the documents of a page's feed with their entries. ``pictures`` are the share cards by their addresses."""
    for part in feed_parts(settings, title, page, advisories):
        sources = (entry_source(register, advisory, pictures) for advisory in part.advisories)
        yield part.with_entries(tuple(entry_of(settings, source, is_brief=part.year is not None) for source in sources))


def _by_change(advisories: tuple[Advisory, ...]) -> tuple[Advisory, ...]:
    return tuple(sorted(advisories, key=lambda advisory: (advisory.modified, advisory.id), reverse=True))
