"""Verification: whether a finished site is what it must be, before the public sees it.

Nothing here trusts the code that made the site: rules look at what was written, byte for byte, and compare it with what
was promised. What follows from a file that is not there at all is not told again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from forewarn.addresses import NOT_FOUND, SITEMAP
from forewarn.problem import Level, Problem
from forewarn.promise import Expected, Promise
from forewarn.publication.facts import Facts, Kind, kind_of
from forewarn.publication.file_facts import facts_of
from forewarn.publication.leading import Site, address_of, is_relative, leads_alike, path_of
from forewarn.publication.manifest import Manifest, sum_of
from forewarn.traces import Traces

Read = Callable[[str], bytes]

FOLDER = "site/"
ADVISORIES = "advisories/"

_NOTHING = sum_of(b"")
_BINARY = frozenset("avif gif ico jpeg jpg mp4 otf pdf png ttf webp woff woff2".split())
_TOP = "top"  # a place that every page has: https://html.spec.whatwg.org/multipage/browsing-the-web.html
_MOST_NAMED = 5
_BUILD_AGAIN = "Build the site again; if it stays so, the template or the add-on that makes this file is to blame."
_REPORT = "This is a fault of the program, not of a text: report it to whoever looks after it."


@dataclass(frozen=True)
class Verified:
    """What came of it: every problem, and the facts of all files by their sums, for the next time."""

    problems: tuple[Problem, ...]
    facts: Mapping[str, Facts]


@dataclass(frozen=True)
class LinkFault:
    """A link that is wrong: the rule that it breaks, the file it stands in, and what it says."""

    rule: str
    path: str
    link: str


@dataclass(frozen=True)
class Finished:
    """A finished site as its rules see it: what was expected of it, the sums and the facts of its files by path.

    ``telling`` are the files that hold what the public may not know.
    """

    expected: Expected
    sums: Mapping[str, str]
    facts: Mapping[str, Facts]
    telling: tuple[str, ...] = ()

    @cached_property
    def site(self) -> Site:
        """All files that there are or should be: what is missing is told once, and not by every link to it."""
        return Site(self.expected.base, self.expected.files | self.sums.keys())

    @cached_property
    def missing(self) -> frozenset[str]:
        """The files that should be there and are not."""
        return self.expected.files - self.sums.keys()

    @cached_property
    def pages(self) -> Mapping[str, Facts]:
        """The facts of every page that could be read and should be there, by path."""
        own = self.expected.files
        return {path: facts for path, facts in self.of_kind(Kind.PAGE) if path in own}

    def of_kind(self, kind: Kind) -> Iterator[tuple[str, Facts]]:
        """Give the files of a kind that could be read, with their facts."""
        return ((path, facts) for path, facts in self.facts.items() if facts.kind is kind and facts.is_whole)

    @cached_property
    def locations(self) -> frozenset[str] | None:
        """The addresses in the site map; None where it is missing or cannot be read, which is told elsewhere."""
        facts = self.facts.get(SITEMAP)
        return facts.entries if facts and facts.is_whole else None

    @cached_property
    def link_faults(self) -> tuple[LinkFault, ...]:
        """Everything that is wrong with the links of all files."""
        return tuple(_link_faults(self))


def verify(manifest: Manifest, read: Read, expected: Expected, known: Mapping[str, Facts]) -> Verified:
    """Compare a finished site with what it must be.

    ``read`` gives the bytes of a file by its path, and raises OSError where it cannot. ``known`` are facts of earlier
    builds by the sums of the files: such a file is not read again, unless there are hidden words to look for, which may
    have changed.
    """
    words = Traces(expected.hidden_words)
    facts: dict[str, Facts] = {}
    telling: list[str] = []
    for path, digest in manifest.sums.items():
        kind = kind_of(path)
        own = known.get(digest)
        is_new = kind is not None and (own is None or own.kind is not kind)
        is_read = is_new or (bool(words) and _is_text(path))
        content = read(path) if is_read else b""
        if kind is not None:
            facts[path] = facts_of(kind, content) if is_new or own is None else own
        if words and words.are_in(f"/{path}/\n{content.decode('utf-8', 'replace')}"):
            telling.append(path)
    finished = Finished(expected, manifest.sums, facts, tuple(sorted(telling)))
    problems = (problem for rule in RULES for problem in rule(finished))
    by_sum = {manifest.sums[path]: of_file for path, of_file in facts.items()}
    return Verified(tuple(sorted({_discreet(problem, words) for problem in problems})), by_sum)


def _is_text(path: str) -> bool:
    """Tell whether words can be found in a file: it is no picture, font or the like."""
    return path.rpartition(".")[2].lower() not in _BINARY


def _discreet(problem: Problem, words: Traces) -> Problem:
    """Give a problem that names nothing hidden: others read the log of a build."""
    if words and words.are_in(f"{problem} ".replace('"', "/").replace(":1:1:", "/")):
        message = "The name of a file or the address of a link tells of an advisory that is not public yet."
        return _found("", "address", "hidden-word", message, _HIDDEN_CURE)
    return problem


def every_file_is_there(finished: Finished) -> Iterator[Problem]:
    """Every file that was to be made was written."""
    for path in sorted(finished.missing):
        yield _found(path, "file", "file-missing", "This file was to be made, and is not there.", _BUILD_AGAIN)


def no_other_file_is_there(finished: Finished) -> Iterator[Problem]:
    """Nothing was written that nobody has asked for."""
    for path in sorted(finished.sums.keys() - finished.expected.files):
        cure = "Find out what put it there, and take that away: it would be public."
        yield _found(path, "file", "file-unexpected", "Nobody has asked for this file.", cure)


def every_file_holds_something(finished: Finished) -> Iterator[Problem]:
    """Every page, feed and list can be read as what it is."""
    for path, facts in finished.facts.items():
        if finished.sums[path] == _NOTHING:
            yield _found(path, "file", "file-hollow", "There is nothing in this file.", _BUILD_AGAIN)
        elif not facts.is_whole:
            message = f"This file cannot be read as what it is: {_SAID[facts.kind]}."
            yield _found(path, "file", "file-hollow", message, _BUILD_AGAIN)


_SAID = {
    Kind.PAGE: "a page in UTF-8",
    Kind.ATOM: "well-formed XML",
    Kind.MAP: "well-formed XML",
    Kind.JSON: "JSON",
    Kind.SHEET: "a style sheet in UTF-8",
    Kind.ROBOTS: "text",
}


def every_advisory_has_its_page(finished: Finished) -> Iterator[Problem]:
    """Every public advisory has a page of its own, with its title as the one main heading."""
    for promise in finished.expected.promises:
        path = path_of(promise.address)
        facts = finished.pages.get(path)
        if facts is None:
            if path not in finished.missing and path not in finished.facts:
                message = f'The advisory "{promise.title}" has no page.'
                yield _found(path, "page", "page-absent", message, _REPORT)
        elif facts.is_redirect:
            message = f'The page of the advisory "{promise.title}" only leads elsewhere.'
            yield _found(path, "page", "page-absent", message, _REPORT)
        elif facts.headings != (_on_one_line(promise.title),):
            message = f'The one main heading of this page is not "{promise.title}".'
            cure = "Let the template show the title in an h1, once, and nothing else in it."
            yield _found(path, "page", "page-heading", message, cure)


def pages_and_advisories_balance(finished: Finished) -> Iterator[Problem]:
    """There are as many pages of advisories as there are public advisories."""
    promised = {promise.address for promise in finished.expected.promises}
    below = (path for path in finished.pages if path.startswith(ADVISORIES))
    for address in sorted({address_of(path) for path in below} - promised - finished.expected.unindexed):
        message = "This is a page below the advisories, and no advisory that is public."
        yield _found(path_of(address), "page", "page-unpromised", message, _REPORT)
    if len(promised) < len(finished.expected.promises):
        twice = len(finished.expected.promises) - len(promised)
        message = f"There are {len(finished.expected.promises)} public advisories, and {twice} share a page."
        yield _found(ADVISORIES, "page", "page-unpromised", message, _REPORT)


def every_advisory_is_listed(finished: Finished) -> Iterator[Problem]:
    """Every list in which a reader looks for an advisory links to it, on one of its pages."""
    lists = {address for promise in finished.expected.promises for address in promise.lists}
    linked = {address: _linked_from(finished, address) for address in lists}
    for promise in finished.expected.promises:
        for address in promise.lists:
            targets = linked[address]
            if targets is not None and path_of(promise.address) not in targets:
                message = f'No page of this list links to the advisory "{promise.title}".'
                yield _found(path_of(address), "page", "list-incomplete", message, _REPORT)


def _linked_from(finished: Finished, address: str) -> frozenset[str] | None:
    """Give all files to which the pages of a list link; None where one of these is missing, which is told elsewhere."""
    own, further = path_of(address), f"{address}page/"
    if any(path == own or path.startswith(further) for path in finished.missing):
        return None
    paths = (path for path in finished.pages if path == own or path.startswith(further))
    found = (finished.site.target(path, link) for path in paths for link in finished.pages[path].links)
    return frozenset(target.path for target in found if target)


def every_advisory_is_in_its_feeds(finished: Finished) -> Iterator[Problem]:
    """Every feed that should tell of an advisory does, in both of its formats, the newest or an older part."""
    held = {kind: _entries_by_page(finished, kind) for kind in _ENDINGS}
    for promise in finished.expected.promises:
        for page in promise.feeds:
            for kind, ending in _ENDINGS.items():
                if _is_left_out(promise, held[kind].get(page, frozenset())):
                    message = f'Neither this feed nor its older parts hold the advisory "{promise.title}".'
                    yield _found(f"{page}feed.{ending}", "feed", "feed-incomplete", message, _REPORT)


_ENDINGS = {Kind.ATOM: "xml", Kind.JSON: "json"}


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


def site_map_is_complete(finished: Finished) -> Iterator[Problem]:
    """Every page that a search engine may show is in the site map."""
    if finished.locations is None:
        return
    promised = {path_of(promise.address) for promise in finished.expected.promises}
    for path, facts in finished.pages.items():
        is_shown = facts.is_indexed and not facts.is_redirect and path != NOT_FOUND
        if (is_shown or path in promised) and finished.expected.base + address_of(path) not in finished.locations:
            yield _found(path, "page", "map-incomplete", f"This page is not in {SITEMAP}.", _REPORT)


def site_map_holds_pages_only(finished: Finished) -> Iterator[Problem]:
    """Every address in the site map is a page that a search engine may show; of an advisory's page others tell."""
    base, unindexed = finished.expected.base, finished.expected.unindexed
    told_elsewhere = finished.missing | {path_of(promise.address) for promise in finished.expected.promises}
    for location in sorted(finished.locations or ()):
        path = path_of(location.removeprefix(base)) if location.startswith(base) else ""
        facts = finished.pages.get(path)
        is_page = path in told_elsewhere or (facts is not None and facts.is_indexed and not facts.is_redirect)
        if not is_page or location.removeprefix(base) in unindexed:
            message = f'"{location}" is in the site map, and no page that a search engine should show.'
            yield _found(SITEMAP, "page", "map-wrong", message, _REPORT)


