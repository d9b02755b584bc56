"""What a page says of itself to search engines, previews and feed readers.

Open Graph: https://ogp.me/, whose properties go into ``property=``, not ``name=``.
"""

from dataclasses import dataclass

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory
from forewarn.settings import Canonical, Settings


@dataclass(frozen=True)
class FeedLink:
    """A feed that a page offers: its title, and the address of the page that it belongs to."""

    title: str
    page: str


@dataclass(frozen=True)
class Head:
    """The values of one page's head, all of them plain text that is escaped where it is written.

    ``canonical`` is None for a page without an address of its own. ``properties`` are Open Graph's, in order.
    """

    title: str
    description: str
    canonical: str | None
    properties: tuple[tuple[str, str], ...]
    feeds: tuple[FeedLink, ...]


def advisory_head(settings: Settings, advisory: Advisory, feeds: tuple[FeedLink, ...]) -> Head:
    """Make the head of an advisory's page. It is an article, whatever its source said it was.

    What stands for it is its own address, or that of its source, where it has one and the settings say so.
    """
    page = settings.absolute(advisory_address(advisory.id))
    canonical = (advisory.source or page) if settings.canonical is Canonical.SOURCE else page
    times = [("article:published_time", advisory.published.isoformat())]
    if advisory.modified > advisory.published:
        times.append(("article:modified_time", advisory.modified.isoformat()))
    if advisory.expires:
        times.append(("article:expiration_time", advisory.expires.isoformat()))
    return Head(
        title=f"{advisory.title} | {settings.site_name}",
        description=advisory.summary,
        canonical=canonical,
        properties=(
            *_properties(settings, "article", advisory.share_title, advisory.summary, canonical, advisory.locale),
            *times,
        ),
        feeds=feeds,
    )


def page_head(
    settings: Settings, title: str, description: str, address: str | None, feeds: tuple[FeedLink, ...]
) -> Head:
    """Make the head of any other page. ``address`` is None for a page that stands for many, such as "not found"."""
    canonical = None if address is None else settings.absolute(address)
    shared = (
        () if canonical is None else _properties(settings, "website", title, description, canonical, settings.locale)
    )
    whole = title if title == settings.site_name else f"{title} | {settings.site_name}"
    return Head(whole, description, canonical, shared, feeds)


def _properties(  # noqa: PLR0913, PLR0917 - the properties that every page has
    settings: Settings, kind: str, title: str, description: str, url: str, locale: str
) -> tuple[tuple[str, str], ...]:
    return (
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description),
        ("og:url", url),
        ("og:site_name", settings.site_name),
        ("og:locale", locale),
    )
