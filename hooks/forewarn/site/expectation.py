"""What the finished site must hold: promised here from the advisories themselves, before a single file is written."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import chain

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.promise import Expected, Promise
from forewarn.site.languages import languages_without_edition, written
from forewarn.site.pages import not_found_page
from forewarn.site.planned import PlannedPage
from forewarn.site.site import Site
from forewarn.sums import sum_of_value
from forewarn.topic import Topic


def expected(
    site: Site, pages: Iterable[PlannedPage], files: Iterable[str], hidden_words: frozenset[str] = frozenset()
) -> Expected:
    """Say what a site must hold.

    ``pages`` are those of the site, and ``files`` the addresses of all its other files: feeds, the site map, sheets,
    pictures; the page for unknown addresses is known. ``hidden_words`` are as from ``hidden_words``.
    """
    every = tuple(pages)
    promise_of = _recalling(site)
    of_pages = (f"{page.address}index.html" for page in every)
    return Expected(
        base=site.settings.site_url,
        files=frozenset((*of_pages, *files, addresses.NOT_FOUND)),
        promises=tuple(map(promise_of, site.register.advisories)),
        unindexed=frozenset(page.address for page in every if not page.is_indexed),
        hidden_words=hidden_words,
        images=_images(site, every),
    )


def _images(site: Site, pages: Iterable[PlannedPage]) -> Mapping[str, str]:
    """Give the address of the share card that each page names, by the path of the page."""
    of_pages = {f"{page.address}index.html": page.image for page in pages if page.image}
    unknown = not_found_page(site).head.image
    return of_pages | ({addresses.NOT_FOUND: unknown.url} if unknown else {})


def _recalling(site: Site) -> Callable[[Advisory], Promise]:
    """Give what promises; in a preview it gives the same promise again where that is to be the same."""
    tags = tuple(spoken.tag for spoken in languages_without_edition(site))
    recalled, make = site.recall("promise", sum_of_value(site.surroundings, tags, site.topics)), promising(site)

    def promise(advisory: Advisory) -> Promise:
        others = site.register.topics_of(advisory), site.register.translations_of(advisory)
        return recalled.get(advisory.id, (advisory, *others), partial(make, advisory))

    return promise


def promising(site: Site) -> Callable[[Advisory], Promise]:
    """Give what says where the public must find an advisory: in its areas and those around them, and under its topics.

    Its lists are those of every edition that lists it, and that of its language where this has no edition; feeds there
    are once, whatever the language. Thousands of advisories share the same areas and topics, which are followed once.
    """
    alone = frozenset(spoken.tag for spoken in languages_without_edition(site))
    of_areas, datasets_of = cache(partial(_of_areas, site)), cache(partial(_datasets_of, site))
    lists = [(edition, cache(partial(_lists, edition))) for edition in site.editions]

    def promise(advisory: Advisory) -> Promise:
        topics, address = site.register.topics_of(advisory), addresses.advisory(advisory.id)
        year = advisory.published.astimezone(site.settings.time_zone).year
        tag = written(advisory.locale)
        listed = (lists_in(advisory.areas, topics, year) for edition, lists_in in lists if edition.lists(advisory))
        return Promise(
            address=address,
            title=advisory.title,
            entry_id=site.settings.absolute(address),
            lists=(*((addresses.language(tag),) if tag in alone else ()), *chain.from_iterable(listed)),
            feeds=(addresses.HOME, *of_areas(advisory.areas), *(addresses.topic(topic.slug) for topic in topics)),
            datasets=_datasets(year, datasets_of(advisory.areas)) if site.settings.data else (),
            alert=addresses.cap_alert(advisory.id) if site.offers_alerts else "",
        )

    return promise


def _of_areas(site: Site, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Give the addresses of areas and all around them, as the site in its own language has them."""
    return tuple(addresses.area(slug) for slug in sorted(site.around(slugs)))


def _datasets(year: int, of_areas: tuple[str, ...]) -> tuple[str, ...]:
    return (addresses.DATASET, addresses.dataset_of_year(year), *of_areas)


def _datasets_of(site: Site, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Give the addresses of the files for other programs that hold what is in some areas and all around them."""
    return tuple(addresses.dataset_of_area(slug) for slug in sorted(site.around(slugs)))


def _lists(edition: Site, slugs: tuple[str, ...], topics: tuple[Topic, ...], year: int) -> tuple[str, ...]:
    """Give the addresses of the lists of an edition for areas, topics and a year."""
    around = edition.around(slugs)
    areas = (edition.area_address(around[slug]) for slug in sorted(around))
    named = map(edition.topic_address, edition.named(topics))
    return (*areas, *named, edition.at(addresses.year(year)))
