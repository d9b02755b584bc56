"""The page of an advisory, and what stands at its earlier addresses."""

from collections.abc import Iterator
from functools import partial
from html import escape

from forewarn import addresses
from forewarn.advisory import Advisory, State
from forewarn.area import Area
from forewarn.language import language_alone, language_of
from forewarn.outputs.head import advisory_head, redirect_head
from forewarn.outputs.qr_code import qr_code
from forewarn.outputs.sharing import share_links
from forewarn.outputs.structured_data import Crumb, news_article
from forewarn.outputs.text_message import text_message
from forewarn.rendering import with_numbers_isolated
from forewarn.site.feeds import area_feed, site_feed
from forewarn.site.lists import area_crumbs, areas_crumb
from forewarn.site.page import Page, home_crumb, structured, switch_to
from forewarn.site.site import Site
from forewarn.voice import Html


def advisory_page(site: Site, advisory: Advisory) -> Page:
    """Give the page of an advisory. ``site`` is the edition whose frame it has."""
    settings, areas = site.settings, site.areas_of(advisory)
    translations = site.register.translations_of(advisory)
    keywords = (*(topic.name for topic in site.topics_of(advisory)), *(area.name for area in areas))
    feeds = (site_feed(site), *(area_feed(site, area) for area in areas))
    address = addresses.advisory(advisory.id)
    crumbs = (home_crumb(site), *_way(site, areas), Crumb(advisory.title, address))
    picture = site.pictures.get(addresses.card(advisory.id))
    return Page(
        address=address,
        template="advisory.html",
        head=advisory_head(settings, advisory, keywords, translations, feeds, picture),
        language=language_of(advisory.locale),
        body=advisory.body,
        json_ld=structured(site, news_article(settings, advisory, areas, keywords, translations, picture), crumbs),
        crumbs=crumbs,
        values=_about(site, advisory) | _around(site, advisory) | _to_pass_on(site, advisory),
        site=site,
        switch=switch_to(site, partial(_nearest_in, advisory)),
        changed=advisory.modified,
    )


def _about(site: Site, advisory: Advisory) -> dict[str, object]:
    """Give what its template shows of an advisory itself: what state it is in, what to do, and whom to tell."""
    register, areas = site.register, site.areas_of(advisory)
    state = register.state_of(advisory)
    return {
        "advisory": advisory,
        "areas_of_advisory": areas,
        "state": state,
        "steps": () if state is State.WITHDRAWN else tuple(_steps(site, advisory)),
        "replacement": register.replacement_of(advisory),
        "replaced": register.replaced_by(advisory),
        "contacts": site.contacts_for(areas, language_alone(advisory.locale)),
        "closed_channels": site.closed_channels_in(advisory),
    }


def _around(site: Site, advisory: Advisory) -> dict[str, object]:
    """Give what its template shows of others: the same in other languages, the same scam, and what is nearby."""
    return {
        "topics": site.topics_of(advisory),
        "translations": site.register.translations_of(advisory),
        "missing_languages": _missing_languages(site, advisory),
        "newer_original": _newer_original(site, advisory),
        "same_scam": site.same_scam(advisory),
        "nearby": site.nearby(advisory),
    }


def _to_pass_on(site: Site, advisory: Advisory) -> dict[str, object]:
    """Give the ways in which readers take an advisory to others: words, links, a poster, and the page on paper."""
    settings, message = site.settings, text_message(site.settings, advisory)
    address = settings.absolute(addresses.advisory(advisory.id))
    is_current = site.register.state_of(advisory) is State.CURRENT
    return {
        "poster": site.posters.get(addresses.poster(advisory.id)),
        "text_message": message,
        "share_links": share_links(settings, advisory, message.words),
        "address": address,
        "qr_code": qr_code(address) if is_current else "",
    }


def _way(site: Site, areas: tuple[Area, ...]) -> tuple[Crumb, ...]:
    """Give the pages between home and an advisory: those of its area, or of all areas where it is for several."""
    return area_crumbs(site, areas[0]) if len(areas) == 1 else (areas_crumb(site),)


def _steps(site: Site, advisory: Advisory) -> Iterator[Html]:
    """Give what to do, step by step, as HTML in which the official numbers can be dialled."""
    is_from_right = language_of(advisory.locale).direction == "rtl"
    for step in advisory.advice:
        linked = site.phone_links.applied(escape(step, quote=False))
        yield Html(with_numbers_isolated(linked) if is_from_right else linked)


def _missing_languages(site: Site, advisory: Advisory) -> tuple[Site, ...]:
    """Give the editions in whose languages an advisory cannot be read."""
    languages = {language_alone(each.locale) for each in (advisory, *site.register.translations_of(advisory))}
    return tuple(each for each in site.editions if each.tag not in languages)


def _newer_original(site: Site, advisory: Advisory) -> Advisory | None:
    """Give what an advisory was translated from, where that has changed since; None where it has not."""
    others = site.register.translations_of(advisory)
    original = next((each for each in others if each.id == advisory.translation_of), None)
    return original if original and original.updates and original.modified > advisory.modified else None


def _nearest_in(advisory: Advisory, site: Site) -> str:
    """Give the address of an advisory in the language of an edition, else of its first area there."""
    translations = site.register.translations_of(advisory)
    own = (each for each in translations if language_alone(each.locale) == site.tag)
    found = next(own, None)
    return addresses.advisory(found.id) if found else site.area_address(site.areas_of(advisory)[0])


def redirects(site: Site, advisory: Advisory) -> Iterator[Page]:
    """Give a page for each earlier address of an advisory, which leads to where it is now."""
    title = site.words.say("This page has moved")
    for alias in advisory.aliases:
        yield Page(
            address=alias,
            template="redirect.html",
            head=redirect_head(site.settings, advisory, title, site.pictures.get(addresses.card(advisory.id))),
            language=site.language,
            body="",
            json_ld=(),
            crumbs=(),
            values={
                "title": title,
                "now_at": addresses.advisory(advisory.id),
                "name": advisory.title,
                "spoken": language_of(advisory.locale),
            },
            site=site,
        )
