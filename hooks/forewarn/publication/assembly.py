"""The spare folder becomes the next site: what was made anew is moved into it, and what does not belong goes."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from forewarn.publication.ledger import Seen, seen_below
from forewarn.publication.manifest import ADDRESS, Manifest, paths_below, sum_of
from forewarn.publication.places import Places


def assemble(places: Places, manifest: Manifest, intact: Collection[str] = ()) -> Mapping[str, Seen]:
    """Make the spare hold exactly the files of a manifest, and the manifest.

    Files are moved from the fresh folder. One that is not in it stays where the spare has it, and else the site of now
    lends it. Those named in ``intact`` are known to be right in the spare, and are not opened. No file is ever written
    into: a reader may still have the old one open. As long as this lasts the spare has no manifest, by which everybody
    knows that it is no site.

    Returns how the disk knows each of its files. Raises OSError, and AssemblyFailed where the files are not those of
    the manifest.
    """
    spare = places.spare
    spare.mkdir(exist_ok=True)
    (spare / ADDRESS).unlink(missing_ok=True)
    _remove_others(spare, manifest)
    fresh = set(paths_below(places.fresh))
    for path in fresh:
        _move(f"{places.fresh}/{path}", f"{spare}/{path}")
    for path in manifest.sums.keys() - fresh - set(intact):
        if not is_intact(spare / path, manifest.sums[path]):
            _lend(places.site / path, spare / path, manifest.sums[path])
    seen = seen_below(spare)
    if seen.keys() != manifest.sums.keys():
        raise AssemblyFailed
    write_whole(spare / ADDRESS, manifest.to_bytes())
    return seen


class AssemblyFailed(Exception):  # noqa: N818 - it says what happened; somebody else has changed the files meanwhile
    """The spare does not hold what it should."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or as it was before. Raises OSError."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def is_intact(file: Path, expected_sum: str) -> bool:
    """Tell whether a file is there and as it was when it was built. Raises OSError where it cannot be read.

    ``file`` is below a folder whose path has no links. A link within may lead to what is nobody's business.
    """
    return file.is_file() and file.resolve() == file and sum_of(file.read_bytes()) == expected_sum


def _remove_others(spare: Path, manifest: Manifest) -> None:
    """Remove every file that the next site does not have, and the folders that none of its files lies in."""
    nearest = {path.rpartition("/")[0] for path in manifest.sums}
    needed = {folder for path in nearest for folder in _lineage(path)}
    waiting = [("", str(spare))]
    while waiting:
        inside, place = waiting.pop()
        with os.scandir(place) as entries:
            every = [(f"{inside}{entry.name}", entry) for entry in entries]
        for path, entry in every:
            if not entry.is_dir(follow_symlinks=False):
                if path not in manifest.sums or entry.is_symlink():
                    os.unlink(entry.path)  # noqa: PTH108 - an entry of a folder is no Path
            elif path in needed:
                waiting.append((f"{path}/", entry.path))
            else:
                shutil.rmtree(entry.path)


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
