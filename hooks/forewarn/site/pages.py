"""Every page of the site: its address, its template, and the values that the template shows."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from forewarn import addresses
from forewarn.help_page import HelpPage
from forewarn.language import EDITORS, language_of
from forewarn.outputs.handbook import HandbookPage
from forewarn.outputs.head import page_head
from forewarn.outputs.structured_data import Crumb, web_page, website
from forewarn.site.advisory_pages import advisory_page, redirects
from forewarn.site.feeds import site_feed
from forewarn.site.languages import languages_without_edition
from forewarn.site.lists import (
    all_areas_page,
    all_topics_page,
    archive_pages,
    area_pages,
    embed_page,
    language_moved,
    language_pages,
    topic_pages,
)
from forewarn.site.page import Page, alternates, home_crumb, newest_change, structured, switch_to
from forewarn.site.searching import search_page
from forewarn.site.site import Site

MOST_ON_HOME = 10


def pages(site: Site) -> Iterator[Page]:
    """Give every page of a site, in all its editions; each advisory has one, in whatever language it is.

    No search engine may show a page of a preview.
    """
    for page in _every_page(site):
        yield replace(page, head=replace(page.head, is_indexed=False)) if site.preview else page


def _every_page(site: Site) -> Iterator[Page]:
    for edition in site.editions:
        yield from _pages_of(edition)
    yield from map(language_moved, site.others)
    for spoken in languages_without_edition(site):
        yield from language_pages(site, spoken)
    yield from map(partial(_for_editors, site), site.preview.handbook.pages if site.preview else ())
    for advisory in site.register.advisories:
        yield advisory_page(site.edition_for(advisory.locale), advisory)
        yield from redirects(site.edition_for(advisory.locale), advisory)


def _pages_of(site: Site) -> Iterator[Page]:
    """Give every page of one edition."""
    yield _home(site)
    yield all_areas_page(site)
    for area in site.areas:
        yield from area_pages(site, area)
        yield embed_page(site, area)
    yield all_topics_page(site)
    for topic in site.topics:
        yield from topic_pages(site, topic)
    yield from archive_pages(site)
    yield from (_help(site, page) for page in site.own_help_pages if site.help_belongs(page))
    if site.is_searchable:
        yield search_page(site)


def not_found_page(site: Site) -> Page:
    """Give the page for addresses that do not exist, which has no address of its own and speaks every language."""
    say = site.words.say
    title, description = say("Page not found"), say("There is no page at this address.")
    return Page(
        address=addresses.NOT_FOUND,
        template=addresses.NOT_FOUND,
        head=page_head(site.settings, title, description, None, (site_feed(site),), site.picture),
        language=site.language,
        body="",
        json_ld=(),
        crumbs=(),
        values={},
        site=site,
        switch=switch_to(site, _home_of),
    )


def _home(site: Site) -> Page:
    home, current, address = site.home, site.register.current(site.listed), site.at(addresses.HOME)
    newest = current[:MOST_ON_HOME]
    head = page_head(site.settings, home.title, home.description, address, (site_feed(site),), site.picture)
    return Page(
        address=address,
        template="home.html",
        head=replace(head, links=alternates(site, _home_of)),
        language=site.language,
        body=home.body,
        json_ld=(website(site.settings),),
        crumbs=(home_crumb(site),),
        values={
            "home": home,
            "advisories": newest,
            "current_count": len(current),
            "other_languages": languages_without_edition(site),
        },
        site=site,
        switch=switch_to(site, _home_of),
        changed=newest_change(newest),
    )


def _home_of(site: Site) -> str:
    return site.at(addresses.HOME)


def _help(site: Site, help_page: HelpPage) -> Page:
    address, settings = site.help_address(help_page), site.settings
    crumbs = (home_crumb(site), Crumb(help_page.title, address))
    subject = web_page(settings, help_page.title, help_page.description, address)
    head = page_head(settings, help_page.title, help_page.description, address, (site_feed(site),), site.picture)
    is_in_all = all(each.help_belongs(each.help_named(help_page.slug)) for each in site.editions)
    address_in = partial(_help_in, help_page.slug)
    return Page(
        address=address,
        template="help.html",
        head=replace(head, links=alternates(site, address_in) if is_in_all else ()),
        language=site.language,
        body=help_page.body,
        json_ld=structured(site, subject, crumbs),
        crumbs=crumbs,
        values={"title": help_page.title},
        site=site,
        switch=switch_to(site, address_in),
    )


def _for_editors(site: Site, document: HandbookPage) -> Page:
    """Give the page of a document for editors, in their language."""
    address, home = addresses.handbook_page(document.name), home_crumb(site)
    return Page(
        address=address,
        template="help.html",
        head=page_head(site.settings, document.title, document.title, address, (), site.picture),
        language=language_of(EDITORS),
        body=document.html,
        json_ld=(),
        crumbs=(home, Crumb(document.title, address)),
        values={"title": document.title},
        site=site,
        switch=switch_to(site, _home_of),
    )


def _help_in(slug: str, site: Site) -> str:
    """Give the address of a help page in an edition, or of that edition's home page where it has none."""
    page = site.help_named(slug)
    return site.help_address(page) if page and site.help_belongs(page) else site.at(addresses.HOME)
