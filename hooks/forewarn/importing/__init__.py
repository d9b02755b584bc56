"""Importing: documents, saved pages and feeds from elsewhere become advisories of this site."""

from forewarn.importing.draught import Fate, Outcome, Report
from forewarn.importing.importer import Destination, Wanted, import_texts, without_leftovers

__all__ = ["Destination", "Fate", "Outcome", "Report", "Wanted", "import_texts", "without_leftovers"]
