"""The pages that list advisories: of an area, a topic, a year; and the pages that list those lists."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.card import SharedPicture
from forewarn.language import language_alone, language_of
from forewarn.outputs.embedding import embedding
from forewarn.outputs.head import FeedLink, PageLink, page_head
from forewarn.outputs.structured_data import Crumb, collection
from forewarn.site.feeds import area_feed, site_feed, topic_feed
from forewarn.site.frame import Frame
from forewarn.site.languages import SpokenLanguage, advisories_in
from forewarn.site.list_page import ListPage, list_pages
from forewarn.site.page import (
    EditionLink,
    Page,
    alternates,
    area_crumbs,
    areas_crumb,
    home_crumb,
    newest_change,
    structured,
    switch_to,
)
from forewarn.site.planned import PlannedPage
from forewarn.site.site import Site
from forewarn.sums import sum_of_value
from forewarn.topic import Topic
from forewarn.words import words_in

MOST_EMBEDDED = 5


@dataclass(frozen=True)
class ListLink:
    """A list that another page links to: its name, its address, and how many advisories it holds, all and current."""

    name: str
    address: str
    count: int
    current: int


@dataclass(frozen=True)
class AdvisoryList:
    """A list before it is cut into pages: all that its pages are made of, besides the advisories on each.

    ``body`` stands on the first page; ``elsewhere`` tells of that page in other editions. ``locale`` is that of the
    list; ``values`` are those of its template that are the same on every page.
    """

    title: str
    description: str
    template: str
    address: str
    crumbs: tuple[Crumb, ...]
    feeds: tuple[FeedLink, ...]
    picture: SharedPicture | None
    switch: tuple[EditionLink, ...]
    elsewhere: tuple[PageLink, ...]
    locale: str
    values: Mapping[str, object]
    body: str = ""


def area_pages(site: Site, area: Area) -> tuple[PlannedPage, ...]:
    """Plan the pages of an area; its own words stand on the first."""
    settings = site.settings
    own = _list(
        site,
        lambda each: each.area_address(area),
        title=area.name,
        description=site.words.say("Warnings about fraud and scams in {area}, and where to get help.", area=area.name),
        template="area.html",
        crumbs=(home_crumb(site), areas_crumb(site), *area_crumbs(site, site.lineage(area))),
        feeds=(site_feed(settings), area_feed(settings, area)),
        card=addresses.area_card(area.slug),
        body=area.body,
        values=_about_area(site, area),
    )
    return _pages(site, own, site.advisories_in(area))


def _about_area(site: Site, area: Area) -> Mapping[str, object]:
    parent = site.parent_of(area)
    return {
        "area": area.known_as,
        "force": area.force,
        "parent": parent.known_as if parent else None,
        "branches": site.branches_within(area),
        "feed": area_feed(site.settings, area),
        "contacts": site.contacts_for([area]),
        "embedding": _embedding(site, area),
    }


def _embedding(site: Site, area: Area) -> str:
    say = site.words.say
    title = say("Current scam warnings for {area}", area=area.name)
    return embedding(site.settings, title, say("Scam warnings for {area}", area=area.name), site.area_address(area))


def embed_page(site: Site, area: Area) -> Page:
    """Give the small page of an area that other sites show within their own."""
    title = site.words.say("Current scam warnings for {area}", area=area.name)
    own, address = site.area_address(area), addresses.embed(site.area_address(area))
    current = site.current_in(area)
    description = site.words.say("Warnings about fraud and scams in {area}, and where to get help.", area=area.name)
    return Page(
        address=address,
        template="embed.html",
        head=replace(page_head(site.settings, title, description, own, (), site.picture), is_indexed=False),
        language=site.language,
        body="",
        json_ld=(),
        crumbs=(),
        values={
            "title": title,
            "area": area.known_as,
            "advisories": site.listed_as(current[:MOST_EMBEDDED]),
            "is_embedded": True,
        },
        frame=site.frame,
    )


def topic_pages(site: Site, topic: Topic) -> tuple[PlannedPage, ...]:
    """Plan the pages of a topic."""
    say, settings = site.words.say, site.settings
    own = _list(
        site,
        lambda each: each.topic_address(topic),
        title=topic.name,
        description=say("{topic}: warnings about this kind of scam, and what to do about it.", topic=topic.name),
        template="topic.html",
        crumbs=(home_crumb(site), _topics_crumb(site), Crumb(topic.name, site.topic_address(topic))),
        feeds=(site_feed(settings), topic_feed(settings, topic)),
        card=addresses.topic_card(topic.slug),
        values={"topic": topic, "feed": topic_feed(settings, topic)},
    )
    return _pages(site, own, site.advisories_about(topic))


def language_pages(site: Site, spoken: SpokenLanguage) -> tuple[PlannedPage, ...]:
    """Plan the pages with all advisories in a language that has no edition, for those who read no other."""
    address = addresses.language(spoken.tag)
    contacts = tuple(contact.in_language(language_alone(spoken.locale)) for contact in site.phones_for_all)
    own = _list(
        site,
        lambda each: address if each.is_first else each.at(addresses.HOME),
        title=spoken.name,
        description=site.settings.description,
        template="language.html",
        crumbs=(home_crumb(site), Crumb(spoken.name, address, spoken.language)),
        feeds=(site_feed(site.settings),),
        locale=spoken.locale,
        values={"contacts": contacts},
    )
    return _pages(site, replace(own, elsewhere=()), advisories_in(site, spoken))


def language_moved(site: Site) -> Page:
    """Give what stands in an edition's language where it has been before there was that edition, and leads there."""
    title, home = site.words.say("This page has moved"), site.at(addresses.HOME)
    return Page(
        address=addresses.language(site.tag),
        template="redirect.html",
        head=replace(page_head(site.settings, title, title, home, (), site.picture), is_indexed=False),
        language=site.language,
        body="",
        json_ld=(),
        crumbs=(),
        values={"title": title, "now_at": home, "name": site.settings.site_name, "spoken": site.language},
        frame=site.frame,
    )


