"""Verification: whether a finished site is what it must be, before the public sees it.

Nothing here trusts the code that made the site: rules look at what was written, byte for byte, and compare it with what
was promised. What follows from a file that is not there at all is not told again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from forewarn.problem import Problem
from forewarn.promise import Expected
from forewarn.publication.card_rules import CARD_RULES
from forewarn.publication.facts import Facts, kind_of
from forewarn.publication.file_facts import facts_of
from forewarn.publication.file_rules import FILE_RULES, HIDDEN_CURE
from forewarn.publication.finished import Finished, Rule, found
from forewarn.publication.manifest import Manifest
from forewarn.publication.packed import unpacked
from forewarn.publication.page_rules import PAGE_RULES
from forewarn.publication.promise_rules import PROMISE_RULES
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
    """What came of it: every problem, and the facts of all files by their sums, for the next time."""

    problems: tuple[Problem, ...]
    facts: Mapping[str, Facts]


def verify(
    manifest: Manifest,
    read: Read,
    expected: Expected,
    known: Mapping[str, Facts],
    searched: Searched = NOT_SEARCHED,
) -> Verified:
    """Compare a finished site with what it must be.

    ``read`` gives the bytes of a file by its path, and raises OSError where it cannot. ``known`` are facts of earlier
    builds by the sums of the files: such a file is not read again, unless there are hidden words to look for in it
    which nobody has looked for yet (``searched``).
    """
    words = Traces(expected.hidden_words)
    unsearched = manifest.sums.keys() - (searched.paths if searched.know(expected.hidden_words) else ())
    facts: dict[str, Facts] = {}
    telling: list[str] = []
    for path, digest in manifest.sums.items():
        kind = kind_of(path)
        own = known.get(digest)
        is_new = kind is not None and (own is None or own.kind is not kind)
        is_searched = bool(words) and path in unsearched
        is_read = is_new or (is_searched and _is_text(path))
        content = read(path) if is_read else b""
        if kind is not None:
            facts[path] = facts_of(kind, content) if is_new or own is None else own
        if is_searched and words.are_in(f"/{path}/\n{unpacked(content).decode('utf-8', 'replace')}"):
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
        return found("", "address", "hidden-word", message, HIDDEN_CURE)
    return problem
