"""Feeds, for the whole site and for each area and topic: Atom, JSON Feed and RSS, with the same entries."""

from forewarn.outputs.feed.atom import atom_feed
from forewarn.outputs.feed.documents import MOST_ENTRIES, FeedDocument, FeedPart, feed_documents, feed_parts
from forewarn.outputs.feed.entries import Entry, EntrySource, entry_of, entry_source
from forewarn.outputs.feed.json_feed import json_feed
from forewarn.outputs.feed.rss import rss_feed

__all__ = [
    "MOST_ENTRIES",
    "Entry",
    "EntrySource",
    "FeedDocument",
    "FeedPart",
    "atom_feed",
    "entry_of",
    "entry_source",
    "feed_documents",
    "feed_parts",
    "json_feed",
    "rss_feed",
]
