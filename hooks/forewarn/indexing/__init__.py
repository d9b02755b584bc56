"""The index that readers search without a server: records in, files out, the same for the same records.

Pagefind makes it (https://pagefind.app/): a small list of what there is, and hundreds of pieces of which a search
fetches the few that it needs. It is made in shards, each of which is kept, and put together of these; so an edit has
one shard indexed anew, and a reader fetches what they would if all had been indexed at once.
"""

from forewarn.indexing.index import Index, Indexing, begin_index, every_one
from forewarn.indexing.program import NotIndexed
from forewarn.indexing.shards import Plan, Shard, plan_of
from forewarn.indexing.workshop import Shelf, keys_of

__all__ = [
    "Index",
    "Indexing",
    "NotIndexed",
    "Plan",
    "Shard",
    "Shelf",
    "begin_index",
    "every_one",
    "keys_of",
    "plan_of",
]
