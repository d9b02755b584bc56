"""The page of an advisory, and what stands at its earlier addresses."""

from collections.abc import Iterator

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.language import language_of
from forewarn.outputs.head import advisory_head, redirect_head
from forewarn.outputs.sharing import share_links
from forewarn.outputs.structured_data import Crumb, news_article
from forewarn.outputs.text_message import text_message
from forewarn.site.feeds import area_feed, site_feed
from forewarn.site.lists import area_crumbs
from forewarn.site.page import HOME_CRUMB, Page, structured
from forewarn.site.site import Site

MOVED = "This page has moved"


def advisory_page(site: Site, advisory: Advisory) -> Page:
    """Give the page of an advisory."""
    settings, register, areas = site.settings, site.register, site.areas_of(advisory)
    topics, translations = register.topics_of(advisory), register.translations_of(advisory)
    keywords = (*(topic.name for topic in topics), *(area.name for area in areas))
    feeds = (site_feed(site), *(area_feed(site, area) for area in areas))
    address = addresses.advisory(advisory.id)
    crumbs = (HOME_CRUMB, *area_crumbs(site, areas[0]), Crumb(advisory.title, address))
    picture = site.pictures.get(addresses.card(advisory.id))
    return Page(
        address=address,
        template="advisory.html",
        head=advisory_head(settings, advisory, keywords, translations, feeds, picture),
        language=language_of(advisory.locale),
        body=advisory.body,
        json_ld=structured(site, news_article(settings, advisory, areas, keywords, translations, picture), crumbs),
        crumbs=crumbs,
        values={
            "advisory": advisory,
            "areas_of_advisory": areas,
            "topics": topics,
            "translations": translations,
            "state": register.state_of(advisory),
            "replacement": register.replacement_of(advisory),
            "replaced": register.replaced_by(advisory),
            "contacts": site.contacts_for(areas),
            "closed_channels": site.closed_channels_in(advisory),
            "poster": site.posters.get(addresses.poster(advisory.id)),
            "text_message": text_message(settings, advisory),
            "share_links": share_links(settings, advisory),
        },
        changed=advisory.modified,
    )


def redirects(site: Site, advisory: Advisory) -> Iterator[Page]:
    """Give a page for each earlier address of an advisory, which leads to where it is now."""
    for alias in advisory.aliases:
        yield Page(
            address=alias,
            template="redirect.html",
            head=redirect_head(site.settings, advisory, MOVED, site.pictures.get(addresses.card(advisory.id))),
            language=site.language,
            body="",
            json_ld=(),
            crumbs=(),
            values={"title": MOVED, "advisory": advisory},
        )
