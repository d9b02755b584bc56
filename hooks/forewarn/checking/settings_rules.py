"""The settings of a site: what there is to set below ``extra.forewarn`` in mkdocs.yml, and the rules for each.

``SCHEMA`` is the whole list.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from forewarn.addresses import identity, is_identity
from forewarn.attachment import KINDS, cure_of_kind, ending_of, is_publishable_name, published_name
from forewarn.checking.cap_rules import cap_usable
from forewarn.checking.edition_rules import editions_usable
from forewarn.checking.given import Given, Rule, list_of, one_text, shown, text_that
from forewarn.checking.level_rules import levels_usable
from forewarn.checking.palette_rules import colours_usable
from forewarn.checking.security_rules import security_usable
from forewarn.language import is_locale
from forewarn.problem import Problem
from forewarn.settings import Canonical, Host
from forewarn.spelling import did_you_mean, listed
from forewarn.web import host_of, is_web_address

MOST_DAYS = 3650
_SCHEDULER = re.compile(r"(?:tcp|tls)://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}", re.ASCII)
_PORTS = 65536


def site_url_usable(given: Given) -> Iterator[Problem]:
    """The site has a public address, of which the addresses of all its pages are made."""
    url = given.value
    if not isinstance(url, str) or not url:
        cure = 'Write the site\'s public address: site_url: "https://warnings.example/"'
        yield given.wrong("site-url-missing", "The site has no address of its own.", cure)
    elif not is_web_address(url):
        yield given.wrong("not-an-address", f'"{url}" is not an address on the web.', 'Begin it with "https://".')
    elif urlsplit(url).query or urlsplit(url).fragment:
        message = f'"{url}" is no address of a whole site.'
        yield given.wrong("not-an-address", message, "Leave out everything from the ? or # on.")


def locale_known(given: Given, locale: str) -> Iterator[Problem]:
    """A language is given with its country."""
    if not is_locale(locale):
        cure = 'Write it like "en_GB" or "cy_GB".'
        yield given.wrong("setting-locale", f'"{locale}" is no language and country.', cure)


def time_zone_known(given: Given, zone: str) -> Iterator[Problem]:
    """The time zone is one of the world's."""
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        yield given.wrong("setting-time-zone", f'"{zone}" is no time zone.', 'Write it like "Europe/London".')


def host_usable(given: Given, host: str) -> Iterator[Problem]:
    """A trusted host is the name of a website, and not all that ends in one word."""
    if host_of(f"https://{host}/") != host.lower() or "." not in host.strip("."):
        yield given.wrong("setting-host", f'"{host}" is no name of a website.', 'Write it like "kent.gov.uk".')


def days_sensible(given: Given) -> Iterator[Problem]:
    """A warning is thought current for at least a day, and at most ten years."""
    days = given.value
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        cure = f"Write how many days a warning is thought current, from 1 to {MOST_DAYS}."
        yield given.wrong("setting-days", f"{shown(days)} is no number of days.", cure)


def canonical_known(given: Given, canonical: str) -> Iterator[Problem]:
    """The address that stands for an advisory is its page here, or its source."""
    if canonical not in set(Canonical):
        hint = did_you_mean(canonical, Canonical) or f"It can be {listed(Canonical)}."
        yield given.wrong("setting-canonical", f'"{canonical}" is none of the two.', hint)


def host_known(given: Given, host: str) -> Iterator[Problem]:
    """The host that serves the site is one that Forewarn can be made ready for."""
    if host not in set(Host):
        hint = did_you_mean(host, Host) or f"It can be {listed(Host)}. For any other, leave the line out."
        yield given.wrong("host-unknown", f'"{host}" is no host that is known here.', hint)


def topic_usable(given: Given, name: str) -> Iterator[Problem]:
    """The name of a topic can be made part of an address."""
    if not is_identity(identity(name)):
        message = f'No address can be made of "{name}".'
        yield given.wrong("topic-unusable", message, "Choose another, with letters from a to z and at most 80 of them.")


def topics_differ(given: Given) -> Iterator[Problem]:
    """No two topics would have one address."""
    first: dict[str, str] = {}
    for item in given.items():
        name = item.value if isinstance(item.value, str) else ""
        if (slug := identity(name)) in first:
            message = f'"{name}" would have the same address as "{first[slug]}".'
            yield item.wrong("topic-twice", message, "Delete one of the two, or give it another name.")
        elif slug:
            first[slug] = name


def topics_usable(given: Given) -> Iterator[Problem]:
    """Every topic has an address of its own."""
    yield from list_of(text_that(topic_usable), "Courier fraud")(given)
    yield from topics_differ(given)


def yes_or_no(given: Given) -> Iterator[Problem]:
    """Whether cards or posters are drawn, and whether there are a search and data, is said with true or false."""
    if not isinstance(given.value, bool):
        yield given.wrong("setting-switch", f"{shown(given.value)} is neither true nor false.", "Write true, or false.")


def logo_usable(given: Given, name: str) -> Iterator[Problem]:
    """The logo is a picture that lies in the content folder itself."""
    kind = KINDS.get(ending_of(name))
    if kind is None or not kind.is_picture:
        yield given.wrong("logo-unusable", f'"{name}" is no picture that can be published.', cure_of_kind(name))
    elif "/" in name or "\\" in name or not is_publishable_name(published_name(name)):
        cure = 'Put it into the content folder itself, and name it like this: logo: "logo.png"'
        yield given.wrong("logo-unusable", f'"{name}" is not the name of a file alone.', cure)


def cluster_usable(given: Given) -> Iterator[Problem]:
    """Other machines that draw are found at the address of a scheduler, or there are none."""
    if given.value is not False:
        yield from text_that(_scheduler_address)(given)


def _scheduler_address(given: Given, address: str) -> Iterator[Problem]:
    if not _SCHEDULER.fullmatch(address) or not 0 < int(address.rpartition(":")[2]) < _PORTS:
        cure = 'Write it like "tls://10.0.0.5:8786", with "tcp" only in a network that is yours alone.'
        yield given.wrong("setting-cluster", f'"{address}" is no address of a scheduler.', cure)


SCHEMA: Mapping[str, Rule] = {
    "organisation": one_text,
    "locale": text_that(locale_known),
    "time_zone": text_that(time_zone_known),
    "trusted_hosts": list_of(text_that(host_usable), "kent.gov.uk"),
    "current_for": days_sensible,
    "languages": list_of(text_that(locale_known), "cy_GB"),
    "colours": colours_usable,
    "topics": topics_usable,
    "canonical": text_that(canonical_known),
    "cards": yes_or_no,
    "posters": yes_or_no,
    "logo": text_that(logo_usable),
    "editions": editions_usable,
    "search": yes_or_no,
    "data": yes_or_no,
    "cluster": cluster_usable,
    "host": text_that(host_known),
    "rules": levels_usable,
    "cap": cap_usable,
    "security": security_usable,
}
NAMES = listed(SCHEMA, "and")
