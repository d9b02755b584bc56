"""The shards of an index: so many records that indexing them is quick, with a key for all that comes of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from forewarn.indexing.cutting import pieces
from forewarn.search_record import Indexed

MOST_RECORDS = 500

_KEY_LETTERS = 40
_LIBRARIES = ("pagefind_bin", "zlib-ng")


@dataclass(frozen=True)
class Shard:
    """Records that are indexed together. ``key`` stands for what they say, and for the programs that index them."""

    key: str
    language: str
    records: tuple[Indexed, ...]


@dataclass(frozen=True)
class Plan:
    """What an index is to be made of: its shards, oldest first, and the numbers of its records in the order of results.

    A record's number is its place among all, the oldest being 0, so that a new one renumbers none. ``key`` stands for
    the whole index: as long as it is the same, so is every byte of that.
    """

    language: str
    shards: tuple[Shard, ...]
    order: tuple[int, ...]

    @property
    def key(self) -> str:
        """What stands for the whole index."""
        return key_of([self.language, [shard.key for shard in self.shards], self.order])


def plan_of(records: Sequence[Indexed], language: str) -> Plan:
    """Plan the index of some records, which stand in the order of results. ``language`` is a tag of a language alone.

    Up to 500 are one shard. More are cut into shards of at most 500, along the time of their publication: an edit
    changes one, and a record more or less that which it is in, which may then be cut in two or joined with the next.
    """
    by_age = sorted(range(len(records)), key=lambda place: (records[place].published, records[place].address))
    aged = [records[place] for place in by_age]
    numbers = dict(zip(by_age, range(len(records)), strict=True))
    cut = pieces([record.address for record in aged], [1] * len(aged), MOST_RECORDS)
    shards = (tuple(aged[piece]) for piece in cut)
    return Plan(
        language,
        tuple(Shard(key_of([language, [record.sum.hex() for record in shard]]), language, shard) for shard in shards),
        tuple(numbers[place] for place in range(len(records))),
    )


def key_of(what: object) -> str:
    """Stand for something that can be written as JSON, and for all that makes an index of it: 40 of 0-9 and a-f."""
    written = json.dumps([_signature(), what], ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()[:_KEY_LETTERS]


def told(indexed: Indexed) -> Mapping[str, object]:
    """Tell of a record as Pagefind takes it."""
    record = indexed.made
    return {
        "url": record.address,
        "content": record.text,
        "meta": {
            "title": record.title,
            "summary": record.summary,
            "areas": " ".join(record.areas),
            "date": record.date,
        },
        "filters": {
            "area": tuple(dict.fromkeys((*record.areas, *record.around))),
            "topic": record.topics,
            "state": record.states,
            "language": (record.language,),
        },
    }


@cache
def _signature() -> str:
    """Stand for the code and the programs that make an index."""
    return sha256(b"\0".join(_programs())).hexdigest()


def _programs() -> Iterator[bytes]:
    for path in sorted(Path(__file__).parent.glob("*.[pt]*")):  # the code, and the licences that go with an index
        yield from (path.name.encode(), sha256(path.read_bytes()).digest())
    yield from (f"{library} {version(library)}".encode() for library in _LIBRARIES)
