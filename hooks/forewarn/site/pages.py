"""Every page of the site: its address, its template, and the values that the template shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.language import Language, language_of
from forewarn.outputs.head import FeedLink, Head, advisory_head, page_head
from forewarn.outputs.structured_data import collection, news_article, website
from forewarn.site.site import Site

MOST_ON_HOME = 10


@dataclass(frozen=True)
class Page:
    """One page. ``language`` is that of its content; ``values`` are the template's, by their names in it."""

    address: str
    template: str
    head: Head
    language: Language
    body: str
    json_ld: Mapping[str, object]
    values: Mapping[str, object]


def pages(site: Site) -> Iterator[Page]:
    """Give every page of the site: home, all areas, one for each area, one for each advisory."""
    yield _home(site)
    yield _all_areas(site)
    yield from (_area(site, area) for area in site.areas)
    yield from (_advisory(site, advisory) for advisory in site.register.advisories)


def not_found_head(site: Site) -> Head:
    """Give the head of the page for addresses that do not exist, which has no address of its own."""
    return page_head(site.settings, "Page not found", "There is no page at this address.", None, _feeds(site))


def area_feed(site: Site, area: Area) -> FeedLink:
    """Give an area's feed."""
    title = f"{site.settings.site_name}: {area.name}"
    return FeedLink(title, addresses.area(area.slug))


def site_feed(site: Site) -> FeedLink:
    """Give the feed of the whole site."""
    return FeedLink(site.settings.site_name, addresses.HOME)


def _feeds(site: Site, *areas: Area) -> tuple[FeedLink, ...]:
    return (site_feed(site), *(area_feed(site, area) for area in areas))


def _home(site: Site) -> Page:
    return Page(
        address=addresses.HOME,
        template="home.html",
        head=page_head(site.settings, site.home.title, site.home.description, addresses.HOME, _feeds(site)),
        language=site.language,
        body=site.home.body,
        json_ld=website(site.settings),
        values={"home": site.home, "advisories": site.register.current()[:MOST_ON_HOME]},
    )


def _all_areas(site: Site) -> Page:
    title = "All areas"
    description = f"Warnings about fraud and scams from {site.settings.organisation}, by area."
    return Page(
        address=addresses.AREAS,
        template="areas.html",
        head=page_head(site.settings, title, description, addresses.AREAS, _feeds(site)),
        language=site.language,
        body="",
        json_ld=collection(site.settings, title, addresses.AREAS),
        values={"title": title},
    )


def _area(site: Site, area: Area) -> Page:
    address = addresses.area(area.slug)
    advisories = site.advisories_in(area)
    description = f"Warnings about fraud and scams in {area.name}, and where to get help."
    return Page(
        address=address,
        template="area.html",
        head=page_head(site.settings, area.name, description, address, _feeds(site, area)),
        language=site.language,
        body=area.body,
        json_ld=collection(site.settings, area.name, address, advisories),
        values={
            "area": area,
            "parent": site.parent_of(area),
            "branches": site.branches_within(area),
            "current": site.register.current(advisories),
            "earlier": site.register.earlier(advisories),
            "feed": area_feed(site, area),
            "contacts": site.contacts_for([area]),
        },
    )


def _advisory(site: Site, advisory: Advisory) -> Page:
    areas = site.areas_of(advisory)
    return Page(
        address=addresses.advisory(advisory.id),
        template="advisory.html",
        head=advisory_head(site.settings, advisory, _feeds(site, *areas)),
        language=language_of(advisory.locale),
        body=advisory.body,
        json_ld=news_article(site.settings, advisory, areas),
        values={
            "advisory": advisory,
            "areas_of_advisory": areas,
            "state": site.register.state_of(advisory),
            "replacement": site.register.replacement_of(advisory),
            "replaced": site.register.replaced_by(advisory),
            "contacts": site.contacts_for(areas),
            "closed_channels": site.closed_channels_in(advisory),
        },
    )
