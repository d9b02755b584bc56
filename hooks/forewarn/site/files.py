"""Every file of the site that is no page: feeds, the site map, robots.txt, and what belongs to advisories."""

from collections.abc import Iterable, Iterator

from forewarn import addresses
from forewarn.attachment import Attachment
from forewarn.outputs.feed import atom_feed, feed_documents, json_feed
from forewarn.outputs.robots import robots
from forewarn.outputs.sitemap import sitemap
from forewarn.site.feeds import every_feed
from forewarn.site.page import Page
from forewarn.site.site import Site


def files(site: Site, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """Give every file that is made of words as its address and its bytes. ``pages`` are those of the site."""
    for feed, advisories in every_feed(site):
        for document in feed_documents(site.settings, site.register, feed.title, feed.page, advisories, site.pictures):
            yield atom_feed(site.settings, document)
            yield json_feed(site.settings, document)
    yield sitemap((site.settings.absolute(page.address), page.changed) for page in pages if page.head.is_indexed)
    for name, picture in (site.preview.handbook.pictures if site.preview else {}).items():
        yield addresses.handbook_picture(name), picture
    yield robots(site.settings, is_preview=site.preview is not None)


def attachments(site: Site) -> Iterator[tuple[str, Attachment]]:
    """Give every file that belongs to an advisory of the site, and its logo, with the address of each.

    Their bytes are made one by one when the site is written (``attaching.publishable``): many do not fit into memory.
    """
    if site.logo:
        yield addresses.logo(site.logo.name), site.logo
    for advisory in site.register.advisories:
        for attachment in advisory.attachments:
            yield addresses.attachment(advisory.id, attachment.name), attachment
