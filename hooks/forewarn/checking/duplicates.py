"""What two advisories should not share: where they were first published, and most of their words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, combinations
from urllib.parse import urlsplit

from forewarn.checking.gist import Gist, Said, said, told_of
from forewarn.problem import Level, Problem

FEWEST_SENTENCES = 3
MOST_WITH_A_SENTENCE = 20
NEARLY_ALL = 0.6

Family = Callable[[Gist], str]


def check_duplicates(gists: Iterable[Gist], hidden: Collection[str]) -> tuple[Problem, ...]:
    """Find advisories with one source, and those that say nearly the same. Returns a problem for the later of two.

    ``gists`` come oldest first; ``hidden`` are the files that the public may not know of yet. They are thought
    later than all others, so that no problem of a public advisory names one of them.
    """
    in_order = sorted(gists, key=lambda gist: gist.file in hidden)
    family = _family(in_order)
    return (*_one_source(in_order, family), *_one_body(in_order, family))


def _one_source(gists: Sequence[Gist], family: Family) -> Iterator[Problem]:
    by_source: defaultdict[str, list[Gist]] = defaultdict(list)
    for gist in gists:
        if gist.url and (source := source_of(gist.url.value)):
            earlier = next((other for other in by_source[source] if family(other) != family(gist)), None)
            by_source[source].append(gist)
            if earlier:
                message = f"{earlier.file} has the same source address."
                cure = f"Give each its own, or take one of the two out. {_IF_RELATED}"
                yield told_of(gist, "url", gist.url, "source-twice", message, cure, Level.WARNING)


_IF_RELATED = (
    'If this one corrects the other, add "replaces:" below "publish:"; if it translates it, "translation_of:".'
)


def source_of(address: str) -> str:
    """Give where a text was first published, two ways to write one address made equal.

    The front page of a website is nobody's source, and gives nothing.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{query}" if path or query else ""


def _one_body(gists: Sequence[Gist], family: Family) -> Iterator[Problem]:
    for later, earlier in sorted(_nearly_equal(gists).items()):
        gist = gists[later]
        others = (gists[number] for number in sorted(earlier))
        if other := next((other for other in others if family(other) != family(gist)), None):
            message = f"{other.file} says nearly the same."
            cure = f"Keep one of the two, with an update that says what is new. {_IF_RELATED}"
            line, column = gist.body
            yield Problem(gist.file, line, column, "body", "body-twice", Level.WARNING, message, cure)


def _nearly_equal(gists: Sequence[Gist]) -> Mapping[int, set[int]]:
    """Find for each text the earlier ones that share most of its sentences.

    A sentence that many texts have is what an organisation always says; only whole texts are compared by it.
    """
    pairs: defaultdict[int, set[int]] = defaultdict(set)
    wholes = Counter(gist.whole for gist in gists)
    same: defaultdict[int, list[int]] = defaultdict(list)
    for number, gist in enumerate(gists):
        if gist.whole and wholes[gist.whole] > 1:
            pairs[number].update(same[gist.whole][:MOST_WITH_A_SENTENCE])
            same[gist.whole].append(number)
    for (earlier, later), count in _shared(gists).items():
        most = max(len(gists[earlier].sentences), len(gists[later].sentences))
        if count >= FEWEST_SENTENCES and count >= NEARLY_ALL * most:
            pairs[later].add(earlier)
    return pairs


def _shared(gists: Sequence[Gist]) -> Mapping[tuple[int, int], int]:
    """Count the sentences that two texts share and few have. Most have none of these, and are soon passed over."""
    of_how_many = Counter(chain.from_iterable(gist.sentences for gist in gists))
    few = {sentence for sentence, count in of_how_many.items() if 1 < count <= MOST_WITH_A_SENTENCE}
    having: defaultdict[int, list[int]] = defaultdict(list)
    for number, gist in enumerate(gists):
        if not few.isdisjoint(gist.sentences):
            for sentence in few.intersection(gist.sentences):
                having[sentence].append(number)
    return Counter(pair for numbers in having.values() for pair in combinations(numbers, 2))


def _family(gists: Sequence[Gist]) -> Family:
    """Give what tells the id of the first of a family: what a text corrects or translates, directly or in turn."""
    elders: dict[str, str] = {}

    @cache
    def first(id_: str) -> str:
        seen: set[str] = set()
        if not elders:  # nearly always nobody asks
            elders.update((gist.id.value, gist.elder) for gist in gists)
        while elders.get(id_) and id_ not in seen:
            seen.add(id_)
            id_ = elders[id_]
        return id_

    return lambda gist: first(gist.id.value)


__all__ = ["FEWEST_SENTENCES", "MOST_WITH_A_SENTENCE", "NEARLY_ALL", "Said", "check_duplicates", "said", "source_of"]
