"""The pages that list advisories: of an area, a topic, a year; and the pages that list those lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.outputs.head import FeedLink, Head, PageLink, page_head
from forewarn.outputs.structured_data import Crumb, collection
from forewarn.register import by_year
from forewarn.site.feeds import area_feed, site_feed, topic_feed
from forewarn.site.list_page import ListPage, list_pages
from forewarn.site.page import HOME_CRUMB, Page, newest_change, structured
from forewarn.site.site import Site
from forewarn.topic import Topic


@dataclass(frozen=True)
class ListLink:
    """A list that another page links to: its name, its address, and how many advisories it holds, all and current."""

    name: str
    address: str
    count: int
    current: int


@dataclass(frozen=True)
class _ListOfLists:
    """A page that lists lists: what it is called on the way to another page, and on itself."""

    crumb: Crumb
    title: str
    description: str
    template: str


_AREAS = _ListOfLists(
    Crumb("Areas", addresses.AREAS), "All areas", "Warnings about fraud and scams, by area.", "areas.html"
)
_TOPICS = _ListOfLists(
    Crumb("Topics", addresses.TOPICS), "All topics", "Warnings about fraud and scams, by kind of scam.", "topics.html"
)
_ARCHIVE = _ListOfLists(
    Crumb("Archive", addresses.ARCHIVE), "Archive", "Every warning that was published here, by year.", "archive.html"
)


@dataclass(frozen=True)
class _AdvisoryList:
    """A list before it is cut into pages: what is the same on each of them."""

    title: str
    description: str
    template: str
    crumbs: tuple[Crumb, ...]
    feeds: tuple[FeedLink, ...]
    advisories: tuple[Advisory, ...]
    body: str = ""
    card: str = addresses.SITE_CARD


def area_pages(site: Site, area: Area) -> Iterator[Page]:
    """Give the pages of an area; its own words stand on the first."""
    own = _AdvisoryList(
        title=area.name,
        description=f"Warnings about fraud and scams in {area.name}, and where to get help.",
        template="area.html",
        crumbs=(HOME_CRUMB, _AREAS.crumb, *area_crumbs(site, area)),
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
    }
    return (replace(page, values={**page.values, **values}) for page in _pages(site, own))


def topic_pages(site: Site, topic: Topic) -> Iterator[Page]:
    """Give the pages of a topic."""
    own = _AdvisoryList(
        title=topic.name,
        description=f"{topic.name}: warnings about this kind of scam, and what to do about it.",
        template="topic.html",
        crumbs=(HOME_CRUMB, _TOPICS.crumb, Crumb(topic.name, addresses.topic(topic.slug))),
        feeds=(site_feed(site), topic_feed(site, topic)),
        advisories=site.register.about(topic.slug),
        card=addresses.topic_card(topic.slug),
    )
    values = {"topic": topic, "feed": topic_feed(site, topic)}
    return (replace(page, values={**page.values, **values}) for page in _pages(site, own))


def archive_pages(site: Site) -> Iterator[Page]:
    """Give the archive: the page with all years, and the pages of each."""
    years = by_year(site.register.advisories, site.settings.time_zone)
    lists = [_list_link(site, str(year), addresses.year(year), years[year]) for year in years]
    yield _list_of_lists(site, _ARCHIVE, lists)
    for year, advisories in years.items():
        own = _AdvisoryList(
            title=f"Warnings from {year}",
            description=f"Every warning about fraud and scams that was published here in {year}.",
            template="year.html",
            crumbs=(HOME_CRUMB, _ARCHIVE.crumb, Crumb(str(year), addresses.year(year))),
            feeds=(site_feed(site),),
            advisories=advisories,
        )
        yield from _pages(site, own)


def all_topics_page(site: Site) -> Page:
    """Give the page with all topics."""
    topics = site.register.topics()
    lists = [
        _list_link(site, topic.name, addresses.topic(topic.slug), site.register.about(topic.slug)) for topic in topics
    ]
    return _list_of_lists(site, _TOPICS, lists)


def all_areas_page(site: Site) -> Page:
    """Give the page with all areas."""
    return replace(_list_of_lists(site, _AREAS, []), changed=None)


def area_crumbs(site: Site, area: Area) -> tuple[Crumb, ...]:
    """Give the areas that an area is within, the widest first, and the area itself."""
    return tuple(Crumb(each.name, addresses.area(each.slug)) for each in reversed(site.lineage(area)))


def _pages(site: Site, own: _AdvisoryList) -> Iterator[Page]:
    current, earlier = site.register.current(own.advisories), site.register.earlier(own.advisories)
    return (_page(site, own, each) for each in list_pages(own.crumbs[-1].address, current, earlier))


def _page(site: Site, own: _AdvisoryList, list_page: ListPage) -> Page:
    title, is_first = list_page.titled(own.title), list_page.number == 1
    description = own.description if is_first else f"{own.description} Page {list_page.number} of {list_page.count}."
    further = () if is_first else (Crumb(f"Page {list_page.number}", list_page.address),)
    crumbs = (*own.crumbs, *further)
    picture = site.pictures.get(own.card) or site.picture
    head = page_head(site.settings, title, description, list_page.address, own.feeds, picture)
    subject = collection(site.settings, title, list_page.address, list_page.advisories)
    return Page(
        address=list_page.address,
        template=own.template,
        head=_with_neighbours(site, head, list_page),
        language=site.language,
        body=own.body if is_first else "",
        json_ld=structured(site, subject, crumbs),
        crumbs=crumbs,
        values={"title": title, "list_name": own.title, "list_page": list_page},
        changed=newest_change(list_page.advisories),
    )


def _with_neighbours(site: Site, head: Head, list_page: ListPage) -> Head:
    neighbours = (("prev", list_page.previous), ("next", list_page.next))
    links = (PageLink(relation, site.settings.absolute(address)) for relation, address in neighbours if address)
    return replace(head, links=tuple(links))


def _list_link(site: Site, name: str, address: str, advisories: tuple[Advisory, ...]) -> ListLink:
    return ListLink(name, address, len(advisories), len(site.register.current(advisories)))


def _list_of_lists(site: Site, own: _ListOfLists, lists: list[ListLink]) -> Page:
    address, crumbs = own.crumb.address, (HOME_CRUMB, own.crumb)
    return Page(
        address=address,
        template=own.template,
        head=page_head(site.settings, own.title, own.description, address, (site_feed(site),), site.picture),
        language=site.language,
        body="",
        json_ld=structured(site, collection(site.settings, own.title, address), crumbs),
        crumbs=crumbs,
        values={"title": own.title, "lists": lists},
        changed=newest_change(site.register.advisories),
    )
