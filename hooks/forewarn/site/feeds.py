"""The feeds of the site: which there are, and what is in each."""

from collections.abc import Iterator

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Named
from forewarn.outputs.head import FeedLink
from forewarn.settings import Settings
from forewarn.site.site import Site
from forewarn.topic import Topic


def site_feed(settings: Settings) -> FeedLink:
    """Give the feed of the whole site."""
    return FeedLink(settings.site_name, addresses.HOME)


def area_feed(settings: Settings, area: Named) -> FeedLink:
    """Give an area's feed."""
    return FeedLink(f"{settings.site_name}: {area.name}", addresses.area(area.slug))


def topic_feed(settings: Settings, topic: Topic) -> FeedLink:
    """Give a topic's feed."""
    return FeedLink(f"{settings.site_name}: {topic.name}", addresses.topic(topic.slug))


def every_feed(site: Site) -> Iterator[tuple[FeedLink, tuple[Advisory, ...]]]:
    """Give every feed of the site with all the advisories that belong in it."""
    yield site_feed(site.settings), site.register.advisories
    for area in site.areas:
        yield area_feed(site.settings, area), site.in_all_languages(area)
    for topic in site.register.topics():
        yield topic_feed(site.settings, topic), site.register.about(topic.slug)
