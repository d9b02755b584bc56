"""Many advisories surveyed at once: in this process where there are few, else in as many as the machine has cores."""

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from forewarn.rendering import KnownPages
from forewarn.spawning import spawned, spawning
from forewarn.surveying.content import AdvisoryFile
from forewarn.surveying.neighbourhood import Neighbourhood, sum_of
from forewarn.surveying.surveyor import Source, Surroundings, SurveyedText, Surveyor
from forewarn.surveying.text_codec import TextCodec, surroundings_read, surroundings_written

FEW = 100
AT_ONCE = 25
AT_FIRST = 4  # chunks for each process, before it is known how long they take to begin


@dataclass(frozen=True)
class _Task:
    """What other processes are told once: where the texts lie, and all that they can see."""

    content: bytes
    now: datetime
    surroundings: bytes
    addresses: dict[str, str]
    nameable: frozenset[str]
    beside: dict[str, bytes]


def surveyed(
    sources: Sequence[Source], surroundings: Surroundings, around: Neighbourhood, now: datetime, workers: int
) -> Iterator[SurveyedText]:
    """Survey advisories, in their order. ``workers`` is how many processes may do that at once.

    The texts of others are equal to those that this process makes, whoever makes them.
    """
    files = [source for source in sources if isinstance(source, AdvisoryFile)]
    if workers > 1 and len(files) == len(sources) > FEW:
        return _by_others(files, surroundings, around, now, workers)
    surveyor = Surveyor(surroundings, now)
    return (surveyor.survey(source, around) for source in sources)


def _by_others(
    files: Sequence[AdvisoryFile], surroundings: Surroundings, around: Neighbourhood, now: datetime, workers: int
) -> Iterator[SurveyedText]:
    """Survey files in other processes; where one is ended, perhaps for want of memory, the rest here."""
    codec = TextCodec(around.content, surroundings.settings.time_zone)
    surveyor = Surveyor(surroundings, now)
    chunks = [files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE)]
    first, rest = chunks[: AT_FIRST * workers], chunks[AT_FIRST * workers :]
    own: Sequence[SurveyedText] = ()
    done = 0
    with tempfile.TemporaryDirectory(prefix="forewarn-") as folder:
        told = Path(folder) / "task"
        told.write_bytes(msgspec.msgpack.encode(_task(surroundings, around, now)))
        pool = spawned(workers)

        def handed_out(some: Sequence[Sequence[AdvisoryFile]]) -> "Sequence[Future[bytes]]":
            with spawning():
                return [pool.submit(_chunk, str(told), [(each.path, each.file) for each in chunk]) for chunk in some]

        try:
            handed = deque(handed_out(first))
            own = _meanwhile(rest, handed[0].done, lambda file: surveyor.survey(file, around))
            handed.extend(handed_out(rest))
            while handed:
                yield from codec.all_read(handed.popleft().result())  # what was read is let go of
                done += 1
        except BrokenProcessPool:
            yield from (surveyor.survey(file, around) for file in files[done * AT_ONCE : len(files) - len(own)])
        finally:
            pool.shutdown(cancel_futures=True)
    yield from own


def _meanwhile(
    chunks: list[Sequence[AdvisoryFile]], is_over: Callable[[], bool], survey: Callable[[AdvisoryFile], SurveyedText]
) -> Sequence[SurveyedText]:
    """Survey the last chunks here, and take them out, until others have done their first: they take a while to begin.

    Gives the texts in their order.
    """
    own: deque[SurveyedText] = deque()
    while chunks and not is_over():
        own.extendleft(reversed([survey(file) for file in chunks.pop()]))
    return own


def _task(surroundings: Surroundings, around: Neighbourhood, now: datetime) -> _Task:
    beside = {file: os.fsencode(path) for file, path in around.beside.items()}
    pages, content = around.pages, os.fsencode(around.content)
    written = surroundings_written(surroundings)
    return _Task(content, now, written, dict(pages.addresses), frozenset(pages.nameable), beside)


def _chunk(told: str, files: Sequence[tuple[str, str]]) -> bytes:
    """Survey some files in a process that was spawned for it."""
    surveyor, around, codec = _bench(told)
    sources = (AdvisoryFile(around.content, path, file) for path, file in files)
    return codec.all_written([surveyor.survey(source, around) for source in sources])


@lru_cache(maxsize=1)
def _bench(told: str) -> tuple[Surveyor, Neighbourhood, TextCodec]:
    """Prepare for many chunks of one task."""
    task = msgspec.msgpack.decode(Path(told).read_bytes(), type=_Task)
    surroundings, content = surroundings_read(task.surroundings), Path(os.fsdecode(task.content))
    beside = {file: Path(os.fsdecode(path)) for file, path in task.beside.items()}
    around = Neighbourhood(content, KnownPages(task.addresses, task.nameable), beside, cache(sum_of))
    codec = TextCodec(content, surroundings.settings.time_zone)
    return Surveyor(surroundings, task.now), around, codec
