"""The index of a preview's search: made when the pages are shown, so that no editor waits for it."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, Thread

from forewarn import addresses
from forewarn.building.telling import Log, tell
from forewarn.problem import ProblemsFound
from forewarn.publication import LateFiles, Places, Running
from forewarn.site import SearchIndex, begin_search_index

REST = 2.0  # seconds: the open page is shown first, and who saves again soon has no index begun for nothing
MOST_SECONDS = 10  # that an index which is stopped may take to end

_SEARCH = "search"  # what one build of a preview leaves for the next


@dataclass
class _Turn:
    """One index that is being made. Whoever stops it holds ``lock``, so that none begins that was stopped before."""

    is_over: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    index: SearchIndex | None = None
    key: str = ""  # of the index that is to be made

    def begin(self, index: SearchIndex, workers: int) -> SearchIndex:
        """Begin with an index; it is ended at once where it is over."""
        with self.lock:
            self.index = begin_search_index(index.plan, index.store, workers)
            if self.is_over.is_set():
                self.index.stop()
            return self.index

    def stop(self) -> None:
        """Have it not made any further."""
        with self.lock:
            self.is_over.set()
            if self.index:
                self.index.stop()

    def let_go(self) -> None:
        """Let go of the index, which has come to its end."""
        with self.lock:
            self.index = None


class LateSearch:
    """The search of a preview: ``files`` are those of the last index that is whole, and the next one is made meanwhile.

    Only the one who builds calls anything of it. Nothing of a site is kept here once its index is made.
    """

    def __init__(self, files: LateFiles, log: Log, rest: float = REST) -> None:
        self.files, self._log, self._rest = files, log, rest
        self._lock = Lock()  # must be held by whoever changes one of the next two
        self._wanted: SearchIndex | None = None
        self._made = ""  # the key of the index that is shown
        self._is_unknown = False  # which index belongs to the site that is shown
        self._turn, self._thread = _Turn(), Thread()

    def want(self, index: SearchIndex) -> None:
        """Say which index belongs to the site that is shown from now on. ``begin`` has it made."""
        self._is_unknown = False
        with self._lock:
            if self._wanted and self._wanted.plan.key == index.plan.key:
                return
            self._wanted = index
        self.files.expect()

    def want_another(self) -> None:
        """Say that another index belongs to the site that is shown from now on, of which nobody knows anything yet."""
        self._is_unknown = True
        with self._lock:
            self._wanted = None
        self.files.expect()

    def begin(self, workers: int) -> None:
        """Have the index made that is wanted, if it is not there, by as many as there are ``workers`` at once.

        That it cannot be made is told in the log, and the former one stays.
        """
        with self._lock:
            if self._wanted and self._wanted.plan.key == self._made:
                self._wanted = None
            wanted = self._wanted
        if wanted and self._is_making(wanted):
            return
        self.halt()
        if wanted is None:
            if not self._is_unknown:
                self.files.give_up()
            return
        self.files.expect()
        former, turn = self._thread, _Turn(key=wanted.plan.key)
        self._turn = turn
        self._thread = Thread(target=self._make, args=(former, wanted, turn, workers), name="search", daemon=True)
        self._thread.start()

    def _is_making(self, index: SearchIndex) -> bool:
        """Tell whether an index is being made, and nobody has stopped that."""
        return self._thread.is_alive() and self._turn.key == index.plan.key and not self._turn.is_over.is_set()

    def halt(self) -> None:
        """Have the index that is being made not made any further: there will soon be another."""
        self._turn.stop()

    def end(self) -> None:
        """Stop everything, and remove all files."""
        self.halt()
        if self._thread.ident is not None:
            self._thread.join(MOST_SECONDS)
        self.files.discard()

    def _make(self, former: Thread, wanted: SearchIndex, turn: _Turn, workers: int) -> None:
        if former.ident is not None:
            former.join()
        if turn.is_over.wait(self._rest):
            return
        folder = self.files.fresh()
        try:
            shown = self._written(turn.begin(wanted, workers), folder)
        except Exception as error:  # noqa: BLE001 - the preview is to live on, whatever was raised
            shutil.rmtree(folder, ignore_errors=True)
            if not turn.is_over.is_set():
                self._fail(error)
        else:
            self._show(wanted, shown)
        finally:
            turn.let_go()

    def _show(self, wanted: SearchIndex, files: Mapping[str, Path]) -> None:
        self.files.show(files)
        with self._lock:
            self._made = wanted.plan.key
            if self._wanted is wanted:
                self._wanted = None
        with suppress(OSError):
            wanted.tidy(datetime.now(UTC))
        self._log.info("The search is up to date.")

    def _written(self, index: SearchIndex, folder: Path) -> Mapping[str, Path]:
        """Write what was not there before, and give where every file is by its name."""
        former, below = self.files.shown, addresses.search_index("")
        every = index.write(folder, lambda address: address.removeprefix(below) not in former)
        written = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        names = {address: address.removeprefix(below) for address in every}
        return {name: written.get(address) or former[name] for address, name in names.items()}

    def _fail(self, error: Exception) -> None:
        self.files.give_up()
        if isinstance(error, ProblemsFound):
            tell(self._log, error.problems)
            return
        why = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
        self._log.warning("The search finds nothing new, as its index could not be made: %s.", why.rstrip("."))
        self._log.debug("Where it went wrong:", exc_info=error)


def late_search(running: Running, site: Path, log: Log) -> LateSearch:
    """Give the search of a preview that shows ``site``: one for all its builds, which ends with the program."""
    search: LateSearch | None = running.at_hand.get(_SEARCH)
    if search is None:
        search = running.at_hand[_SEARCH] = LateSearch(LateFiles(Places.of(site).late), log)
        running.ends(search.end)
    return search
