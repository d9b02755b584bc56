"""Rendering: a body becomes cleaned HTML, once, for pages, checks, feeds and caches alike."""

from forewarn.rendering.attached import Attached
from forewarn.rendering.body import Body, Renderer, SiteLink
from forewarn.rendering.links import KnownPages, Links, Pages, with_absolute_links
from forewarn.rendering.phone_links import PhoneLinks, phone_links, with_numbers_isolated
from forewarn.rendering.pictures import with_finished_pictures
from forewarn.rendering.relative_dates import relative_dates, with_absolute_dates
from forewarn.rendering.running_text import with_changed_words
from forewarn.rendering.summary import plain_lines, plain_text

__all__ = [
    "Attached",
    "Body",
    "KnownPages",
    "Links",
    "Pages",
    "PhoneLinks",
    "Renderer",
    "SiteLink",
    "phone_links",
    "plain_lines",
    "plain_text",
    "relative_dates",
    "with_absolute_dates",
    "with_absolute_links",
    "with_changed_words",
    "with_finished_pictures",
    "with_numbers_isolated",
]
