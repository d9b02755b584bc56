"""The search of a site: its page, what it knows of every advisory, and its index."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.indexing import Indexing, NotIndexed, begin_index
from forewarn.language import numbers_of
from forewarn.outputs.head import page_head
from forewarn.outputs.search_records import search_record
from forewarn.outputs.structured_data import Crumb, web_page
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.search_record import SearchRecord
from forewarn.site.cards import SETTINGS
from forewarn.site.feeds import site_feed
from forewarn.site.languages import languages_of
from forewarn.site.lists import topic_lists, year_lists
from forewarn.site.page import Page, alternates, home_crumb, structured, switch_to
from forewarn.site.site import Site

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
    if not site.is_searchable:
        return ()
    register = site.register
    in_order = (*register.current(), *register.earlier(register.advisories))
    return tuple(_record(site, advisory) for advisory in in_order)


def _record(site: Site, advisory: Advisory) -> SearchRecord:
    register, mark = site.register, site.register.mark_of(advisory)
    record = search_record(
        site.settings,
        advisory,
        site.areas_of(advisory),
        _around(site, site.areas_of(advisory)),
        register.topics_of(advisory),
        register.state_of(advisory),
    )
    return replace(record, title=f"{mark}: {record.title}") if mark else record


def _around(site: Site, areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Give the areas that some areas are parts of, each once."""
    wider = (around for area in areas for around in site.lineage(area)[1:])
    return tuple({area.slug: area for area in wider}.values())


@dataclass(frozen=True)
class SearchIndex:
    """The index of a site's search while it is made; None where there is no search."""

    indexing: Indexing | None = None

    def write(self, folder: Path) -> frozenset[str]:
        """Wait until it is made, write it into a folder, and give the addresses of its files.

        Raises ProblemsFound where it cannot be made, and OSError where a file cannot be written.
        """
        files = self._files()
        for address, content in files.items():
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return frozenset(files)

    def _files(self) -> Mapping[str, bytes]:
        if self.indexing is None:
            return {}
        with _refusing():
            return {addresses.search_index(name): content for name, content in self.indexing.files().items()}

    def stop(self) -> None:
        """Have it not made any further."""
        if self.indexing:
            self.indexing.stop()


def begin_search_index(site: Site, records: tuple[SearchRecord, ...]) -> SearchIndex:
    """Begin to make the index of a site's records, while its pages are made. Raises ProblemsFound where it cannot."""
    if not records:
        return SearchIndex()
    with _refusing():
        return SearchIndex(begin_index(records, site.tag))


@contextmanager
def _refusing() -> Iterator[None]:
    """Tell of an index that failed in the words for an editor."""
    try:
        yield
    except NotIndexed as failed:
        message = f"The index of the search could not be made: {failed}"
        raise ProblemsFound([Problem(SETTINGS, 1, 1, "file", "index-failed", Level.ERROR, message, CURE)]) from None
