"""Pages in a real browser: nothing runs, nothing is asked of other hosts, the policy holds, nothing is cut."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from browser.conftest import Serve
from forewarn.help_page import HelpPage
from forewarn.scam import Scam
from forewarn.topic import Topic
from page_kinds import one_of_each_kind
from projects import VALID, Built, Project
from published import ADVISORY, SETTINGS, publish, site_of

HOME = "https://w.example/"
ATTACK = "</title><script>alert(1)</script>"
PAYLOADS = [
    ATTACK,
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "<svg onload=alert(1)>",
    "<!--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "\\u003cscript>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}<script>alert(1)</script>",
]
BODY = """
## {attack}

# {attack}

Words, {attack}

<script>alert(1)</script>

<img src=x onerror=alert(1)><details open ontoggle=alert(1)>x</details>

<p onmouseover=alert(1) style="position:fixed;inset:0">x</p>

![x](x"onerror="alert(1))

Words
{{: onfocus=alert(1) autofocus=1 tabindex=1 }}
"""


class Watched:
    """A page that notes everything it should not do."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("dialog", self._note_dialog)
        page.on("pageerror", lambda error: self.faults.append(f"script {error}"))
        page.on("console", lambda message: self.faults.append(f"console {message.text}"))
        page.on("request", lambda request: self._note_request(request.url))

    def _note_dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _note_request(self, url: str) -> None:
        if not url.startswith("http://127.0.0.1:"):
            self.faults.append(f"request {url}")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield Watched(context.new_page())
    context.close()


def test_nothing_runs_on_any_page(project: Project, serve: Serve, watched: Watched) -> None:
    for number, payload in enumerate(PAYLOADS):
        in_body = payload.replace("<!-->", "")  # a comment without an end is refused
        quoted = payload.replace("'", "''")
        project.add(
            f"advisories/a{number}.md",
            f"---\ntitle: '{quoted}'\narea: Kent\nog:\n  description: '{quoted}'\npublish:\n  date: 2026-10-02\n"
            f"  updates:\n    - date: 2026-10-03\n      note: '{quoted}'\n---\n{BODY.format(attack=in_body)}",
        )
    project.configure(site_name=ATTACK)
    built = project.build()
    assert built.exit_status == 0, built.output
    home = serve(built.site)
    advisories = {
        page.relative_to(built.site).parent.as_posix() + "/" for page in built.site.glob("advisories/a*/*.html")
    }
    assert len(advisories) == len(PAYLOADS)
    for address in advisories.union(one_of_each_kind(built.site)):
        watched.page.goto(home + address)
        watched.page.keyboard.press("Tab")
        watched.page.mouse.move(100, 300)
        assert ATTACK in watched.page.title()
    assert watched.faults == []


def test_the_shipped_site_keeps_the_policy_and_fits_a_small_phone(
    sample_site: Built, serve: Serve, watched: Watched
) -> None:
    home = serve(sample_site.site)
    for address in one_of_each_kind(sample_site.site):
        watched.page.goto(home + address)
        too_wide = watched.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not too_wide, address
        assert watched.page.locator("h1").is_visible()
        size = watched.page.locator("body").evaluate("body => getComputedStyle(body).fontSize")
        assert size == "19px", "the stylesheet did not load"
    assert watched.faults == []


def test_wide_things_fit_a_small_phone(project: Project, serve: Serve, watched: Watched) -> None:
    row = "| " + " | ".join(["Whatever they say it is"] * 5) + " |\n"
    code = "    Prose that somebody moved to the right by four spaces, which makes it code and keeps it on one line.\n"
    rule = "|" + "---|" * 5 + "\n"
    project.add("advisories/wide.md", VALID + f"\n{row}{rule}{row}\n{code}\n{'unbroken' * 20}\n")
    built = project.build()
    assert built.exit_status == 0, built.output
    watched.page.goto(serve(built.site) + "advisories/wide/")
    assert watched.page.evaluate("document.documentElement.scrollWidth") == 320


def test_from_home_to_an_advisory_with_the_keyboard(sample_site: Built, serve: Serve, watched: Watched) -> None:
    page = watched.page
    page.goto(serve(sample_site.site))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null"), "the frame was skipped"
    page.get_by_text("All areas", exact=True).press("Enter")
    page.get_by_role("link", name="Devon & Cornwall", exact=True).press("Enter")
    page.wait_for_url("**/areas/devon-cornwall/")
    page.get_by_role("link", name="Courier fraud").click()
    page.wait_for_url("**/advisories/courier-cash/")
    assert page.locator("h1").inner_text() == "Courier fraud: no officer collects cash or cards"
    assert watched.faults == []


