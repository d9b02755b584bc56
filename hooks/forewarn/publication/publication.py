"""One build's hold on the output folder, from the lock to the moment at which the new site is public."""

import errno
import os.path
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from filelock import FileLock, Timeout

from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.publication.assembly import AssemblyFailed, assemble, is_intact
from forewarn.publication.exchange import finish_interrupted, put_forward
from forewarn.publication.ledger import (
    NOTHING_FOUND,
    UNKNOWN_STANDING,
    Findings,
    Ledger,
    Output,
    Seen,
    Standing,
    as_seen,
    forget_other_ledgers,
    read_ledger,
    seen_below,
    write_ledger,
)
from forewarn.publication.manifest import ADDRESS, Manifest, manifest_of, read_manifest, write_whole
from forewarn.publication.memory import Memory
from forewarn.publication.places import Places
from forewarn.publication.record import UNKNOWN, Record, record_from_bytes, record_to_bytes
from forewarn.publication.superseded import still_kept

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# Folders in which people keep work of their own: no output folder that a build alone has made has one.
_OF_OTHERS = (".git", ".hg", ".svn")
_HOME_PAGE = "index.html"

_MOUNTED = (
    "A disk or another folder is mounted there, which cannot be exchanged for another.",
    'Name a folder inside of it as "site_dir" in mkdocs.yml.',
)
_OF_AN_IMAGE = (
    "It came with the image of a container, whose folders cannot be moved.",
    'Leave it out of the image (.dockerignore), or name another folder as "site_dir" in mkdocs.yml.',
)
# Of a mount from the same disk, and of the layers of an image, nothing is known until the system refuses to move them.
_IMMOVABLE = {errno.EBUSY: _MOUNTED, errno.EXDEV: _OF_AN_IMAGE}


@dataclass(frozen=True)
class Kept:
    """Files of the public site that stay as they are: their sums and their sizes in bytes, by their paths."""

    sums: Mapping[str, str]
    sizes: Mapping[str, int]

    def only(self, paths: Collection[str]) -> "Kept":
        """Give those of some paths."""
        return Kept(
            {path: digest for path, digest in self.sums.items() if path in paths},
            {path: size for path, size in self.sizes.items() if path in paths},
        )

    def joined(self, other: "Kept") -> "Kept":
        """Give these files and some more."""
        return Kept({**self.sums, **other.sums}, {**self.sizes, **other.sizes})


NOTHING_KEPT = Kept(MappingProxyType({}), MappingProxyType({}))


