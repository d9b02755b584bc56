"""What every answer for a site's addresses says besides what is asked for: the one description, for all hosts.

It is a short list of rules. The first holds for everything, and each later one says otherwise of some addresses; a
header that two rules give is that of the later one. Hosts are told of it in their own languages (``nginx.py``,
``caddy.py``, ``header_files.py``); pages of a host that takes no headers carry of it what ``<meta>`` can (``in_page``);
and whoever looks at a live site asks ``headers_for``.

Sources: Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/), RFC 9111 and RFC 8246 (caching), RFC 6797
(HSTS), Fetch (CORP and CORS: https://fetch.spec.whatwg.org/), HTML 7.1.3 (COOP), Referrer Policy, Permissions Policy.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from forewarn import addresses
from forewarn.hosting.pattern import Pattern
from forewarn.settings import Settings

POLICY = "Content-Security-Policy"
CACHING = "Cache-Control"
TRANSPORT = "Strict-Transport-Security"
RESOURCES = "Cross-Origin-Resource-Policy"
ORIGINS = "Access-Control-Allow-Origin"
ROBOTS = "X-Robots-Tag"
TYPE = "Content-Type"
REFERRER = "Referrer-Policy"

# Kept, and asked for anew each time, which costs one short answer. A lifetime of any length would outlive a correction
# that nobody foresaw, and no file of a host can count down to the moment that is foreseen.
ASKED_EACH_TIME = "public, max-age=0, must-revalidate"
# For what has a hash of its content in its name, and so is never another.
FOR_EVER = "public, max-age=31536000, immutable"
# For the same, where the host says it also of what is not there.
FOR_A_DAY = "public, max-age=86400"
# Not for names below this one, which may be somebody else's.
_A_YEAR_OF_HTTPS = "max-age=31536000"
_TO_ANYBODY = MappingProxyType({RESOURCES: "cross-origin"})
_TO_PROGRAMS = MappingProxyType({RESOURCES: "cross-origin", ORIGINS: "*"})

# Features that every Chromium of the last years knows: it complains of others in its console. Copying and sharing are
# not switched off: a page may offer them, and a reader has to press something before either happens.
SWITCHED_OFF = (
    "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer"
    " microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock sync-xhr usb"
    " xr-spatial-tracking"
).split()


@dataclass(frozen=True)
class Rule:
    """What a host says of a group of addresses: a name for whoever reads its files, and headers by their names."""

    name: str
    patterns: tuple[Pattern, ...]
    headers: Mapping[str, str] = field(hash=False)

    def matches(self, address: str) -> bool:
        """Tell whether an address is one of the group."""
        return any(pattern.matches(address) for pattern in self.patterns)


@lru_cache(maxsize=64)
def policy(*, programs: bool = False, framed: bool = False, in_page: bool = False) -> str:
    """Give a Content-Security-Policy: nothing but files of this site, and nothing that stands in a page.

    ``programs`` may be run in WebAssembly, as the search does. A page that may be ``framed`` stands in pages of others.
    ``in_page`` leaves out what a policy in a page itself cannot say (CSP3, 3.3).
    """
    scripts = " 'wasm-unsafe-eval'" if programs else ""
    ancestors = "" if in_page else f"; frame-ancestors {'*' if framed else chr(39) + 'none' + chr(39)}"
    return (
        f"default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self' data:; font-src 'self';"
        " connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'" + ancestors
    )


@lru_cache(maxsize=8)
def rules(settings: Settings) -> tuple[Rule, ...]:
    """Give the whole description of a site, the rule for everything first."""
    every = (_everything(settings), *_pages(settings), *_for_others(), *_for_programs(settings), *_kept())
    return tuple(rule for rule in every if rule.patterns)


def headers_for(settings: Settings, path: str) -> Mapping[str, str]:
    """Give what the answer for a path says, by the names of the headers.

    ``path`` is relative to the site, with or without a slash in front, and without what stands from ``?`` on.
    """
    address = path.removeprefix("/")
    found: dict[str, str] = {}
    for rule in rules(settings):
        if rule.matches(address):
            found |= rule.headers
    return found


@dataclass(frozen=True)
class InPage:
    """What a page carries of all this itself, where its host sends no headers."""

    policy: str
    referrer: str


def in_page(settings: Settings, address: str) -> InPage:
    """Give what the page at an address can carry: a policy without what only a header can say, and one rule more.

    That of a page that runs a program is another; every page may be framed, as none can forbid it.
    """
    runs = "'wasm-unsafe-eval'" in headers_for(settings, address)[POLICY]
    return InPage(policy(programs=runs, in_page=True), headers_for(settings, address)[REFERRER])


def _everything(settings: Settings) -> Rule:
    headers = {
        POLICY: policy(),
        "X-Content-Type-Options": "nosniff",
        REFERRER: "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in SWITCHED_OFF),
        "Cross-Origin-Opener-Policy": "same-origin",
        RESOURCES: "same-origin",
        CACHING: ASKED_EACH_TIME,
    }
    if settings.site_url.startswith("https:"):
        headers[TRANSPORT] = _A_YEAR_OF_HTTPS
    if settings.is_hidden:
        headers[ROBOTS] = "noindex"
    return Rule("everything", (Pattern("*"),), headers)


def _pages(settings: Settings) -> Iterator[Rule]:
    """Give the rules for pages that need another policy than all others."""
    prefixes = ("", *(f"{edition.tag}/" for edition in settings.editions))
    searches = tuple(Pattern(prefix + addresses.SEARCH) for prefix in prefixes) if settings.search else ()
    yield Rule("the search, which runs a program", searches, {POLICY: policy(programs=True)})
    framed = tuple(Pattern(prefix + addresses.embed(addresses.area(":area"))) for prefix in prefixes)
    yield Rule("pages that others show in a frame", framed, {POLICY: policy(framed=True), **_TO_ANYBODY})


def _for_others() -> Iterator[Rule]:
    """Give the rules for what pages and programs of others show: cards, and what feeds name."""
    pictures = ("cards/*", "assets/images/*", addresses.attachment(":id", ":file"))
    yield Rule("pictures that others show", tuple(map(Pattern, pictures)), _TO_ANYBODY)


def _for_programs(settings: Settings) -> Iterator[Rule]:
    """Give the rules for what is read by programs, those in other pages among them."""
    pages = ("", addresses.area(":area"), addresses.topic(":topic"))
    for name, media_type, file in (
        ("Atom", "application/atom+xml; charset=utf-8", "feed.xml"),
        ("JSON Feed", "application/feed+json; charset=utf-8", "feed.json"),
        ("RSS", "application/rss+xml; charset=utf-8", "rss.xml"),
    ):
        yield Rule(name, tuple(Pattern(page + file) for page in pages), {**_TO_PROGRAMS, TYPE: media_type})
    if settings.cap:
        feed, alerts = (Pattern(addresses.CAP_INDEX),), (Pattern(addresses.cap_alert(":id")),)
        yield Rule("the feed of alerts", feed, {**_TO_PROGRAMS, TYPE: "application/atom+xml; charset=utf-8"})
        yield Rule("alerts", alerts, {**_TO_PROGRAMS, TYPE: "application/cap+xml; charset=utf-8"})
    older = tuple(Pattern(f"{page}feed/*") for page in pages)  # Atom and JSON Feed, which no host tells apart by a rule
    yield Rule("data, and older entries of feeds", (Pattern("data/*"), *older), _TO_PROGRAMS)


def _kept() -> Iterator[Rule]:
    """Give the rule for what may be kept for ever."""
    parts = ("fragment", "index", "filter")  # what else lies there has one name for ever
    index = (addresses.search_index(f"{part}/*") for part in parts)
    patterns = (f"{addresses.STYLESHEETS}*", f"{addresses.SCRIPTS}*", *index)
    yield Rule("what has a hash in its name", tuple(map(Pattern, patterns)), {CACHING: FOR_EVER})
