"""The index of a site's search: made anew only where the public site has not got it already."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forewarn import addresses
from forewarn.building.request import Request
from forewarn.drawing.store import Store
from forewarn.indexing import Plan
from forewarn.publication import NOTHING_KEPT, Kept, Publication
from forewarn.search_record import Indexed
from forewarn.site import SearchIndex, SearchStore, Site, begin_search_index, search_plan


@dataclass(frozen=True)
class Search:
    """The index of the search while it is made; ``public`` are those of its files that the public site has already.

    ``key`` is the sum of what the whole is made of. ``is_kept`` says that nothing of it need be made.
    """

    index: SearchIndex
    key: bytes
    public: Kept
    is_kept: bool

    def write(self, folder: Path) -> Mapping[str, bytes]:
        """Write what the public site has not got, and give the sum of what each file of the whole is made of.

        Raises ProblemsFound and OSError as ``SearchIndex.write`` does.
        """
        if self.is_kept:
            return dict.fromkeys(self.public.sums, self.key)
        return dict.fromkeys(self.index.write(folder, lambda address: address not in self.public.sums), self.key)


NO_SEARCH = Search(SearchIndex(Plan("", (), ())), b"", NOTHING_KEPT, is_kept=False)


@dataclass(frozen=True)
class Aside:
    """A store for what holds words that the public may not know yet: it looks into ``usual``, and puts nothing there.

    ``own`` goes away with the preview, and has only what its last index was made of.
    """

    usual: Store
    own: Store

    def get(self, key: str) -> bytes | None:
        """Give what is kept by a key; None where there is nothing, or where it is damaged."""
        own = self.own.get(key)
        return self.usual.get(key) if own is None else own

    def put(self, key: str, content: bytes) -> None:
        """Keep something for this preview. Raises OSError where that is not possible."""
        self.own.put(key, content)

    def tidy(self, used: Collection[str], clock: datetime) -> None:
        """Remove what is not used, and note of what is used that it was."""
        self.usual.tidy(used, clock)
        with suppress(OSError):
            for path in self.own.folder.iterdir():
                if path.name not in used:
                    path.unlink()


def begin_search(
    request: Request, site: Site, records: Sequence[Indexed], publication: Publication, store: Store
) -> Search:
    """Begin to make the index of a site's records, unless the public site has it as it is to be, or it comes later.

    What comes of parts of it is kept in ``store``, unless that could tell what is hidden. Raises ProblemsFound.
    """
    plan, folder = search_plan(site, records), addresses.search_index("")
    key, shelf = plan.key.encode(), _shelf(request, publication, store)
    if request.has_late_search:
        return Search(SearchIndex(plan, store=shelf), key, NOTHING_KEPT, is_kept=False)
    kept = publication.kept_below(folder, key) if records else NOTHING_KEPT
    if kept.sums:
        return Search(SearchIndex(plan), key, kept, is_kept=True)
    index = begin_search_index(plan, shelf, request.workers)
    return Search(index, key, publication.public_below(folder), is_kept=False)


def _shelf(request: Request, publication: Publication, store: Store) -> SearchStore:
    """Give the place for parts of an index; in a preview of what is hidden, or still to come, one that goes with it."""
    usual = Store(store.folder / "search")
    if request.is_served and (request.shows_hidden or request.now > request.clock):
        return Aside(usual, Store(publication.places.work / "indexed"))
    return usual
