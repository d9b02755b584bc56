"""The site: everything loaded and checked, and everything that is made of it."""

from forewarn.site.files import files
from forewarn.site.loading import Loaded, load_site
from forewarn.site.pages import Page, not_found_head, pages
from forewarn.site.site import Branch, Site

__all__ = ["Branch", "Loaded", "Page", "Site", "files", "load_site", "not_found_head", "pages"]
