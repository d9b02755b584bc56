"""The new site beside the one that is public now: no address that people have is lost without a word.

An address is printed on posters and stands in other people's messages, so what was public stays where it was, or leads
on from there.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from forewarn.problem import Level, Problem
from forewarn.publication.facts import Facts, Kind, kind_of
from forewarn.publication.file_facts import facts_of
from forewarn.publication.leading import address_of
from forewarn.publication.manifest import Manifest

REASON = "FOREWARN_FEWER"
MOST_GONE = 0.05
MOST_NAMED = 10

_ADVISORIES = "advisories/"
_UNREAD = Facts(Kind.PAGE, is_whole=False)


@dataclass(frozen=True)
class Version:
    """A site at one time: its manifest, the facts of its files by their sums, and how to read what has none.

    ``read`` gives the bytes of a file by its path, and raises OSError where it cannot.
    """

    manifest: Manifest
    facts: Mapping[str, Facts]
    read: Callable[[str], bytes] = field(compare=False)

    def of(self, path: str) -> Facts:
        """Give the facts of a page; of one that is damaged or gone, those of a page that says nothing."""
        known = self.facts.get(self.manifest.sums[path])
        if known and known.kind is Kind.PAGE:
            return known
        with suppress(OSError):
            return facts_of(Kind.PAGE, self.read(path))
        return _UNREAD

    def advisories(self) -> tuple[str, ...]:
        """Give the paths of all pages of advisories, in order; what only leads elsewhere is none."""
        below = (path for path in self.manifest.sums if _may_be_advisory(path))
        return tuple(sorted(path for path in below if not self.of(path).is_redirect))


def compare(former: Version, new: Version) -> tuple[Problem, ...]:
    """Tell of advisories that were public and are nowhere in the new site, or not where they were."""
    taken = tuple(_told_of_taken(former, new))
    missing = [path for path in former.manifest.sums if path not in new.manifest.sums and _may_be_advisory(path)]
    if not missing:
        return taken
    gone = tuple(sorted(path for path in missing if not former.of(path).is_redirect))
    moved = _moved(gone, former, new)
    lost = tuple(path for path in gone if path not in moved)
    return (*taken, *_told_of_moved(moved), *_told_of_lost(lost, former, new))


def _may_be_advisory(path: str) -> bool:
    return path.startswith(_ADVISORIES) and kind_of(path) is Kind.PAGE


def _moved(gone: tuple[str, ...], former: Version, new: Version) -> Mapping[str, str]:
    """Find for each page that is gone the one that is probably it: new, with its heading or its time."""
    if not gone:
        return {}
    added = [path for path in new.advisories() if path not in former.manifest.sums]
    by_heading = {new.of(path).headings: path for path in reversed(added)}
    by_time = {new.of(path).published: path for path in reversed(added)}
    found = {path: by_heading.get(former.of(path).headings or ("",)) for path in gone}
    found = {path: now or by_time.get(former.of(path).published or "?") for path, now in found.items()}
    return {path: now for path, now in found.items() if now}


def _told_of_moved(moved: Mapping[str, str]) -> Iterator[Problem]:
    for path, now in moved.items():
        old, address = f"/{address_of(path)}", f"/{address_of(now)}"
        message = f"The advisory that was public at {old} seems to be at {address} now, and nothing leads there."
        cure = (
            f'Write "aliases: [{old}]" into the metadata of the advisory at {address}.'
            f' If it is another one, say why the old one went: {REASON}="reason".'
        )
        yield _found(now, "address-moved", Level.ERROR, message, cure)


def _told_of_taken(former: Version, new: Version) -> Iterator[Problem]:
    """Tell of addresses at which another advisory stands now, while the one that had it is elsewhere.

    That takes the heading and the time of both; of a former page that the last build did not look into, nothing is
    told, as reading them all would take long.
    """
    old, now = former.manifest.sums, new.manifest.sums
    changed = [path for path, digest in now.items() if _may_be_advisory(path) and old.get(path) != digest]
    by_sign = {sign: path for path in reversed(changed) if (sign := _sign(new.of(path)))}
    for path in sorted(set(changed) & old.keys()):
        facts = former.facts.get(old[path])
        sign = _sign(facts) if facts else None
        elsewhere = by_sign.get(sign) if sign else None
        if elsewhere and sign != _sign(new.of(path)) and not new.of(path).is_redirect:
            address, other = f"/{address_of(path)}", f"/{address_of(elsewhere)}"
            message = f"The advisory that was public at {address} is at {other} now, and another is in its place."
            id_ = address.strip("/").rpartition("/")[2]
            cure = (
                f'Give each the address back that it had: write "id: {id_}" into the metadata of the one at {other}.'
                f' If it is meant, say why: {REASON}="reason".'
            )
            yield _found(elsewhere, "address-taken", Level.ERROR, message, cure)


def _sign(facts: Facts) -> tuple[tuple[str, ...], str] | None:
    """Give what tells one advisory from all others; None for a page that does not say."""
    return (facts.headings, facts.published) if facts.headings and facts.published else None


def _told_of_lost(lost: tuple[str, ...], former: Version, new: Version) -> Iterator[Problem]:
    """Tell of all that is lost at once where it is much, else of each."""
    if not lost:
        return
    before = len(former.advisories())
    fewer = before - len(new.advisories())
    most = max(fewer, len(lost))  # new ones make up for none that people were told of
    if most > 1 and most > MOST_GONE * before:
        yield _told_of_many(lost, before, most, new_ones="" if most == fewer else ", new ones not counted")
        return
    for path in lost:
        message = f"The advisory at /{address_of(path)} was public, and is not there any more."
        yield _found(path, "address-gone", Level.WARNING, message, _KEEP)


_KEEP = (
    'Keep its file and withdraw it instead, with "status: withdrawn" and a reason below "publish:";'
    ' or let another advisory have its address, with "aliases:".'
)


def _told_of_many(lost: tuple[str, ...], before: int, fewer: int, new_ones: str) -> Problem:
    named = ", ".join(f"/{address_of(path)}" for path in lost[:MOST_NAMED])
    more = f" and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
    message = f"There are {fewer} advisories fewer than the {before} that are public{new_ones}. Gone: {named}{more}."
    cure = f'{_KEEP} If it is meant, say why: {REASON}="reason".'
    return _found(_ADVISORIES, "fewer-advisories", Level.ERROR, message, cure)


def _found(path: str, rule: str, level: Level, message: str, cure: str) -> Problem:
    return Problem(f"site/{path}", 1, 1, "page", rule, level, message, cure)
