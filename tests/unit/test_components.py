"""Every component in every example: it shows what it is given as text, in its language, and nothing that is empty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pytest
from lxml.html import HtmlElement

from built_once import Once
from components.attack import ATTACK, attacked
from components.examples import edition
from components.pages import (
    INDEX,
    Component,
    Published,
    address_of,
    component_in,
    every_component,
    shown_on,
)
from components.speech import ENGLISH, SPEECHES, URDU
from components.texts import TEXTS, Given, Text, texts_of
from forewarn import addresses
from forewarn.advisory import Severity, State
from forewarn.language import language_of
from forewarn.site import pages
from html_pages import parsed, words

COMPONENTS = sorted(every_component(), key=lambda component: component.name)
# They say what they are by being there: a rule, a picture, or what only a style sheet fills.
MAY_BE_EMPTY = frozenset("img br hr meta link svg path bdi input".split())
# What a script fills, and what it makes copies of.
FILLED = "ancestor-or-self::*[@role='status' or @role='listbox' or @hidden or self::template]"
of_each = pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)


@dataclass(frozen=True)
class Shown:
    """A component in an example: what it was given, and what became of it."""

    given: Given
    element: HtmlElement

    @property
    def is_silent(self) -> bool:
        return bool(self.element.get("data-shows") == "nothing")

    def __str__(self) -> str:
        return f"{self.given.edition.name}: {self.given.example.shows}"


@dataclass(frozen=True)
class Built:
    """All component pages, and all components on them."""

    pages: Mapping[str, HtmlElement]
    shown: Mapping[Component, tuple[Shown, ...]]

    def of(self, component: Component) -> tuple[Shown, ...]:
        """Give a component in all its examples."""
        assert self.shown[component], f"{component.name} has no example"
        return self.shown[component]


def built(sites: tuple[Published, ...]) -> Built:
    found: dict[str, HtmlElement] = {}
    shown: dict[Component, list[Shown]] = {component: [] for component in COMPONENTS}
    for own in sites:
        by_address = {page.address: page for page in pages(own.edition.site)}
        for example in own.edition.examples:
            page = parsed((own.folder / address_of(example) / "index.html").read_text("utf-8"))
            found[f"{own.edition.name}/{example.name}"] = page
            given = Given(own.edition, example, by_address[example.address])
            for component in shown_on(given.page):
                if (element := component_in(page, component)) is not None:
                    shown[component].append(Shown(given, element))
    return Built(found, {component: tuple(each) for component, each in shown.items()})


@pytest.fixture(scope="module")
def plain(components: tuple[Published, ...]) -> Built:
    return built(components)


@pytest.fixture(scope="module")
def hostile(once: Once) -> Built:
    return built(once.published("attacked", (attacked(edition(ENGLISH)), attacked(edition(URDU)))))


def test_every_partial_has_examples_and_says_what_it_shows(plain: Built) -> None:
    assert len(COMPONENTS) > 20
    names = {component.name for component in COMPONENTS}
    assert names == TEXTS.keys(), "say in components/texts.py what it shows"
    missing = {component.name for component in COMPONENTS if not plain.shown[component]}
    assert missing == set(), "give it an example"


@of_each
def test_a_component_says_something_in_every_language(component: Component, plain: Built) -> None:
    spoken = {shown.given.edition.name for shown in plain.of(component) if not shown.is_silent}
    assert spoken >= {speech.name.lower() for speech in SPEECHES}


@of_each
def test_a_component_shows_what_it_is_given_as_text(component: Component, plain: Built, hostile: Built) -> None:
    for shown in (*plain.of(component), *hostile.of(component)):
        said = words(shown.element)
        for text in texts_of(component, shown.given):
            assert not shown.is_silent, shown
            assert flat(text.words) in said, (str(shown), text)


@of_each
def test_a_text_is_marked_as_the_language_that_it_is_in(component: Component, plain: Built) -> None:
    for shown in plain.of(component):
        for text in texts_of(component, shown.given):
            if text.locale:
                assert any(is_marked(place, text.locale) for place in places(shown.element, text)), (str(shown), text)


@of_each
def test_nothing_that_is_written_becomes_an_element(component: Component, plain: Built, hostile: Built) -> None:
    usual = {signature(each) for shown in plain.of(component) for each in shown.element.iter()}
    shown_texts = 0
    for shown in hostile.of(component):
        unusual = {signature(each) for each in shown.element.iter()} - usual
        assert unusual == set(), str(shown)
        shown_texts += len(texts_of(component, shown.given))
    says_words_only = all(not texts_of(component, shown.given) for shown in plain.of(component))
    assert shown_texts or says_words_only


def test_an_attack_is_nowhere_more_than_text(hostile: Built) -> None:
    assert len(hostile.pages) > 40
    for name, page in hostile.pages.items():
        assert page.xpath("//x-attack | //@*[starts-with(name(), 'on')]") == [], name
        assert ATTACK in words(page), name


@of_each
def test_no_element_is_empty(component: Component, plain: Built) -> None:
    for shown in plain.of(component):
        empty = [each for each in shown.element.iter() if is_empty(each)]
        assert [str(each.tag) for each in empty] == [], str(shown)


def test_headings_are_in_order_and_ids_single(plain: Built) -> None:
    for name, page in plain.pages.items():
        levels = [int(heading.tag[1]) for heading in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        assert levels.count(1) == 1, name
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (name, levels)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_there_is_an_example_of_every_state_and_severity_in_every_language() -> None:
    for own in map(edition, SPEECHES):
        shown = {example.address for example in own.examples}
        register = own.site.register
        seen = [advisory for advisory in register.advisories if addresses.advisory(advisory.id) in shown]
        assert {register.state_of(each) for each in seen} == set(State) - {State.DRAFT, State.SCHEDULED}
        assert {each.severity for each in seen} == set(Severity)
        assert {each.locale for each in seen} == {speech.locale for speech in SPEECHES}


def test_every_component_page_is_among_the_addresses(components: tuple[Published, ...]) -> None:
    for own in components:
        files = (own.folder / INDEX).rglob("index.html")
        assert {path.relative_to(own.folder).as_posix().removesuffix("index.html") for path in files} == {
            *own.addresses
        }
        assert len(own.addresses) == len(own.edition.examples) + 1


def flat(text: str) -> str:
    return " ".join(text.split())


def places(element: HtmlElement, text: Text) -> Iterator[HtmlElement]:
    """Give the innermost elements in which a text stands."""
    wanted = flat(text.words)
    for each in element.iter():
        if isinstance(each.tag, str) and wanted in words(each) and not any(wanted in words(child) for child in each):
            yield each


def is_marked(element: HtmlElement, locale: str) -> bool:
    language = language_of(locale)
    return language_at(element) == language.tag and direction_at(element) in {language.direction, "auto"}


def language_at(element: HtmlElement) -> str:
    return str(element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0])


def direction_at(element: HtmlElement) -> str:
    return str(element.xpath("ancestor-or-self::*[@dir][1]/@dir")[0])


def signature(element: HtmlElement) -> tuple[str, ...]:
    """Say what an element is: its name, and those of its attributes."""
    return str(element.tag), *sorted(map(str, element.attrib))


def is_empty(element: HtmlElement) -> bool:
    is_told = element.tag in MAY_BE_EMPTY or not isinstance(element.tag, str) or element.xpath("ancestor::svg")
    return not is_told and not words(element) and len(element) == 0 and not element.xpath(FILLED)
