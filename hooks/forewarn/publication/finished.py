"""A finished site as the rules of verification see it: what was expected, what is there, where its links lead."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from forewarn.addresses import MANIFEST, SITEMAP, SITEMAP_PARTS
from forewarn.problem import Level, Problem
from forewarn.promise import Expected
from forewarn.publication.facts import Facts, Kind
from forewarn.publication.leading import Target, Ways, leads_alike
from forewarn.publication.settled import FOLDER, NOTHING_SETTLED, Settled

BUILD_AGAIN = "Build the site again; if it stays so, the template or the add-on that makes this file is to blame."
REPORT = "This is a fault of the program, not of a text: report it to whoever looks after it."

_TOP = "top"  # a place that every page has, in any case: https://html.spec.whatwg.org/multipage/browsing-the-web.html
_MOST_NAMED = 5


@dataclass(frozen=True)
class LinkFault:
    """A link that is wrong: the rule that it breaks, the file it stands in, and what it says."""

    rule: str
    path: str
    link: str


@dataclass(frozen=True)
class Finished:
    """A finished site as its rules see it: what was expected of it, the sums and the facts of its files by path.

    ``telling`` are the files that hold what the public may not know. ``settled`` is what need not be looked at again:
    the facts of such files may be missing. ``known`` are facts of more files, by their sums.
    """

    expected: Expected
    sums: Mapping[str, str]
    facts: Mapping[str, Facts]
    telling: tuple[str, ...] = ()
    settled: Settled = NOTHING_SETTLED
    known: Mapping[str, Facts] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def ways(self) -> Ways:
        """All files that there are or should be: what is missing is told once, and not by every link to it.

        The list of all files is written when these have been looked at.
        """
        return Ways(self.expected.base, self.expected.files | self.sums.keys() | {MANIFEST})

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
        """The addresses in the site map; None where it is missing or cannot be read, which is told elsewhere.

        Where that names parts of it, they are the addresses in these.
        """
        facts = self.facts.get(SITEMAP)
        if facts is None or not facts.is_whole:
            return None
        own = (self.expected.base + path for path in self.expected.files if path.startswith(SITEMAP_PARTS))
        parts = facts.entries & set(own)
        named = [self.facts.get(part.removeprefix(self.expected.base)) for part in parts]
        if not all(part and part.is_whole for part in named):
            return None
        return (facts.entries - parts).union(*(part.entries for part in named if part))

    @cached_property
    def link_faults(self) -> tuple[LinkFault, ...]:
        """Everything that is wrong with the links of all files."""
        return tuple(_link_faults(self, self._reached))

    @property
    def reached(self) -> frozenset[str]:
        """All files to which others lead, and the places in them, each behind a "#"."""
        return frozenset(self._reached) if self.link_faults is not None else frozenset()

    @cached_property
    def _reached(self) -> set[str]:
        """Fill up as links are followed."""
        return set(self.settled.reached)

    def page_at(self, path: str) -> Facts | None:
        """Give the facts of a page that could be read; None of anything else."""
        facts = self.facts.get(path) or self.known.get(self.sums.get(path, ""))
        return facts if facts and facts.kind is Kind.PAGE and facts.is_whole else None


Rule = Callable[[Finished], Iterator[Problem]]


def gathered(finished: Finished, rule: str) -> Iterator[tuple[str, str, str]]:
    """Give every link that breaks a rule once: as it is written, the first file with it, and words for the others."""
    by_link: defaultdict[str, list[str]] = defaultdict(list)
    for fault in finished.link_faults:
        if fault.rule == rule:
            by_link[fault.link].append(fault.path)
    return ((link, min(paths), and_others(paths)) for link, paths in sorted(by_link.items()))


def and_others(paths: Iterable[str]) -> str:
    """Say in which other files it is so as well; nothing where there is one only."""
    _, *others = sorted(paths)
    if not others:
        return ""
    named = ", ".join(FOLDER + path for path in others[:_MOST_NAMED])
    more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    return f" (also in {named}{more})"


def found(  # noqa: PLR0913, PLR0917 - a problem has as many parts
    path: str, field: str, rule: str, message: str, cure: str, level: Level = Level.ERROR
) -> Problem:
    """Report a problem with a file of the site, given by its path; there are no lines to name."""
    return Problem(FOLDER + path, 1, 1, field, rule, level, message, cure)


def _link_faults(finished: Finished, reached: set[str]) -> Iterator[LinkFault]:
    """Follow every link of every file, those that lead alike from one depth of folders once; note what is reached."""
    sound: defaultdict[tuple[int, bool], set[str]] = defaultdict(set)
    for path, facts in finished.facts.items():
        depth = path.count("/")
        for links, is_fetched in (({*facts.links}, False), (facts.loads, True)):
            seen = sound[depth, is_fetched]
            for link in links - seen:
                target = finished.ways.target(path, link)
                if target:
                    reached.update((target.path, f"{target.path}#{target.place}") if target.place else (target.path,))
                if rule := _fault_of(finished, target, is_fetched=is_fetched):
                    yield LinkFault(rule, path, link)
                elif leads_alike(depth, link):
                    seen.add(link)


def _fault_of(finished: Finished, target: Target | None, *, is_fetched: bool) -> str:
    """Name the rule that a link breaks by its target; empty where it breaks none."""
    if target is None:
        return "loads-elsewhere" if is_fetched else ""
    if target.path not in finished.ways.paths:
        return "link-broken"
    if target.place.lower() in {"", _TOP}:
        return ""
    facts = finished.page_at(target.path)
    return "" if facts is None or target.place in facts.anchors else "anchor-missing"
