"""Hearing of changes to files while somebody writes: at once where the system tells of them, and soon elsewhere."""

from forewarn.watching.observer import Observer, Rests
from forewarn.watching.places import Place, differences, seen
from forewarn.watching.servers import reload_pages, take_over

__all__ = ["Observer", "Place", "Rests", "differences", "reload_pages", "seen", "take_over"]