def test_right_to_left_text_runs_from_the_right(project: Project, serve: Serve, watched: Watched) -> None:
    project.add(
        "advisories/urdu.md",
        "---\ntitle: پولیس پیسے نہیں مانگتی\narea: Kent\nog:\n  locale: ur_PK\npublish:\n  date: 2026-10-02\n---\n\n"
        "فون بند کریں اور 0300 123 2040 پر بتائیں۔\n",
    )
    built = project.build()
    assert built.exit_status == 0, built.output
    watched.page.goto(serve(built.site) + "advisories/urdu/")
    assert watched.page.locator("article").evaluate("e => getComputedStyle(e).direction") == "rtl"
    heading, frame = watched.page.locator("h1").bounding_box(), watched.page.locator("main").bounding_box()
    assert heading
    assert frame
    assert heading["x"] + heading["width"] > frame["x"] + frame["width"] / 2


def test_nothing_runs_in_any_field_of_an_advisory_and_long_words_fit(
    tmp_path: Path, serve: Serve, watched: Watched
) -> None:
    advisories = [
        replace(
            ADVISORY,
            id=f"a{number}",
            title=f"{payload} {'unbroken' * 20}",
            topics=(Topic(f"t{number}", payload), Topic("long", "unbroken" * 12)),
            advice=(payload, "unbroken" * 20),
            scam=Scam((payload,), (f"https://x.example/{payload}{'unbroken' * 20}",), (f"{payload}@x.example",)),
            text_message=payload + "unbroken" * 20,
            aliases=(f"old/{number}/",),
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    help_pages = tuple(HelpPage(f"h{number}", payload, payload, "<p>x</p>") for number, payload in enumerate(PAYLOADS))
    settings = replace(SETTINGS, site_url="https://w.example/")
    site = publish(site_of(advisories, help_pages=help_pages, settings=settings), tmp_path)
    home = serve(site)
    for address in one_of_each_kind(site):
        watched.page.goto(home + address)
        assert watched.page.evaluate("document.documentElement.scrollWidth") == 320, address
    assert watched.faults == []


def test_an_earlier_address_leads_to_the_page(tmp_path: Path, serve: Serve, watched: Watched) -> None:
    home = serve(publish(site_of([replace(ADVISORY, aliases=("news/2020/tax/",))]), tmp_path))
    watched.page.goto(f"{home}news/2020/tax/")
    watched.page.wait_for_url(f"{home}advisories/tax/")
    assert watched.page.locator("h1").inner_text() == "Callers ask for tax"
    assert watched.faults == []


def test_from_page_to_page_of_a_list_with_the_keyboard(tmp_path: Path, serve: Serve, watched: Watched) -> None:
    long = [replace(ADVISORY, id=f"a{number}", title=f"No. {number}") for number in range(51)]
    page, home = watched.page, serve(publish(site_of(long), tmp_path))
    page.goto(f"{home}areas/kent/")
    page.get_by_role("link", name="Next page").press("Enter")
    page.wait_for_url("**/areas/kent/page/2/")
    assert page.locator("h1").inner_text() == "Kent, page 2 of 2"
    page.get_by_role("link", name="Previous page").press("Enter")
    page.wait_for_url("**/areas/kent/")
    assert watched.faults == []


@pytest.mark.parametrize("locale", ["en_GB", "ur_GB"])
def test_links_to_pass_on_are_large_and_the_words_are_taken_whole(
    locale: str, tmp_path: Path, serve: Serve, watched: Watched
) -> None:
    title = "پولیس 0300 123 2040 پر پیسے نہیں مانگتی"
    advisory = replace(ADVISORY, title=title, advice=("فون بند کریں",), locale="ur_GB")
    site = publish(site_of([advisory], settings=replace(SETTINGS, site_url=HOME, locale=locale)), tmp_path)
    page = watched.page
    page.goto(serve(site) + "advisories/tax/")
    boxes = [link.bounding_box() for link in page.locator(".pass-it-on a").all()]
    assert len(boxes) == 6
    for box in boxes:
        assert box
        assert box["width"] >= 44
        assert box["height"] >= 44
    page.locator(".pass-it-on__words").click()
    selected = page.evaluate("getSelection().toString()")
    assert selected == f"{title}۔ فون بند کریں۔ {HOME}advisories/tax/"
    assert watched.faults == [], "nobody is asked until a link is followed"
