"""From records to the files of an index."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from forewarn.indexing.program import NotIndexed, Program
from forewarn.indexing.steady import Files, steady
from forewarn.search_record import SearchRecord

ORDER = "order"
MOST_SECONDS = 900


@dataclass(frozen=True)
class Indexing:
    """An index that is being made by another process. Whoever has it calls ``files`` or ``stop`` in the end."""

    program: Program
    made: "Future[Files]"

    def files(self) -> Files:
        """Wait until it is made, and give its files by their names. Raises NotIndexed where it cannot be made."""
        try:
            return self.made.result(MOST_SECONDS)
        except TimeoutError:
            raise NotIndexed("Pagefind has not come to an end.") from None
        finally:
            self.stop()

    def stop(self) -> None:
        """Have it not made any further. Once it is made, this does nothing."""
        self.program.end()


def begin_index(records: Sequence[SearchRecord], language: str) -> Indexing:
    """Begin to make an index of some records, at least one: results come in their order.

    ``language`` is the tag of a language alone, by whose rules the endings of all words are cut, of those in the index
    as of those that are looked for: one index for all languages tells how much there is in each, at no cost.
    Raises NotIndexed where it cannot begin.
    """
    program = Program()
    thread = ThreadPoolExecutor(1, "indexing")
    made = thread.submit(_made, program, tuple(records), language)
    thread.shutdown(wait=False)
    return Indexing(program, made)


def _made(program: Program, records: Sequence[SearchRecord], language: str) -> Files:
    begun = program.ask("NewIndex", config={"force_language": language})
    ask = partial(program.ask, index_id=begun["index_id"])
    digits = len(str(len(records)))
    for number, record in enumerate(records):
        ask("AddRecord", **_told(record), language=language, sort={ORDER: f"{number:0{digits}}"})
    files = ask("GetFiles")["files"]
    return steady({file["path"]: b64decode(file["content"]) for file in files})


def _told(record: SearchRecord) -> Mapping[str, object]:
    """Tell of a record as Pagefind takes it."""
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
