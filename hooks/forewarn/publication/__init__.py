"""The output folder: written beside, verified, and put before the public in one step."""

from forewarn.publication.facts import Facts
from forewarn.publication.former import REASON
from forewarn.publication.inspection import Inspected, Inspection, foresee, inspect
from forewarn.publication.late_files import LateFiles, WithLateFiles
from forewarn.publication.ledger import NOTHING_FOUND, UNKNOWN_STANDING, Standing
from forewarn.publication.manifest import Manifest
from forewarn.publication.places import Places
from forewarn.publication.preview import Preview, end_with_standard_input
from forewarn.publication.publication import NOTHING_KEPT, Kept, Publication
from forewarn.publication.running import Running

__all__ = [
    "NOTHING_FOUND",
    "NOTHING_KEPT",
    "REASON",
    "UNKNOWN_STANDING",
    "Facts",
    "Inspected",
    "Inspection",
    "Kept",
    "LateFiles",
    "Manifest",
    "Places",
    "Preview",
    "Publication",
    "Running",
    "Standing",
    "WithLateFiles",
    "end_with_standard_input",
    "foresee",
    "inspect",
]
