"""The rules for what was promised: every public advisory has its page, and is found wherever a reader may look."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from forewarn.addresses import NOT_FOUND, SEARCH, SITEMAP, search_index
from forewarn.addresses import feed as feed_address
from forewarn.addresses import rss as rss_address
from forewarn.problem import Problem
from forewarn.promise import Promise
from forewarn.publication.facts import Facts, Kind
from forewarn.publication.finished import REPORT, Finished, Rule, found
from forewarn.publication.leading import address_of, path_of

ADVISORIES = "advisories/"

_INDEX = search_index("")

_ENDINGS = {Kind.ATOM: "xml", Kind.JSON: "json"}


def every_advisory_has_its_page(finished: Finished) -> Iterator[Problem]:
    """Every public advisory has a page of its own, with its title as the one main heading."""
    for promise in finished.expected.promises:
        if finished.settled.has_page(promise):
            continue
        path = path_of(promise.address)
        facts = finished.pages.get(path)
        if facts is None:
            if path not in finished.missing and path not in finished.facts:
                message = f'The advisory "{promise.title}" has no page.'
                yield found(path, "page", "page-absent", message, REPORT)
        elif facts.is_redirect:
            message = f'The page of the advisory "{promise.title}" only leads elsewhere.'
            yield found(path, "page", "page-absent", message, REPORT)
        elif facts.headings != (_on_one_line(promise.title),):
            message = f'The one main heading of this page is not "{promise.title}".'
            cure = "Let the template show the title in an h1, once, and nothing else in it."
            yield found(path, "page", "page-heading", message, cure)


def pages_and_advisories_balance(finished: Finished) -> Iterator[Problem]:
    """There are as many pages of advisories as there are public advisories."""
    promised = {promise.address for promise in finished.expected.promises}
    below = (path for path in finished.pages if path.startswith(ADVISORIES))
    for address in sorted({address_of(path) for path in below} - promised - finished.expected.unindexed):
        message = "This is a page below the advisories, and no advisory that is public."
        yield found(path_of(address), "page", "page-unpromised", message, REPORT)
    if len(promised) < len(finished.expected.promises):
        twice = len(finished.expected.promises) - len(promised)
        message = f"There are {len(finished.expected.promises)} public advisories, and {twice} share a page."
        yield found(ADVISORIES, "page", "page-unpromised", message, REPORT)


def every_advisory_is_listed(finished: Finished) -> Iterator[Problem]:
    """Every list in which a reader looks for an advisory links to it, on one of its pages."""
    unsettled = [
        (promise, address)
        for promise in finished.expected.promises
        for address in promise.lists
        if not finished.settled.has_listed(promise, address)
    ]
    linked = {address: _linked_from(finished, address) for address in {address for _, address in unsettled}}
    for promise, address in unsettled:
        targets = linked[address]
        if targets is not None and path_of(promise.address) not in targets:
            message = f'No page of this list links to the advisory "{promise.title}".'
            yield found(path_of(address), "page", "list-incomplete", message, REPORT)


def _linked_from(finished: Finished, address: str) -> frozenset[str] | None:
    """Give all files to which the pages of a list link; None where one of these is missing, which is told elsewhere."""
    own, further = path_of(address), f"{address}page/"
    if any(path == own or path.startswith(further) for path in finished.missing):
        return None
    paths = (path for path in finished.pages if path == own or path.startswith(further))
    found = (finished.ways.target(path, link) for path in paths for link in finished.pages[path].links)
    return frozenset(target.path for target in found if target)


def every_advisory_is_in_its_feeds(finished: Finished) -> Iterator[Problem]:
    """Every feed that should tell of an advisory does, as Atom and as JSON Feed, in the newest or an older part."""
    held = {kind: _entries_by_page(finished, kind) for kind in _ENDINGS}
    for promise in finished.expected.promises:
        for page in promise.feeds:
            if finished.settled.has_listed(promise, page):
                continue
            for kind, ending in _ENDINGS.items():
                if _is_left_out(promise, held[kind].get(page, frozenset())):
                    message = f'Neither this feed nor its older parts hold the advisory "{promise.title}".'
                    yield found(f"{page}feed.{ending}", "feed", "feed-incomplete", message, REPORT)


def every_rss_feed_tells_what_atom_does(finished: Finished) -> Iterator[Problem]:
    """An RSS feed has every entry that the newest part of the Atom feed beside it has."""
    titles = {promise.entry_id: promise.title for promise in finished.expected.promises}
    for path, facts in finished.of_kind(Kind.RSS):
        other = finished.facts.get(f"{path.removesuffix(rss_address())}{feed_address()}")
        for entry in sorted((other.entries if other else frozenset()) - facts.entries):
            if entry in titles:
                message = f'This feed does not hold the advisory "{titles[entry]}", which Atom has.'
                yield found(path, "feed", "feed-incomplete", message, REPORT)


def every_advisory_is_in_its_datasets(finished: Finished) -> Iterator[Problem]:
    """Every file for other programs that should hold an advisory does."""
    for promise in finished.expected.promises:
        for path in promise.datasets:
            if not finished.settled.has_listed(promise, path) and _is_left_out(promise, _entries(finished, path)):
                message = f'This file does not hold the advisory "{promise.title}".'
                yield found(path, "file", "data-incomplete", message, REPORT)


def every_file_for_programs_was_planned(finished: Finished) -> Iterator[Problem]:
    """Every file for other programs in which an advisory was promised is there, though nobody has planned it."""
    every = (path for promise in finished.expected.promises for path in (*promise.datasets, promise.alert) if path)
    for path in dict.fromkeys(every):
        if path not in finished.sums and path not in finished.missing:  # what was planned and is missing is told there
            message = "This file for other programs was promised, and nobody has made it."
            yield found(path, "file", "data-incomplete", message, REPORT)


def _entries(finished: Finished, path: str) -> frozenset[str] | None:
    """Give the entries of a file; None where it is missing or cannot be read, which is told elsewhere."""
    facts = finished.facts.get(path) or finished.known.get(finished.sums.get(path, ""))
    return facts.entries if facts and facts.is_whole else None


def _is_left_out(promise: Promise, entries: frozenset[str] | None) -> bool:
    return entries is not None and promise.entry_id not in entries


def _entries_by_page(finished: Finished, kind: Kind) -> Mapping[str, frozenset[str] | None]:
    """Give the entries of all parts of each page's feed; None where a part is missing, which is told elsewhere."""
    ending = _ENDINGS[kind]
    parts: defaultdict[str, set[str]] = defaultdict(set)
    broken: set[str] = set()
    for path in finished.expected.files:
        page = _page_of_feed(path, ending)
        if page is not None:
            facts = finished.facts.get(path)
            if facts and facts.is_whole:
                parts[page] |= facts.entries
            else:
                broken.add(page)
    return {page: frozenset(entries) for page, entries in parts.items()} | dict.fromkeys(broken)