def all_years_page(site: Site) -> Page:
    """Give the page with all years in which an advisory was published."""
    say = site.words.say
    description = say("Every warning that was published here, by year.")
    return _list_of_lists(
        site, (say("Archive"), say("Archive")), description, addresses.ARCHIVE, "archive.html", year_lists(site)
    )


def archive_pages(site: Site) -> Iterator[PlannedPage]:
    """Plan the pages of every year."""
    say = site.words.say
    for year, advisories in site.years.items():
        address = addresses.year(year)
        own = _list(
            site,
            partial(_at, address),
            title=say("Warnings from {year}", year=year),
            description=say("Every warning about fraud and scams that was published here in {year}.", year=year),
            template="year.html",
            crumbs=(home_crumb(site), _archive_crumb(site), Crumb(str(year), site.at(address))),
            feeds=(site_feed(site.settings),),
        )
        yield from _pages(site, own, advisories)


def all_topics_page(site: Site) -> Page:
    """Give the page with all topics."""
    say = site.words.say
    description = say("Warnings about fraud and scams, by kind of scam.")
    return _list_of_lists(
        site, (say("Topics"), say("All topics")), description, addresses.TOPICS, "topics.html", topic_lists(site)
    )


def all_areas_page(site: Site) -> Page:
    """Give the page with all areas."""
    say = site.words.say
    description = say("Warnings about fraud and scams, by area.")
    return replace(
        _list_of_lists(site, (say("Areas"), say("All areas")), description, addresses.AREAS, "areas.html", []),
        changed=None,
    )


def topic_lists(site: Site) -> list[ListLink]:
    """Give the list of every topic, by name."""
    return [
        ListLink(
            topic.name, site.topic_address(topic), len(site.advisories_about(topic)), len(site.current_about(topic))
        )
        for topic in site.topics
    ]


def year_lists(site: Site) -> list[ListLink]:
    """Give the list of every year in which an advisory was published, the newest first."""
    return [
        ListLink(str(year), site.at(addresses.year(year)), len(own), len(site.current_by_year.get(year, ())))
        for year, own in site.years.items()
    ]


def _topics_crumb(site: Site) -> Crumb:
    return Crumb(site.words.say("Topics"), site.at(addresses.TOPICS))


def _archive_crumb(site: Site) -> Crumb:
    return Crumb(site.words.say("Archive"), site.at(addresses.ARCHIVE))


def _at(address: str, site: Site) -> str:
    return site.at(address)


def _list(  # noqa: PLR0913 - what there is to say of a list
    site: Site,
    address_in: Callable[[Site], str],
    *,
    title: str,
    description: str,
    template: str,
    crumbs: tuple[Crumb, ...],
    feeds: tuple[FeedLink, ...],
    card: str = addresses.SITE_CARD,
    locale: str = "",
    body: str = "",
    values: Mapping[str, object] = MappingProxyType({}),
) -> AdvisoryList:
    """Make a list. ``address_in`` gives its address in an edition of the site; ``locale`` is its own, if it has one."""
    return AdvisoryList(
        title=title,
        description=description,
        template=template,
        address=address_in(site),
        crumbs=crumbs,
        feeds=feeds,
        picture=site.pictures.get(site.card_address(card)) or site.picture,
        switch=switch_to(site, address_in),
        elsewhere=alternates(site, address_in),
        locale=locale or site.settings.locale,
        values=values,
        body=body,
    )


