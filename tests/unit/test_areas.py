"""Areas that lie within others: the tree, what rolls up, which contacts count, and the colours of their forces."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from forewarn.advisory import Advisory, Status
from forewarn.area import Area, Force
from forewarn.checking import (
    area_from,
    check_area,
    check_areas_together,
    check_contacts_together,
    families,
    lineage,
)
from forewarn.checking.shape import AREA
from forewarn.colours import Colours, contrast, is_colour
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.document import Document
from forewarn.home import Home
from forewarn.outputs.head import advisory_head
from forewarn.outputs.stylesheet import colour_rules, stylesheet
from forewarn.problem import ProblemsFound
from forewarn.reading import read_document
from forewarn.register import Register
from forewarn.rendering.body import UNRENDERED
from forewarn.settings import Canonical, Palette, Settings
from forewarn.site import Branch, Site, load_site
from projects import Project

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SETTINGS = Settings("Warnings", "https://w.example/a/", "", "Police", "en_GB", ZoneInfo("Europe/London"), ())
FORCE = Force("Ashmere Police", "https://ashmere.example/")


def area(slug: str, within: str | None = None, *, nation: str = "England", contacts: tuple[Contact, ...] = ()) -> Area:
    return Area(slug, slug.title(), (), nation, FORCE, "", f"{slug}.md", within=within, contacts=contacts)


def advisory(id_: str, *areas: str, published: datetime = NOON) -> Advisory:
    return Advisory(
        id=id_,
        title=id_,
        share_title=id_,
        summary="",
        areas=areas,
        published=published,
        status=Status.LIVE,
        updates=(),
        expires=None,
        replaces=None,
        locale="en_GB",
        source=None,
        body="",
        headings=(),
        file=f"{id_}.md",
    )


def contact(id_: str, *nations: str, valid_to: datetime | None = None) -> Contact:
    return Contact(id_, id_, "", "101", "", "", "", "", frozenset(nations or ("England",)), None, valid_to, "")


def site(areas: list[Area], advisories: tuple[Advisory, ...] = (), contacts: tuple[Contact, ...] = ()) -> Site:
    by_name = tuple(sorted(areas, key=lambda each: each.name.casefold()))
    register = Register.of(advisories).public(NOON, timedelta(days=180))
    return Site(SETTINGS, Home("", "", ""), by_name, ContactRegister(contacts), register)


TOWN, EAST, WEST, GREEN = area("town"), area("east", "town"), area("west", "town"), area("green", "east")
OTHER = area("other")
COUNTRY = [WEST, TOWN, GREEN, OTHER, EAST]


def branch(own: Area, *within: Branch) -> Branch:
    return Branch(own.known_as, within)


def test_the_tree_is_by_name_on_every_step() -> None:
    made = site(COUNTRY)
    east, west = branch(EAST, branch(GREEN)), branch(WEST)
    assert made.tree == (branch(OTHER), branch(TOWN, east, west))
    assert made.branches_within(TOWN) == (east, west)
    assert made.branches_within(GREEN) == ()
    assert made.lineage(GREEN) == (GREEN, EAST, TOWN)
    assert (made.parent_of(GREEN), made.parent_of(TOWN)) == (EAST, None)


def test_advisories_roll_up_each_once_and_newest_first() -> None:
    days = [NOON - timedelta(days=number) for number in range(4)]
    in_green, in_both, in_town, elsewhere = (
        advisory("green", "green", published=days[1]),
        advisory("both", "west", "east", "green", published=days[2]),
        advisory("town", "town", published=days[0]),
        advisory("elsewhere", "other", published=days[3]),
    )
    made = site(COUNTRY, (in_green, in_both, in_town, elsewhere))
    assert made.advisories_in(TOWN) == (in_town, in_green, in_both)
    assert made.advisories_in(EAST) == (in_green, in_both)
    assert made.advisories_in(WEST) == (in_both,)
    assert made.advisories_in(OTHER) == (elsewhere,)
    assert site(COUNTRY).advisories_in(TOWN) == ()


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=12),
    st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=3), max_size=15),
)
def test_an_area_has_what_it_and_its_parts_have_and_nothing_else(parents: list[int], named: list[set[int]]) -> None:
    """Any tree (a parent comes before its parts; a number too large stands for none), any advisories."""
    areas = [area(f"a{number}", f"a{parent}" if parent < number else None) for number, parent in enumerate(parents)]
    slugs = [tuple(f"a{number}" for number in sorted(each) if number < len(areas)) or ("a0",) for each in named]
    advisories = tuple(advisory(f"x{number:02}", *each) for number, each in enumerate(slugs))
    made = site(areas, advisories)
    for each in areas:
        expected = [
            one.id for one in advisories if any(each in made.lineage(own) for own in areas if own.slug in one.areas)
        ]
        assert sorted(one.id for one in made.advisories_in(each)) == sorted(expected)


def test_many_advisories_are_rolled_up_at_once() -> None:
    """Every area's page, feed and line of the site map asks; 10,000 advisories may not be gone through for each."""
    areas = [TOWN, *(area(f"ward-{number}", "town") for number in range(500))]
    advisories = tuple(advisory(f"a{number}", f"ward-{number % 500}") for number in range(10_000))
    made = site(areas, advisories)
    start = time.monotonic()
    assert sum(len(made.advisories_in(each)) for each in areas) == 20_000
    assert time.monotonic() - start < 1


