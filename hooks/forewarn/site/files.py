"""Every file of the site that is no page: feeds, the site map, robots.txt, and what belongs to advisories."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import TypeAlias

from forewarn import addresses
from forewarn.attachment import Attachment
from forewarn.outputs.feed import (
    Entry,
    EntrySource,
    FeedPart,
    atom_feed,
    entry_of,
    entry_source,
    feed_parts,
    json_feed,
    rss_feed,
)
from forewarn.outputs.robots import robots
from forewarn.outputs.security_txt import security_txt
from forewarn.outputs.sitemap import sitemap
from forewarn.settings import Settings
from forewarn.site.alerts import planned_alerts
from forewarn.site.datasets import planned_datasets
from forewarn.site.feeds import every_feed
from forewarn.site.planned import PlannedFiles, PlannedPage
from forewarn.site.site import Site
from forewarn.sums import sum_of_bytes, sum_of_value
from forewarn.surveying.recollection import Recalled

_Summed: TypeAlias = tuple[Entry | EntrySource, bytes]


def files(site: Site, pages: Iterable[PlannedPage]) -> Iterator[tuple[str, bytes]]:
    """Give every file that is made of words as its address and its bytes. ``pages`` are those of the site."""
    for planned in planned_files(site, pages):
        yield from zip(planned.addresses, planned.make(), strict=True)


def planned_files(site: Site, pages: Iterable[PlannedPage]) -> Iterator[PlannedFiles]:
    """Plan every file that is made of words. ``pages`` are those of the site."""
    yield from _feeds(site)
    if site.settings.data:
        yield from planned_datasets(site)
    yield from planned_alerts(site)
    if site.settings.security:
        yield _made(*security_txt(site.settings, site.settings.security))
    shown = ((site.settings.absolute(page.address), page.changed) for page in pages if page.is_indexed)
    yield from (_made(*file) for file in sitemap(site.settings, shown))
    for name, picture in (site.preview.handbook.pictures if site.preview else {}).items():
        yield _made(addresses.handbook_picture(name), picture)
    yield _made(*robots(site.settings, is_preview=site.preview is not None))


def _feed(
    settings: Settings, part: FeedPart, entries: tuple[Entry | EntrySource, ...], sums: list[bytes]
) -> PlannedFiles:
    """Plan one document of a feed, in all its formats. ``sums`` are those of the settings and of its entries."""
    newest = (addresses.rss(part.page),) if part.year is None else ()
    return PlannedFiles(
        addresses=(*(part.address(ending) for ending in ("xml", "json")), *newest),
        made_of=sum_of_value(replace(part, advisories=()), sums),
        make=partial(_feed_files, settings, part, entries),
    )


def _feed_files(settings: Settings, part: FeedPart, entries: tuple[Entry | EntrySource, ...]) -> Iterator[bytes]:
    made = (entry_of(settings, entry) if isinstance(entry, EntrySource) else entry for entry in entries)
    document = part.with_entries(tuple(made))
    for write in (atom_feed, json_feed) if part.year is not None else (atom_feed, json_feed, rss_feed):
        _, content = write(settings, document)
        yield content


def _feeds(site: Site) -> Iterator[PlannedFiles]:
    """Plan every feed. What an archive tells of an advisory is made once, whether it is written or not."""
    settings, own = site.settings, sum_of_value(site.settings)
    source = cache(lambda id_: entry_source(site.register, site.register.advisory(id_), site.pictures))
    whole = cache(partial(_recalled_entry, site.recall("entry", own), source, _whole))
    brief = cache(partial(_recalled_entry, site.recall("brief entry", own), source, partial(_brief, settings)))
    for feed, advisories in every_feed(site):
        for part in feed_parts(settings, feed.title, feed.page, advisories):
            entry_for = whole if part.year is None else brief
            entries = [entry_for(advisory.id) for advisory in part.advisories]
            yield _feed(settings, part, tuple(entry for entry, _ in entries), [own, *(total for _, total in entries)])


def _recalled_entry(
    recalled: Recalled, source: Callable[[str], EntrySource], make: Callable[[EntrySource], _Summed], id_: str
) -> _Summed:
    """Give the entry for an id, as the last build has made it of the same."""
    made_of = source(id_)
    return recalled.get(id_, made_of, partial(make, made_of))


def _whole(source: EntrySource) -> _Summed:
    return source, sum_of_value(source)


def _brief(settings: Settings, source: EntrySource) -> _Summed:
    entry = entry_of(settings, source, is_brief=True)
    return entry, sum_of_value(entry)


def _made(address: str, content: bytes) -> PlannedFiles:
    """Plan a file that is made already, as it costs little."""
    return PlannedFiles((address,), sum_of_bytes(content), lambda: [content])


def planned_attachments(site: Site) -> Iterator[tuple[str, Attachment, bytes]]:
    """Give every file that belongs to an advisory, and the logo: its address, it, and the sum of what it is made of.

    One that cannot be read any more has no sum, and fails when it is to be written.
    """
    for address, attachment in attachments(site):
        try:
            content = attachment.source.read_bytes()
        except OSError:
            yield address, attachment, b""
        else:
            yield address, attachment, sum_of_value(content, attachment.kind, attachment.width, attachment.height)


def attachments(site: Site) -> Iterator[tuple[str, Attachment]]:
    """Give every file that belongs to an advisory of the site, and its logo, with the address of each.

    Their bytes are made one by one when the site is written (``attaching.publishable``): many do not fit into memory.
    """
    if site.logo:
        yield addresses.logo(site.logo.name), site.logo
    for advisory in site.register.advisories:
        for attachment in advisory.attachments:
            yield addresses.attachment(advisory.id, attachment.name), attachment
