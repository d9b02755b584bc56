"""Where shards are indexed, each by a Pagefind of its own, unless what comes of them is kept."""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Protocol

from forewarn.indexing.part import (
    Engine,
    Files,
    Part,
    engine_of,
    kept_engine,
    kept_part,
    kept_together,
    part_of,
    read_apart,
    read_engine,
    read_part,
)
from forewarn.indexing.program import NotIndexed, Program
from forewarn.indexing.shards import Shard, key_of, told


class Shelf(Protocol):
    """A place where what was indexed is kept by its keys, from one build to the next."""

    def get(self, key: str) -> bytes | None:
        """Give what is kept by a key; None where there is nothing, or where it is damaged."""

    def put(self, key: str, content: bytes) -> None:
        """Keep something. Raises OSError where that is not possible."""


@dataclass
class Programs:
    """Pagefind, as often as it runs: all of it can be ended at once."""

    running: set[Program] = field(default_factory=set)
    is_over: bool = False
    lock: Lock = field(default_factory=Lock)

    @contextmanager
    def one(self) -> Iterator[Program]:
        """Start one, and end it afterwards. Raises NotIndexed where that cannot be, or where all were ended."""
        with self.lock:
            self.go_on()
            program = Program()
            self.running.add(program)
        try:
            yield program
        finally:
            program.end()
            with self.lock:
                self.running.discard(program)

    def go_on(self) -> None:
        """Go on with what takes long. Raises NotIndexed where all were ended."""
        if self.is_over:
            raise NotIndexed("It was ended before it was done.")

    def end(self) -> None:
        """End all that run, and let none begin any more."""
        with self.lock:
            self.is_over = True
            for program in self.running:
                program.end()


@dataclass(frozen=True)
class Workshop:
    """Gives what comes of a shard. ``own`` is what no shelf keeps, as there is none, or nothing can be put there."""

    shelf: Shelf | None = None
    programs: Programs = field(default_factory=Programs)
    own: dict[str, bytes] = field(default_factory=dict)

    def part(self, shard: Shard) -> Part:
        """Give what there is in a shard. Raises NotIndexed where it cannot be indexed, or where all was ended."""
        self.programs.go_on()
        kept = self._get(shard.key)
        return self._index(shard)[0] if kept is None else read_part(kept)

    def shown(self, shard: Shard) -> tuple[bytes, ...]:
        """Give the files of what is shown of the records of a shard. Raises NotIndexed where they cannot be made."""
        kept = self._get(_key_of_shown(shard))
        return self._index(shard)[1] if kept is None else read_apart(kept)

    def engine(self, language: str) -> Engine:
        """Give what every index in a language has. Raises NotIndexed where that cannot be made."""
        key = _key_of_engine(language)
        kept = self._get(key)
        if kept is not None:
            return read_engine(kept)
        engine = engine_of(self._made(({"url": "a", "content": "a"},), language))
        self._put(key, kept_engine(engine))
        return engine

    def _index(self, shard: Shard) -> tuple[Part, tuple[bytes, ...]]:
        part, shown = part_of(self._made(map(told, shard.records), shard.language))
        self._put(shard.key, kept_part(part))
        self._put(_key_of_shown(shard), kept_together(shown))
        return part, shown

    def _made(self, records: Iterable[Mapping[str, object]], language: str) -> Files:
        with self.programs.one() as program:
            begun = program.ask("NewIndex", config={"force_language": language})
            ask = partial(program.ask, index_id=begun["index_id"])
            for record in records:
                ask("AddRecord", **record, language=language)
            files = ask("GetFiles")["files"]
        return {file["path"]: b64decode(file["content"]) for file in files}

    def _get(self, key: str) -> bytes | None:
        kept = self.own.get(key)
        return self.shelf.get(key) if kept is None and self.shelf else kept

    def _put(self, key: str, content: bytes) -> None:
        with suppress(OSError):
            if self.shelf:
                self.shelf.put(key, content)
                return
        self.own[key] = content


def keys_of(shards: Iterable[Shard]) -> Iterator[str]:
    """Give the keys of all that is kept of some shards."""
    for shard in shards:
        yield from (shard.key, _key_of_shown(shard), _key_of_engine(shard.language))


def _key_of_shown(shard: Shard) -> str:
    return key_of(["shown", shard.key])


def _key_of_engine(language: str) -> str:
    return key_of(["engine", language])