def links_lead_somewhere(finished: Finished) -> Iterator[Problem]:
    """Every link within the site leads to a file that is there."""
    for link, path, others in _gathered(finished, "link-broken"):
        message = f'The link "{link}" leads to nothing on this site{others}.'
        cure = "Correct it in the text or the template it comes from, or take it out."
        yield _found(path, "link", "link-broken", message, cure)


def links_lead_to_places(finished: Finished) -> Iterator[Problem]:
    """Every link to a place within a page names one that is there."""
    for link, path, others in _gathered(finished, "anchor-missing"):
        message = f'The link "{link}" names a place that its page does not have{others}.'
        cure = "Take out what stands from # on, or give the name of a heading as it is in that page's address."
        yield _found(path, "link", "anchor-missing", message, cure)


def not_found_page_stands_anywhere(finished: Finished) -> Iterator[Problem]:
    """The page for unknown addresses is shown at any address, so its own links begin at the top of the site."""
    facts = finished.facts.get(NOT_FOUND)
    for link in sorted(filter(is_relative, facts.links | facts.loads if facts else ())):
        message = f'The link "{link}" leads elsewhere from every address at which this page is shown.'
        cure = "Let its template write the link from the top of the site, as the filter url does."
        yield _found(NOT_FOUND, "link", "link-relative", message, cure)


