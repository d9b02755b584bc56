"""The page for developers of other websites and programs: what they can read here, and what it means."""

from dataclasses import replace

from forewarn import addresses
from forewarn.advisory import Severity, State
from forewarn.outputs.head import page_head
from forewarn.outputs.structured_data import Crumb, web_page
from forewarn.register import by_year
from forewarn.site.feeds import site_feed
from forewarn.site.page import Page, alternates, home_crumb, structured, switch_to
from forewarn.site.site import Site

# What each state is called on pages and what it means, as messages of the catalogues.
STATES = (
    (State.CURRENT, "Current", "It is true as far as we know."),
    (State.PAST, "No longer current", "Such a scam may still happen."),
    (State.WITHDRAWN, "Withdrawn", "Do not rely on this warning, and do not pass it on."),
    (State.SUPERSEDED, "Corrected", "Another warning stands in its place."),
)
SEVERITIES = tuple((severity, severity.capitalize(), severity.meaning) for severity in Severity)


def developers_page(site: Site) -> Page:
    """Give the page for developers."""
    title = site.words.say("For developers")
    description = site.words.say("What other websites and programs can read here, and how.")
    address, settings = _developers_in(site), site.settings
    crumbs = (home_crumb(site), Crumb(title, address))
    head = page_head(settings, title, description, address, (site_feed(settings),), site.picture)
    return Page(
        address=address,
        template="developers.html",
        head=replace(head, links=alternates(site, _developers_in)),
        language=site.language,
        body="",
        json_ld=structured(settings, web_page(settings, title, description, address), crumbs),
        crumbs=crumbs,
        values={
            "title": title,
            "description": description,
            "years": tuple(by_year(site.register.advisories, settings.time_zone)),
            "offers_alerts": site.offers_alerts,
            "states": STATES,
            "severities": SEVERITIES,
        },
        frame=site.frame,
        switch=switch_to(site, _developers_in),
    )


def _developers_in(site: Site) -> str:
    return site.at(addresses.DEVELOPERS)
