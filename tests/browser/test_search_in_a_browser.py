"""The search in a real browser: what it finds and in which order, for whom it works, and what it costs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from browser.conftest import Serve
from browser.test_pages_in_a_browser import Watched
from browsing import served
from built_once import Once
from forewarn.advisory import Severity, Status
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.home import Home
from forewarn.indexing import shards
from forewarn.scam import Scam
from forewarn.settings import EditionSettings
from forewarn.site import Site, search_plan, search_records
from forewarn.topic import Topic
from large_sites import large_site
from published import ADVISORY, KENT, NOON, SETTINGS, publish, site_of

MOST_BYTES = 300_000
ATTACK = '</template><img src=x onerror="alert(1)"><script>alert(1)</script>'
COURIERS, PARCELS = Topic("courier-fraud", "Courier fraud"), Topic("parcel-texts", "Parcel texts")
PLAIN = replace(SETTINGS, site_url="https://w.example/", cards=False, posters=False)
MEDWAY = replace(KENT, aliases=("Medway",))
ESSEX = replace(KENT, slug="essex", name="Essex")
TOWN = replace(KENT, slug="ashmere", name="Ashmere", within="kent")
PHONE: ViewportSize = {"width": 320, "height": 640}


def ago(days: float, **changes: object) -> dict[str, object]:
    return {"published": NOON - timedelta(days=days), **changes}


TEXTS: dict[str, dict[str, object]] = {
    "couriers": ago(3, title="Couriers collect cards", topics=(COURIERS,), severity=Severity.URGENT),
    "parcels": ago(2, title="Parcel texts ask for a fee", areas=("essex",), topics=(PARCELS,)),
    "town": ago(1, title="Parcel lockers", areas=("ashmere",), topics=(PARCELS,)),
    "over": ago(400, title="Parcel cards through the door", topics=(PARCELS,)),
    "older": ago(800, title="Parcel raffles", areas=("essex",)),
    "withdrawn": ago(5, title="Parcel vans", status=Status.WITHDRAWN, summary="We were wrong.", body="<p>No.</p>"),
    "welsh": ago(4, title="Testun am barsel", summary="Neges am ffi.", body="<p>Peidiwch â thalu.</p>", locale="cy_GB"),
    "urdu": ago(6, title="پارسل کا پیغام", summary="فیس مانگی جاتی ہے۔", body="<p>رقم نہ دیں۔</p>", locale="ur_PK"),
    "numbers": ago(
        7,
        title="A call from the tax office",
        scam=Scam(("07700 900123",), ("https://pay.refund-now.example/form",), ("tax@refunds.example",)),
    ),
    "hostile": ago(8, title=f"Hostile {ATTACK}", summary=ATTACK, topics=(Topic("bad", ATTACK),)),
}


def sample(**changes: object) -> Site:
    advisories = [replace(ADVISORY, id=id_, **{"title": id_, **own}) for id_, own in TEXTS.items()]  # type: ignore[arg-type]
    return site_of(advisories, **{"settings": PLAIN, "areas": (TOWN, ESSEX, MEDWAY)} | changes)


@pytest.fixture(scope="module")
def folder(once: Once) -> Path:
    return once.made("searched", lambda folder: publish(sample(), folder)) / "site"


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport=PHONE)
    yield Watched(context.new_page())
    context.close()


Search = Callable[[str], list[str]]


@pytest.fixture
def search(folder: Path, serve: Serve, watched: Watched) -> Iterator[Search]:
    """Search with what stands behind the ? of an address; gives the titles that are found. Nothing may go wrong."""
    home = serve(folder)
    yield lambda query: titles_at(watched.page, f"{home}search/?{query}")
    assert watched.faults == []


def titles_at(page: Page, address: str) -> list[str]:
    page.goto(address)
    return titles(page)


def titles(page: Page) -> list[str]:
    page.locator("[data-search-results][aria-busy=false]").wait_for()
    return page.locator("[data-search-list] a").all_inner_texts()


def test_what_is_current_comes_first_and_then_what_is_newest(search: Search) -> None:
    assert search("q=parcel") == [
        "Parcel lockers",
        "Parcel texts ask for a fee",
        "Parcel vans",
        "Parcel cards through the door",
        "Parcel raffles",
    ]


FOUND: tuple[tuple[str, list[str]], ...] = (
    ("q=parcel&area=essex", ["Parcel texts ask for a fee", "Parcel raffles"]),
    ("q=parcel&area=kent", ["Parcel lockers", "Parcel vans", "Parcel cards through the door"]),
    ("q=parcel&area=kent&state=current", ["Parcel lockers"]),
    ("q=parcel&topic=parcel-texts&state=past", ["Parcel cards through the door"]),
    ("topic=courier-fraud", ["Couriers collect cards"]),
    ("state=withdrawn", ["Parcel vans"]),
    ("q=Medway+couriers", ["Couriers collect cards"]),
    ("q=raff", ["Parcel raffles"]),
    ("q=couriers+collecting", ["Couriers collect cards"]),
    ("q=barsel&lang=cy", ["Testun am barsel"]),
    ("q=پارسل&lang=ur", ["پارسل کا پیغام"]),
    ("q=07700900123", ["A call from the tax office"]),
    ("q=%2B44+7700+900+123", ["A call from the tax office"]),
    ("q=https://refund-now.example/other?id=7", ["A call from the tax office"]),
    ("q=www.pay.refund-now.example", ["A call from the tax office"]),
    ("q=pay[.]refund-now[.]example", ["A call from the tax office"]),
    ("q=tax@refunds.example", ["A call from the tax office"]),
    ("q=%22raffles+parcel%22", ["Parcel raffles"]),
    ("q=%E2%80%9Ccouriers+cards%E2%80%9D", ["Couriers collect cards"]),
    ("q=parcel&area=nowhere&lang=xx&topic=courier-fraud", []),
)  # fmt: skip


def test_what_is_found(search: Search) -> None:
    for query, found in FOUND:
        assert search(query) == found, query


def test_what_has_some_of_the_words_is_found_where_nothing_has_all(search: Search, watched: Watched) -> None:
    """Whoever tells what has happened uses words of their own; the rarest of them tell most."""
    found = search("q=a+parcel+of+raffles+came+from+couriers")
    assert set(found[:2]) == {"Parcel raffles", "Couriers collect cards"}
    assert "Parcel lockers" in found[2:]
    status = watched.page.get_by_role("status")
    expect(status).to_have_text("No warning has all of these words. These have some of them:")
    assert not watched.page.locator("[data-search-nothing]").is_visible()


def test_finding_nothing_does_not_read_as_safe(tmp_path: Path, serve: Serve, watched: Watched) -> None:
    bank = Contact(
        *("bank", "Your bank", "If you have paid.", "159", "", "", "", "", frozenset({"England"}), None, None, "")
    )
    home = serve(publish(sample(contacts=ContactRegister((bank,))), tmp_path))
    told = watched.page.locator("[data-search-nothing]")
    for query in ("q=xyzzy", "q=xyzzy+plugh"):
        assert titles_at(watched.page, f"{home}search/?{query}") == []
        assert told.inner_text().startswith("This does not mean that it is safe.")
        assert told.get_by_role("link", name="159").get_attribute("href") == "tel:159"
        titles_at(watched.page, f"{home}search/?q=parcel")
        assert not told.is_visible()
    assert watched.faults == []


def test_what_a_result_says(search: Search, watched: Watched) -> None:
    search("q=parcel+lockers")
    text = [item.inner_text() for item in watched.page.locator("[data-search-list] > li").all()]
    assert [line for line in text[0].split("\n") if line] == [
        "Parcel lockers",
        "A caller says that you owe tax.",
        "Ashmere: 21 November 2026",
    ]
    search("topic=courier-fraud")
    assert "Urgent. Kent: 19 November 2026" in watched.page.locator("[data-search-list]").inner_text()
    assert watched.page.locator(".advisory-list__urgent").inner_text() == "Urgent. "
    search("state=withdrawn")
    assert "Withdrawn. Kent: 17 November 2026" in watched.page.locator("[data-search-list]").inner_text()
    assert "We were wrong." in watched.page.locator("[data-search-list]").inner_text()
    watched.page.locator("[data-search-list] a").click()
    watched.page.wait_for_url("**/advisories/withdrawn/")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=parcel", "“parcel”: 5 warnings"),
        ("q=lockers", "“lockers”: 1 warning"),
        ("state=current", "5 warnings"),
        ("q=xyzzy", "“xyzzy”: No warnings found"),
    ],
)
def test_how_much_is_found_is_said(search: Search, watched: Watched, query: str, said: str) -> None:
    search(query)
    status = watched.page.get_by_role("status")
    assert status.inner_text().translate({0x2068: None, 0x2069: None}) == said
    assert watched.page.locator("[data-search-hint]").is_visible() == (query == "q=xyzzy")


def test_what_there_is_in_other_languages_is_told(search: Search, watched: Watched) -> None:
    assert search("q=barsel") == []
    link = watched.page.get_by_role("link", name="Cymraeg (1)")
    assert link.get_attribute("lang") == "cy-GB"
    link.click()
    watched.page.wait_for_url("**/search/?q=barsel&lang=cy")
    assert titles(watched.page) == ["Testun am barsel"]
    (heading,) = watched.page.locator("[data-search-list] h2").all()
    assert (heading.get_attribute("lang"), heading.get_attribute("dir")) == ("cy-GB", "ltr")
    assert search("q=parcel")
    assert not watched.page.locator("[data-search-elsewhere]").is_visible()


def test_urdu_runs_from_the_right(search: Search, watched: Watched) -> None:
    search("q=پارسل&lang=ur")
    title = watched.page.locator("[data-search-list] h2")
    assert title.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert title.get_attribute("lang") == "ur-PK"


def test_hostile_words_are_words(search: Search, watched: Watched) -> None:
    assert search("q=hostile") == [f"Hostile {ATTACK}"]
    assert search("q=" + ATTACK.replace("<", "%3C").replace("=", "%3D").replace('"', "%22")) is not None
    assert watched.page.locator("main img, main script, [data-search-list] template").count() == 0


def test_with_the_keyboard_alone(folder: Path, serve: Serve, watched: Watched) -> None:
    page = watched.page
    page.goto(serve(folder) + "areas/kent/")
    field = page.locator("#header--search")
    for _ in range(12):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("parcel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=parcel")
    assert len(titles(page)) == 5
    page.locator("#page--search").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "area"
    page.keyboard.type("Ess")
    expect(page.get_by_role("status")).to_contain_text("2 warnings")
    assert page.url.endswith("/search/?q=parcel&area=essex"), "it can be kept"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Parcel texts ask for a fee"
    page.keyboard.press("Enter")
    page.wait_for_url("**/advisories/parcels/")
    assert watched.faults == []


def test_it_searches_while_one_types(folder: Path, serve: Serve, watched: Watched) -> None:
    page = watched.page
    page.goto(serve(folder) + "search/")
    field = page.locator("#page--search")
    field.press_sequentially("pa")
    page.wait_for_timeout(600)
    assert page.get_by_role("status").inner_text() == "", "two letters are too few"
    field.press_sequentially("rcel lo")
    expect(page.get_by_role("status")).to_contain_text("1 warning")
    assert page.url.endswith("?q=parcel+lo")
    field.fill("")
    expect(page.get_by_role("status")).to_be_empty()
    assert page.locator("[data-search-list] li").count() == 0
    assert page.url.endswith("/search/")
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.length]")
    assert kept == [0, 0, "", 2], "what was looked for is kept nowhere"
    assert watched.faults == []


def test_more_are_shown_ten_at_a_time(tmp_path: Path, serve: Serve, watched: Watched) -> None:
    many = [replace(ADVISORY, id=f"a{n}", title=f"No. {n}", published=NOON - timedelta(hours=n)) for n in range(25)]
    page = watched.page
    assert len(titles_at(page, serve(publish(site_of(many, settings=PLAIN), tmp_path)) + "search/?q=tax")) == 10
    more = page.get_by_role("button", name="Show more")
    more.press("Enter")
    expect(page.locator("[data-search-list] a")).to_have_count(20)
    assert page.evaluate("document.activeElement.textContent") == "No. 10", "one reads on where it has grown"
    more.click()
    expect(page.locator("[data-search-list] a")).to_have_count(25)
    expect(more).to_be_hidden()
    assert watched.faults == []


def test_without_a_script_the_lists_are_there(folder: Path, serve: Serve, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(folder) + "areas/")
    page.get_by_role("searchbox").fill("parcel")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/search/?q=parcel")
    assert page.locator("main form").is_hidden()
    for name in ("Essex", "Parcel texts", "2026"):
        assert page.locator("main").get_by_role("link", name=name, exact=True).is_visible()
    context.close()


def test_below_a_path_of_its_host(tmp_path: Path, watched: Watched) -> None:
    settings = replace(PLAIN, site_url="https://w.example/sub/path/")
    page = watched.page
    with served(publish(sample(settings=settings), tmp_path), below="/sub/path/") as home:
        assert titles_at(page, f"{home}search/?q=lockers") == ["Parcel lockers"]
        page.locator("[data-search-list] a").click()
        page.wait_for_url(f"{home}advisories/town/")
    assert watched.faults == []


def test_an_edition_searches_its_own_language(tmp_path: Path, serve: Serve, watched: Watched) -> None:
    names = {"courier-fraud": "Twyll negesydd", "parcel-texts": "Testunau parseli", "bad": "Drwg"}
    welsh = EditionSettings("cy_GB", "Rhybuddion", "Rhybuddion.", "Heddlu", names)
    homes = {"cy": Home("Hafan", "Popeth.", "<p>Geiriau.</p>")}
    site = publish(sample(settings=replace(PLAIN, editions=(welsh,)), edition_homes=homes), tmp_path)
    page, home = watched.page, serve(site)
    assert titles_at(page, f"{home}cy/search/?q=barsel") == ["Testun am barsel"]
    assert "18 Tachwedd 2026" in page.locator("[data-search-list]").inner_text()
    assert titles_at(page, f"{home}cy/search/?q=parcel") == []
    page.get_by_role("link", name="English (5)").click()
    page.wait_for_url("**/cy/search/?q=parcel&lang=en")
    assert len(titles(page)) == 5
    assert watched.faults == []


def test_a_site_that_was_published_anew_is_searched_again(folder: Path, serve: Serve, watched: Watched) -> None:
    """The files of an index change their names: one that is gone is asked for once, and then all is fetched anew."""
    page, refused = watched.page, []

    def refuse_once(route: Route) -> None:
        refused.append(route.request.url)
        route.abort() if len(refused) == 1 else route.continue_()

    page.route("**/*.pf_index", refuse_once)
    assert titles_at(page, serve(folder) + "search/?q=lockers") == ["Parcel lockers"]
    assert len(refused) == 2


def test_it_says_so_where_it_cannot_search(folder: Path, serve: Serve, watched: Watched) -> None:
    watched.page.route("**/pagefind.js", lambda route: route.abort())
    assert titles_at(watched.page, serve(folder) + "search/?q=lockers") == []
    expect(watched.page.get_by_role("status")).to_contain_text("The search does not answer.")


def test_an_index_of_many_shards_is_searched_as_one_is(
    tmp_path: Path, serve: Serve, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is current comes first over all shards; filters, counts and other languages are those of the whole."""
    monkeypatch.setattr(shards, "MOST_RECORDS", 2)
    site = sample()
    assert len(search_plan(site, search_records(site)).shards) > 4
    page, home = watched.page, serve(publish(site, tmp_path))
    assert titles_at(page, f"{home}search/?q=parcel") == [
        "Parcel lockers",
        "Parcel texts ask for a fee",
        "Parcel vans",
        "Parcel cards through the door",
        "Parcel raffles",
    ]
    assert "5 warnings" in page.get_by_role("status").inner_text()
    assert titles_at(page, f"{home}search/?q=parcel&area=essex") == ["Parcel texts ask for a fee", "Parcel raffles"]
    assert titles_at(page, f"{home}search/?q=parcel&state=past") == ["Parcel cards through the door", "Parcel raffles"]
    assert titles_at(page, f"{home}search/?q=barsel") == []
    expect(page.get_by_role("link", name="Cymraeg (1)")).to_be_visible()
    assert watched.faults == []


