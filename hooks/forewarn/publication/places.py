"""The folders of a publication: the site itself, and beside it what it is made in."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """Where a site is and where it is made. Make one with ``Places.of``, which follows links.

    All of it lies on one file system, as folders can change places only within one.
    """

    site: Path

    @classmethod
    def of(cls, site: Path) -> "Places":
        """Give the places of a site. Where it is a link to a folder, that folder is the site."""
        return cls(site.resolve())

    @property
    def work(self) -> Path:
        """What lies beside the site and is nobody else's: everything below it may be deleted between two builds."""
        return self.site.parent / f".{self.site.name}.forewarn"

    @property
    def lock(self) -> Path:
        """The file that one build at a time holds."""
        return self.work / "lock"

    @property
    def fresh(self) -> Path:
        """The folder that a build writes into. It is there only as long as the build runs."""
        return self.work / "fresh"

    @property
    def spare(self) -> Path:
        """The former site, to which the site can be rolled back; the next one is put together in it."""
        return self.work / "spare"

    @property
    def late(self) -> Path:
        """What a preview shows besides its site, and is made after that."""
        return self.work / "late"

    @property
    def leaving(self) -> Path:
        """The former site for the moment between two renames, where folders cannot change places in one step."""
        return self.work / "leaving"

    @property
    def facts(self) -> Path:
        """What is known of the files of the site by their sums, so that none is looked into twice."""
        return self.work / "facts.sqlite"

    @property
    def ledgers(self) -> Path:
        """What the files of the site and of the spare were made of, a file for each by the sum of its manifest."""
        return self.work / "ledgers"

    @property
    def record(self) -> Path:
        """What is known of the site besides its files; it is believed for as long as that is the one it is about."""
        return self.work / "record.json"
