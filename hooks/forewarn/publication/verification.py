"""Verification: whether a finished site is what it must be, before the public sees it.

Nothing here trusts the code that made the site: rules look at what was written, byte for byte, and compare it with what
was promised. What follows from a file that is not there at all is not told again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from forewarn.addresses import SITEMAP, SITEMAP_PARTS
from forewarn.problem import Problem
from forewarn.promise import Expected
from forewarn.publication.card_rules import CARD_RULES
from forewarn.publication.facts import Facts, Kind, kind_of
from forewarn.publication.file_facts import facts_of
from forewarn.publication.file_rules import FILE_RULES, HIDDEN_CURE
from forewarn.publication.finished import Finished, Rule, found
from forewarn.publication.manifest import Manifest
from forewarn.publication.packed import unpacked
from forewarn.publication.page_rules import PAGE_RULES
from forewarn.publication.promise_rules import PROMISE_RULES, is_shown
from forewarn.publication.settled import NOTHING_SETTLED, Settled
from forewarn.sums import sum_of_value
from forewarn.traces import Traces

RULES: tuple[Rule, ...] = (*FILE_RULES, *PROMISE_RULES, *PAGE_RULES, *CARD_RULES)

Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Searched:
    """Files in which words were looked for before, and the sums of these words."""

    paths: Collection[str] = ()
    words: frozenset[bytes] = frozenset()

    def know(self, words: Collection[str]) -> bool:
        """Tell whether all of some words were looked for in these files."""
        return sums_of_words(words) <= self.words


NOT_SEARCHED = Searched()


def sums_of_words(words: Iterable[str]) -> frozenset[bytes]:
    """Give the sums of words, by which they are known to have been looked for and not known themselves."""
    return frozenset(map(sum_of_value, words))


_BINARY = frozenset("avif gif ico jpeg jpg mp4 otf pdf png ttf webp woff woff2".split())


@dataclass(frozen=True)
class Verified:
    """What came of it: every problem, and the facts of the files that were looked into, by their paths.

    ``reached`` are all files to which others lead, and the places in them; ``shown`` are the pages that a search engine
    may show, and ``finds`` the advisories that files of the search find, by the paths of these.
    """

    problems: tuple[Problem, ...]
    facts: Mapping[str, Facts]
    reached: frozenset[str]
    shown: frozenset[str]
    finds: Mapping[str, str]


def verify(  # noqa: PLR0913, PLR0917 - what is known beforehand
    manifest: Manifest,
    read: Read,
    expected: Expected,
    known: Mapping[str, Facts],
    searched: Searched = NOT_SEARCHED,
    holds: Settled = NOTHING_SETTLED,
) -> Verified:
    """Compare a finished site with what it must be.

    ``read`` gives the bytes of a file by its path, and raises OSError where it cannot. ``known`` are facts of earlier
    builds by the sums of the files: such a file is not read again, unless there are hidden words to look for in it
    which nobody has looked for yet (``searched``). ``holds`` is what an earlier build has verified of files that are
    the same; these are not looked at again, but where others need them.
    """
    words = Traces(expected.hidden_words)
    unsearched = manifest.sums.keys() - (searched.paths if searched.know(expected.hidden_words) else ())
    telling = [path for path in unsearched if words and _tells(path, read, words)]
    facts = _facts_of(looked_at(manifest, holds), manifest, read, known)
    if not _is_sound(facts, holds):
        holds = replace(holds, reached=frozenset())
        facts = _facts_of(manifest.sums, manifest, read, known)
    finished = Finished(expected, manifest.sums, facts, tuple(sorted(telling)), holds, known)
    problems = {problem for rule in RULES for problem in rule(finished)} | set(holds.told)
    shown = {path for path, of_file in finished.of_kind(Kind.PAGE) if is_shown(path, of_file)} | holds.shown
    told = tuple(sorted(_discreet(problem, words) for problem in problems))
    return Verified(told, facts, finished.reached, frozenset(shown), {**holds.finds, **_finds(finished)})


def _finds(finished: Finished) -> Mapping[str, str]:
    """Give the advisory that each file of the search finds which is about a single one, by the paths of these."""
    return {path: entry for path, facts in finished.of_kind(Kind.INDEX) for entry in facts.entries}


def looked_at(manifest: Manifest, holds: Settled) -> Iterator[str]:
    """Give the files that are to be looked at: those that are not the same, and those that belong to them."""
    return (path for path in manifest.sums if path not in holds.paths or holds.needed(path) or _is_map(path))


def _is_map(path: str) -> bool:
    """Tell whether a file is a part of the site map, which is looked at as a whole."""
    return path == SITEMAP or path.startswith(SITEMAP_PARTS)


def _facts_of(paths: Iterable[str], manifest: Manifest, read: Read, known: Mapping[str, Facts]) -> Mapping[str, Facts]:
    """Give the facts of files, of which those are read that nobody knows."""
    facts: dict[str, Facts] = {}
    for path in paths:
        kind = kind_of(path)
        if kind is not None:
            own = known.get(manifest.sums[path])
            facts[path] = own if own and own.kind is kind else facts_of(kind, read(path))
    return facts


def _is_sound(facts: Mapping[str, Facts], holds: Settled) -> bool:
    """Tell whether nothing is gone to which a file leads that is the same: no other file, and no place in one."""
    if not holds.paths:
        return True
    if not holds.reached.isdisjoint(holds.gone):
        return False
    named: defaultdict[str, set[str]] = defaultdict(set)
    for path, _, place in (target.partition("#") for target in holds.reached if "#" in target):
        named[path].add(place)
    return all(path not in facts or places <= facts[path].anchors for path, places in named.items())


def _tells(path: str, read: Read, words: Traces) -> bool:
    """Tell whether a file, or its name, tells of something hidden."""
    content = read(path) if _is_text(path) else b""
    return words.are_in(f"/{path}/\n{unpacked(content).decode('utf-8', 'replace')}")


def _is_text(path: str) -> bool:
    """Tell whether words can be found in a file: it is no picture, font or the like."""
    return path.rpartition(".")[2].lower() not in _BINARY


def _discreet(problem: Problem, words: Traces) -> Problem:
    """Give a problem that names nothing hidden: others read the log of a build."""
    if words and words.are_in(f"{problem} ".replace('"', "/").replace(":1:1:", "/")):
        message = "The name of a file or the address of a link tells of an advisory that is not public yet."
        return found("", "address", "hidden-word", message, HIDDEN_CURE)
    return problem
