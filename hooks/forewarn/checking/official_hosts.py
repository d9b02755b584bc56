"""Which hosts an advisory may name without anybody asking whose they are."""

from forewarn.checking.entry import Entry
from forewarn.checking.imitation import imitated, own_words
from forewarn.web import host_of


def official_hosts(entry: Entry) -> tuple[str, ...]:
    """Give the hosts that are official for an advisory: those the site trusts, its channels' and its forces'."""
    websites = (
        *(contact.link for contact in entry.contacts.contacts),
        *(area.force.website for area in entry.named_areas()),
    )
    hosts = (host_of(website) for website in websites if website)
    return (*entry.settings.trusted_hosts, *(host.removeprefix("www.") for host in hosts if host))


def imitated_by(entry: Entry, host: str) -> str | None:
    """Give the official host that one which is not official looks like; None if it looks like none."""
    places = {area.slug.replace("-", "") for area in entry.areas.values()}
    links = (contact.link_host for contact in entry.contacts.contacts)
    return imitated(host, official_hosts(entry), [w for link in links for w in own_words(link) if w not in places])


def known_hosts(entry: Entry) -> tuple[str, ...]:
    """Give the official hosts, and those of this site and of the page on which the text was first published."""
    document, site = entry.document, entry.settings.site_url
    own = (host_of(address) for address in (document.text("url"), document.text("og.url"), site) if address)
    return (*official_hosts(entry), *(host.removeprefix("www.") for host in own if host))
