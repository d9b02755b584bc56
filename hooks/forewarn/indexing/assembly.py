"""From the parts of all shards to one index: a reader fetches as much as if all had been indexed at once.

Each record has its number among all. The words are cut into pieces anew, so that a word more or less changes the piece
that it is in, and seldom another. The names of files follow from what is in them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files as files_of
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from forewarn.indexing import cbor
from forewarn.indexing.cbor import encoded
from forewarn.indexing.cutting import pieces
from forewarn.indexing.packing import packed
from forewarn.indexing.part import ENTRY, Engine, Part, Run, written
from forewarn.indexing.shards import key_of

ORDER = "order"
LICENCES = "licences.txt"  # beside what Pagefind has written, whose licences ask for it
MOST_BYTES = 48_000  # of a piece of the words, before it is packed; a reader fetches one for a word

_LETTERS = 7
_LETTERS_OF_A_LIST = 10
_SOME_WORDS = 1  # how many words a record has, by which Pagefind would rank: an eighth of the list that all fetch


@dataclass(frozen=True)
class Assembly:
    """An index that is put together: files by their names.

    The names of the ``plain`` ones are always the same, whatever is in them. Those of the ``packable``, which are not
    packed yet, tell what is in them. ``shown`` are, for each part, the names of the files that are about one record.
    """

    plain: Mapping[str, bytes]
    packable: Mapping[str, bytes]
    shown: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of all files."""
        return frozenset((*self.plain, *self.packable, *(name for names in self.shown for name in names)))

    def contents(self, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
        """Give the files that are wanted, without what is shown of records; those whose names tell nothing, always."""
        yield from self.plain.items()
        yield from ((name, packed(content)) for name, content in self.packable.items() if is_wanted(name))


def assembled(
    parts: Sequence[Part], order: Sequence[int], engine: Engine, go_on: Callable[[], None] = lambda: None
) -> Assembly:
    """Put the parts of shards together, the first being that of the records with the least numbers.

    ``order`` are the numbers of all records in the order of results. ``go_on`` is asked all the time, and may raise
    what ends this.
    """
    ((language, known),) = engine.entry["languages"].items()
    starts = tuple(accumulate((len(part.sums) for part in parts), initial=0))
    name = _Naming(language)
    shown = [name(sum_) for part in parts for sum_ in part.sums]
    chunks = {name(_sum(chunk.content)): chunk for chunk in _chunks(_words(parts, starts, go_on))}
    go_on()
    numbers = _numbers(len(shown))
    filters = {told: _written_filter(told, values, numbers) for told, values in _filters(parts, starts).items()}
    names = {told: name(_sum(content)) for told, content in filters.items()}
    listed = cbor.list_of(
        [
            encoded(engine.entry["version"]),
            encoded([[own, _SOME_WORDS] for own in shown]),
            encoded([[chunk.first, chunk.last, own] for own, chunk in chunks.items()]),
            encoded([[told, own] for told, own in names.items()]),
            cbor.list_of([cbor.list_of([encoded(ORDER), cbor.list_of([numbers[number] for number in order])])]),
            encoded([]),  # what is told of a record besides its words, which no word leads to by itself
        ]
    )
    whole = f"{language}_{_sum(listed)[:_LETTERS_OF_A_LIST]}"
    languages = {language: {**known, "hash": whole, "page_count": len(shown)}}
    entry = json.dumps({**engine.entry, "languages": languages}, sort_keys=True, separators=(",", ":")).encode()
    packable = {
        **{f"index/{own}.pf_index": chunk.content for own, chunk in chunks.items()},
        **{f"filter/{names[told]}.pf_filter": content for told, content in filters.items()},
        f"pagefind.{whole}.pf_meta": listed,
    }
    files = [f"fragment/{own}.pf_fragment" for own in shown]
    return Assembly(
        {**engine.files, ENTRY: entry, LICENCES: _licences()},
        packable,
        tuple(tuple(files[start:end]) for start, end in pairwise(starts)),
    )


def _licences() -> bytes:
    return files_of("forewarn").joinpath("indexing/pagefind-licences.txt").read_bytes()


def _sum(content: bytes) -> str:
    """Stand for what is in a file, and for the programs that pack it."""
    return key_of(sha256(content).hexdigest())


@dataclass
class _Naming:
    """Names by sums: a language, and so many letters; a sum that begins like one before it keeps some letters more.

    >>> name = _Naming("en")
    >>> name("aaaaaaaa"), name("aaaaaaab")
    ('en_aaaaaaa', 'en_aaaaaaab')
    """

    language: str
    taken: set[str] = field(default_factory=set)

    def __call__(self, sum_: str) -> str:
        length = _LETTERS
        while sum_[:length] in self.taken and length < len(sum_):
            length += 1
        self.taken.add(sum_[:length])
        return f"{self.language}_{sum_[:length]}"


class _Chunk(NamedTuple):
    """A piece of the words, from the first to the last of them."""

    first: str
    last: str
    content: bytes


def _chunks(words: Mapping[str, bytes]) -> Iterator[_Chunk]:
    """Cut the words, each with what is written of it, into pieces of which a reader fetches one or two."""
    names, contents = tuple(words), tuple(words.values())
    for piece in pieces(names, [len(content) for content in contents], MOST_BYTES):
        own, told = names[piece], contents[piece]
        yield _Chunk(own[0], own[-1], cbor.list_of([cbor.list_of(told)]))


def _words(parts: Sequence[Part], starts: Sequence[int], go_on: Callable[[], None]) -> Mapping[str, bytes]:
    """Write all words, in their order: each with its records, and with those that write it with accents."""
    joined: defaultdict[tuple[str, str], _Joined] = defaultdict(_Joined)
    for part, start in zip(parts, starts, strict=False):
        go_on()
        for run in part.runs:
            joined[run.word, run.form].add(run, start)
    words: dict[str, bytes] = {}
    for word, forms in groupby(sorted(joined), key=lambda names: names[0]):
        go_on()
        words[word] = _written_word(word, {form: joined[word, form] for _, form in forms})
    return words


def _written_word(word: str, forms: "Mapping[str, _Joined]") -> bytes:
    plain = forms.get("", _Joined())
    others = [cbor.list_of([encoded(form), joined.written()]) for form, joined in forms.items() if form]
    return cbor.list_of([encoded(word), plain.written(), cbor.list_of(others)])


@dataclass(slots=True)
class _Joined:
    """The records that have a word, over several shards, as they are written one behind the other."""

    last: int = 0
    count: int = 0
    records: bytearray = field(default_factory=bytearray)

    def add(self, run: Run, start: int) -> None:
        """Add the records of a shard, of which the first has the number ``start``."""
        self.records += written(encoded(start + run.first - self.last)) + run.rest
        self.last = start + run.last
        self.count += run.records

    def written(self) -> bytes:
        return cbor.list_head(self.count) + self.records


def _numbers(count: int) -> tuple[bytes, ...]:
    """Write the numbers of all records once: each is in the order of results, and in a dozen filters."""
    return tuple(encoded(number) for number in range(count))


def _written_filter(name: str, values: Mapping[str, Sequence[int]], numbers: Sequence[bytes]) -> bytes:
    """Write a filter with its values in order: its name, and for each value the numbers of its records."""
    told = [
        cbor.list_of([encoded(value), cbor.list_of([numbers[number] for number in values[value]])])
        for value in sorted(values)
    ]
    return cbor.list_of([encoded(name), cbor.list_of(told)])


def _filters(parts: Sequence[Part], starts: Sequence[int]) -> Mapping[str, Mapping[str, Sequence[int]]]:
    """Give for each filter its values, and for each of these the numbers of the records that have it, in order."""
    joined: dict[str, dict[str, list[int]]] = {}
    for part, start in zip(parts, starts, strict=False):
        for name, values in part.filters.items():
            of_name = joined.setdefault(name, {})
            for value, numbers in values.items():
                of_name.setdefault(value, []).extend([start + number for number in numbers])
    return {name: joined[name] for name in sorted(joined)}
