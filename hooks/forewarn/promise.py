"""What a site must hold once it is built, as it is known before a single file is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from forewarn.sums import sum_of_value


@dataclass(frozen=True)
class Promise:
    """Where the public must find one advisory. All addresses are relative to the site, such as ``areas/kent/``.

    ``address`` is that of its page, which shows ``title`` as its heading. Each list of ``lists`` links to it from one
    of its pages, and each page of ``feeds`` has feeds that hold ``entry_id``, as do the ``datasets``, which are files
    for other programs. ``alert`` is the path of its alert, empty where the site offers none.
    """

    address: str
    title: str
    entry_id: str
    lists: tuple[str, ...]
    feeds: tuple[str, ...]
    datasets: tuple[str, ...] = ()
    alert: str = ""

    @cached_property
    def sum(self) -> bytes:
        """The sum of all this."""
        return sum_of_value(self)


@dataclass(frozen=True)
class Expected:
    """All that a site must hold, and what it must not.

    ``base`` is the whole address of the site, with a slash at its end. ``files`` are the paths of all its files, no
    more and no less. ``unindexed`` are the addresses of pages that the site map leaves out. ``hidden_words`` belong to
    advisories that the public may not know of, and to nothing that it may. ``images`` are the whole addresses of the
    pictures that stand for pages where they are shared, by the paths of these.
    """

    base: str
    files: frozenset[str]
    promises: tuple[Promise, ...]
    unindexed: frozenset[str] = frozenset()
    hidden_words: frozenset[str] = frozenset()
    images: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def promised(self) -> Mapping[str, bytes]:
        """The sum of what is promised of each advisory, by its address."""
        return {promise.address: promise.sum for promise in self.promises}
