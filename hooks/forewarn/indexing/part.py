"""What Pagefind knows of one shard, in a form that can be put together with that of others, and kept.

Pagefind writes for each word in which records it is, each with its places there. Results come in an order of their own,
for which no place counts, so only the records are kept: the parts that a reader fetches are a third as large, and a
change of a text changes only what is told of the words that come or go.

For a word, the records are told by the distance of each to the one before. So those of several shards are put together
by their bytes: but for the distance of the first, they stay as they are.
"""

import json
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar, cast

from forewarn.indexing import cbor
from forewarn.indexing.packing import unpacked
from forewarn.indexing.program import NotIndexed

Files = Mapping[str, bytes]
Value = TypeVar("Value")

PROGRAM = "pagefind.js"
ENTRY = "pagefind-entry.json"

_RECORDS, _FILTERS = 1, 3  # their places in the list of what there is
_UNREADABLE = (KeyError, IndexError, TypeError, ValueError, OSError, EOFError, zlib.error, struct.error)
_LENGTH = struct.Struct("<I")

_NUMBER = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a.{4})"  # https://www.rfc-editor.org/rfc/rfc8949#section-3
_SIGNED = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4})"
_LIST = b"(?:\\x80|" + b"|".join(b"\\x%02x%s{%d}" % (0x80 + size, _SIGNED, size) for size in range(1, 24)) + b")"


class Run(NamedTuple):
    """The records that have a word: the numbers of the ``first`` and the ``last``, and how many ``records`` there are.

    ``rest`` is what is written of those behind the first.

    ``form`` is how the word is written with accents, or nothing where it has none; the word itself is without.
    """

    word: str
    form: str
    first: int
    last: int
    records: int
    rest: bytes


@dataclass(frozen=True)
class Part:
    """What there is in a shard: its words, the sums of what is shown of each record, and who passes which filter."""

    runs: tuple[Run, ...]
    sums: tuple[str, ...]
    filters: Mapping[str, Mapping[str, Sequence[int]]]


@dataclass(frozen=True)
class Engine:
    """What an index has whatever is in it: Pagefind's program in a browser, with the words of a language."""

    files: Files
    entry: Mapping[str, Any]


def written(record: bytes) -> bytes:
    """Write that a word is in a record. ``record`` is its distance to the one before.

    The list behind it is for the places of the word: there are none.
    """
    return b"\x82" + record + b"\x80"


def reading(read: Callable[[Files], Value]) -> Callable[[Files], Value]:
    """Make a function that reads what Pagefind has made raise NotIndexed where another version writes it otherwise."""

    def checked(made: Files) -> Value:
        try:
            return read(made)
        except _UNREADABLE as why:
            raise NotIndexed(f"What Pagefind has made cannot be read ({why}).") from None

    return checked


@reading
def engine_of(made: Files) -> Engine:
    """Give what is the same for every index, of one that Pagefind has made. Raises NotIndexed where it is not there."""
    entry = json.loads(made[ENTRY])
    (language,) = entry["languages"].values()
    wasm = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
    return Engine({PROGRAM: made[PROGRAM], wasm: made[wasm]}, entry)


@reading
def part_of(made: Files) -> tuple[Part, tuple[bytes, ...]]:
    """Give what Pagefind has made of a shard, and of each record the file of what is shown of it.

    Raises NotIndexed where it is not what is known of Pagefind.
    """
    (language,) = json.loads(made[ENTRY])["languages"].values()
    listed = cast("list[Any]", cbor.decoded(unpacked(made[f"pagefind.{language['hash']}.pf_meta"])))
    shown = tuple(made[f"fragment/{name}.pf_fragment"] for name, _ in listed[_RECORDS])
    indexes = (unpacked(content) for name, content in made.items() if name.startswith("index/"))
    runs = sorted(run for content in indexes for run in _runs(content))
    filters = dict(_filter(made, name) for _, name in listed[_FILTERS])
    sums = tuple(sha256(unpacked(content)).hexdigest() for content in shown)
    return Part(tuple(runs), sums, {name: filters[name] for name in sorted(filters)}), shown


def _filter(made: Files, name: str) -> tuple[str, Mapping[str, Sequence[int]]]:
    told, values = cast("list[Any]", cbor.decoded(unpacked(made[f"filter/{name}.pf_filter"])))
    return told, {value: tuple(numbers) for value, numbers in sorted(values)}


def _runs(content: bytes) -> Iterator[Run]:
    """Read the words of a piece of an index, each with its records, and then as it is written with accents."""
    one, at = cbor.head(content, 0, cbor.LIST)
    words, at = cbor.head(content, at, cbor.LIST)
    for _ in range(words):
        _, at = cbor.head(content, at, cbor.LIST)
        word, at = cbor.text(content, at)
        run, at = _run(content, at, word, "")
        yield from run
        forms, at = cbor.head(content, at, cbor.LIST)
        for _ in range(forms):
            _, at = cbor.head(content, at, cbor.LIST)
            form, at = cbor.text(content, at)
            run, at = _run(content, at, word, form)
            yield from run
    if (one, at) != (1, len(content)):
        raise ValueError("there is more in a piece of the index than words")