def _page_of_feed(path: str, ending: str) -> str | None:
    """Give the page that a part of a feed belongs to; None for any other file."""
    folder, _, name = path.rpartition("/")
    before = f"{folder}/" if folder else ""
    if name == f"feed.{ending}":
        return before
    is_older = name.endswith(f".{ending}") and f"/{before}".endswith("/feed/")
    return before.removesuffix("feed/") if is_older else None


def every_advisory_can_be_searched(finished: Finished) -> Iterator[Problem]:
    """The search finds every public advisory, where there is a search."""
    own = {path for path in finished.expected.files if path.startswith(_INDEX)}
    if not own or own & finished.missing:  # what is missing is told elsewhere
        return
    found_by_it = {entry for path in own if path in finished.facts for entry in finished.facts[path].entries}
    found_by_it.update(finished.settled.finds.values())
    for promise in finished.expected.promises:
        if promise.address not in found_by_it:
            message = f'The search does not find the advisory "{promise.title}".'
            yield found(path_of(SEARCH), "page", "search-incomplete", message, REPORT)


def site_map_is_complete(finished: Finished) -> Iterator[Problem]:
    """Every page that a search engine may show is in the site map."""
    if finished.locations is None:
        return
    unindexed = finished.expected.unindexed
    promised = {path_of(each.address) for each in finished.expected.promises if each.address not in unindexed}
    shown = {path for path, facts in finished.pages.items() if is_shown(path, facts)}
    for path in sorted(shown | promised & finished.pages.keys() | set(finished.settled.shown)):
        if finished.expected.base + address_of(path) not in finished.locations:
            yield found(path, "page", "map-incomplete", f"This page is not in {SITEMAP}.", REPORT)


def site_map_holds_pages_only(finished: Finished) -> Iterator[Problem]:
    """Every address in the site map is a page that a search engine may show; of an advisory's page others tell."""
    base, unindexed = finished.expected.base, finished.expected.unindexed
    told_elsewhere = finished.missing | {path_of(promise.address) for promise in finished.expected.promises}
    shown = {path for path, facts in finished.pages.items() if is_shown(path, facts)} | set(finished.settled.shown)
    right = told_elsewhere | shown
    for location in sorted(finished.locations or ()):
        path = path_of(location.removeprefix(base)) if location.startswith(base) else ""
        if path not in right or location.removeprefix(base) in unindexed:
            message = f'"{location}" is in the site map, and no page that a search engine should show.'
            yield found(SITEMAP, "page", "map-wrong", message, REPORT)


def is_shown(path: str, facts: Facts) -> bool:
    """Tell whether a search engine may show a page."""
    return facts.is_indexed and not facts.is_redirect and path != NOT_FOUND


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


PROMISE_RULES: tuple[Rule, ...] = (
    every_advisory_has_its_page,
    pages_and_advisories_balance,
    every_advisory_is_listed,
    every_advisory_is_in_its_feeds,
    every_rss_feed_tells_what_atom_does,
    every_advisory_is_in_its_datasets,
    every_file_for_programs_was_planned,
    every_advisory_can_be_searched,
    site_map_is_complete,
    site_map_holds_pages_only,
)
