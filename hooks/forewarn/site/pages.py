"""Every page of the site: its address, its template, and the values that the template shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.help_page import HelpPage
from forewarn.language import EDITORS, language_of
from forewarn.outputs.handbook import HandbookPage
from forewarn.outputs.head import page_head
from forewarn.outputs.structured_data import Crumb, web_page, website
from forewarn.site.advisory_pages import (
    AdvisoryView,
    Itself,
    Related,
    advisory_page,
    advisory_view,
    itself,
    redirects,
    related,
)
from forewarn.site.developers import developers_page
from forewarn.site.feeds import site_feed
from forewarn.site.languages import languages_without_edition
from forewarn.site.lists import (
    all_areas_page,
    all_topics_page,
    all_years_page,
    archive_pages,
    area_pages,
    embed_page,
    language_moved,
    language_pages,
    topic_pages,
)
from forewarn.site.page import Page, alternates, home_crumb, structured, switch_to
from forewarn.site.planned import PlannedPage, planned, unindexed
from forewarn.site.searching import search_page
from forewarn.site.site import Site
from forewarn.sums import sum_of_value
from forewarn.surveying.recollection import Recalled

MOST_ON_HOME = 10


def pages(site: Site) -> Iterator[Page]:
    """Give every page of a site, made."""
    return (page.make() for page in planned_pages(site))


def planned_pages(site: Site, *, as_before: bool = False) -> Iterator[PlannedPage]:
    """Plan every page of a site, in all its editions; each advisory has one, in whatever language it is.

    No search engine may show a page of a preview, or of a copy that is not to be found. With ``as_before`` the page of
    an advisory is what the last build of a preview has planned, unless anything is changed that it says of that one.
    """
    shown = unindexed if site.preview or site.settings.is_hidden else _as_planned
    yield from map(shown, _lists_and_others(site))
    pages = {edition.tag: _AdvisoryPages.of(edition, shown, as_before=as_before) for edition in site.editions}
    for advisory in site.register.advisories:
        edition = site.edition_for(advisory.locale)
        yield pages[edition.tag].planned(advisory)
        yield from (shown(planned(page)) for page in redirects(edition, advisory))


def _as_planned(page: PlannedPage) -> PlannedPage:
    return page


def _lists_and_others(site: Site) -> Iterator[PlannedPage]:
    """Plan every page but those of advisories."""
    for edition in site.editions:
        yield from _pages_of(edition)
    yield from map(planned, map(language_moved, site.others))
    for spoken in languages_without_edition(site):
        yield from language_pages(site, spoken)
    for document in site.preview.handbook.pages if site.preview else ():
        yield planned(_for_editors(site, document))


@dataclass(frozen=True)
class _AdvisoryPages:
    """Plans the pages of the advisories of an edition; what the last build of a preview has made of them is known.

    ``shown`` is what becomes of each page.
    """

    edition: Site
    views: Recalled
    pages: Recalled
    shown: Callable[[PlannedPage], PlannedPage]
    as_before: bool

    @classmethod
    def of(cls, edition: Site, shown: Callable[[PlannedPage], PlannedPage], *, as_before: bool) -> "_AdvisoryPages":
        """Begin with those of an edition."""
        around = edition.surroundings
        views, pages = edition.recall("view", around), edition.recall("page", sum_of_value(around, edition.frame))
        return cls(edition, views, pages, shown, as_before)

    def planned(self, advisory: Advisory) -> PlannedPage:
        """Plan a page, which is only made where it has changed."""
        own = itself(self.edition, advisory)
        can_wait = self.pages.former(advisory.id) == (advisory, own)
        if can_wait and self.as_before:
            self.views.again(advisory.id)
            return cast("PlannedPage", self.pages.again(advisory.id))
        page = self.shown(self._anew(advisory, own, can_wait=can_wait))
        self.pages.learn(advisory.id, (advisory, own), page if can_wait else replace(page, can_wait=True))
        return page

    def _anew(self, advisory: Advisory, own: Itself, *, can_wait: bool) -> PlannedPage:
        edition, others = self.edition, related(self.edition, advisory, own)
        view, made_of = self.views.get(advisory.id, (advisory, others), partial(_viewed, edition, advisory, others))
        return PlannedPage(
            address=addresses.advisory(advisory.id),
            template="advisory.html",
            frame=edition.frame,
            made_of=made_of,
            make=partial(advisory_page, edition.frame, view),
            image=edition.settings.absolute(view.picture.href) if view.picture else "",
            changed=advisory.modified,
            can_wait=can_wait,
        )


def _viewed(edition: Site, advisory: Advisory, others: Related) -> tuple[AdvisoryView, bytes]:
    """Give what the page of an advisory is made of, and the sum of it."""
    view = advisory_view(edition, advisory, others)
    return view, view.sum


def _pages_of(site: Site) -> Iterator[PlannedPage]:
    """Plan every page of one edition."""
    yield planned(_home(site))
    yield planned(all_areas_page(site))
    for area in site.areas:
        yield from area_pages(site, area)
        yield planned(embed_page(site, area))
    yield planned(all_topics_page(site))
    for topic in site.topics:
        yield from topic_pages(site, topic)
    yield planned(all_years_page(site))
    yield from archive_pages(site)
    yield from (planned(_help(site, page)) for page in site.own_help_pages if site.help_belongs(page))
    yield planned(developers_page(site))
    if site.is_searchable:
        yield planned(search_page(site))


def not_found_page(site: Site) -> Page:
    """Give the page for addresses that do not exist, which has no address of its own and speaks every language."""
    say = site.words.say
    title, description = say("Page not found"), say("There is no page at this address.")
    return Page(
        address=addresses.NOT_FOUND,
        template=addresses.NOT_FOUND,
        head=page_head(site.settings, title, description, None, (site_feed(site.settings),), site.picture),
        language=site.language,
        body="",
        json_ld=(),
        crumbs=(),
        values={},
        frame=site.frame,
        switch=switch_to(site, _home_of),
    )


def _home(site: Site) -> Page:
    home, current, address = site.home, site.current, site.at(addresses.HOME)
    newest = current[:MOST_ON_HOME]
    head = page_head(site.settings, home.title, home.description, address, (site_feed(site.settings),), site.picture)
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
            "advisories": site.listed_as(newest),
            "current_count": len(current),
            "other_languages": languages_without_edition(site),
        },
        frame=site.frame,
        switch=switch_to(site, _home_of),
        changed=max((advisory.modified for advisory in newest), default=None),
    )


def _home_of(site: Site) -> str:
    return site.at(addresses.HOME)


def _help(site: Site, help_page: HelpPage) -> Page:
    address, settings = site.help_address(help_page), site.settings
    crumbs = (home_crumb(site), Crumb(help_page.title, address))
    subject = web_page(settings, help_page.title, help_page.description, address)
    head = page_head(
        settings, help_page.title, help_page.description, address, (site_feed(site.settings),), site.picture
    )
    is_in_all = all(each.help_belongs(each.help_named(help_page.slug)) for each in site.editions)
    address_in = partial(_help_in, help_page.slug)
    return Page(
        address=address,
        template="help.html",
        head=replace(head, links=alternates(site, address_in) if is_in_all else ()),
        language=site.language,
        body=help_page.body,
        json_ld=structured(site.settings, subject, crumbs),
        crumbs=crumbs,
        values={"title": help_page.title},
        frame=site.frame,
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
        frame=site.frame,
        switch=switch_to(site, _home_of),
    )


def _help_in(slug: str, site: Site) -> str:
    """Give the address of a help page in an edition, or of that edition's home page where it has none."""
    page = site.help_named(slug)
    return site.help_address(page) if page and site.help_belongs(page) else site.at(addresses.HOME)
