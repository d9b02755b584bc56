"""What a site must hold is promised from its advisories; what it may not hold is what only the hidden ones say."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from finished import Finished, expectation, files_of_project, finished, site_in
from forewarn.advisory import Update
from forewarn.area import Area
from forewarn.problem import Problem
from forewarn.promise import Promise
from forewarn.site import pages, survey
from forewarn.site.expectation import expected
from forewarn.site.folder import ADVISORY_ENDINGS, read_folder
from forewarn.site.hidden_words import Secrets, hidden_words
from forewarn.topic import Topic
from projects import NOW, VALID, Project, moment
from published import ADVISORY, KENT, NOON, URL, site_of

THANET = replace(KENT, slug="thanet", name="Thanet", within="kent")
"""An area within Kent."""


def test_an_advisory_is_promised_wherever_a_reader_may_look() -> None:
    topics = (Topic("courier-fraud", "Courier fraud"),)
    advisory = replace(ADVISORY, areas=("thanet",), topics=topics, title="Tax", aliases=("news/tax/",))
    own = expected(site_of([advisory], areas=(KENT, THANET)), [], ["feed.xml"])
    assert own.promises == (
        Promise(
            address="advisories/tax/",
            title="Tax",
            entry_id=f"{URL}advisories/tax/",
            lists=("areas/kent/", "areas/thanet/", "topics/courier-fraud/", "archive/2026/"),
            feeds=("", "areas/kent/", "areas/thanet/", "topics/courier-fraud/"),
        ),
    )
    assert own.base == URL
    assert own.files == {"feed.xml", "404.html"}


def test_a_year_is_that_of_the_site_s_clock() -> None:
    new_year = NOON.replace(year=2026, month=6, day=30, hour=23, minute=30) - timedelta(days=0)
    advisory = replace(ADVISORY, published=new_year.replace(year=2025, month=12, day=31))
    assert "archive/2025/" in expected(site_of([advisory]), [], []).promises[0].lists


def test_what_leads_elsewhere_is_not_for_search_engines() -> None:
    site = site_of([replace(ADVISORY, aliases=("news/tax/",))])
    own = expected(site, pages(site), [])
    assert own.unindexed == {"news/tax/"}
    assert {"index.html", "news/tax/index.html", "areas/kent/index.html", "advisories/tax/index.html"} <= own.files
