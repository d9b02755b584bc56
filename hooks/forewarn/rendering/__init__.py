"""Rendering: a body becomes cleaned HTML, once, for pages, checks, feeds and caches alike."""

from forewarn.rendering.body import Body, Renderer, SiteLink
from forewarn.rendering.links import Links, with_absolute_links

__all__ = ["Body", "Links", "Renderer", "SiteLink", "with_absolute_links"]
