"""The site: everything loaded and checked, and everything that is made of it."""

from forewarn.site.files import files
from forewarn.site.loading import Loaded, Survey, load_site, survey
from forewarn.site.pages import Page, not_found_head, pages
from forewarn.site.site import Site

__all__ = ["Loaded", "Page", "Site", "Survey", "files", "load_site", "not_found_head", "pages", "survey"]
