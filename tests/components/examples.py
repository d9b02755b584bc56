"""The examples of every component: pages of sites that are made of values, one site for each language.

An example is a page in a state that a component must bear: an advisory with everything, one with nothing, a list of
nothing. What its components are given is what the site itself makes of those values, so no example lists variables. The
component pages, the unit tests, the pictures and the tests in a browser all take these.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape

from components.speech import ENGLISH, PUNJABI, SPEECHES, URDU, WELSH, Speech
from forewarn import addresses
from forewarn.advisory import Advisory, Heading, Severity, Status, Update
from forewarn.area import NATIONS, Area, Force
from forewarn.colours import Colours
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.language import language_alone
from forewarn.scam import Scam
from forewarn.settings import EditionSettings, Settings
from forewarn.site import Site
from forewarn.topic import Topic
from published import ADVISORY, NOON, SETTINGS, site_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG_AGO = NOON - 400 * DAY
# An area with so many old advisories has a list of three pages: a first, a middle and a last one.
OLD = 101
# With these, more advisories are current than the home page shows.
NEW = 5
TOPICS = ("courier-fraud", "police")


@dataclass(frozen=True)
class Example:
    """A page of a site, by its address, what it is called here, and what it is there to show."""

    name: str
    shows: str
    address: str


@dataclass(frozen=True)
class Edition:
    """All examples of one language. ``name`` is that of the folder that they are published in."""

    name: str
    site: Site
    examples: tuple[Example, ...]


ADVISORIES = (
    Example("everything", "An advisory with all that one can have", addresses.advisory("everything")),
    Example("nothing", "An advisory with nothing but a text", addresses.advisory("nothing")),
    Example("long", "Long titles, long words, seven steps", addresses.advisory("long")),
    Example("good-to-know", "An advisory of the lowest severity", addresses.advisory("good-to-know")),
    Example("many-areas", "An advisory for many areas", addresses.advisory("many-areas")),
    Example("past", "An advisory that is no longer current", addresses.advisory("past")),
    Example("withdrawn", "A withdrawn advisory", addresses.advisory("withdrawn")),
    Example("corrected", "An advisory that another one corrects", addresses.advisory("corrected")),
    Example("correction", "An advisory that corrects another one", addresses.advisory("correction")),
    Example(
        "closed-for-good", "A text that names a closed channel with none in its place", addresses.advisory("closed")
    ),
)
LISTS = (
    Example("home", "The home page, with more current advisories than it shows", addresses.HOME),
    Example("areas", "All areas, some of them within others", addresses.AREAS),
    Example("area", "An area within another, with its own colours", addresses.area("kent")),
    Example("area-next-page", "The second of three pages", addresses.list_page(addresses.area("kent"), 2)),
    Example("area-last-page", "The last of three pages", addresses.list_page(addresses.area("kent"), 3)),
    Example("quiet-area", "An area without advisories", addresses.area("quiet")),
    Example("topics", "All topics", addresses.TOPICS),
    Example("topic", "A topic", addresses.topic("courier-fraud")),
    Example("archive", "All years", addresses.ARCHIVE),
    Example("year", "A year", addresses.year(NOON.year)),
    Example("help", "A help page", addresses.help_page("about")),
    Example("search", "The search", addresses.SEARCH),
    Example("moved", "What stands at an earlier address", "advisories/earlier/"),
)
EMPTY = (
    Example("home", "A home page before there is anything", addresses.HOME),
    Example("areas", "No areas", addresses.AREAS),
    Example("topics", "No topics", addresses.TOPICS),
    Example("archive", "No years", addresses.ARCHIVE),
)


def editions() -> tuple[Edition, ...]:
    """Give the examples in every language, and those of a site in which there is nothing yet."""
    return (*map(edition, SPEECHES), empty_edition())


def edition(speech: Speech) -> Edition:
    """Give the examples in one language; in each, some advisories are in the others, of which one has an edition."""
    others = tuple(other for other in SPEECHES if other is not speech)
    translated = tuple(
        Example(f"in-{other.name.lower()}", f"An advisory in {other.name}", addresses.advisory(_id_in(other)))
        for other in others
    )
    spoken = _tag(WELSH if speech is PUNJABI else PUNJABI)
    alone = Example("language", "All there is in a language without an edition", addresses.language(spoken))
    return Edition(speech.name.lower(), _site(speech, others), (*ADVISORIES, *translated, *LISTS, alone))


def empty_edition() -> Edition:
    """Give the examples of a site without areas, advisories, help pages and contacts."""
    bare = site_of((), areas=(), settings=_settings(ENGLISH), home=Home("Scam Warnings", "Warnings.", ""))
    return Edition("empty", bare, EMPTY)


def _site(speech: Speech, others: tuple[Speech, ...]) -> Site:
    second = _second(speech)
    advisories = (*_advisories(speech), *(_translation(other) for other in others), *_new(speech), *_old(speech))
    return site_of(
        advisories,
        settings=replace(_settings(speech), editions=(_edition_settings(second),)),
        home=_home(speech),
        edition_homes={_tag(second): _home(second)},
        areas=tuple(sorted(_areas(speech, second), key=lambda area: area.name)),
        contacts=ContactRegister(tuple(_contacts(speech))),
        help_pages=(
            HelpPage("about", speech.headings[0], speech.summary, f"<p>{escape(speech.summary)}</p>"),
            HelpPage("privacy", speech.headings[3], speech.summary, f"<p>{escape(speech.summary)}</p>"),
        ),
    )


def _second(speech: Speech) -> Speech:
    """Give the other language in which the whole site is offered; for English, one that is written the other way."""
    return URDU if speech is ENGLISH else ENGLISH


def _tag(speech: Speech) -> str:
    return language_alone(speech.locale)


def _home(speech: Speech) -> Home:
    return Home(speech.site_name, speech.summary, f"<p>{escape(speech.summary)}</p>")


def _edition_settings(speech: Speech) -> EditionSettings:
    topics = dict(zip(TOPICS, speech.topics, strict=True))
    return EditionSettings(speech.locale, speech.site_name, speech.summary, speech.organisation, topics)


def _settings(speech: Speech) -> Settings:
    return replace(
        SETTINGS,
        site_name=speech.site_name,
        organisation=speech.organisation,
        description=speech.summary,
        locale=speech.locale,
        languages=tuple(each.locale for each in SPEECHES),
    )


def _advisories(speech: Speech) -> Iterator[Advisory]:
    """Give an advisory for each state, each severity, and each length."""
    plain, full = _plain(speech), _full(speech)
    yield replace(full, id="everything", aliases=("advisories/earlier/",))
    yield replace(plain, id="nothing")
    yield replace(plain, id="good-to-know", severity=Severity.ADVICE, advice=speech.advice[:1])
    yield _long(full, speech)
    yield replace(plain, id="many-areas", areas=("kent", *(f"borough-{number}" for number in range(12))))
    yield replace(full, id="past", published=LONG_AGO, updates=(), expires=LONG_AGO + 30 * DAY)
    yield _withdrawn(full, speech)
    yield replace(full, id="corrected", published=NOON - 3 * DAY)
    yield replace(plain, id="correction", replaces="corrected", topics=full.topics[:1])
    yield replace(plain, id="closed", body="<p>Old Hotline, www.hotline.example</p>")


def _plain(speech: Speech) -> Advisory:
    """Make an advisory that has nothing but a text."""
    return replace(
        ADVISORY,
        title=speech.title,
        share_title=speech.title,
        summary=speech.summary,
        locale=speech.locale,
        body=f"<p>{escape(speech.summary)}</p>",
    )


def _full(speech: Speech) -> Advisory:
    """Make an advisory that has all that one can have."""
    headings = tuple(
        Heading(level, f"part-{number}", text)
        for number, (level, text) in enumerate(zip((2, 3, 2, 2), speech.headings, strict=True))
    )
    return replace(
        _plain(speech),
        areas=("kent", "quiet"),
        severity=Severity.URGENT,
        topics=tuple(map(Topic, TOPICS, speech.topics)),
        advice=speech.advice,
        scam=Scam(
            ("020 7946 0123", "07700 900871"),
            ("https://pay.example/now?a=1&b=2", "https://refund.example"),
            ("help@pay.example",),
        ),
        updates=(Update(NOON - 2 * HOUR, speech.summary), Update(NOON - HOUR, speech.note)),
        source="https://www.kent.police.uk/news/kent/latest/",
        headings=headings,
        body=_long_text(speech, headings),
    )


def _withdrawn(full: Advisory, speech: Speech) -> Advisory:
    """Take an advisory back; its reason stands in place of its text."""
    return replace(
        full,
        id="withdrawn",
        status=Status.WITHDRAWN,
        summary=speech.reason,
        body=f"<p>{escape(speech.reason)}</p>",
        headings=(),
    )


def _long_text(speech: Speech, headings: tuple[Heading, ...]) -> str:
    """Write a text with everything that markdown makes, which names a channel that has closed.

    Its picture and its links lead to the same place from every page that is as deep as this one.
    """
    summary, title = escape(speech.summary), escape(speech.title)
    first, second, third, last = (
        f'<h{each.level} id="{each.anchor}">{escape(each.text)}</h{each.level}>' for each in headings
    )
    return (
        f"<p>{summary} www.former.example</p>{first}<ul><li>{title}</li><li>{summary}</li></ul>"
        f"{second}<p>{summary}</p><blockquote><p>{title}</p></blockquote>"
        f'{third}<div class="admonition warning"><p class="admonition-title">{title}</p><p>{summary}</p></div>'
        f"<table><thead><tr><th>{title}</th><th>{escape(speech.note)}</th></tr></thead>"
        f'<tbody><tr><td>{summary}</td><td class="align-right">£900</td></tr></tbody></table>'
        f'{last}<p><img src="../../assets/images/icon.svg" alt="{title}" width="32" height="32"> {summary}</p>'
        f"<dl><dt>{title}</dt><dd>{summary}</dd></dl>"
    )


def _long(full: Advisory, speech: Speech) -> Advisory:
    """Make everything as long as it can be."""
    word = speech.long_word
    return replace(
        full,
        id="long",
        title=f"{speech.long_title} {word}",
        summary=f"{speech.long_title}. {speech.long_title}",
        severity=Severity.WARNING,
        areas=("kent", "long"),
        topics=(Topic("long", f"{speech.topics[0]} {word}"),),
        advice=(speech.long_title, word, *speech.advice, *speech.advice[:2]),
        scam=Scam(
            ("020 7946 0123",), (f"https://{'parcel-' * 20}fee.example/{'pay/' * 20}",), (f"{'a' * 60}@x.example",)
        ),
        updates=(Update(NOON - HOUR, f"{speech.long_title} {word}"),),
        source=f"https://www.kent.police.uk/{'news-and-appeals/' * 8}",
        text_message=f"{speech.long_title} 0300 123 2040 https://w.example/{'long-' * 12}",
    )


def _id_in(speech: Speech) -> str:
    return f"in-{speech.name.lower()}"


def _translation(speech: Speech) -> Advisory:
    """Make an advisory in another language than the site's, which says what the one with everything does."""
    return replace(_full(speech), id=_id_in(speech), translation_of="everything", published=NOON - 2 * DAY)


