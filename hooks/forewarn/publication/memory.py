"""What a process knows by itself of the sites that it makes one after the other, for an editor who looks at them."""

from pathlib import Path

from forewarn.publication.ledger import Ledger
from forewarn.publication.manifest import ADDRESS, Manifest, sum_of

_SITES = 2  # the one that is shown, and the spare


class Memory:
    """The sites that this process has made in a folder of its own, which nobody else writes to.

    So their files are believed to be as they were made, and none is looked at. A site is known by the list of its files
    that lies in it: one that somebody else has put there is not known. ``inspected`` is the last that was inspected,
    with what was found in it.
    """

    def __init__(self) -> None:
        self._sites: dict[str, tuple[Manifest, Ledger]] = {}
        self.inspected: tuple[Manifest, Ledger] | None = None

    def recall(self, folder: Path) -> tuple[Manifest, Ledger] | None:
        """Give what is known of the site in a folder; None where this process has not made it."""
        try:
            listed = sum_of((folder / ADDRESS).read_bytes())
        except OSError:
            return None
        return self._sites.get(listed)

    def learn(self, site: Manifest, ledger: Ledger) -> None:
        """Learn what is known of a site that is about to be shown, and keep the last in which something was found."""
        if ledger.findings.verified_by:
            self.inspected = site, ledger
        self._sites.pop(site.sum, None)
        self._sites[site.sum] = site, ledger
        for former in list(self._sites)[:-_SITES]:
            del self._sites[former]
