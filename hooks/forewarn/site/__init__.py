"""The site: everything loaded and checked, and everything that is made of it."""

from forewarn.site.drawings import Drawings, Kind, Underway, with_drawings
from forewarn.site.expectation import expected
from forewarn.site.files import attachments, files, planned_files
from forewarn.site.frame import Branch
from forewarn.site.hidden_words import hidden_words
from forewarn.site.inputs import sum_of_inputs
from forewarn.site.kept_texts import KeptTexts
from forewarn.site.loading import Loaded, load_site
from forewarn.site.moved import moved_addresses
from forewarn.site.page import Page
from forewarn.site.pages import not_found_page, pages, planned_pages
from forewarn.site.plan import Plan, plan_of
from forewarn.site.planned import PlannedFiles, PlannedPage, planned
from forewarn.site.progress import Steps, steps_of
from forewarn.site.recipes import Recipes, Templates
from forewarn.site.searching import (
    SearchIndex,
    SearchStore,
    begin_search_index,
    planned_records,
    search_plan,
    search_records,
)
from forewarn.site.site import Site
from forewarn.site.survey import Survey, survey
from forewarn.site.texts import TextFile, Texts, find_texts
from forewarn.site.timetable import Change, Event, changes_after
from forewarn.surveying.names import is_litter
from forewarn.surveying.recollection import NOTHING_RECALLED, Recollection

__all__ = [
    "NOTHING_RECALLED",
    "Branch",
    "Change",
    "Drawings",
    "Event",
    "KeptTexts",
    "Kind",
    "Loaded",
    "Page",
    "Plan",
    "PlannedFiles",
    "PlannedPage",
    "Recipes",
    "Recollection",
    "SearchIndex",
    "SearchStore",
    "Site",
    "Steps",
    "Survey",
    "Templates",
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
    "is_litter",
    "load_site",
    "moved_addresses",
    "not_found_page",
    "pages",
    "plan_of",
    "planned",
    "planned_files",
    "planned_pages",
    "planned_records",
    "search_plan",
    "search_records",
    "steps_of",
    "sum_of_inputs",
    "survey",
    "with_drawings",
]
