"""The pages that list advisories: of an area, a topic, a year; and the pages that list those lists."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.language import language_alone, language_of
from forewarn.outputs.embedding import embedding
from forewarn.outputs.head import FeedLink, PageLink, page_head
from forewarn.outputs.structured_data import Crumb, collection
from forewarn.register import by_year
from forewarn.site.feeds import area_feed, site_feed, topic_feed
from forewarn.site.languages import SpokenLanguage, advisories_in
from forewarn.site.list_page import ListPage, list_pages
from forewarn.site.page import Page, alternates, home_crumb, newest_change, structured, switch_to
from forewarn.site.site import Site
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
class _AdvisoryList:
    """A list before it is cut into pages: what is the same on each of them.

    ``address_in`` gives its address in an edition of the site. ``locale`` is that of a list in a language of its own,
    which is in no other edition.
    """

    title: str
    description: str
    template: str
    address_in: Callable[[Site], str]
    crumbs: tuple[Crumb, ...]
    feeds: tuple[FeedLink, ...]
    advisories: tuple[Advisory, ...]
    body: str = ""
    card: str = addresses.SITE_CARD
    locale: str = ""


def area_pages(site: Site, area: Area) -> Iterator[Page]:
    """Give the pages of an area; its own words stand on the first."""
    own = _AdvisoryList(
        title=area.name,
        description=site.words.say("Warnings about fraud and scams in {area}, and where to get help.", area=area.name),
        template="area.html",
        address_in=lambda each: each.area_address(area),
        crumbs=(home_crumb(site), areas_crumb(site), *area_crumbs(site, area)),
        feeds=(site_feed(site), area_feed(site, area)),
        advisories=site.advisories_in(area),
        body=area.body,
        card=addresses.area_card(area.slug),
    )
    values = {
        "area": area,
        "parent": site.parent_of(area),
        "branches": site.branches_within(area),
        "feed": area_feed(site, area),
        "contacts": site.contacts_for([area]),
        "embedding": _embedding(site, area),
    }
    return (replace(page, values={**page.values, **values}) for page in _pages(site, own))


def _embedding(site: Site, area: Area) -> str:
    say = site.words.say
    title = say("Current scam warnings for {area}", area=area.name)
    return embedding(site.settings, title, say("Scam warnings for {area}", area=area.name), site.area_address(area))


def embed_page(site: Site, area: Area) -> Page:
    """Give the small page of an area that other sites show within their own."""
    title = site.words.say("Current scam warnings for {area}", area=area.name)
    own, address = site.area_address(area), addresses.embed(site.area_address(area))
    current = site.register.current(site.advisories_in(area))
    description = site.words.say("Warnings about fraud and scams in {area}, and where to get help.", area=area.name)
    return Page(
        address=address,
        template="embed.html",
        head=replace(page_head(site.settings, title, description, own, (), site.picture), is_indexed=False),
        language=site.language,
        body="",
        json_ld=(),
        crumbs=(),
        values={"title": title, "area": area, "advisories": current[:MOST_EMBEDDED], "is_embedded": True},
        site=site,
    )


def topic_pages(site: Site, topic: Topic) -> Iterator[Page]:
    """Give the pages of a topic."""
    address = site.topic_address(topic)
    own = _AdvisoryList(
        title=topic.name,
        description=site.words.say(
            "{topic}: warnings about this kind of scam, and what to do about it.", topic=topic.name
        ),
        template="topic.html",
        address_in=lambda each: each.topic_address(topic),
        crumbs=(home_crumb(site), _topics_crumb(site), Crumb(topic.name, address)),
        feeds=(site_feed(site), topic_feed(site, topic)),
        advisories=site.advisories_about(topic),
        card=addresses.topic_card(topic.slug),
    )
    values = {"topic": topic, "feed": topic_feed(site, topic)}
    return (replace(page, values={**page.values, **values}) for page in _pages(site, own))


def language_pages(site: Site, spoken: SpokenLanguage) -> Iterator[Page]:
    """Give the pages with all advisories in a language that has no edition, for those who read no other."""
    address = addresses.language(spoken.tag)
    own = _AdvisoryList(
        title=spoken.name,
        description=site.settings.description,
        template="language.html",
        address_in=lambda each: each.at(addresses.HOME) if each.original else address,
        crumbs=(home_crumb(site), Crumb(spoken.name, address, spoken.language)),
        feeds=(site_feed(site),),
        advisories=advisories_in(site, spoken),
        locale=spoken.locale,
    )
    contacts = tuple(contact.in_language(language_alone(spoken.locale)) for contact in site.phones_for_all)
    return (replace(page, values={**page.values, "contacts": contacts}) for page in _pages(site, own))


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
        site=site,
    )


def archive_pages(site: Site) -> Iterator[Page]:
    """Give the archive: the page with all years, and the pages of each."""
    say = site.words.say
    description = say("Every warning that was published here, by year.")
    yield _list_of_lists(
        site, (say("Archive"), say("Archive")), description, addresses.ARCHIVE, "archive.html", year_lists(site)
    )
    for year, advisories in _years(site).items():
        address = addresses.year(year)
        own = _AdvisoryList(
            title=say("Warnings from {year}", year=year),
            description=say("Every warning about fraud and scams that was published here in {year}.", year=year),
            template="year.html",
            address_in=partial(_at, address),
            crumbs=(home_crumb(site), _archive_crumb(site), Crumb(str(year), site.at(address))),
            feeds=(site_feed(site),),
            advisories=advisories,
        )
        yield from _pages(site, own)


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
        _list_link(site, topic.name, site.topic_address(topic), site.advisories_about(topic)) for topic in site.topics
    ]


def year_lists(site: Site) -> list[ListLink]:
    """Give the list of every year in which an advisory was published, the newest first."""
    return [_list_link(site, str(year), site.at(addresses.year(year)), own) for year, own in _years(site).items()]


def _years(site: Site) -> Mapping[int, tuple[Advisory, ...]]:
    """Give what this edition lists of every year, the newest first; nothing of one in which all is in another."""
    zone = site.settings.time_zone
    listed = by_year(site.listed, zone)
    return {year: listed.get(year, ()) for year in by_year(site.register.advisories, zone)}


def area_crumbs(site: Site, area: Area) -> tuple[Crumb, ...]:
    """Give the areas that an area is within, the widest first, and the area itself."""
    return tuple(Crumb(each.name, site.area_address(each)) for each in reversed(site.lineage(area)))


def areas_crumb(site: Site) -> Crumb:
    """Give the page with all areas as a step on the way to another."""
    return Crumb(site.words.say("Areas"), site.at(addresses.AREAS))


def _topics_crumb(site: Site) -> Crumb:
    return Crumb(site.words.say("Topics"), site.at(addresses.TOPICS))


def _archive_crumb(site: Site) -> Crumb:
    return Crumb(site.words.say("Archive"), site.at(addresses.ARCHIVE))


def _at(address: str, site: Site) -> str:
    return site.at(address)


def _pages(site: Site, own: _AdvisoryList) -> Iterator[Page]:
    current, earlier = site.register.current(own.advisories), site.register.earlier(own.advisories)
    return (_page(site, own, each) for each in list_pages(own.address_in(site), current, earlier))


def _page(site: Site, own: _AdvisoryList, list_page: ListPage) -> Page:
    locale, is_first = own.locale or site.settings.locale, list_page.number == 1
    words = words_in(locale)
    say = words.say if words.has("Page {number}") else site.words.say
    numbers = {"number": list_page.number, "count": list_page.count}
    title = own.title if is_first else say("{title}, page {number} of {count}", title=own.title, **numbers)
    description = own.description if is_first else f"{own.description} {say('Page {number} of {count}.', **numbers)}"
    further = () if is_first else (Crumb(say("Page {number}", number=list_page.number), list_page.address),)
    crumbs = (*own.crumbs, *further)
    picture = site.pictures.get(site.card_address(own.card)) or site.picture
    head = page_head(site.settings, title, description, list_page.address, own.feeds, picture, locale)
    subject = collection(site.settings, title, list_page.address, list_page.advisories)
    elsewhere = alternates(site, own.address_in) if is_first and not own.locale else ()
    return Page(
        address=list_page.address,
        template=own.template,
        head=replace(head, links=(*_neighbours(site, list_page), *elsewhere)),
        language=language_of(locale),
        body=own.body if is_first else "",
        json_ld=structured(site, subject, crumbs),
        crumbs=crumbs,
        values={"title": title, "list_name": own.title, "list_page": list_page},
        site=site,
        switch=switch_to(site, own.address_in),
        changed=newest_change(list_page.advisories),
    )


def _neighbours(site: Site, list_page: ListPage) -> Iterator[PageLink]:
    neighbours = (("prev", list_page.previous), ("next", list_page.next))
    return (PageLink(relation, site.settings.absolute(address)) for relation, address in neighbours if address)


def _list_link(site: Site, name: str, address: str, advisories: tuple[Advisory, ...]) -> ListLink:
    return ListLink(name, address, len(advisories), len(site.register.current(advisories)))


def _list_of_lists(  # noqa: PLR0913, PLR0917 - what is told of such a page
    site: Site, names: tuple[str, str], description: str, address: str, template: str, lists: list[ListLink]
) -> Page:
    """Give a page that lists lists; ``address`` is that in the site's own language.

    ``names`` are what it is called on the way to another page, and on itself.
    """
    (name, title), own, address_in = names, site.at(address), partial(_at, address)
    crumbs = (home_crumb(site), Crumb(name, own))
    head = page_head(site.settings, title, description, own, (site_feed(site),), site.picture)
    return Page(
        address=own,
        template=template,
        head=replace(head, links=alternates(site, address_in)),
        language=site.language,
        body="",
        json_ld=structured(site, collection(site.settings, title, own), crumbs),
        crumbs=crumbs,
        values={"title": title, "lists": lists},
        site=site,
        switch=switch_to(site, address_in),
        changed=newest_change(site.listed),
    )