def _new(speech: Speech) -> Iterator[Advisory]:
    for number in range(NEW):
        title = f"{speech.title} {number}"
        yield replace(_plain(speech), id=f"new-{number}", title=title, areas=("town",), published=NOON - 5 * DAY)


def _old(speech: Speech) -> Iterator[Advisory]:
    for number in range(OLD):
        title, published = f"{speech.title} {number}", LONG_AGO - number * DAY
        yield replace(_plain(speech), id=f"old-{number}", title=title, published=published)


def _areas(speech: Speech, second: Speech) -> Iterator[Area]:
    """Give areas in areas, one with everything, one with nothing, one with a long name, and a dozen more."""
    region, own, town = speech.areas
    in_region, in_own, in_town = ({_tag(second): name} for name in second.areas)
    force = Force(speech.organisation, "https://www.kent.police.uk/")
    coloured = replace(force, colours=Colours("#5c2d91"))
    body = f"<p>{escape(speech.summary)}</p>"
    local = replace(_contact("town-hall", speech), email="scams@town.example", phone="", link="", link_host="")
    yield Area("region", region, (), "England", force, "", "", in_region)
    yield Area("kent", own, (), "England", coloured, body, "", in_own, within="region", contacts=(local,))
    yield Area("town", town, (), "England", coloured, "", "", in_town, within="kent")
    yield Area("quiet", speech.topics[1], (), "England", force, "", "")
    yield Area("long", f"{speech.long_title[:90]} {speech.long_word}", (), "England", force, "", "")
    for number in range(12):
        yield Area(f"borough-{number}", f"{own} {number + 1}", (), "England", force, "", "")


def _contacts(speech: Speech) -> Iterator[Contact]:
    """Give a channel of every kind, one that has closed for another, and one that has closed for good."""
    everywhere = _contact("fraud", speech)
    yield everywhere
    yield replace(everywhere, id="text", text="7726", phone="", link="", link_host="")
    yield replace(everywhere, id="police", phone="101", link="", link_host="")
    yield replace(everywhere, id="web", phone="")
    yield _closed("former", "Former Hotline", everywhere, replaced_by="fraud")
    yield _closed("hotline", "Old Hotline", everywhere, replaced_by="")


def _closed(id_: str, name: str, contact: Contact, replaced_by: str) -> Contact:
    link = f"https://www.{id_}.example/"
    ended = NOON - 30 * DAY
    return replace(contact, id=id_, name=name, link=link, valid_to=ended, replaced_by=replaced_by)


def _contact(id_: str, speech: Speech) -> Contact:
    return Contact(
        id=id_,
        name=speech.contact,
        purpose=speech.purpose,
        phone="0300 123 2040",
        text="",
        email="",
        link="https://www.reportfraud.police.uk/",
        link_host="www.reportfraud.police.uk",
        nations=frozenset(NATIONS),
        valid_from=None,
        valid_to=None,
        replaced_by="",
    )
