"""The page of an advisory, and what stands at its earlier addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from html import escape
from typing import NamedTuple

from forewarn import addresses
from forewarn.advisory import Advisory, State
from forewarn.card import SharedPicture
from forewarn.drawing.qr_code import qr_code
from forewarn.language import language_alone, language_of
from forewarn.listing import Mention, Translation, translation
from forewarn.outputs.head import advisory_head, redirect_head
from forewarn.outputs.sharing import share_links
from forewarn.outputs.structured_data import Crumb, news_article
from forewarn.outputs.text_message import text_message
from forewarn.poster import PosterLink
from forewarn.rendering import with_numbers_isolated
from forewarn.site.feeds import area_feed, site_feed
from forewarn.site.frame import Frame, OtherEdition
from forewarn.site.page import EditionLink, Page, area_crumbs, areas_crumb, home_crumb, structured, switch_to
from forewarn.site.site import ClosedChannel, Place, Site
from forewarn.sums import sum_of_value
from forewarn.topic import Topic
from forewarn.voice import Html


@dataclass(frozen=True, slots=True)
class AdvisoryView:
    """All that the page of an advisory is made of, besides the frame around it.

    ``until`` is when it stops being current, or has; ``mark`` says in a preview that it is hidden. ``place`` is where
    it is for, and whom to tell there. ``original_changed`` is when the text was
    changed that it was translated from, ``newer_original``, where that is later than its own change.
    """

    advisory: Advisory
    state: State
    mark: str
    until: datetime
    place: Place
    topics: tuple[Topic, ...]
    closed_channels: tuple[ClosedChannel, ...]
    replacement: Mention | None
    replaced: Mention | None
    translations: tuple[Translation, ...]
    missing_languages: tuple[OtherEdition, ...]
    newer_original: Mention | None
    original_changed: datetime | None
    same_scam: tuple[Mention, ...]
    nearby: tuple[Mention, ...]
    switch: tuple[EditionLink, ...]
    picture: SharedPicture | None
    poster: PosterLink | None

    @property
    def sum(self) -> bytes:
        """The sum of all this."""
        return sum_of_value(self.place.sum, [getattr(self, name) for name in _OWN])


_OWN = tuple(field.name for field in fields(AdvisoryView) if field.name != "place")


class Itself(NamedTuple):
    """What the page of an advisory says of that besides the advisory: how it stands at the moment, and its drawings."""

    state: State
    mark: str
    topics: tuple[Topic, ...]
    translations: tuple[Advisory, ...]
    picture: SharedPicture | None
    poster: PosterLink | None


class Related(NamedTuple):
    """What the page of an advisory is made of besides the advisory and what is around all of them.

    That is what it says of the advisory ``itself``, and the others that it speaks of.
    """

    itself: Itself
    replacement: Advisory | None
    replaced: Advisory | None
    same_scam: tuple[Advisory, ...]
    nearby: tuple[Advisory, ...]


def itself(site: Site, advisory: Advisory) -> Itself:
    """Find what the page of an advisory says of that. ``site`` is the edition whose frame it has."""
    register = site.register
    return Itself(
        register.state_of(advisory),
        register.mark_of(advisory),
        site.topics_of(advisory),
        register.translations_of(advisory),
        site.pictures.get(addresses.card(advisory.id)),
        site.posters.get(addresses.poster(advisory.id)),
    )


def related(site: Site, advisory: Advisory, own: Itself) -> Related:
    """Find which others the page of an advisory speaks of. ``own`` is what it says of the advisory itself."""
    register = site.register
    return Related(
        own,
        register.replacement_of(advisory),
        register.replaced_by(advisory),
        site.same_scam(advisory),
        site.nearby(advisory),
    )


def advisory_view(site: Site, advisory: Advisory, others: Related) -> AdvisoryView:
    """Gather what the page of an advisory is made of. ``site`` is the edition whose frame it has.

    Of that it looks at nothing but the ``surroundings``, and the ``others`` that it was found to speak of.
    """
    own, newer = others.itself, _newer_original(advisory, others.itself)
    return AdvisoryView(
        advisory=advisory,
        state=own.state,
        mark=own.mark,
        until=site.register.current_until(advisory),
        place=site.place_of(advisory),
        topics=own.topics,
        closed_channels=site.closed_channels_in(advisory),
        replacement=site.mention_of(others.replacement) if others.replacement else None,
        replaced=site.mention_of(others.replaced) if others.replaced else None,
        translations=tuple(map(translation, own.translations)),
        missing_languages=_missing_languages(site, advisory, own),
        newer_original=site.mention_of(newer) if newer else None,
        original_changed=newer.modified if newer else None,
        same_scam=tuple(map(site.mention_of, others.same_scam)),
        nearby=tuple(map(site.mention_of, others.nearby)),
        switch=switch_to(site, partial(_nearest_in, advisory, own)),
        picture=own.picture,
        poster=own.poster,
    )


def advisory_page(frame: Frame, view: AdvisoryView) -> Page:
    """Make the page of an advisory within a frame."""
    settings, advisory = frame.settings, view.advisory
    keywords = (*(topic.name for topic in view.topics), *(area.name for area in view.place.areas))
    feeds = (site_feed(settings), *(area_feed(settings, area) for area in view.place.areas))
    address = addresses.advisory(advisory.id)
    crumbs = (home_crumb(frame), *_way(frame, view), Crumb(advisory.title, address))
    about = news_article(settings, advisory, view.place.areas, keywords, view.translations, view.picture)
    return Page(
        address=address,
        template="advisory.html",
        head=advisory_head(settings, advisory, keywords, view.translations, feeds, view.picture),
        language=language_of(advisory.locale),
        body=advisory.body,
        json_ld=structured(settings, about, crumbs),
        crumbs=crumbs,
        values=_about(frame, view) | _around(view) | _to_pass_on(frame, view),
        frame=frame,
        switch=view.switch,
        changed=advisory.modified,
    )


def _about(frame: Frame, view: AdvisoryView) -> dict[str, object]:
    """Give what its template shows of an advisory itself: what state it is in, what to do, and whom to tell."""
    return {
        "advisory": view.advisory,
        "areas_of_advisory": view.place.areas,
        "state": view.state,
        "mark": view.mark,
        "until": view.until,
        "steps": () if view.state is State.WITHDRAWN else tuple(_steps(frame, view.advisory)),
        "replacement": view.replacement,
        "replaced": view.replaced,
        "contacts": view.place.contacts,
        "closed_channels": view.closed_channels,
    }


def _around(view: AdvisoryView) -> dict[str, object]:
    """Give what its template shows of others: the same in other languages, the same scam, and what is nearby."""
    return {
        "topics": view.topics,
        "translations": view.translations,
        "missing_languages": view.missing_languages,
        "newer_original": view.newer_original,
        "original_changed": view.original_changed,
        "same_scam": view.same_scam,
        "nearby": view.nearby,
    }


def _to_pass_on(frame: Frame, view: AdvisoryView) -> dict[str, object]:
    """Give the ways in which readers take an advisory to others: words, links, a poster, and the page on paper."""
    settings, message = frame.settings, text_message(frame.settings, view.advisory)
    address = settings.absolute(addresses.advisory(view.advisory.id))
    return {
        "poster": view.poster,
        "text_message": message,
        "share_links": share_links(settings, view.advisory, message.words),
        "address": address,
        "qr_code": qr_code(address).svg if view.state is State.CURRENT else "",
    }


def _way(frame: Frame, view: AdvisoryView) -> tuple[Crumb, ...]:
    """Give the pages between home and an advisory: those of its area, or of all areas where it is for several."""
    return area_crumbs(frame, view.place.lineage) if view.place.lineage else (areas_crumb(frame),)


def _steps(frame: Frame, advisory: Advisory) -> Iterator[Html]:
    """Give what to do, step by step, as HTML in which the official numbers can be dialled."""
    is_from_right = language_of(advisory.locale).direction == "rtl"
    for step in advisory.advice:
        linked = frame.phone_links.applied(escape(step, quote=False))
        yield Html(with_numbers_isolated(linked) if is_from_right else linked)


def _missing_languages(site: Site, advisory: Advisory, own: Itself) -> tuple[OtherEdition, ...]:
    """Give the editions in whose languages an advisory cannot be read."""
    languages = {language_alone(each.locale) for each in (advisory, *own.translations)}
    return tuple(each.as_other for each in site.editions if each.tag not in languages)


def _newer_original(advisory: Advisory, own: Itself) -> Advisory | None:
    """Give what an advisory was translated from, where that has changed since; None where it has not."""
    if advisory.translation_of is None:
        return None
    original = next((each for each in own.translations if each.id == advisory.translation_of), None)
    return original if original and original.updates and original.modified > advisory.modified else None


def _nearest_in(advisory: Advisory, own: Itself, site: Site) -> str:
    """Give the address of an advisory in the language of an edition, else of its first area there."""
    found = next((each for each in own.translations if language_alone(each.locale) == site.tag), None)
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
            frame=site.frame,
        )
