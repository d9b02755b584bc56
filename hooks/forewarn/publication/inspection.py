"""The last look at a site before the public has it: whether it is what was promised, and nothing is gone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forewarn.problem import Level, Problem, ProblemsFound, errors_in
from forewarn.promise import Expected
from forewarn.publication.assembly import write_whole
from forewarn.publication.facts import Facts
from forewarn.publication.former import Version, compare
from forewarn.publication.manifest import ADDRESS, Manifest
from forewarn.publication.places import Places
from forewarn.publication.publication import NOTHING_KEPT, Kept, Publication
from forewarn.publication.stored_facts import facts_from_json, facts_to_json
from forewarn.publication.verification import NOT_SEARCHED, Searched, sums_of_words, verify


@dataclass(frozen=True)
class Inspection:
    """How a site is to be looked at.

    ``now`` is the moment at which it shows everything. ``fewer`` is the reason why advisories that are public are to
    go, empty without one. ``compares`` tells whether the site is compared with the public one, and ``believes_facts``
    whether a file is not looked into again of which the last build knew the facts. ``kept`` are the files that were not
    made again.
    """

    now: datetime
    fewer: str = ""
    compares: bool = True
    believes_facts: bool = True
    kept: Kept = NOTHING_KEPT


@dataclass(frozen=True)
class Inspected:
    """A site that may be published: its manifest, what is not quite right with it, and what a reason was given for.

    ``searched`` are the sums of the hidden words that are in none of its files.
    """

    made: Manifest
    problems: tuple[Problem, ...]
    excused: tuple[Problem, ...]
    searched: frozenset[bytes] = frozenset()


def inspect(publication: Publication, expected: Expected, inspection: Inspection) -> Inspected:
    """Look at what lies in the fresh folder of a publication, with the files of the public site that are kept.

    Raises ProblemsFound with everything that is wrong, if any of it is an error.
    """
    places, kept = publication.places, inspection.kept
    made = Manifest({**kept.sums, **publication.made().sums})
    known = publication.guarded(_stored, places)
    believed = known if inspection.believes_facts else {}
    searched = Searched(kept.sums, publication.searched()) if inspection.believes_facts else NOT_SEARCHED
    read = _reader_of(places, kept)
    verified = publication.guarded(verify, made, read, expected, believed, searched)
    lost: tuple[Problem, ...] = ()
    former = publication.former() if inspection.compares else None
    unknown = tuple(_former_unknown(places)) if inspection.compares and former is None else ()
    shown = publication.guarded(publication.record).moment
    is_earlier = shown is not None and inspection.now < shown  # then what is still to come was shown, and goes again
    if former and not is_earlier:
        old = Version(former, known, _reader(places.site))
        new = Version(made, verified.facts, read)
        lost = compare(old, new)
    has_reason = bool(inspection.fewer.strip())
    problems = (*verified.problems, *unknown, *(() if has_reason else lost))
    if errors_in(problems):
        raise ProblemsFound(problems)
    publication.guarded(write_whole, places.facts, facts_to_json(verified.facts))
    words = sums_of_words(expected.hidden_words)
    return Inspected(made, problems, lost if has_reason else (), words)


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


def _stored(places: Places) -> Mapping[str, Facts]:
    return facts_from_json(places.facts.read_bytes()) if places.facts.exists() else {}