def test_contacts_are_the_nations_and_then_those_of_the_area_and_around_it() -> None:
    own, around = contact("east"), contact("town")
    areas = [
        replace(TOWN, contacts=(around,)),
        replace(EAST, contacts=(own, contact("closed", valid_to=NOON), contact("scots", "Scotland"))),
        replace(GREEN, contacts=(contact("open", valid_to=NOON + timedelta(seconds=1)),)),
    ]
    made = site(areas, contacts=(contact("999", "England", "Scotland"), contact("welsh", "Wales")))
    town, east, green = areas
    assert [each.id for each in made.contacts_for([town])] == ["999", "town"]
    assert [each.id for each in made.contacts_for([green])] == ["999", "open", "east", "scots", "town"]
    assert [each.id for each in made.contacts_for([east, green])] == ["999", "east", "scots", "town", "open"]
    assert made.contacts_for([]) == ()


def documents(**within: str) -> dict[str, Document]:
    made = {}
    for name, parent in within.items():
        text = f"---\nname: {name}\nwithin: {parent}\n---\n"
        document, _ = read_document(f"content/areas/{name}.md", text.encode())
        assert document
        made[name] = document
    return made


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefg"), min_size=1))
def test_a_lineage_ends_however_areas_lie_within_each_other(within: dict[str, str]) -> None:
    made = documents(**within)
    for document in made.values():
        line = lineage(document, families(made.values()))
        assert line[0] is document
        assert len({each.file for each in line}) == len(line)


