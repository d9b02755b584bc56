"""Every file of the site that is no page: feeds, the site map and robots.txt."""

from collections.abc import Iterator
from datetime import datetime

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.outputs.feed import atom_feed, json_feed, newest_entries
from forewarn.outputs.robots import robots
from forewarn.outputs.sitemap import sitemap
from forewarn.site.pages import area_feed, site_feed
from forewarn.site.site import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Give every such file as its address and its bytes."""
    yield from _feeds(site, site_feed(site).title, addresses.HOME, site.register.advisories)
    for area in site.areas:
        page, title = addresses.area(area.slug), area_feed(site, area).title
        yield from _feeds(site, title, page, site.advisories_in(area))
    yield sitemap(_mapped(site))
    yield robots(site.settings)


def _feeds(site: Site, title: str, page: str, advisories: tuple[Advisory, ...]) -> Iterator[tuple[str, bytes]]:
    entries = newest_entries(site.settings, advisories, site.register.state_of)
    yield atom_feed(site.settings, title, page, entries)
    yield json_feed(site.settings, title, page, entries)


def _mapped(site: Site) -> Iterator[tuple[str, datetime | None]]:
    """Give the whole address of every page, with the time when what it shows last changed."""
    every = site.register.advisories
    yield site.settings.absolute(addresses.HOME), _newest_change(every)
    yield site.settings.absolute(addresses.AREAS), None
    for area in site.areas:
        yield site.settings.absolute(addresses.area(area.slug)), _newest_change(site.advisories_in(area))
    for advisory in every:
        yield site.settings.absolute(addresses.advisory(advisory.id)), advisory.modified


def _newest_change(advisories: tuple[Advisory, ...]) -> datetime | None:
    return max((advisory.modified for advisory in advisories), default=None)
