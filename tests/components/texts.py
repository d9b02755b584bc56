"""What each component must show of the values that it is given: the texts, and the language that each is written in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.examples import Edition, Example
from components.pages import Component
from forewarn.advisory import Advisory, State
from forewarn.area import Area
from forewarn.outputs.text_message import text_message
from forewarn.site import Branch, Page, Site

FEWEST_HEADINGS = 4


@dataclass(frozen=True)
class Text:
    """A text that a reader must find, and the locale of its language; None of what has none, such as a number."""

    words: str
    locale: str | None = None


@dataclass(frozen=True)
class Given:
    """What a component is given: the page of an example, as the site makes it of its values."""

    edition: Edition
    example: Example
    page: Page

    @property
    def site(self) -> Site:
        """The site that the page is of."""
        return self.edition.site

    @property
    def advisory(self) -> Advisory:
        """The advisory whose page it is."""
        return self._value("advisory")  # type: ignore[no-any-return]  # values of pages are as various as templates

    @property
    def state(self) -> State:
        """What state it is in."""
        return self.site.register.state_of(self.advisory)

    @property
    def area(self) -> Area:
        """The area whose page it is."""
        return self._value("area")  # type: ignore[no-any-return]  # the same

    def of(self, name: str) -> Any:
        """Give another value of the page; none where it has no such value."""
        return self.page.values.get(name, ())

    def _value(self, name: str) -> Any:
        return self.page.values[name]

    def own(self, *texts: str) -> Iterator[Text]:
        """Give texts in the language of the advisory."""
        return (Text(text, self.advisory.locale) for text in texts)

    def ours(self, *texts: str) -> Iterator[Text]:
        """Give texts in the language of the site."""
        return (Text(text, self.site.settings.locale) for text in texts)


def texts_of(component: Component, given: Given) -> tuple[Text, ...]:
    """Give the texts that a component must show."""
    return tuple(text for text in TEXTS[component.name](given) if text.words)


def _advice(given: Given) -> Iterable[Text]:
    return () if given.state is State.WITHDRAWN else given.own(*given.advisory.advice)


def _advisory_facts(given: Given) -> Iterable[Text]:
    tag = given.site.language.tag
    return given.ours(*(area.name_in(tag) for area in given.site.areas_of(given.advisory)))


def _advisory_list(given: Given) -> Iterable[Text]:
    return _listed(given.of("advisories"))


def _listed(advisories: Iterable[Advisory]) -> Iterator[Text]:
    for advisory in advisories:
        yield Text(advisory.title, advisory.locale)
        yield Text(advisory.summary, advisory.locale)


def _area_list(given: Given) -> Iterable[Text]:
    return given.ours(*_names(given.page.values.get("branches", given.site.tree)))  # type: ignore[arg-type]  # the same


def _names(branches: Iterable[Branch]) -> Iterator[str]:
    for branch in branches:
        yield branch.area.name
        yield from _names(branch.branches)


def _breadcrumb(given: Given) -> Iterable[Text]:
    crumbs = given.page.crumbs
    return (Text(crumb.name) for crumb in crumbs if len(crumbs) > 1)


def _closed_channels(given: Given) -> Iterator[Text]:
    for channel in given.site.closed_channels_in(given.advisory):
        yield Text(channel.closed.name, given.site.settings.locale)
        if channel.instead:
            yield Text(channel.instead.name, given.site.settings.locale)


def _contents(given: Given) -> Iterable[Text]:
    headings = given.advisory.headings
    return given.own(*(each.text for each in headings)) if len(headings) >= FEWEST_HEADINGS else ()


def _footer(given: Given) -> Iterable[Text]:
    site = given.site
    pages, phones = (page.title for page in site.help_pages), (contact.name for contact in site.phones_for_all)
    return given.ours(site.settings.organisation, *pages, *phones)


def _pass_it_on(given: Given) -> Iterable[Text]:
    if given.state in {State.WITHDRAWN, State.SUPERSEDED}:
        return ()
    return given.own(text_message(given.site.settings, given.advisory).words)


def _scam(given: Given) -> Iterable[Text]:
    scam = given.advisory.scam
    is_told = given.state is not State.WITHDRAWN
    return (Text(each) for each in (*scam.phones, *scam.shown_links, *scam.shown_emails) if is_told)


def _state(given: Given) -> Iterator[Text]:
    register = given.site.register
    for other in (register.replacement_of(given.advisory), register.replaced_by(given.advisory)):
        if other:
            yield Text(other.title, other.locale)


def _whom_to_tell(given: Given) -> Iterator[Text]:
    areas = given.site.areas_of(given.advisory) if "advisory" in given.page.values else (given.area,)
    for contact in given.site.contacts_for(areas):
        yield from given.ours(contact.name, contact.purpose)
        yield from (Text(way) for way in (contact.phone, contact.text, contact.email, contact.link_host))


# Those that say nothing of what they are given show words of the catalogue only.
TEXTS: Mapping[str, Callable[[Given], Iterable[Text]]] = {
    "advice": _advice,
    "advisory facts": _advisory_facts,
    "advisory list": _advisory_list,
    "area list": _area_list,
    "breadcrumb": _breadcrumb,
    "closed channels": _closed_channels,
    "contents": _contents,
    "feed link": lambda given: given.ours(given.of("list_name")),
    "footer": _footer,
    "force": lambda given: given.ours(given.area.force.name),
    "head": lambda given: (Text(given.example.shows),),
    "header": lambda given: given.ours(given.site.settings.site_name),
    "list of lists": lambda given: given.ours(*(each.name for each in given.of("lists"))),
    "list page": lambda given: _listed(given.of("list_page").advisories),
    "more warnings": lambda _: (),
    "pass it on": _pass_it_on,
    "poster": lambda _: (),
    "scam": _scam,
    "severity badge": lambda _: (),
    "skip link": lambda _: (),
    "source": lambda given: (Text(given.advisory.source or ""),),
    "state": _state,
    "translations": lambda _: (),
    "updates": lambda given: given.own(*(update.note for update in given.advisory.updates)),
    "whom to tell": _whom_to_tell,
}

# Components of which it is not listed yet what they show, or that are not included by the template of a page itself.
UNLISTED = frozenset(
    {
        "area finder",
        "area list",
        "area words",
        "areas within",
        "breadcrumb",
        "closed channels",
        "copy button",
        "embedding",
        "header",
        "language switch",
        "missing languages",
        "on paper",
        "part of",
        "pass it on",
        "related",
        "search form",
        "search page form",
        "search results",
        "updates",
    }
)