_NAMES = st.sampled_from(["id", "name", "surface", "cy"])
_VALUES = st.recursive(
    st.sampled_from(["", "a", "b", "England", "#14365c", "https://a.example/", "101", "4 December 2025", "cy", "id"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(st.dictionaries(st.sampled_from([*AREA, "force.colours"]), _VALUES), min_size=1, max_size=3))
def test_whatever_areas_say_they_are_made_or_refused(fields: list[dict[str, object]]) -> None:
    read = []
    for name, each in zip("abc", fields, strict=False):
        whole = {"name": name, "nation": "Wales", "force": {"name": "F", "website": "https://f.example/"}} | each
        metadata = yaml.safe_dump(whole, default_style='"')
        document, _ = read_document(f"content/areas/{name}.md", f"---\n{metadata}---\n".encode())
        read.extend([document] if document else [])
    assume(read)
    problems = [*check_areas_together(read), *check_contacts_together(read, SETTINGS)]
    for document in read:
        own = check_area(document, SETTINGS)
        if not own:
            made = area_from(lineage(document, families(read)), UNRENDERED, SETTINGS)
            assert made.name
        problems += own
    assert all(problem.message and problem.cure for problem in problems)


@pytest.mark.parametrize(
    ("written", "slug"), [("Devon & Cornwall", "devon-cornwall"), ("Caint", "kent"), ("CAINT", "kent")]
)
def test_an_area_may_be_named_in_its_other_languages(project: Project, written: str, slug: str) -> None:
    assert "cy: Caint" in (project.content / "areas/kent.md").read_text("utf-8")
    project.add("advisories/x.md", f"---\ntitle: T\narea: {written}\npublish:\n  date: 2026-10-02\n---\n\nWords.\n")
    loaded = load_site(project.content, SETTINGS, NOON)
    assert [each.areas for each in loaded.site.register.advisories] == [(slug,)]


def test_a_broken_parent_is_not_the_fault_of_its_parts(project: Project) -> None:
    kent = project.content / "areas/kent.md"
    kent.write_text(kent.read_text("utf-8").replace("England", "Englnd"), "utf-8")
    project.add("areas/sandmere.md", "---\nname: Sandmere\nwithin: Kent\n---\n")
    project.add("advisories/x.md", "---\ntitle: T\narea: Sandmere\npublish:\n  date: 2026-10-02\n---\n\nWords.\n")
    with pytest.raises(ProblemsFound) as found:
        load_site(project.content, SETTINGS, NOON)
    assert [Path(problem.file).name for problem in found.value.problems] == ["kent.md"]


SHEETS = {"tokens.css": ":root { --deep: #14365c; }", "print.css": "p {}"}
YELLOW = Colours("#ffd100", "#16191d")


def test_without_colours_of_its_own_a_site_keeps_the_tokens() -> None:
    assert colour_rules(None, COUNTRY) == ""
    assert stylesheet(SHEETS, colour_rules(None, COUNTRY)) == stylesheet(SHEETS)


def test_own_colours_come_last_and_change_the_sheets_address() -> None:
    palette = Palette(Colours("#004b50"), Colours("#7fd1c4", "#06201d"))
    coloured = [replace(each, force=replace(FORCE, colours=YELLOW)) for each in (TOWN, EAST)]
    rules = colour_rules(palette, [*coloured, OTHER])
    address, content = stylesheet(SHEETS, rules)
    assert content.decode().endswith(rules)
    assert address != stylesheet(SHEETS)[0]
    assert rules.splitlines() == [
        "/* colours of this site */",
        "@media screen { :root { --deep: #004b50; --on-deep: #ffffff; } }",
        "@media screen and (prefers-color-scheme: dark) { :root { --deep: #7fd1c4; --on-deep: #06201d; } }",
        "@media screen { .force--town, .force--east { background: #ffd100; color: #16191d; } }",
    ]


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one: int, other: int) -> None:
    first, second = f"#{one:06x}", f"#{other:06x}"
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21
    assert contrast(first, first) == 1


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#000000", 5.25),
    ],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("text", ["", "#fff", "#FFFFFF", "ffffff", "#fffffff", "#gggggg", "#ffffff\n", "rgb(0,0,0)"])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)


SOURCE = "https://www.kent.police.uk/news/x/"


@pytest.mark.parametrize(
    ("canonical", "source", "address"),
    [
        (Canonical.PAGE, SOURCE, "https://w.example/a/advisories/x/"),
        (Canonical.PAGE, None, "https://w.example/a/advisories/x/"),
        (Canonical.SOURCE, SOURCE, SOURCE),
        (Canonical.SOURCE, None, "https://w.example/a/advisories/x/"),
    ],
)
def test_which_address_stands_for_an_advisory(canonical: Canonical, source: str | None, address: str) -> None:
    settings = replace(SETTINGS, canonical=canonical)
    head = advisory_head(settings, replace(advisory("x", "kent"), source=source), ("Kent",), (), ())
    assert head.canonical == address
    assert ("og:url", address) in head.properties
