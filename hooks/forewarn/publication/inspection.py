"""The last look at a site before the public has it: whether it is what was promised, and nothing is gone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from forewarn.problem import Level, Problem, ProblemsFound, errors_in
from forewarn.promise import Expected
from forewarn.publication.facts import Facts, kind_of
from forewarn.publication.file_facts import facts_of
from forewarn.publication.former import Version, compare
from forewarn.publication.ledger import Findings
from forewarn.publication.manifest import ADDRESS, Manifest, entries_below, sum_of
from forewarn.publication.places import Places
from forewarn.publication.publication import NOTHING_KEPT, Kept, Publication
from forewarn.publication.settled import settled
from forewarn.publication.stored_facts import StoredFacts
from forewarn.publication.verification import Searched, Verified, looked_at, sums_of_words, verify
from forewarn.sums import sum_of_value

MOST_FORESEEN = 2000  # files: of more, the facts would lie beside the site that they are made of, and fill memory


@dataclass(frozen=True)
class Inspection:
    """How a site is to be looked at.

    ``now`` is the moment at which it shows everything. ``fewer`` is the reason why advisories that are public are to
    go, empty without one. ``compares`` tells whether the site is compared with the public one, and ``believes_facts``
    whether a file is not looked into again of which the last build knew the facts. ``kept`` are the files that were not
    made again. ``rules`` is the sum of the programs that look; without it, nothing counts that others have found.
    """

    now: datetime
    fewer: str = ""
    compares: bool = True
    believes_facts: bool = True
    kept: Kept = NOTHING_KEPT
    rules: bytes = b""


@dataclass(frozen=True)
class Inspected:
    """A site that may be published: its manifest, what is not quite right with it, and what a reason was given for.

    ``findings`` are for the next build.
    """

    made: Manifest
    problems: tuple[Problem, ...]
    excused: tuple[Problem, ...]
    findings: Findings


def foresee(publication: Publication, goes_on: Callable[[], bool]) -> Mapping[str, Facts]:
    """Look into what lies in the fresh folder already, file by file, as long as whatever else must be waited for.

    Gives the facts of these files by their sums: who changes one afterwards gives it another sum. Raises
    ProblemsFound where one cannot be read.
    """
    return publication.guarded(lambda: dict(islice(_foreseen(publication.fresh, goes_on), MOST_FORESEEN)))


def _foreseen(fresh: Path, goes_on: Callable[[], bool]) -> Iterator[tuple[str, Facts]]:
    for path, entry in entries_below(fresh):
        kind = kind_of(path)
        if not goes_on():
            return
        if kind is not None and entry.is_file(follow_symlinks=False):  # others are refused by whoever sums the site
            content = (fresh / path).read_bytes()
            yield sum_of(content), facts_of(kind, content)


def inspect(
    publication: Publication,
    expected: Expected,
    inspection: Inspection,
    foreseen: Mapping[str, Facts] = MappingProxyType({}),
) -> Inspected:
    """Look at what lies in the fresh folder of a publication, with the files of the public site that are kept.

    ``foreseen`` are facts of some of it (``foresee``).

    Raises ProblemsFound with everything that is wrong, if any of it is an error.
    """
    made = Manifest({**inspection.kept.sums, **publication.made().sums})
    stored = StoredFacts(publication.places.facts)
    stored.learn(foreseen)
    verified = publication.guarded(_verified, publication, made, expected, inspection, stored)
    by_sum = {made.sums[path]: facts for path, facts in verified.facts.items()}
    stored.learn(by_sum)
    lost, unknown = _compared(publication, inspection, made, stored)
    has_reason = bool(inspection.fewer.strip())
    problems = (*verified.problems, *unknown, *(() if has_reason else lost))
    if errors_in(problems):
        raise ProblemsFound(problems)
    stored.keep(frozenset(made.sums.values()))
    return Inspected(made, problems, lost if has_reason else (), _findings(verified, expected, inspection))


def _verified(
    publication: Publication, made: Manifest, expected: Expected, inspection: Inspection, stored: StoredFacts
) -> Verified:
    """Verify a site: a deployment all of it, any other build what it does not know to be right."""
    read = _reader_of(publication.places, inspection.kept)
    if not inspection.believes_facts:
        return verify(made, read, expected, {})
    (former, ledger), rules = publication.inspected(), _rules(expected, inspection)
    same = {path for path, _ in inspection.kept.sums.items() & former.sums.items()} if former else set()
    searched = Searched(same, ledger.findings.searched)
    if former is None or not rules or ledger.findings.verified_by != rules:
        stored.read_all()
        return verify(made, read, expected, stored, searched)
    holds = settled(former, ledger, made, same, expected)
    stored.read(made.sums[path] for path in looked_at(made, holds))
    return verify(made, read, expected, stored, searched, holds)


def _compared(
    publication: Publication, inspection: Inspection, made: Manifest, facts: StoredFacts
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Compare a site with the public one: give what would be lost, and that it is not known what there was."""
    places = publication.places
    former = publication.former() if inspection.compares else None
    unknown = tuple(_former_unknown(places)) if inspection.compares and former is None else ()
    shown = publication.guarded(publication.record).moment
    is_earlier = shown is not None and inspection.now < shown  # then what is still to come was shown, and goes again
    if former is None or is_earlier:
        return (), unknown
    facts.read(digest for path, digest in former.sums.items() if made.sums.get(path, digest) != digest)
    old = Version(former, facts, _reader(places.site))
    new = Version(made, facts, _reader_of(places, inspection.kept))
    return compare(old, new), unknown


def _findings(verified: Verified, expected: Expected, inspection: Inspection) -> Findings:
    return Findings(
        verified_by=_rules(expected, inspection),
        promised=expected.promised,
        told=verified.problems,
        shown=verified.shown,
        finds=verified.finds,
        reached=verified.reached,
        searched=sums_of_words(expected.hidden_words),
    )


def _rules(expected: Expected, inspection: Inspection) -> bytes:
    return sum_of_value(inspection.rules, expected.base) if inspection.rules else b""


def _former_unknown(places: Places) -> Iterator[Problem]:
    """Tell that the site which is public has no manifest, so that nobody knows what it had."""
    if any(places.site.glob("*.html")):
        message = f'There is no list of its files ("{ADDRESS}"), so nobody can tell whether any advisory is lost.'
        cure = "Look whether all that was public still is. The next build can tell again."
        yield Problem(places.site.name, 1, 1, "site", "former-unknown", Level.WARNING, message, cure)


def _reader_of(places: Places, kept: Kept) -> Callable[[str], bytes]:
    fresh, former = _reader(places.fresh), _reader(places.site)
    return lambda path: former(path) if path in kept.sums and not (places.fresh / path).exists() else fresh(path)


def _reader(folder: Path) -> Callable[[str], bytes]:
    return lambda path: (folder / path).read_bytes()
