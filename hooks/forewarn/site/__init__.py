"""The site: everything loaded and checked, and everything that is made of it."""

from forewarn.site.drawings import Drawings, Kind, Underway, with_drawings
from forewarn.site.expectation import expected
from forewarn.site.files import attachments, files
from forewarn.site.hidden_words import hidden_words
from forewarn.site.loading import Loaded, load_site
from forewarn.site.page import Page
from forewarn.site.pages import not_found_page, pages
from forewarn.site.progress import Steps, steps_of
from forewarn.site.searching import SearchIndex, begin_search_index, search_records
from forewarn.site.site import Branch, Site
from forewarn.site.survey import Survey, survey
from forewarn.site.texts import TextFile, Texts, find_texts
from forewarn.site.timetable import Change, Event, changes_after

__all__ = [
    "Branch",
    "Change",
    "Drawings",
    "Event",
    "Kind",
    "Loaded",
    "Page",
    "SearchIndex",
    "Site",
    "Steps",
    "Survey",
    "TextFile",
    "Texts",
    "Underway",
    "attachments",
    "begin_search_index",
    "changes_after",
    "expected",
    "files",
    "find_texts",
    "hidden_words",
    "load_site",
    "not_found_page",
    "pages",
    "search_records",
    "steps_of",
    "survey",
    "with_drawings",
]
