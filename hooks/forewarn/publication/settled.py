"""What an earlier build has verified and what still holds, so that it need not be looked at again.

A file that is the same keeps every promise that it kept, as long as the promise is the same and nothing is gone that it
needs. Whatever cannot be told so is looked at as if there had been no build before.
"""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType

from forewarn.problem import Problem
from forewarn.promise import Expected, Promise
from forewarn.publication.leading import address_of
from forewarn.publication.ledger import Ledger
from forewarn.publication.manifest import Manifest

FOLDER = "site/"
_FURTHER = "page/"
_FEEDS = ("feed.xml", "feed.json", "rss.xml")
_ARCHIVES = "feed/"


@dataclass(frozen=True)
class Settled:
    """What holds of a site before anybody looks at it; nothing where there is no build before.

    ``paths`` are the files that are the same, ``shown`` those of them that are pages which a search engine may show,
    and ``finds`` the addresses of the advisories that others of them find, by their paths. ``promised`` are the sums of
    what is promised of each advisory, by its address, and ``promises`` the addresses of those of which the same was
    promised before. ``changed`` are the addresses of the pages whose lists or feeds are not the same, or not all there
    any more. ``gone`` are the files that are not there any more, and ``reached`` all files and places in them to which
    one that is the same may lead. ``told`` are the warnings about files that are the same.
    """

    promised: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    paths: Set[str] = frozenset()
    shown: Set[str] = frozenset()
    finds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    promises: Set[str] = frozenset()
    changed: Set[str] = frozenset()
    gone: Set[str] = frozenset()
    reached: Set[str] = frozenset()
    told: tuple[Problem, ...] = ()

    def has_page(self, promise: Promise) -> bool:
        """Tell whether the page of an advisory holds what it should."""
        return promise.address in self.promises and f"{promise.address}index.html" in self.paths

    def has_listed(self, promise: Promise, address: str) -> bool:
        """Tell whether an advisory is in the list, or in the feed, of the page at an address."""
        return promise.address in self.promises and address not in self.changed

    def needed(self, path: str) -> bool:
        """Tell whether a file that is the same is to be looked at with others, of whose list or feed it is a part."""
        return not self.changed.isdisjoint(_listing([path]))


NOTHING_SETTLED = Settled()


def settled(former: Manifest, known: Ledger, new: Manifest, kept: Collection[str], expected: Expected) -> Settled:
    """Tell what holds of a ``new`` site beside the ``former`` one, of which its build has ``known`` so much.

    ``kept`` are the paths of the files that were not made again.
    """
    promised = expected.promised
    same = {path for path in kept if former.sums.get(path) == new.sums[path] and path in known.outputs}
    gone = former.sums.keys() - new.sums.keys()
    return Settled(
        promised=promised,
        paths=same,
        shown=same & known.findings.shown,
        finds={path: address for path, address in known.findings.finds.items() if path in same},
        promises={address for address, sum_ in promised.items() if known.findings.promised.get(address) == sum_},
        changed=frozenset(_listing({*(new.sums.keys() - same), *gone})),
        gone=gone,
        reached=known.findings.reached,
        told=tuple(problem for problem in known.findings.told if problem.file.removeprefix(FOLDER) in same),
    )


def _listing(paths: Iterable[str]) -> Iterable[str]:
    """Give the address of the page of which each file may be a list, a further page of a list, or a feed.

    >>> sorted(set(_listing(["areas/kent/page/2/index.html", "areas/kent/feed/2026.xml", "feed.json"])))
    ['', 'areas/kent/', 'areas/kent/page/2/']
    """
    for path in paths:
        folder, _, name = path.rpartition("/")
        before = f"{folder}/" if folder else ""
        if name in _FEEDS:
            yield before
        elif before.endswith(f"/{_ARCHIVES}") or before == _ARCHIVES:
            yield before.removesuffix(_ARCHIVES)
        else:
            address = address_of(path)
            yield address
            above, is_further, _ = address.rpartition(f"/{_FURTHER}")
            if is_further:
                yield f"{above}/"
