"""Finding an area in a real browser: by its names, with the keyboard alone, as a screen reader is told, or without."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browser.conftest import Serve
from browser.test_pages_in_a_browser import Watched
from projects import Built
from published import ADVISORY, KENT, SETTINGS, publish, site_of

LEAST_TARGET = 44
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""
LIST = ".area-list a"
# What a screen reader is told at one moment of the field, of the list below it, and of what is in that.
TOLD = """() => {
  const told = element => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  const isSeen = element => element.checkVisibility({ visibilityProperty: true });
  const list = document.getElementById("page--found");
  return {
    field: told(document.querySelector("[role=combobox]")),
    list: told(list),
    is_open: isSeen(list),
    options: [...list.children].map(told),
    shows: [...list.children].filter(isSeen).length,
  };
}"""


class Finder:
    """The field on a page, used with the keyboard; every step looks at what a screen reader is told."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.field = page.get_by_role("combobox")
        self.list = page.locator("#page--found")

    def open(self, address: str) -> None:
        self.page.goto(address)
        for _ in range(40):
            self.page.keyboard.press("Tab")
            if self.field.evaluate("field => field === document.activeElement"):
                break
        self.look()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.look()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.look()

    def enter(self, address: str) -> None:
        """Press Enter, which leads to an address."""
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"**/{address}")

    def look(self) -> None:
        """Look whether the field says what there is, and names nothing that is not."""
        expect(self.field).to_be_focused()
        told = self.page.evaluate(TOLD)
        field, found, every = told["field"], told["list"], told["options"]
        assert field["aria-controls"] == found["id"]
        assert field["aria-expanded"] == str(told["is_open"]).lower()
        assert told["is_open"] == bool(told["shows"])
        assert found["role"] == "listbox"
        assert {option.get("role") for option in every} <= {"option"}
        chosen = [option.get("id") for option in every if option.get("aria-selected") == "true"]
        named = field.get("aria-activedescendant")
        assert chosen == ([named] if named else [])
        assert len({option.get("id") for option in every}) == len(every)

    @property
    def options(self) -> list[str]:
        return self.list.get_by_role("option").all_inner_texts()

    @property
    def chosen(self) -> str | None:
        """The option that Enter would follow: the one that the field names."""
        named = self.field.get_attribute("aria-activedescendant")
        return self.page.locator(f"#{named}").inner_text() if named else None


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def finder(watched: Watched) -> Finder:
    return Finder(watched.page)


@pytest.fixture
def home(sample_site: Built, serve: Serve) -> str:
    return serve(sample_site.site)


def test_an_area_is_reached_by_typing_and_arrows_alone(home: str, finder: Finder, watched: Watched) -> None:
    finder.open(home)
    finder.type("wal")
    assert finder.options == [
        "Greater London (Waltham Forest)",
        "Merseyside (Wallasey)",
        "North Wales",
        "Northumbria (Wallsend)",
        "South Wales",
        "Surrey (Walton-on-Thames)",
        "West Midlands (Walsall)",
    ]
    assert finder.chosen is None, "nothing is chosen for the reader"
    finder.press("ArrowDown")
    assert finder.chosen == "Greater London (Waltham Forest)"
    finder.press("ArrowDown")
    assert finder.chosen == "Merseyside (Wallasey)"
    finder.enter("areas/merseyside/")
    assert watched.page.locator("h1").inner_text() == "Merseyside"
    assert watched.faults == []


def test_arrows_go_round_by_way_of_the_field(home: str, finder: Finder) -> None:
    finder.open(home)
    finder.type("wales")
    for key, chosen in (
        ("ArrowUp", "South Wales"),
        ("ArrowUp", "North Wales"),
        ("ArrowUp", None),
        ("ArrowUp", "South Wales"),
        ("ArrowDown", None),
        ("ArrowDown", "North Wales"),
    ):
        finder.press(key)
        assert finder.chosen == chosen