def _pages(site: Site, own: AdvisoryList, advisories: tuple[Advisory, ...]) -> tuple[PlannedPage, ...]:
    """Plan the pages of a list; those of one that is as it was are the same."""
    return site.recalled_lists.get(own.address, (own, advisories), lambda: tuple(_planned_anew(site, own, advisories)))


def _planned_anew(site: Site, own: AdvisoryList, advisories: tuple[Advisory, ...]) -> Iterator[PlannedPage]:
    current = site.listed_as(site.register.current(advisories))
    earlier = site.listed_as(site.register.earlier(advisories))
    alike = sum_of_value(replace(own, body=""))
    for list_page in list_pages(own.address, current, earlier):
        yield _planned(site.frame, own, alike, list_page)


def _planned(frame: Frame, own: AdvisoryList, alike: bytes, list_page: ListPage) -> PlannedPage:
    return PlannedPage(
        address=list_page.address,
        template=own.template,
        frame=frame,
        made_of=sum_of_value(alike, own.body if list_page.number == 1 else "", _lines(list_page)),
        make=partial(_page, frame, own, list_page),
        image=frame.settings.absolute(own.picture.href) if own.picture else "",
        changed=newest_change(list_page.advisories),
        names=(own.title, own.description, *(crumb.name for crumb in own.crumbs)),
    )


def _lines(list_page: ListPage) -> tuple[int, int, int, list[bytes]]:
    """Give what stands for a page of a list: which it is, where what is current ends, and the sum of each line."""
    return (
        list_page.number,
        list_page.count,
        len(list_page.current),
        [listed.sum for listed in list_page.advisories],
    )


def _page(frame: Frame, own: AdvisoryList, list_page: ListPage) -> Page:
    is_first, words = list_page.number == 1, words_in(own.locale)
    say = words.say if words.has("Page {number}") else frame.words.say
    numbers = {"number": list_page.number, "count": list_page.count}
    title = own.title if is_first else say("{title}, page {number} of {count}", title=own.title, **numbers)
    description = own.description if is_first else f"{own.description} {say('Page {number} of {count}.', **numbers)}"
    further = () if is_first else (Crumb(say("Page {number}", number=list_page.number), list_page.address),)
    crumbs = (*own.crumbs, *further)
    head = page_head(frame.settings, title, description, list_page.address, own.feeds, own.picture, own.locale)
    subject = collection(frame.settings, title, list_page.address, list_page.advisories)
    return Page(
        address=list_page.address,
        template=own.template,
        head=replace(head, links=(*_neighbours(frame, list_page), *(own.elsewhere if is_first else ()))),
        language=language_of(own.locale),
        body=own.body if is_first else "",
        json_ld=structured(frame.settings, subject, crumbs),
        crumbs=crumbs,
        values={"title": title, "list_name": own.title, "list_page": list_page, **own.values},
        frame=frame,
        switch=own.switch,
        changed=newest_change(list_page.advisories),
    )


def _neighbours(frame: Frame, list_page: ListPage) -> Iterator[PageLink]:
    neighbours = (("prev", list_page.previous), ("next", list_page.next))
    return (PageLink(relation, frame.settings.absolute(address)) for relation, address in neighbours if address)


def _list_of_lists(  # noqa: PLR0913, PLR0917 - what is told of such a page
    site: Site, names: tuple[str, str], description: str, address: str, template: str, lists: list[ListLink]
) -> Page:
    """Give a page that lists lists; ``address`` is that in the site's own language.

    ``names`` are what it is called on the way to another page, and on itself.
    """
    (name, title), own, address_in = names, site.at(address), partial(_at, address)
    crumbs = (home_crumb(site), Crumb(name, own))
    head = page_head(site.settings, title, description, own, (site_feed(site.settings),), site.picture)
    return Page(
        address=own,
        template=template,
        head=replace(head, links=alternates(site, address_in)),
        language=site.language,
        body="",
        json_ld=structured(site.settings, collection(site.settings, title, own), crumbs),
        crumbs=crumbs,
        values={"title": title, "lists": lists},
        frame=site.frame,
        switch=switch_to(site, address_in),
        changed=max((advisory.modified for advisory in site.listed), default=None),
    )
