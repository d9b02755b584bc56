"""The spare folder becomes the next site: what was made anew is moved into it, and what does not belong goes."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from forewarn.publication.ledger import Seen, seen_at, seen_of
from forewarn.publication.manifest import ADDRESS, Manifest, paths_below, sum_of, write_whole
from forewarn.publication.places import Places

_NOTHING: Mapping[str, Seen] = MappingProxyType({})


def assemble(
    places: Places, manifest: Manifest, right: Mapping[str, Seen] = _NOTHING, inside: Mapping[str, Seen] | None = None
) -> Mapping[str, Seen]:
    """Make the spare hold exactly the files of a manifest, and the manifest.

    Files are moved from the fresh folder. One that is not in it stays where the spare has it, and else the site of now
    lends it. ``right`` tells how the disk knew files of the spare that are those of the manifest; what it still knows
    so is not opened. ``inside`` is what is in the spare, to whoever knows without looking. No file is ever written
    into: a reader may still have the old one open. As long as this lasts the spare has no manifest, by which everybody
    knows that it is no site.

    Returns how the disk knows each of its files. Raises OSError, and AssemblyFailed where the files are not those of
    the manifest.
    """
    spare, fresh = places.spare, set(paths_below(places.fresh))
    if not fresh <= manifest.sums.keys():
        raise AssemblyFailed
    if not spare.exists() and places.fresh.exists():
        os.replace(places.fresh, spare)  # noqa: PTH105 - as each file below
        inside = {}
    else:
        inside = _emptied(spare, manifest, inside)
        for path in fresh:
            _move(f"{places.fresh}/{path}", f"{spare}/{path}")
    seen = {path: own for path, own in inside.items() if right.get(path) == own and path not in fresh}
    for path in manifest.sums.keys() - fresh - seen.keys():
        if not is_intact(spare / path, manifest.sums[path]):
            _lend(places.site / path, spare / path, manifest.sums[path])
    seen |= {path: seen_at(f"{spare}/{path}") for path in manifest.sums.keys() - seen.keys()}
    write_whole(spare / ADDRESS, manifest.to_bytes())
    return seen


def _emptied(spare: Path, manifest: Manifest, inside: Mapping[str, Seen] | None) -> Mapping[str, Seen]:
    """Have nothing in the spare that the next site has not, and no manifest; give how the disk knows what is left."""
    spare.mkdir(exist_ok=True)
    (spare / ADDRESS).unlink(missing_ok=True)
    if inside is None:
        return _remove_others(spare, manifest)
    _remove(spare, inside.keys() - manifest.sums.keys())
    return inside


class AssemblyFailed(Exception):  # noqa: N818 - it says what happened; somebody else has changed the files meanwhile
    """The spare does not hold what it should."""


def is_intact(file: Path, expected_sum: str) -> bool:
    """Tell whether a file is there and as it was when it was built. Raises OSError where it cannot be read.

    ``file`` is below a folder whose path has no links. A link within may lead to what is nobody's business.
    """
    return file.is_file() and file.resolve() == file and sum_of(file.read_bytes()) == expected_sum


def _remove(spare: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders in which nothing is left."""
    for path in paths:
        file = spare / path
        file.unlink(missing_ok=True)
        with suppress(OSError):  # something else is in it
            for folder in file.relative_to(spare).parents[:-1]:
                (spare / folder).rmdir()


def _remove_others(spare: Path, manifest: Manifest) -> Mapping[str, Seen]:
    """Remove every file that the next site does not have, and the folders that none of its files lies in.

    Gives how the disk knows the files that are left.
    """
    nearest = {path.rpartition("/")[0] for path in manifest.sums}
    needed = {folder for path in nearest for folder in _lineage(path)}
    left: dict[str, Seen] = {}
    waiting = [("", str(spare))]
    while waiting:
        inside, place = waiting.pop()
        with os.scandir(place) as entries:
            every = [(f"{inside}{entry.name}", entry) for entry in entries]
        for path, entry in every:
            if not entry.is_dir(follow_symlinks=False):
                if path not in manifest.sums or entry.is_symlink():
                    os.unlink(entry.path)  # noqa: PTH108 - an entry of a folder is no Path
                else:
                    left[path] = seen_of(entry.stat(follow_symlinks=False))
            elif path in needed:
                waiting.append((f"{path}/", entry.path))
            else:
                shutil.rmtree(entry.path)
    return left


def _lineage(folder: str) -> Iterator[str]:
    """Name a folder and those that it lies in: ``a/b`` and ``a``."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105 - thousands of files, of which nobody needs a Path
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(source).replace(target)


def _lend(source: Path, target: Path, expected_sum: str) -> None:
    content = source.read_bytes()
    if sum_of(content) != expected_sum:
        raise AssemblyFailed
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)