NAMED = (
    ("medway", "kent", "Kent (Medway)"),
    ("MEDWAY ", "kent", "Kent (Medway)"),
    ("Maidstone", "kent", "Kent (Maidstone)"),
    ("tunbridge wells", "kent", "Kent (Tunbridge Wells)"),
    ("newry mourne", "northern-ireland", "Northern Ireland (Newry, Mourne and Down)"),
    ("Caerdydd", "south-wales", "South Wales (Caerdydd)"),
    ("de cymru", "south-wales", "South Wales (De Cymru)"),
    ("ynys mon", "north-wales", "North Wales (Ynys Môn)"),
    ("YNYS MÔN", "north-wales", "North Wales (Ynys Môn)"),
    ("ynys mo\N{COMBINING CIRCUMFLEX ACCENT}n", "north-wales", "North Wales (Ynys Môn)"),
    ("devon and corn", "devon-cornwall", "Devon & Cornwall"),
    ("Devon&Cornwall", "devon-cornwall", "Devon & Cornwall"),
    ("cornwall devon", "devon-cornwall", "Devon & Cornwall"),
    ("bath & north", "avon-somerset", "Avon & Somerset (Bath and North East Somerset)"),
    ("st. helen's", "merseyside", "Merseyside (St Helens)"),
    ("dyfed powys", "dyfed-powys", "Dyfed-Powys"),
)


def test_an_area_is_found_by_any_of_its_names(home: str, finder: Finder) -> None:
    finder.open(f"{home}areas/")
    for typed, slug, shown in NAMED:
        finder.type(typed)
        assert finder.options == [shown], typed
        link = finder.list.get_by_role("option").evaluate("option => option.href")
        assert link == f"{home}areas/{slug}/", typed
        finder.press("Escape")
    typed, slug, _ = NAMED[0]
    finder.type(typed)
    finder.enter(f"areas/{slug}/")


def test_enter_among_several_leads_nowhere_yet(home: str, finder: Finder) -> None:
    finder.open(home)
    finder.type("london")
    finder.press("Enter")
    assert finder.page.url == home
    assert finder.chosen == "City of London"
    finder.press("ArrowDown")
    finder.enter("areas/greater-london/")


def test_enter_in_the_empty_field_leads_nowhere(home: str, finder: Finder) -> None:
    finder.open(home)
    finder.press("Enter")
    finder.type("zzz")
    finder.press("Enter")
    assert finder.page.url == home


def test_where_nothing_fits_all_areas_are_offered(home: str, finder: Finder, watched: Watched) -> None:
    finder.open(home)
    finder.type("atlantis")
    status = watched.page.get_by_role("status")
    expect(status).to_have_text("No area has this name. Look for yours in the list below.")
    assert finder.options == []
    finder.press("ArrowDown", "ArrowUp", "End")
    links = watched.page.locator(LIST)
    assert links.count() == 45
    assert all(link.is_visible() for link in links.all())
    finder.press(*["Backspace"] * len("ntis"))
    assert finder.options == []
    finder.press(*["Backspace"] * len("atla"))
    expect(status).to_have_text("")