def _run(content: bytes, at: int, word: str, form: str) -> tuple[tuple[Run, ...], int]:
    """Read the records of a word; there may be none. Gives where they end as well."""
    count, at = cbor.head(content, at, cbor.LIST)
    distances, end = _distances(content, at, count)
    if not count:
        return (), end
    first = _number(distances[0])
    last = first + sum(map(_number, distances[1:]))
    rest = b"".join(map(written, distances[1:]))
    return (Run(word, form, first, last, count, rest),), end


def _distances(content: bytes, at: int, count: int) -> tuple[Sequence[bytes], int]:
    """Read the distances of so many records, as they are written, and where that ends.

    There are two million of them in an index of ten thousand records, so that a pattern reads them, all at once. It
    does not know a record that has a word in more than 23 places; then each is read by itself.
    """
    a_record, all_of_a_word = _records()
    found = all_of_a_word.match(content, at)
    end = found.end() if found else at
    distances = a_record.findall(content, at, end)
    if len(distances) == count:
        return distances, end
    values, end = cbor.several(content, at, count)
    return [_distance(value) for value in values], end


@cache
def _records() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Give the patterns of one record and of all records of a word, which take a while to make."""
    record = b"\\x83(%s)%s%s" % (_NUMBER, _LIST, _LIST), b"(?:\\x83%s%s%s)*+" % (_NUMBER, _LIST, _LIST)
    one, many = (re.compile(pattern, re.DOTALL) for pattern in record)
    return one, many


def _distance(record: cbor.Value) -> bytes:
    """Give how far a record is from the one before, as it is written. Raises ValueError where that is not told."""
    if not isinstance(record, list) or not record or not isinstance(record[0], int) or record[0] < 0:
        raise ValueError("it is not told in which record a word is")
    return cbor.encoded(record[0])


def _number(written_: bytes) -> int:
    return written_[0] if len(written_) == 1 else int.from_bytes(written_[1:], "big")


def kept_part(part: Part) -> bytes:
    """Write a part so that it is read again quickly: all that is told of it, and behind that the bytes of its words."""
    told = [[*run[:-1], len(run.rest)] for run in part.runs]
    head = json.dumps([told, part.sums, part.filters], ensure_ascii=False, separators=(",", ":")).encode()
    return _LENGTH.pack(len(head)) + head + b"".join(run.rest for run in part.runs)


def read_part(kept: bytes) -> Part:
    """Read a part that was written so.

    >>> part = Part((Run("tax", "", 0, 3, 2, b"..."),), ("ab",), {"area": {"kent": (0, 3)}})
    >>> read_part(kept_part(part)).runs == part.runs
    True
    """
    head, body = _halves(kept)
    told, sums, filters = json.loads(head)
    rests = _slices(body, [length for *_, length in told])
    runs = tuple(Run._make((*fields, rest)) for (*fields, _), rest in zip(told, rests, strict=True))
    return Part(runs, tuple(sums), filters)


def kept_together(contents: Sequence[bytes]) -> bytes:
    """Write several files as one.

    >>> read_apart(kept_together([b"one", b"", b"three"]))
    (b'one', b'', b'three')
    """
    head = json.dumps([len(content) for content in contents]).encode()
    return _LENGTH.pack(len(head)) + head + b"".join(contents)


def read_apart(kept: bytes) -> tuple[bytes, ...]:
    """Read several files that were written as one."""
    head, body = _halves(kept)
    return tuple(_slices(body, json.loads(head)))


def kept_engine(engine: Engine) -> bytes:
    """Write what every index has, so that it can be read again."""
    named = ((name.encode(), content) for name, content in engine.files.items())
    return kept_together([json.dumps(engine.entry).encode(), *(each for both in named for each in both)])


def read_engine(kept: bytes) -> Engine:
    """Read what was written so.

    >>> engine = Engine({PROGRAM: b"let words"}, {"version": "1.5.2"})
    >>> read_engine(kept_engine(engine)) == engine
    True
    """
    entry, *named = read_apart(kept)
    return Engine(
        {name.decode(): content for name, content in zip(named[::2], named[1::2], strict=True)}, json.loads(entry)
    )


def _halves(kept: bytes) -> tuple[bytes, bytes]:
    (length,) = _LENGTH.unpack_from(kept)
    return kept[_LENGTH.size : _LENGTH.size + length], kept[_LENGTH.size + length :]


def _slices(body: bytes, lengths: Sequence[int]) -> Iterator[bytes]:
    return (body[start:end] for start, end in pairwise(accumulate(lengths, initial=0)))
