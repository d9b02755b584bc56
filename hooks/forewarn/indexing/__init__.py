"""The index that readers search without a server: records in, files out, the same for the same records.

Pagefind makes it (https://pagefind.app/): a small list of what there is, and hundreds of pieces of which a search
fetches the few that it needs.
"""

from forewarn.indexing.index import Indexing, begin_index
from forewarn.indexing.program import NotIndexed

__all__ = ["Indexing", "NotIndexed", "begin_index"]
