"""A page that is open while its text is written: each save is seen in it, and nobody has to reload it.

How fast that is belongs to the benchmarks. Here every limit is so long that it tells only of what never comes.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from previews import PREVIEW, SERVE, WAYS, Shown, shown
from projects import NOW, VALID, Project

LONG = 60_000  # milliseconds
# "forewarn preview" has "mkdocs serve" run, which the other tests look at.
PROGRAMS = pytest.mark.parametrize(
    ("program", "arguments"),
    [
        pytest.param(SERVE, ("serve",), marks=pytest.mark.long),
        (PREVIEW, ("preview",)),
    ],
    ids=["mkdocs serve", "forewarn preview"],
)


@pytest.fixture
def project(project: Project) -> Project:
    project.add("advisories/tax.md")
    project.for_many()
    return project


@contextmanager
def opened(browser: Browser, preview: Shown, address: str) -> Iterator[Page]:
    """Open a page of a preview."""
    page = browser.new_page()
    page.set_default_timeout(LONG)
    try:
        page.goto(preview.address + address)
        yield page
    finally:
        page.close()


def heading(page: Page, words: str) -> None:
    """See that the open page comes to have a heading."""
    expect(page.locator("h1")).to_have_text(words, timeout=LONG)


@PROGRAMS
def test_an_open_page_shows_every_save(
    project: Project, browser: Browser, program: str, arguments: tuple[str, ...]
) -> None:
    text = project.content / "advisories/tax.md"
    with (
        shown(project, program, arguments, {"FOREWARN_NOW": NOW}) as preview,
        opened(browser, preview, "advisories/tax/") as page,
    ):
        heading(page, "Callers ask for tax")
        for number, save in enumerate(WAYS):
            before = preview.builds
            save(text, VALID.replace("ask for tax", f"ask for {save.__name__}"))
            heading(page, f"Callers ask for {save.__name__}")
            page.wait_for_timeout(1500)
            assert 1 <= preview.builds - before <= 2, (number, save.__name__)
        listed = page.locator("main a", has_text="Callers ask for twice")
        page.goto(f"{preview.address}areas/kent/")
        expect(listed.first).to_be_visible(timeout=LONG)


def test_what_is_wrong_is_shown_until_it_is_mended(project: Project, browser: Browser) -> None:
    text = project.content / "advisories/tax.md"
    with (
        shown(project, SERVE, ("serve",), {"FOREWARN_NOW": NOW}) as preview,
        opened(browser, preview, "advisories/tax/") as page,
    ):
        for way in WAYS[:2]:
            way(text, VALID.replace("area: Kent", "area: Knet"))
            heading(page, "The site cannot be built")
            expect(page.locator("li", has_text="content/")).to_contain_text(
                '"Knet" is not an area. Did you mean "Kent"?', timeout=LONG
            )
            way(text, VALID.replace("ask for tax", f"ask for {way.__name__}"))
            heading(page, f"Callers ask for {way.__name__}")


def test_what_is_new_and_what_is_gone_is_seen_in_the_open_list(project: Project, browser: Browser) -> None:
    with (
        shown(project, SERVE, ("serve",), {"FOREWARN_NOW": NOW}) as preview,
        opened(browser, preview, "areas/kent/") as page,
    ):
        rent = page.locator("main a", has_text="Callers ask for rent")
        expect(page.locator("main a", has_text="Callers ask for tax").first).to_be_visible(timeout=LONG)
        expect(rent).to_have_count(0, timeout=LONG)
        folder = project.folder / "rents"
        folder.mkdir()
        (folder / "rent.md").write_text(VALID.replace("ask for tax", "ask for rent"), "utf-8")
        folder.rename(project.content / "advisories/2027")
        expect(rent.first).to_be_visible(timeout=LONG)
        before = preview.builds
        (project.content / "advisories/2027/.rent.md.swp").write_bytes(b"b0VIM")
        (project.content / "advisories/tax.md").read_bytes()
        page.wait_for_timeout(4500)  # longer than the rest between two looks
        assert preview.builds == before, "nothing was saved"
        (project.content / "advisories/2027/rent.md").unlink()
        expect(rent).to_have_count(0, timeout=LONG)


def test_the_search_finds_what_was_saved(project: Project, browser: Browser) -> None:
    text = project.content / "advisories/tax.md"
    with (
        shown(project, SERVE, ("serve",), {"FOREWARN_NOW": NOW}) as preview,
        opened(browser, preview, "search/?q=callers") as page,
    ):
        expect(found_on(page)).to_have_text(["Callers ask for tax"], timeout=LONG)
        page.goto(f"{preview.address}advisories/tax/")
        text.write_text(VALID.replace("ask for tax", "ask for rent"), "utf-8")
        heading(page, "Callers ask for rent")
        look_until_found(page, f"{preview.address}search/?q=rent")
        expect(found_on(page)).to_have_text(["Callers ask for rent"], timeout=LONG)


def found_on(page: Page) -> Locator:
    return page.locator("[data-search-list] a")


def look_until_found(page: Page, address: str) -> None:
    """Look for something again and again, as the index follows the pages, and see that no search ever fails."""
    for _ in range(LONG // 1000):
        page.goto(address)
        page.locator("[data-search-results][aria-busy=false]").wait_for()
        if found_on(page).count():
            return
        assert "does not answer" not in page.locator("[data-search-status]").inner_text()
        page.wait_for_timeout(1000)
    raise AssertionError(address)
