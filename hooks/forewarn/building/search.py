"""The index of a site's search: made anew only where the public site has not got it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from forewarn import addresses
from forewarn.drawing.store import Store
from forewarn.publication import NOTHING_KEPT, Kept, Publication
from forewarn.search_record import Indexed
from forewarn.site import SearchIndex, Site, begin_search_index, search_plan


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


def begin_search(
    site: Site, records: Sequence[Indexed], publication: Publication, store: Store, workers: int
) -> Search:
    """Begin to make the index of a site's records, unless the public site has it as it is to be.

    What comes of parts of it is kept in ``store``, and so many ``workers`` make them. Raises ProblemsFound.
    """
    plan, folder = search_plan(site, records), addresses.search_index("")
    key = plan.key.encode()
    kept = publication.kept_below(folder, key) if records else NOTHING_KEPT
    if kept.sums:
        return Search(SearchIndex(plan), key, kept, is_kept=True)
    index = begin_search_index(plan, Store(store.folder / "search"), workers)
    return Search(index, key, publication.public_below(folder), is_kept=False)
