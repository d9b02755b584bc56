"""Asking a live site for its files, many at once, and telling what is not as it should be."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus

from forewarn.publication.manifest import ADDRESS, Manifest, NotAManifest
from forewarn.verifying.age import ATOM_FEED, JSON_FEED, agreement_findings
from forewarn.verifying.files import NOT_FOUND_PAGE, NOWHERE, file_findings, nowhere_findings
from forewarn.verifying.finding import Finding
from forewarn.verifying.headers import Deviation, HeadersMeant, deviations
from forewarn.verifying.live import Answer, Live, Unreachable

FEEDS = (ATOM_FEED, JSON_FEED)
PAUSE = 5.0

_CURE_OF_HEADERS = 'Write the host\'s files anew with "forewarn deploy-files", and upload them.'
_BUSY = "Ask again; if it stays so, look whether the host is there and not overloaded."


@dataclass(frozen=True)
class Verified:
    """What came of it: every finding, how many files were looked at of how many, and the bytes of the feeds."""

    findings: tuple[Finding, ...]
    looked_at: int
    of: int
    feeds: Mapping[str, bytes]


@dataclass(frozen=True)
class _Seen:
    """What was seen of one file: faults of its bytes, of its headers, and its body where somebody reads it."""

    path: str
    findings: tuple[Finding, ...]
    deviations: tuple[Deviation, ...] = ()
    body: bytes = b""


def live_manifest(live: Live) -> Manifest | None:
    """Give the manifest that a live site shows; None where it shows none. Raises Unreachable."""
    answer = live.ask(ADDRESS, keep=True)
    if answer.status != HTTPStatus.OK:
        return None
    try:
        return Manifest.from_bytes(answer.body)
    except NotAManifest:
        return None


def wait_for(
    live: Live, meant: Manifest, seconds: float, clock: Callable[[], float], pause: Callable[[float], None]
) -> None:
    """Wait until a live site shows the manifest that is meant, for so many seconds at most.

    A host takes a while until all its machines have an upload. What is not there by then will be found.
    """
    ends = clock() + seconds
    while clock() < ends and _shown(live) != meant.sum:
        pause(min(PAUSE, max(0.0, ends - clock())))


def _shown(live: Live) -> str | None:
    try:
        found = live_manifest(live)
    except Unreachable:
        return None
    return found.sum if found else None


def verify(
    live: Live,
    manifest: Manifest,
    paths: Collection[str],
    meant: HeadersMeant | None = None,
    moved: Mapping[str, str] | None = None,
) -> Verified:
    """Ask a live site for some files of a manifest, for the manifest itself, and for a page that is not there.

    ``meant`` gives the headers that a file should have by its path; without it only cookies are looked for. ``moved``
    are the addresses to which the host may lead from old addresses, by their paths. What does not answer is a finding.
    """
    asked = [path for path in paths if path != NOT_FOUND_PAGE]
    with ThreadPoolExecutor(live.at_once) as many:
        seen = list(many.map(lambda path: _look(live, manifest, path, meant, moved or {}), asked))
    feeds = {each.path: each.body for each in seen if each.body}
    findings = [
        *_of_manifest(live, manifest),
        *(finding for each in seen for finding in each.findings),
        *_of_nowhere(live, manifest),
        *_of_headers(seen),
        *(agreement_findings(feeds[JSON_FEED], feeds[ATOM_FEED]) if len(feeds) == len(FEEDS) else ()),
    ]
    return Verified(tuple(findings), len(paths), len(manifest.sums), feeds)


def _look(live: Live, manifest: Manifest, path: str, meant: HeadersMeant | None, moved: Mapping[str, str]) -> _Seen:
    answer = _asked(live, path)
    if isinstance(answer, Finding):
        return _Seen(path, (answer,))
    findings = tuple(file_findings(path, answer, manifest.sums[path], moved))
    wrong = () if answer.leads_to else tuple(deviations(answer.headers, meant(path) if meant else {}))
    return _Seen(path, findings, wrong, answer.body)


def _asked(live: Live, path: str) -> Answer | Finding:
    try:
        return live.ask(path, keep=path in FEEDS)
    except Unreachable as why:
        return Finding(path, str(why), _BUSY)


def _of_manifest(live: Live, manifest: Manifest) -> Iterator[Finding]:
    try:
        shown = live_manifest(live)
    except Unreachable as why:
        yield Finding(ADDRESS, str(why), _BUSY)
        return
    if shown is None:
        yield Finding(ADDRESS, "The live site has no list of its files.", "Upload the site again, whole.")
    elif shown.sum != manifest.sum:
        others = sum(1 for path in shown.sums.keys() | manifest.sums.keys() if differs(path, shown, manifest))
        told = f"The live site is another build: {others:,} of its files are not those of the site here."
        yield Finding(ADDRESS, told, "Publish this one, or hold the live site against the build that was published.")


def differs(path: str, one: Manifest, other: Manifest) -> bool:
    """Tell whether two sites differ in a file, or only one has it."""
    return one.sums.get(path) != other.sums.get(path)


def _of_nowhere(live: Live, manifest: Manifest) -> Iterator[Finding]:
    answer = _asked(live, NOWHERE)
    if isinstance(answer, Finding):
        yield answer
    else:
        yield from nowhere_findings(answer, manifest.sums.get(NOT_FOUND_PAGE))


def _of_headers(seen: Iterable[_Seen]) -> Iterator[Finding]:
    """Tell each wrong header once, with one of the files: a policy is wrong on a thousand pages at once."""
    having: defaultdict[Deviation, list[str]] = defaultdict(list)
    for each in seen:
        for deviation in each.deviations:
            having[deviation].append(each.path)
    for deviation, paths in sorted(having.items()):
        more = f" So it is on {len(paths):,} files." if len(paths) > 1 else ""
        yield Finding(paths[0], f"{deviation}{more}", _CURE_OF_HEADERS)