class Publication:
    """An output folder that this build alone may change. Make one with ``Publication.open``, and close it in the end.

    Whoever makes the site writes it to ``fresh``, an empty folder. Nothing that is public changes before ``publish``.
    """

    def __init__(
        self, places: Places, lock: FileLock, *, believes_disk: bool = True, memory: Memory | None = None
    ) -> None:
        self.places, self._lock, self._believes_disk, self._memory = places, lock, believes_disk, memory
        self._former: tuple[Manifest | None, Ledger] | None = None
        self._intact: set[str] = set()
        self._recollections: dict[Path, tuple[Manifest, Ledger] | None] = {}

    @classmethod
    def open(cls, site: Path, *, believes_disk: bool = True, memory: Memory | None = None) -> "Publication":
        """Take hold of the output folder ``site``, which need not be there yet.

        ``believes_disk`` says that a file of a former build is not opened which the disk knows as it was; otherwise
        each is read. A ``memory`` is of a process that alone writes there, and does not even look at what it has made.
        Raises ProblemsFound where another build has it, or where nothing can be published.
        """
        places = _usable(site)
        publication = cls(places, _locked(places), believes_disk=believes_disk, memory=memory)
        try:
            for place in (places.fresh, places.spare, places.leaving):
                _remove_what_is_no_folder(place)
            finish_interrupted(places)
            _remove(places.fresh)
            places.fresh.mkdir()
        except OSError as error:
            publication.close()
            raise ProblemsFound([_unusable(places, error)]) from None
        return publication

    @property
    def fresh(self) -> Path:
        """The folder that the site is to be written into, empty when the publication is opened."""
        return self.places.fresh

    def made(self) -> Manifest:
        """Give the manifest of what lies in ``fresh``. Raises ProblemsFound where that cannot be read."""
        return self.guarded(manifest_of, self.fresh)

    def kept(self, wanted: Mapping[str, bytes]) -> Kept:
        """Tell which files need not be made, as the site that is public now has them.

        ``wanted`` gives the sum of what each is made of by its path. Raises ProblemsFound where they cannot be read.
        """
        return self.guarded(self._kept, wanted)

    def _kept(self, wanted: Mapping[str, bytes]) -> Kept:
        former, known = self.former(), self.ledger().outputs
        if former is None or not known:
            return NOTHING_KEPT
        alike = {
            path: output.seen
            for path, made_of in wanted.items()
            if (output := known.get(path)) is not None and output.made_of == made_of
        }
        if self._recalled(self.places.site):
            return Kept({path: former.sums[path] for path in alike}, {path: seen.size for path, seen in alike.items()})
        unseen = {path: seen for path, seen in alike.items() if path not in self._intact}
        self._intact.update(as_seen(self.places.site, unseen) if self._believes_disk else ())
        intact = alike.keys() & self._intact
        intact |= self._intact_in_site({path: former.sums[path] for path in alike.keys() - intact & former.sums.keys()})
        return Kept({path: former.sums[path] for path in intact}, {path: known[path].seen.size for path in intact})

    def kept_below(self, folder: str, made_of: bytes) -> Kept:
        """Tell which files of a folder need not be made, if none of them need be: all were made of ``made_of``.

        ``folder`` is the first part of their paths. Raises ProblemsFound where they cannot be read.
        """
        known = self.ledger().outputs
        own = {path: made_of for path in known if path.startswith(folder)}
        kept = self.kept(own)
        return kept if kept.sums.keys() == own.keys() else NOTHING_KEPT

    def public_below(self, folder: str) -> Kept:
        """Give the files of the public site in a folder that are as they were made. Raises ProblemsFound."""
        known = self.ledger().outputs
        return self.kept({path: output.made_of for path, output in known.items() if path.startswith(folder)})

    def kept_all(self, paths: Collection[str]) -> bool:
        """Tell whether the site has all of some files, of which there must be one. Raises ProblemsFound."""
        return bool(paths) and self.ledger().outputs.keys() >= set(paths)

    def _intact_in_site(self, sums: Mapping[str, str]) -> set[str]:
        """Tell which files of the public site still have the bytes of their sums."""
        return {path for path, sum_ in sums.items() if is_intact(self.places.site / path, sum_)}

    def former(self) -> Manifest | None:
        """Give the manifest of the site that is public now; None where there is none that a build has made."""
        return self._public()[0]

    def standing(self, inputs: bytes, now: datetime) -> Standing | None:
        """Give what was told of the public site, if it is whole and what a build would make; None where it is not.

        ``inputs`` is the sum of all that the build would read. Then the site shows everything as of ``now``. Raises
        ProblemsFound where a file cannot be read or written.
        """
        return self.guarded(self._standing, inputs, now)

    def _standing(self, inputs: bytes, now: datetime) -> Standing | None:
        former, ledger = self.former(), self.ledger()
        if former is None or not ledger.standing.holds(inputs, now) or self.record().since:
            return None
        if not self._is_public(former):
            return None
        write_whole(self.places.record, record_to_bytes(Record(now), former))
        return ledger.standing

    def ledger(self) -> Ledger:
        """Give what the build of the site that is public now has known of its files; nothing where it has not."""
        return self._public()[1]

    def inspected(self) -> tuple[Manifest | None, Ledger]:
        """Give the last site that was inspected, with what was found in it; but for a preview, the public one."""
        return (self._memory and self._memory.inspected) or self._public()

    def _public(self) -> tuple[Manifest | None, Ledger]:
        """Read what is known of the public site, once: nobody else may change it."""
        if self._former is None:
            self._former = self._known_of(self.places.site)
        return self._former

    def _known_of(self, folder: Path) -> tuple[Manifest | None, Ledger]:
        """Give what is known of the site in a folder."""
        if recalled := self._recalled(folder):
            return recalled
        manifest = read_manifest(folder)
        return manifest, read_ledger(self.places, manifest)

    def _recalled(self, folder: Path) -> tuple[Manifest, Ledger] | None:
        """Give what this process knows by itself of the site in a folder, which then need not be looked at."""
        if self._memory is None:
            return None
        if folder not in self._recollections:
            self._recollections[folder] = self._memory.recall(folder)
        return self._recollections[folder]

    def record(self) -> Record:
        """Give what the build of the site that is public now has written down of it; nothing where it has not."""
        former, written = self.former(), self.places.record
        return record_from_bytes(written.read_bytes(), former) if former and written.exists() else UNKNOWN

    def publish(  # noqa: PLR0913 - what is known of a site
        self,
        made: Manifest,
        now: datetime,
        clock: datetime,
        *,
        made_of: Mapping[str, bytes] = MappingProxyType({}),
        findings: Findings = NOTHING_FOUND,
        standing: Standing = UNKNOWN_STANDING,
    ) -> bool:
        """Put what lies in ``fresh``, and what is kept, before the public; the former site becomes the spare.

        ``made`` is the manifest of both, ``now`` the moment at which it shows everything, ``clock`` the time of the
        clock. ``made_of`` gives the sums of what files were made of, and ``findings`` are those of its inspection;
        ``standing`` says for how long it is right. A site that is public already stays where it is.
        Returns whether it took one step, so that there was a site at every moment. Raises ProblemsFound, and then the
        public site is as it was.
        """
        return self.guarded(self._publish, made, now, clock, made_of, findings, standing)

    def roll_back(self) -> bool:
        """Put the spare before the public again, as it was; the site of now becomes the spare.

        Returns the same as ``publish``. Raises ProblemsFound where there is no former site, or where it was changed.
        """
        return self.guarded(self._roll_back)

    def prepare(self) -> None:
        """Make a spare that holds what the site does, where there is none: then the next site takes fewer copies.

        Raises ProblemsFound where that cannot be written.
        """
        former = self.former()
        if former and not self.places.spare.exists():
            self.guarded(self._assemble, former)

    def close(self) -> None:
        """Let go of the output folder, and remove what was not published."""
        _remove(self.fresh)
        self._lock.release()

    @staticmethod
    def discard(site: Path) -> None:
        """Remove everything beside an output folder that publishing needs, the former site included."""
        _remove(Places.of(site).work)

    def _publish(  # noqa: PLR0913, PLR0917 - as publish
        self,
        made: Manifest,
        now: datetime,
        clock: datetime,
        made_of: Mapping[str, bytes],
        findings: Findings,
        standing: Standing,
    ) -> bool:
        places, former = self.places, self.former() or Manifest({})
        left = still_kept(former, made.sums, self.record().since, clock)
        kept = {path: moment for path, moment in left.items() if is_intact(places.site / path, former.sums[path])}
        whole = Manifest({**{path: former.sums[path] for path in kept}, **made.sums})
        write_whole(places.record, record_to_bytes(Record(now, kept), whole))
        if whole == former and self._is_public(former):
            self._write_ledger(self._seen_in_site(), whole, made_of, findings, standing)
            return True
        seen = self._assemble(whole)
        self._write_ledger(seen, whole, made_of, findings, standing)
        is_one_step = self._put_forward()
        forget_other_ledgers(places, whole, former)
        return is_one_step

    def _assemble(self, whole: Manifest) -> Mapping[str, Seen]:
        """Make the next site of the spare, and give how the disk knows its files."""
        spare, ledger = self._known_of(self.places.spare)
        known = {path: output.seen for path, output in ledger.outputs.items()}
        right: Mapping[str, Seen] = MappingProxyType({})
        if spare and self._believes_disk:
            former = spare.sums
            right = {path: known[path] for path, own in whole.sums.items() if former.get(path) == own and path in known}
        return assemble(self.places, whole, right, known if self._recalled(self.places.spare) else None)

    def _seen_in_site(self) -> Mapping[str, Seen]:
        """Tell how the disk knows every file of the public site, the manifest left out."""
        if recalled := self._recalled(self.places.site):
            return {path: output.seen for path, output in recalled[1].outputs.items()}
        seen = seen_below(self.places.site)
        seen.pop(ADDRESS, None)
        return seen

    def _is_public(self, site: Manifest) -> bool:
        """Tell whether every file of the public site is as it was when it was made."""
        if self._recalled(self.places.site):
            return True
        seen, known = self._seen_in_site(), self.ledger().outputs if self._believes_disk else {}
        changed = {path: digest for path, digest in site.sums.items() if not _is_seen(known.get(path), seen.get(path))}
        is_whole = seen.keys() == site.sums.keys()
        return is_whole and self._intact_in_site(changed) == changed.keys()

    def _write_ledger(
        self,
        seen: Mapping[str, Seen],
        site: Manifest,
        made_of: Mapping[str, bytes],
        findings: Findings,
        standing: Standing,
    ) -> None:
        outputs = {path: Output(made_of.get(path, b""), own) for path, own in seen.items()}
        ledger = Ledger(outputs, findings, standing)
        if self._memory:
            self._memory.learn(site, ledger)
        else:
            write_ledger(self.places, site, ledger)

    def _roll_back(self) -> bool:
        spare = self.places.spare
        manifest = read_manifest(spare)
        if manifest is None:
            message, cure = "There is no former site to go back to.", "Mend the texts and build again."
            raise ProblemsFound([problem(self.places.site, "no-former-site", message, cure)])
        if manifest_of(spare) != manifest:
            message, cure = "The former site was changed after it was built.", "Mend the texts and build again."
            raise ProblemsFound([problem(self.places.site, "former-site-changed", message, cure)])
        return self._put_forward()

    def _put_forward(self) -> bool:
        """Exchange the site for the spare, of which nothing was read yet."""
        is_one_step = put_forward(self.places)
        self._former, self._intact = None, set()
        self._recollections.clear()
        return is_one_step

    def guarded(
        self, work: Callable[Parameters, Result], *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Result:
        """Do some work with the files of this publication. Raises ProblemsFound, with a sentence, where it cannot."""
        try:
            return work(*arguments, **named)
        except OSError as error:
            raise ProblemsFound([_unusable(self.places, error)]) from None
        except AssemblyFailed:
            message, cure = "Somebody else changed its files while it was made.", "Build again."
            raise ProblemsFound([problem(self.places.site, "output-changed", message, cure)]) from None


def _is_seen(output: Output | None, seen: Seen | None) -> bool:
    """Tell whether a file is known, and as it was."""
    return output is not None and output.seen == seen


def problem(site: Path, rule: str, message: str, cure: str) -> Problem:
    """Make the problem of an output folder."""
    return Problem(site.name, 1, 1, "site", rule, Level.ERROR, message, cure)


def _usable(site: Path) -> Places:
    """Give the places of an output folder. Raises ProblemsFound where a build could only do harm."""
    try:
        places = Places.of(site)
        if places.site.exists() and not places.site.is_dir():
            raise _refused(site, "It is a file.", 'Take it away, or name another folder as "site_dir" in mkdocs.yml.')
        if os.path.ismount(places.site):  # before Python 3.12, Path.is_mount fails on Windows
            raise _refused(site, *_MOUNTED)
        if places.work.is_symlink():
            message = f'"{places.work.name}" beside it is a link, and what it leads to is not ours to delete.'
            raise _refused(site, message, "Take the link away.")
        for name in _OF_OTHERS:
            if (places.site / name).exists():
                cure = 'Name another folder as "site_dir" in mkdocs.yml.'
                raise _refused(site, f'"{name}" lies in it, which no build has made and the next would remove.', cure)
        if _is_of_others(places.site):
            message = "It holds files and no home page, so no build has made it, and the next would remove them."
            raise _refused(site, message, 'Name an empty folder as "site_dir" in mkdocs.yml.')
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        raise ProblemsFound([_unusable(Places(site), error)]) from None
    return places


def _is_of_others(site: Path) -> bool:
    """Tell a folder of somebody's own, named by mistake, from a site; this may be the work of another generator."""
    if not site.exists() or (site / ADDRESS).exists() or (site / _HOME_PAGE).exists():
        return False
    return any(not path.name.startswith(".") for path in site.iterdir())


def _locked(places: Places) -> FileLock:
    lock = FileLock(places.lock)
    try:
        places.work.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        message, cure = "Another build is writing this site.", "Wait until it has ended, then build again."
        raise ProblemsFound([problem(places.site, "output-locked", message, cure)]) from None
    except OSError as error:
        raise ProblemsFound([_unusable(places, error)]) from None
    return lock


def _refused(site: Path, message: str, cure: str) -> ProblemsFound:
    return ProblemsFound([problem(site, "output-unusable", message, cure)])


def _unusable(places: Places, error: Exception) -> Problem:
    if isinstance(error, OSError) and error.errno in _IMMOVABLE:
        return problem(places.site, "output-unusable", *_IMMOVABLE[error.errno])
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    cure = "Make sure that the folder around it may be written to and that its disk has room."
    return problem(places.site, "output-unwritable", f"It cannot be written: {reason}.", cure)


def _remove_what_is_no_folder(place: Path) -> None:
    """Remove a link or a file where a folder of ours should be: through a link, files of others would be deleted."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        place.unlink()


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