def test_the_number_of_areas_is_said_once_typing_pauses(home: str, finder: Finder, watched: Watched) -> None:
    finder.open(home)
    watched.page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(document.querySelector("[role=status]")
        .textContent)).observe(document.querySelector("[role=status]"), { childList: true }); }"""
    )
    for letter in "york":
        watched.page.keyboard.type(letter)
    expect(watched.page.get_by_role("status")).to_have_text("Areas found: 4")
    assert watched.page.evaluate("said") == ["Areas found: 4"]


def test_escape_empties_the_field_and_shows_nothing(home: str, finder: Finder, watched: Watched) -> None:
    finder.open(home)
    finder.type("wal")
    finder.press("ArrowDown", "Escape")
    assert (finder.field.input_value(), finder.options, finder.chosen) == ("", [], None)
    watched.page.wait_for_timeout(700)
    assert watched.page.get_by_role("status").inner_text() == ""
    finder.type("kent")
    finder.enter("areas/kent/")


def test_keys_that_move_the_cursor_do_so(home: str, finder: Finder) -> None:
    finder.open(home)
    finder.type("al")
    for key, typed in (("Home", "w"), ("End", "e"), ("ArrowLeft", ""), ("ArrowRight", "s")):
        finder.press("ArrowDown", key)
        assert finder.chosen is None
        finder.type(typed)
    assert finder.field.input_value() == "wales"
    assert finder.options == ["North Wales", "South Wales"]


def test_the_arrow_opens_every_area(home: str, finder: Finder, watched: Watched) -> None:
    finder.open(home)
    finder.press("ArrowDown")
    assert len(finder.options) == 45
    assert finder.chosen == finder.options[0] == "Avon & Somerset"
    finder.press("ArrowUp", "ArrowUp")
    assert finder.chosen == "Wiltshire"
    chosen = watched.page.locator("[aria-selected=true]").bounding_box()
    assert chosen
    assert 0 <= chosen["y"] < 641 - chosen["height"], "it is brought to where it can be seen"


def test_an_option_is_a_link_that_can_be_tapped(home: str, finder: Finder) -> None:
    finder.open(home)
    finder.type("york")
    finder.list.get_by_role("option", name="South Yorkshire").click()
    finder.page.wait_for_url("**/areas/south-yorkshire/")


def test_tab_goes_on_to_the_list_of_links(home: str, finder: Finder) -> None:
    finder.open(home)
    finder.type("york")
    finder.page.keyboard.press("Tab")
    expect(finder.page.get_by_text("All areas", exact=True)).to_be_focused()
    finder.page.keyboard.press("Enter")
    finder.page.keyboard.press("Tab")
    expect(finder.page.locator(LIST).first).to_be_focused()


def test_a_screen_reader_is_told_all_of_it(home: str, finder: Finder, watched: Watched) -> None:
    name = "Find your area: type a county, city or borough"
    finder.open(home)
    tree = watched.page.locator(".area-finder").aria_snapshot()
    assert f'combobox "{name}"' in tree
    assert "listbox" not in tree
    finder.type("medway")
    finder.press("ArrowDown")
    expect(watched.page.get_by_role("status")).to_have_text("Areas found: 1")
    tree = watched.page.locator(".area-finder").aria_snapshot()
    assert f'combobox "{name}" [expanded]' in tree
    assert f'listbox "{name}"' in tree
    assert 'option "Kent (Medway)" [selected]' in tree
    violations = Axe().run(watched.page, context=".area-finder").response["violations"]
    assert violations == []


def test_nothing_is_kept_and_nothing_is_asked(home: str, finder: Finder, watched: Watched) -> None:
    asked: list[str] = []
    finder.open(home)
    watched.page.on("request", lambda request: asked.append(request.url))
    finder.type("medway")
    expect(watched.page.get_by_role("status")).to_have_text("Areas found: 1")
    assert asked == []
    finder.enter("areas/kent/")
    assert watched.page.evaluate(KEPT) == [0, 0, "", 0, 0]
    state = watched.page.context.storage_state(indexed_db=True)
    assert state == {"cookies": [], "origins": []}
    watched.page.goto(home)
    assert finder.field.input_value() == ""
    assert watched.faults == []


@pytest.mark.parametrize("address", ["404.html", "areas/", ""])
def test_it_is_on_every_page_on_which_one_looks_for_an_area(home: str, finder: Finder, address: str) -> None:
    finder.open(home + address)
    finder.type("kent")
    finder.enter("areas/kent/")


def test_without_scripts_there_are_the_links_and_no_field(home: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{home}areas/")
    links, heading = page.locator(LIST), page.locator("h1").bounding_box()
    assert links.count() == 45
    assert all(link.is_visible() for link in links.all())
    assert not page.locator("main input").is_visible()
    first = links.first.bounding_box()
    assert heading
    assert first
    assert first["y"] - heading["y"] - heading["height"] < LEAST_TARGET, "no place is kept free for nothing"
    links.first.click()
    page.wait_for_url("**/areas/avon-somerset/")
    context.close()


@pytest.mark.parametrize(("status", "body"), [(404, ""), (200, "const = ;"), (200, "throw new Error()")])
def test_a_script_that_fails_leaves_the_links_and_no_dead_field(
    home: str, browser: Browser, status: int, body: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.js", lambda route: route.fulfill(status=status, body=body, content_type="text/javascript"))
    page.goto(f"{home}areas/")
    assert not page.locator("main input").is_visible()
    assert all(link.is_visible() for link in page.locator(LIST).all())
    context.close()


def test_nothing_moves_when_the_script_arrives(home: str, watched: Watched) -> None:
    page = watched.page
    waiting: list[Route] = []
    page.route("**/*.js", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    for address in ("areas/", "", "advisories/parcel-fee-texts/"):
        page.goto(home + address, wait_until="commit")
        below = page.locator({"areas/": LIST, "": ".story"}.get(address, ".footer")).first
        before = below.bounding_box()
        assert not page.locator("[data-with-script]").is_visible()
        waiting.pop().continue_()
        expect(page.locator("[data-with-script]")).to_be_visible()
        assert below.bounding_box() == before


def side(option: Locator) -> tuple[float, float]:
    """Give how far the words of an option are from its left and from its right."""
    left, right = option.evaluate(
        """option => { const words = document.createRange(); words.selectNodeContents(option);
        const [own, of] = [words.getBoundingClientRect(), option.getBoundingClientRect()];
        return [own.left - of.left, of.right - own.right]; }"""
    )
    return left, right


def test_right_to_left(tmp_path: Path, serve: Serve, finder: Finder, watched: Watched) -> None:
    urdu = replace(KENT, slug="lahore", name="لاہور", aliases=("Lahore",), names_by_language={"en": "Lahore City"})
    kent = replace(KENT, aliases=("Medway",))
    settings = replace(SETTINGS, site_url="https://w.example/", locale="ur_GB")
    site = publish(site_of([ADVISORY], areas=(kent, urdu), settings=settings), tmp_path)
    finder.open(serve(site))
    assert finder.field.evaluate("field => getComputedStyle(field).direction") == "rtl"
    finder.type("me")
    assert finder.options == ["Kent (Medway)"]
    option = watched.page.get_by_role("option")
    assert option.evaluate("option => getComputedStyle(option).direction") == "ltr", "or its brackets come apart"
    left, right = side(option)
    assert right < left, "it stands where the page begins its lines"
    finder.press("Escape")
    finder.type("لاہ")
    assert finder.options == ["لاہور"]
    left, right = side(option)
    assert right < left
    finder.press("Escape")
    finder.type("lahore")
    finder.press("ArrowDown")
    assert finder.chosen == "لاہور (Lahore City)"
    finder.enter("areas/lahore/")
    assert watched.faults == []


def test_it_can_be_tapped_and_read_on_a_small_phone(tmp_path: Path, serve: Serve, browser: Browser) -> None:
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    long = replace(KENT, slug="long", name=name, aliases=("LL",))
    settings = replace(SETTINGS, site_url="https://w.example/")
    site = publish(site_of([ADVISORY], areas=(KENT, long), settings=settings), tmp_path)
    context = browser.new_context(viewport={"width": 320, "height": 256}, has_touch=True)
    page = context.new_page()
    page.goto(serve(site))
    field = page.get_by_role("combobox")
    field.tap()
    field.press_sequentially("ll")
    option = page.get_by_role("option")
    for target in (field, option):
        box = target.bounding_box()
        assert box
        assert box["height"] >= LEAST_TARGET
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    option.tap()
    page.wait_for_url("**/areas/long/")
    context.close()


def test_there_is_no_field_where_there_is_one_area(tmp_path: Path, serve: Serve, watched: Watched) -> None:
    site = publish(site_of([ADVISORY], settings=replace(SETTINGS, site_url="https://w.example/")), tmp_path)
    watched.page.goto(serve(site))
    assert watched.page.locator(LIST).count() == 1
    assert watched.page.locator("main input").count() == 0
    assert watched.faults == []
