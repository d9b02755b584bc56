"""Feeds, for the whole site and for each area and topic: Atom and JSON Feed, with the same entries."""

from forewarn.outputs.feed.atom import atom_feed
from forewarn.outputs.feed.documents import MOST_ENTRIES, FeedDocument, feed_documents
from forewarn.outputs.feed.json_feed import json_feed

__all__ = ["MOST_ENTRIES", "FeedDocument", "atom_feed", "feed_documents", "json_feed"]
