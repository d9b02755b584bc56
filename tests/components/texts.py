"""What each component must show of the values that it is given: the texts, and the language that each is written in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import fromstring

from components.examples import Edition, Example
from components.pages import Component
from forewarn.advisory import Advisory, State
from forewarn.area import Area
from forewarn.contact import Contact
from forewarn.language import Language, language_of
from forewarn.listing import Listed
from forewarn.outputs.text_message import text_message
from forewarn.site import Branch, Page, Site
from html_pages import words

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
        """The site that the page is of, in the language in which that is around it."""
        return self.edition.site.edition_for(self.page.frame.settings.locale)

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
        return next(area for area in self.site.areas if area.slug == self._value("area").slug)

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

    @property
    def first_locale(self) -> str:
        """The locale in which contacts are written that are not translated."""
        return self.site.editions[0].settings.locale

    def called(self, contacts: Iterable[Contact]) -> Iterator[Text]:
        """Give what contacts are called."""
        return (Text(contact.name, self.first_locale) for contact in contacts)


def texts_of(component: Component, given: Given) -> tuple[Text, ...]:
    """Give the texts that a component must show."""
    return tuple(text for text in TEXTS[component.name](given) if text.words)


def _locale(language: Language) -> str:
    return language.tag.replace("-", "_")


def _advice(given: Given) -> Iterable[Text]:
    return () if given.state is State.WITHDRAWN else given.own(*given.advisory.advice)


def _advisory_facts(given: Given) -> Iterable[Text]:
    tag = given.site.language.tag
    return given.ours(*(area.name_in(tag) for area in given.site.areas_of(given.advisory)))


def _advisory_list(given: Given) -> Iterable[Text]:
    return _listed(given.of("advisories"))


def _listed(advisories: Iterable[Listed]) -> Iterator[Text]:
    for advisory in advisories:
        yield Text(advisory.title, advisory.locale)
        yield Text(advisory.summary, advisory.locale)


def _area_list(given: Given) -> Iterable[Text]:
    return given.ours(*_names(given.site.tree))


def _area_words(given: Given) -> Iterable[Text]:
    return (Text(words(fromstring(given.area.body)), given.first_locale),) if given.page.body else ()


def _areas_within(given: Given) -> Iterable[Text]:
    return given.ours(*_names(given.of("branches"))) if _is_first(given) else ()


def _is_first(given: Given) -> bool:
    return bool(given.of("list_page").number == 1)


def _names(branches: Iterable[Branch]) -> Iterator[str]:
    for branch in branches:
        yield branch.area.name
        yield from _names(branch.branches)


def _breadcrumb(given: Given) -> Iterable[Text]:
    return given.ours(*(crumb.name for crumb in given.page.crumbs[:-1]))


def _closed_channels(given: Given) -> Iterator[Text]:
    for channel in given.site.closed_channels_in(given.advisory):
        yield from given.called((channel.closed, *filter(None, (channel.instead,))))


def _contents(given: Given) -> Iterable[Text]:
    headings = given.advisory.headings
    return given.own(*(each.text for each in headings)) if len(headings) >= FEWEST_HEADINGS else ()


def _embedding(given: Given) -> Iterable[Text]:
    return (Text(given.of("embedding")),) if _is_first(given) else ()


def _footer(given: Given) -> Iterator[Text]:
    site = given.site
    yield from given.ours(site.settings.organisation)
    yield from (Text(page.title, _locale(site.help_language(page))) for page in site.own_help_pages)
    yield from given.called(site.phones_for_all)


def _language_switch(given: Given) -> Iterable[Text]:
    return (Text(link.name, _locale(link.language)) for link in given.page.switch)


def _missing_languages(given: Given) -> Iterator[Text]:
    for site in given.of("missing_languages"):
        yield Text(site.words.say("This warning is not available in English."), site.locale)


def _other_languages(given: Given) -> Iterable[Text]:
    return (Text(each.name, each.locale) for each in given.of("other_languages"))


def _part_of(given: Given) -> Iterable[Text]:
    parent = given.of("parent")
    return given.ours(parent.name) if parent else ()


def _pass_it_on(given: Given) -> Iterable[Text]:
    if given.state in {State.WITHDRAWN, State.SUPERSEDED}:
        return ()
    return given.own(text_message(given.site.settings, given.advisory).words)


def _related(given: Given) -> Iterator[Text]:
    yield from (Text(each.title, each.locale) for each in (*given.of("same_scam"), *given.of("nearby")))
    yield from given.ours(*(topic.name for topic in given.of("topics")))
    tag = language_of(given.advisory.locale).tag
    yield from (Text(area.name_in(tag)) for area in given.of("areas_of_advisory"))


def _scam(given: Given) -> Iterable[Text]:
    scam = given.advisory.scam
    is_told = given.state is not State.WITHDRAWN
    return (Text(each) for each in (*scam.phones, *scam.shown_links, *scam.shown_emails) if is_told)


def _search_page_form(given: Given) -> Iterable[Text]:
    return given.ours(*(each.name for each in (*given.of("search_areas"), *given.site.topics)))


def _search_results(given: Given) -> Iterator[Text]:
    yield from given.called(given.site.phones_for_all)
    yield from (Text(each.name, each.locale) for each in given.of("search_languages"))


def _state(given: Given) -> Iterator[Text]:
    register = given.site.register
    for other in (register.replacement_of(given.advisory), register.replaced_by(given.advisory)):
        if other:
            yield Text(other.title, other.locale)


def _updates(given: Given) -> Iterable[Text]:
    updates = given.advisory.updates
    return given.own(*(update.note for update in updates)) if len(updates) > 1 else ()


def _whom_to_tell(given: Given) -> Iterator[Text]:
    for contact in given.of("contacts"):
        yield from given.called([contact])
        yield Text(contact.purpose, given.first_locale)
        yield from (Text(way) for way in (contact.phone, contact.text, contact.email, contact.link_host))


# Those that say nothing of what they are given show words of the catalogue only.
TEXTS: Mapping[str, Callable[[Given], Iterable[Text]]] = {
    "advice": _advice,
    "advisory facts": _advisory_facts,
    "advisory list": _advisory_list,
    "area finder": _area_list,
    "area list": _area_list,
    "area words": _area_words,
    "areas within": _areas_within,
    "breadcrumb": _breadcrumb,
    "closed channels": _closed_channels,
    "contents": _contents,
    "copy button": lambda _: (),
    "embedding": _embedding,
    "feed link": lambda given: given.ours(given.of("list_name")),
    "footer": _footer,
    "force": lambda given: given.ours(given.area.force.name),
    "head": lambda given: (Text(given.example.shows),),
    "header": lambda given: given.ours(given.site.settings.site_name),
    "language switch": _language_switch,
    "list of lists": lambda given: given.ours(*(each.name for each in given.of("lists"))),
    "list page": lambda given: _listed(given.of("list_page").advisories),
    "missing languages": _missing_languages,
    "more warnings": lambda _: (),
    "on paper": lambda given: (Text(given.of("address")),),
    "other languages": _other_languages,
    "part of": _part_of,
    "pass it on": _pass_it_on,
    "poster": lambda _: (),
    "related": _related,
    "scam": _scam,
    "search form": lambda _: (),
    "search page form": _search_page_form,
    "search results": _search_results,
    "severity badge": lambda _: (),
    "skip link": lambda _: (),
    "source": lambda given: (Text(given.advisory.source or ""),),
    "state": _state,
    "translations": lambda _: (),
    "updates": _updates,
    "whom to tell": _whom_to_tell,
}
