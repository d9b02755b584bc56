"""The search of a site: its page, what it knows of every advisory, and its index."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from forewarn import addresses
from forewarn.advisory import Advisory, State
from forewarn.area import Area
from forewarn.indexing import Indexing, NotIndexed, Plan, Shelf, begin_index, every_one, keys_of, plan_of
from forewarn.language import numbers_of
from forewarn.outputs.head import page_head
from forewarn.outputs.search_records import search_record
from forewarn.outputs.structured_data import Crumb, web_page
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.search_record import Indexed, PlannedRecord, SearchRecord
from forewarn.settings import Settings
from forewarn.site.cards import SETTINGS
from forewarn.site.feeds import site_feed
from forewarn.site.languages import languages_of
from forewarn.site.lists import topic_lists, year_lists
from forewarn.site.page import Page, alternates, home_crumb, structured, switch_to
from forewarn.site.site import Site
from forewarn.sums import sum_of_value
from forewarn.surveying.recollection import Recalled
from forewarn.topic import Topic

CURE = 'Build again. If it stays so, write "search: false" below extra.forewarn in mkdocs.yml, and report it.'


def search_page(site: Site) -> Page:
    """Give the page of the search. It is only there to lead to others, so search engines do not show it."""
    title = site.words.say("Search")
    description = site.words.say("Find a warning by its words.")
    address, settings = _search_in(site), site.settings
    crumbs = (home_crumb(site), Crumb(title, address))
    head = page_head(settings, title, description, address, (site_feed(site.settings),), site.picture)
    return Page(
        address=address,
        template="search.html",
        head=replace(head, is_indexed=False, links=alternates(site, _search_in)),
        language=site.language,
        body="",
        json_ld=structured(site.settings, web_page(settings, title, description, address), crumbs),
        crumbs=crumbs,
        values={
            "title": title,
            "has_own_form": True,
            "search_areas": tuple(area.known_as for area in site.areas if site.advisories_in(area)),
            "search_languages": languages_of(site),
            "found": found_forms(site),
            "topic_lists": topic_lists(site),
            "year_lists": year_lists(site),
        },
        frame=site.frame,
        switch=switch_to(site, _search_in),
    )


def _search_in(site: Site) -> str:
    return site.at(addresses.SEARCH)


def found_forms(site: Site) -> Mapping[str, str]:
    """Give the words for how much was found, by what the language of the site calls a number: ``one``, ``few``, ..."""
    counting = site.words.counting
    return {name: counting("{count} warning", number) for name, number in numbers_of(site.settings.locale).items()}


def search_records(site: Site) -> tuple[SearchRecord, ...]:
    """Give the records of all advisories in the order of results: what is current first, and then newest first.

    There are none where the site has no search.
    """
    return tuple(planned.made for planned in planned_records(site))


def planned_records(site: Site, code: bytes = b"") -> tuple[PlannedRecord, ...]:
    """Plan the records of all advisories, in their order. ``code`` is the sum of the programs that make them."""
    if not site.is_searchable:
        return ()
    register = site.register
    in_order = (*register.current(), *register.earlier(register.advisories))
    settings = replace(site.settings, site_url="")  # in a preview it is another, and no record tells it
    recalled, filed = site.recall("record", sum_of_value(code, settings)), cache(lambda slugs: _filed(site, slugs))
    return tuple(_planned(site, advisory, settings, recalled, filed(advisory.areas)) for advisory in in_order)


@dataclass(frozen=True)
class _Filed:
    """Under which areas something is found: its own, those around them, and the sum of what these are called."""

    own: tuple[Area, ...]
    around: tuple[Area, ...]
    names: bytes


def _filed(site: Site, slugs: tuple[str, ...]) -> _Filed:
    own = tuple(area for slug in slugs for area in site.areas if area.slug == slug)
    around = _around(site, own)
    called = [(area.known_as, area.aliases) for area in own]
    return _Filed(own, around, sum_of_value(called, [area.known_as for area in around]))


def _planned(site: Site, advisory: Advisory, settings: Settings, recalled: Recalled, filed: _Filed) -> PlannedRecord:
    register = site.register
    told = (register.topics_of(advisory), register.state_of(advisory), register.mark_of(advisory))

    def plan() -> PlannedRecord:
        return PlannedRecord(
            address=addresses.advisory(advisory.id),
            published=advisory.published,
            sum=sum_of_value(recalled.around, filed.names, advisory, told),
            make=partial(_record, settings, advisory, filed, *told),
        )

    return recalled.get(advisory.id, (advisory, filed.names, told), plan)


def _record(  # noqa: PLR0913, PLR0917 - what is told of an advisory
    settings: Settings, advisory: Advisory, filed: _Filed, topics: tuple[Topic, ...], state: State, mark: str
) -> SearchRecord:
    record = search_record(settings, advisory, filed.own, filed.around, topics, state)
    return replace(record, title=f"{mark}: {record.title}") if mark else record


def _around(site: Site, areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Give the areas that some areas are parts of, each once."""
    wider = (around for area in areas for around in site.lineage(area)[1:])
    return tuple({area.slug: area for area in wider}.values())


def search_plan(site: Site, records: Sequence[Indexed]) -> Plan:
    """Plan the index of a site's records, which makes nothing yet: while its ``key`` is the same, so is the index."""
    return plan_of(records, site.tag)


class SearchStore(Shelf, Protocol):
    """A place where what was indexed is kept, and which can be put in order."""

    def tidy(self, used: Collection[str], clock: datetime) -> None:
        """Remove what has long not been used, and note of what is ``used`` that it was."""


@dataclass(frozen=True)
class SearchIndex:
    """The index of a site's search while it is made; ``indexing`` is None where it was not begun, or is no search.

    What comes of its shards is kept in ``store``.
    """

    plan: Plan
    indexing: Indexing | None = None
    store: SearchStore | None = None

    def write(self, folder: Path, is_wanted: Callable[[str], bool] = every_one) -> frozenset[str]:
        """Wait until it is made, write it into a folder, and give the addresses of all its files.

        ``is_wanted`` tells of an address whether its file is to be written. One that is public already need not be: an
        address tells what is in the file. Three do not, the program, what it knows of a language, and the entry, which
        changes with every edit; these are always written.

        Raises ProblemsFound where it cannot be made, and OSError where a file cannot be written.
        """
        if self.indexing is None:
            return frozenset()
        with _refusing():
            index = self.indexing.index()
            for name, content in index.contents(lambda name: is_wanted(addresses.search_index(name))):
                path = folder / addresses.search_index(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            return frozenset(map(addresses.search_index, index.names))

    def stop(self) -> None:
        """Have it not made any further."""
        if self.indexing:
            self.indexing.stop()

    def tidy(self, clock: datetime) -> None:
        """Forget what was indexed long ago and is not used any more."""
        if self.store:
            self.store.tidy(frozenset(keys_of(self.plan.shards)), clock)


def begin_search_index(plan: Plan, store: SearchStore | None = None, workers: int = 1) -> SearchIndex:
    """Begin to make an index that is planned, while pages are made. ``workers`` is how many shards are made at once.

    Without a ``store``, nothing is kept for the next time.
    """
    if not plan.shards:
        return SearchIndex(plan)
    return SearchIndex(plan, begin_index(plan, store, workers), store)


@contextmanager
def _refusing() -> Iterator[None]:
    """Tell of an index that failed in the words for an editor."""
    try:
        yield
    except NotIndexed as failed:
        message = f"The index of the search could not be made: {failed}"
        raise ProblemsFound([Problem(SETTINGS, 1, 1, "file", "index-failed", Level.ERROR, message, CURE)]) from None