def nothing_is_loaded_from_elsewhere(finished: Finished) -> Iterator[Problem]:
    """A page needs nothing but files of this site."""
    for link, path, others in _gathered(finished, "loads-elsewhere"):
        message = f'A reader\'s browser would fetch "{link}" from somebody else{others}.'
        cure = "Put the file into overrides/assets/ and name it there; then nobody learns who reads this page."
        yield _found(path, "page", "loads-elsewhere", message, cure)


def nothing_runs(finished: Finished) -> Iterator[Problem]:
    """No page has a script, a style or a frame in it, or leads off the site by itself."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, facts in finished.of_kind(Kind.PAGE):
        for what in facts.runs:
            found[what].append(path)
        if facts.leads_to is not None and finished.site.target(path, facts.leads_to) is None:
            found["<meta http-equiv=refresh>"].append(path)
    for what, paths in sorted(found.items()):
        message = f"There is {what} in this page, which can run or take the reader away{_and_others(paths)}."
        cure = "Take it out of the template or the add-on it comes from; a script or a style is a file of its own."
        yield _found(min(paths), "page", "runs-in-page", message, cure)


def ids_are_single(finished: Finished) -> Iterator[Problem]:
    """No two places of a page have one name, as a link would lead to the first of them only."""
    for path, facts in finished.pages.items():
        for anchor in facts.doubled:
            message = f'Two places in this page are named "{anchor}".'
            cure = "Give the one that the text names another name."
            yield _found(path, "page", "anchor-twice", message, cure, Level.WARNING)


_HIDDEN_CURE = (
    "Build again from nothing. If it stays so, look where a public text or a template says what a draft or a scheduled"
    " advisory says."
)


def nothing_hidden_is_told(finished: Finished) -> Iterator[Problem]:
    """No file tells of an advisory that is a draft or whose time has not come."""
    if finished.telling:
        others = _and_others(finished.telling)
        message = f"This file holds words of an advisory that is not public yet{others}."
        yield _found(finished.telling[0], "file", "hidden-word", message, _HIDDEN_CURE)


Rule = Callable[[Finished], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
    every_file_is_there,
    no_other_file_is_there,
    every_file_holds_something,
    every_advisory_has_its_page,
    pages_and_advisories_balance,
    every_advisory_is_listed,
    every_advisory_is_in_its_feeds,
    site_map_is_complete,
    site_map_holds_pages_only,
    links_lead_somewhere,
    links_lead_to_places,
    not_found_page_stands_anywhere,
    nothing_is_loaded_from_elsewhere,
    nothing_runs,
    ids_are_single,
    nothing_hidden_is_told,
)


def _link_faults(finished: Finished) -> Iterator[LinkFault]:
    """Follow every link of every file, those that lead alike from one depth of folders once."""
    sound: defaultdict[tuple[int, bool], set[str]] = defaultdict(set)
    for path, facts in finished.facts.items():
        depth = path.count("/")
        for links, is_fetched in ((facts.links, False), (facts.loads, True)):
            seen = sound[depth, is_fetched]
            for link in links - seen:
                if rule := _fault_of(finished, path, link, is_fetched=is_fetched):
                    yield LinkFault(rule, path, link)
                elif leads_alike(depth, link):
                    seen.add(link)


def _fault_of(finished: Finished, path: str, link: str, *, is_fetched: bool) -> str:
    """Name the rule that a link breaks; empty where it breaks none."""
    target = finished.site.target(path, link)
    if target is None:
        return "loads-elsewhere" if is_fetched else ""
    if target.path not in finished.site.paths:
        return "link-broken"
    facts = finished.facts.get(target.path)
    is_page = facts is not None and facts.kind is Kind.PAGE and facts.is_whole
    if target.place in {"", _TOP} or not is_page or facts is None:
        return ""
    return "" if target.place in facts.anchors else "anchor-missing"


def _gathered(finished: Finished, rule: str) -> Iterator[tuple[str, str, str]]:
    """Give every link that breaks a rule once: as it is written, the first file with it, and words for the others."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for fault in finished.link_faults:
        if fault.rule == rule:
            found[fault.link].append(fault.path)
    return ((link, min(paths), _and_others(paths)) for link, paths in sorted(found.items()))


def _and_others(paths: Iterable[str]) -> str:
    """Say in which other files it is so as well; nothing where there is one only."""
    _, *others = sorted(paths)
    if not others:
        return ""
    named = ", ".join(FOLDER + path for path in others[:_MOST_NAMED])
    more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    return f" (also in {named}{more})"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _found(  # noqa: PLR0913, PLR0917 - a problem has as many parts
    path: str, field: str, rule: str, message: str, cure: str, level: Level = Level.ERROR
) -> Problem:
    return Problem(FOLDER + path, 1, 1, field, rule, level, message, cure)
