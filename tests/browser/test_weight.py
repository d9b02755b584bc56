"""What a first view costs a reader who has never been here: bytes and requests counted where they arrive, and seconds.

Pages are served compressed with gzip at its usual level, as hosts do. The browser counts answers with their headers.
The share card is no part of a view: only who passes a link on makes somebody load it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from browser.conftest import Hosted, Serve
from projects import Built

MOST_BYTES = 40_000
MOST_REQUESTS = 6
MOST_BYTES_OF_A_SCRIPT = 3_000
ENGINES = ("search/",)  # who opens the search has asked for its engine
PHONE = ViewportSize(width=360, height=640)

# What the Network Information API calls slow-2g: https://developer.mozilla.org/docs/Glossary/Effective_connection_type
SLOW_2G = {"offline": False, "latency": 2_000, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}
MOST_SECONDS = 10
ICONS = "link[rel~=icon]:not([href^='data:'])"
LOAD_ICONS = f'() => Promise.all([...document.querySelectorAll("{ICONS}")].map(link => fetch(link.href)))'
IS_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
SEEN_AFTER = """() => Math.max(performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByType("navigation")[0].responseEnd) / 1000"""


@dataclass
class Answer:
    """One thing that a page asked for: where, what kind of thing, and how many bytes came."""

    address: str
    kind: str
    length: int = 0


class Scales:
    """A browser in which every view is a first one, as it keeps nothing."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._answers: dict[str, Answer] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._begin)
        session.on("Network.loadingFinished", self._end)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def first_view(self, address: str) -> list[Answer]:
        """Open a page, and give all that it asks for, with its icon."""
        self._answers.clear()
        self._page.goto(address)
        self._page.wait_for_timeout(50)  # pictures further down, which nothing waits for
        self._page.evaluate(LOAD_ICONS)  # browsers do so when they like
        asked = sorted(self._answers.values(), key=lambda answer: answer.length)
        return list({answer.address: answer for answer in asked if not answer.address.startswith("data:")}.values())

    def _begin(self, event: dict[str, Any]) -> None:
        self._answers[event["requestId"]] = Answer(event["request"]["url"], event["type"])

    def _end(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._answers:
            self._answers[event["requestId"]].length = event["encodedDataLength"]


@pytest.fixture
def scales(browser: Browser) -> Iterator[Scales]:
    context = browser.new_context(viewport=PHONE)
    yield Scales(context.new_page())
    context.close()


def excess(answers: Sequence[Answer], *, has_engine: bool = False) -> Iterator[str]:
    """Tell in what a view is more than was promised."""
    length, scripts = sum(answer.length for answer in answers), [each for each in answers if each.kind == "Script"]
    if not has_engine:
        if length > MOST_BYTES or len(answers) > MOST_REQUESTS:
            yield f"{length} bytes in {len(answers)} requests"
        if len(scripts) > 1 or any(script.length > MOST_BYTES_OF_A_SCRIPT for script in scripts):
            yield f"scripts of {[script.length for script in scripts]} bytes"
    for answer in answers:
        if not answer.address.startswith("http://127.0.0.1:"):
            yield f"asks {answer.address}"
        if "/cards/" in answer.address:
            yield f"loads the share card {answer.address}"


def test_a_first_view_is_light(hosted_closely: Hosted, scales: Scales) -> None:
    views = {address: scales.first_view(hosted_closely.home + address) for address in hosted_closely.pages}
    too_much = {
        address: found
        for address, view in views.items()
        if (found := list(excess(view, has_engine=address.endswith(ENGINES))))
    }
    assert too_much == {}, "\n".join(["  bytes  requests", *(row(*each) for each in views.items())])
    assert all(len(view) >= 3 for view in views.values()), "a page, its sheet and its icon"


def row(address: str, view: Sequence[Answer]) -> str:
    """Write a line of the table that tells what every kind of page costs."""
    return f"{sum(answer.length for answer in view):7}  {len(view):8}  {address or 'home'}"


BARE = "<!doctype html><title>x</title><link rel=icon href=data:,>"  # without a link, browsers ask for favicon.ico


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("<img src='big.png' alt='x'>", "bytes in 2 requests"),
        ("".join(f"<img src='{number}.png' alt='x'>" for number in range(7)), "in 8 requests"),
        ("<script src='long.js'></script>", "scripts of"),
        ("<script src='short.js'></script><script src='other.js'></script>", "scripts of"),
        ("<img src='http://tracker.invalid/x.png' alt='x'>", "asks http://tracker.invalid/x.png"),
        ("<img src='cards/tax.png' alt='x'>", "loads the share card"),
    ],
)
def test_what_is_too_heavy_is_told(tmp_path: Path, serve: Serve, scales: Scales, more: str, told: str) -> None:
    (tmp_path / "index.html").write_text(BARE + more, "utf-8")
    (tmp_path / "big.png").write_bytes(bytes(MOST_BYTES))
    (tmp_path / "long.js").write_text("".join(f"{number * number};" for number in range(2_000)), "utf-8")
    for name in ("short.js", "other.js"):
        (tmp_path / name).write_text("1;", "utf-8")
    assert told in "; ".join(excess(scales.first_view(serve(tmp_path))))


def test_text_is_counted_as_it_travels(tmp_path: Path, serve: Serve, scales: Scales) -> None:
    (tmp_path / "index.html").write_text(BARE + "<p>Hang up.</p>" * 10_000, "utf-8")
    (page,) = scales.first_view(serve(tmp_path))
    assert 500 < page.length < 5_000


def test_what_to_do_is_on_the_screen_within_ten_seconds_of_slow_2g(
    sample_site: Built, serve: Serve, browser: Browser
) -> None:
    """Chromium delays every request by two seconds and lets 50 kbit a second through.

    It does so for requests, not for packets: what a connection costs before the first of them (name, TCP and TLS, six
    seconds on such a line) is not in the figure.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_2G)
    page.goto(serve(sample_site.site) + "advisories/courier-cash/", timeout=60_000)
    assert page.get_by_role("heading", name="Courier fraud: no officer collects cash or cards").is_visible()
    assert page.get_by_text("Hang up").first.is_visible()
    page.wait_for_function(IS_PAINTED)
    assert 4 < page.evaluate(SEEN_AFTER) < MOST_SECONDS, "two round trips take four seconds at least"
    context.close()
