"""Importing: documents, saved pages and feeds from elsewhere become advisories of this site."""

from forewarn.importing.draught import Fate, Outcome, Report
from forewarn.importing.importer import Destination, UnknownArea, Wanted, import_texts, without_leftovers

__all__ = ["Destination", "Fate", "Outcome", "Report", "UnknownArea", "Wanted", "import_texts", "without_leftovers"]