@pytest.mark.parametrize("locale", ["en_GB", "ur_GB"])
def test_it_can_be_used_by_everybody(tmp_path: Path, serve: Serve, browser: Browser, locale: str) -> None:
    home = serve(publish(sample(settings=replace(PLAIN, locale=locale)), tmp_path))
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    page = context.new_page()
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        titles_at(page, f"{home}search/?state=past")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.response["passes"]
        assert found.response["violations"] == []
    page.goto(f"{home}areas/")
    for box in [each.bounding_box() for each in page.locator(".search-form input, .search-form button").all()]:
        assert box
        assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_focus_is_seen_in_forced_colours(folder: Path, serve: Serve, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, forced_colors="active")
    page = context.new_page()
    page.goto(serve(folder) + "search/")
    for selector in ("#page--search", "#page--search-area", "main button"):
        page.locator(selector).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        style = page.locator(selector).first.evaluate("e => getComputedStyle(e).outlineStyle")
        assert style == "solid", selector
    context.close()


def test_what_a_search_costs(tmp_path: Path, serve: Serve, watched: Watched, request: pytest.FixtureRequest) -> None:
    """A page of results is there for 300 KB, all in all and not packed, however many advisories there are.

    Two of them are in another language, which costs a little more.
    """
    count = 10_000 if request.config.getoption("--long") else 600
    site = publish(large_site(count, welsh=2), tmp_path)
    sent: list[int] = []
    watched.page.on("requestfinished", lambda asked: sent.append(asked.sizes()["responseBodySize"]))
    assert len(titles_at(watched.page, serve(site) + "search/?q=bank")) == 10
    assert len(sent) <= 22
    assert sum(sent) <= MOST_BYTES * (1 if count > 1_000 else 0.7)
    assert watched.faults == []
    assert re.search(r"\d{3} warnings", watched.page.get_by_role("status").inner_text())
