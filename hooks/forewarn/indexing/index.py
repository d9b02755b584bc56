"""From a plan to the files of an index."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from forewarn.indexing.assembly import Assembly, assembled
from forewarn.indexing.part import Files
from forewarn.indexing.program import NotIndexed
from forewarn.indexing.shards import Plan
from forewarn.indexing.workshop import Shelf, Workshop

MOST_SECONDS = 900


def every_one(_name: str) -> bool:
    """Want every file."""
    return True


@dataclass(frozen=True)
class Index:
    """An index that is made. What is shown of a shard's records is only looked up for those files that are wanted."""

    plan: Plan
    assembly: Assembly
    workshop: Workshop

    @property
    def names(self) -> frozenset[str]:
        """The names of all its files."""
        return self.assembly.names

    def contents(self, is_wanted: Callable[[str], bool] = every_one) -> Iterator[tuple[str, bytes]]:
        """Give the files that are wanted, with their names, and always those few whose names tell nothing.

        Any other name tells what is in the file: who has one of that name has this. Raises NotIndexed where one cannot
        be made, or where it was ended before.
        """
        for each in self._contents(is_wanted):
            self.workshop.programs.go_on()
            yield each

    def _contents(self, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
        yield from self.assembly.contents(is_wanted)
        for shard, names in zip(self.plan.shards, self.assembly.shown, strict=True):
            if any(map(is_wanted, names)):
                both = zip(names, self.workshop.shown(shard), strict=True)
                yield from ((name, content) for name, content in both if is_wanted(name))


@dataclass(frozen=True)
class Indexing:
    """An index that is being made by other processes. Whoever has it calls ``index`` or ``stop`` in the end."""

    workshop: Workshop
    made: "Future[Index]"

    def index(self) -> Index:
        """Wait until it is made, and give it. Raises NotIndexed where it cannot be made."""
        try:
            return self.made.result(MOST_SECONDS)
        except TimeoutError:
            self.stop()
            raise NotIndexed("Pagefind has not come to an end.") from None
        except BaseException:
            self.stop()
            raise

    def files(self) -> Files:
        """Wait until it is made, and give all its files by their names. Raises NotIndexed where it cannot be made."""
        return dict(self.index().contents())

    def stop(self) -> None:
        """Have it not made any further."""
        self.workshop.programs.end()


def begin_index(plan: Plan, shelf: Shelf | None = None, workers: int = 1) -> Indexing:
    """Begin to make the index of a plan, of at least one record.

    By the rules of the plan's language the endings of all words are cut, of those in the index as of those that are
    looked for: one index for all languages tells how much there is in each, at no cost. What comes of a shard is kept
    in ``shelf``, and not made again. At most ``workers`` shards are indexed at once.
    """
    workshop = Workshop(shelf)
    thread = ThreadPoolExecutor(1, "indexing")
    made = thread.submit(_made, workshop, plan, workers)
    thread.shutdown(wait=False)
    return Indexing(workshop, made)


def _made(workshop: Workshop, plan: Plan, workers: int) -> Index:
    with ThreadPoolExecutor(workers, "shard") as threads:
        parts = tuple(threads.map(workshop.part, plan.shards))
    engine = workshop.engine(plan.language)
    return Index(plan, assembled(parts, plan.order, engine, workshop.programs.go_on), workshop)
