"""What the finished site must hold: promised here from the advisories themselves, before a single file is written."""

from collections.abc import Iterable, Iterator, Mapping

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.promise import Expected, Promise
from forewarn.site.languages import languages_without_edition, written
from forewarn.site.pages import not_found_page
from forewarn.site.planned import PlannedPage
from forewarn.site.site import Site


def expected(
    site: Site, pages: Iterable[PlannedPage], files: Iterable[str], hidden_words: frozenset[str] = frozenset()
) -> Expected:
    """Say what a site must hold.

    ``pages`` are those of the site, and ``files`` the addresses of all its other files: feeds, the site map, sheets,
    pictures; the page for unknown addresses is known. ``hidden_words`` are as from ``hidden_words``.
    """
    every, alone = tuple(pages), frozenset(spoken.tag for spoken in languages_without_edition(site))
    of_pages = (f"{page.address}index.html" for page in every)
    return Expected(
        base=site.settings.site_url,
        files=frozenset((*of_pages, *files, addresses.NOT_FOUND)),
        promises=tuple(promise(site, advisory, alone) for advisory in site.register.advisories),
        unindexed=frozenset(page.address for page in every if not page.is_indexed),
        hidden_words=hidden_words,
        images=_images(site, every),
    )


def _images(site: Site, pages: Iterable[PlannedPage]) -> Mapping[str, str]:
    """Give the address of the share card that each page names, by the path of the page."""
    of_pages = {f"{page.address}index.html": page.image for page in pages if page.image}
    unknown = not_found_page(site).head.image
    return of_pages | ({addresses.NOT_FOUND: unknown.url} if unknown else {})


def promise(site: Site, advisory: Advisory, alone: frozenset[str]) -> Promise:
    """Say where the public must find an advisory: in its areas and those around them, under its topics, in its year.

    Its lists are those of every edition that lists it, and that of its language where this is one of those ``alone``,
    which have no edition; feeds there are once, whatever the language.
    """
    around = {area.slug for own in site.areas_of(advisory) for area in site.lineage(own)}
    areas = tuple(addresses.area(slug) for slug in sorted(around))
    topics = tuple(addresses.topic(topic.slug) for topic in site.register.topics_of(advisory))
    address = addresses.advisory(advisory.id)
    return Promise(
        address=address,
        title=advisory.title,
        entry_id=site.settings.absolute(address),
        lists=tuple(_lists(site, advisory, alone)),
        feeds=(addresses.HOME, *areas, *topics),
    )


def _lists(site: Site, advisory: Advisory, alone: frozenset[str]) -> Iterator[str]:
    if (tag := written(advisory.locale)) in alone:
        yield addresses.language(tag)
    year = addresses.year(advisory.published.astimezone(site.settings.time_zone).year)
    for edition in site.editions:
        if edition.lists(advisory):
            around = {area.slug: area for own in edition.areas_of(advisory) for area in edition.lineage(own)}
            yield from (edition.area_address(around[slug]) for slug in sorted(around))
            yield from map(edition.topic_address, edition.topics_of(advisory))
            yield edition.at(year)
