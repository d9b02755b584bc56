"""Every page of the site: its address, its template, and the values that the template shows."""

from collections.abc import Iterator

from forewarn import addresses
from forewarn.help_page import HelpPage
from forewarn.outputs.head import Head, page_head
from forewarn.outputs.structured_data import Crumb, web_page, website
from forewarn.site.advisory_pages import advisory_page, redirects
from forewarn.site.feeds import site_feed
from forewarn.site.lists import all_areas_page, all_topics_page, archive_pages, area_pages, topic_pages
from forewarn.site.page import HOME_CRUMB, Page, newest_change, structured
from forewarn.site.site import Site

MOST_ON_HOME = 10


def pages(site: Site) -> Iterator[Page]:
    """Give every page of the site."""
    yield _home(site)
    yield all_areas_page(site)
    for area in site.areas:
        yield from area_pages(site, area)
    yield all_topics_page(site)
    for topic in site.register.topics():
        yield from topic_pages(site, topic)
    yield from archive_pages(site)
    yield from (_help(site, page) for page in site.help_pages)
    for advisory in site.register.advisories:
        yield advisory_page(site, advisory)
        yield from redirects(site, advisory)


def not_found_head(site: Site) -> Head:
    """Give the head of the page for addresses that do not exist, which has no address of its own."""
    return page_head(
        site.settings, "Page not found", "There is no page at this address.", None, (site_feed(site),), site.picture
    )


def _home(site: Site) -> Page:
    home, current = site.home, site.register.current()
    newest = current[:MOST_ON_HOME]
    return Page(
        address=addresses.HOME,
        template="home.html",
        head=page_head(site.settings, home.title, home.description, addresses.HOME, (site_feed(site),), site.picture),
        language=site.language,
        body=home.body,
        json_ld=(website(site.settings),),
        crumbs=(HOME_CRUMB,),
        values={"home": home, "advisories": newest, "current_count": len(current)},
        changed=newest_change(newest),
    )


def _help(site: Site, help_page: HelpPage) -> Page:
    address, settings = addresses.help_page(help_page.slug), site.settings
    crumbs = (HOME_CRUMB, Crumb(help_page.title, address))
    subject = web_page(settings, help_page.title, help_page.description, address)
    return Page(
        address=address,
        template="help.html",
        head=page_head(settings, help_page.title, help_page.description, address, (site_feed(site),), site.picture),
        language=site.language,
        body=help_page.body,
        json_ld=structured(site, subject, crumbs),
        crumbs=crumbs,
        values={"title": help_page.title},
    )
