"""Feeds, for the whole site and for each area: Atom and JSON Feed, with the same entries."""

from forewarn.outputs.feed.atom import atom_feed
from forewarn.outputs.feed.entries import MOST_ENTRIES, Entry, newest_entries
from forewarn.outputs.feed.json_feed import json_feed

__all__ = ["MOST_ENTRIES", "Entry", "atom_feed", "json_feed", "newest_entries"]
