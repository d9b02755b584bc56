"""`mkdocs serve` at 10,000: from saving a file to the reloaded page in a real browser.

The page is open in Chromium, an editor's program saves the text behind it, and the clock runs until its new words can
be seen. Only then is it asked whether the list of the area and the share card are new as well.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException

from playwright.sync_api import Page

from benchmarks.corpus import Written, edited
from benchmarks.costs import end_all
from benchmarks.figures import Figures, Line, Result
from benchmarks.run import Run
from benchmarks.scenarios.one_edit import corpus_of
from benchmarks.sides import Forewarn, Making
from browsing import chromium
from projects import NOW

COUNT = 10_000
MOST_SECONDS = 2.0
LONGEST = 900
NAME = "serve"
# Asked anew with every picture that the browser draws: a locator would look twice a second, and be late by as much.
SHOWS = "title => document.querySelector('h1')?.textContent.trim() === title"
NOTES = (
    "`mkdocs serve` with cards and the search, without posters. A different one of the newest advisories is edited in"
    " each round. The clock runs from before the file is written until the page that was open in Chromium shows its new"
    " title; the list of its area and its card are asked for right after that.",
    "No peer is measured here: the limit is what an editor waits for.",
)


def measure(run: Run) -> Result:
    """Serve a site, and edit one advisory in each round; a first edit does not count."""
    making = Making(run.folder, run.size(COUNT))
    side = making.forewarn("Forewarn served", cards=True, search=True)
    corpus, found = corpus_of(making.count), []
    with served(side) as home, chromium() as browser:
        page = browser.new_page()
        for number in range(run.rounds + 1):
            seconds = seconds_until_shown(side, page, home, corpus.newest(number), number)
            print(f"  {NAME}: {seconds:.2f} s", flush=True)
            found.append(seconds)
    lines = (Line("from saving to seeing", Figures(side.name, tuple(found[1:])), None, MOST_SECONDS),)
    return Result(NAME, f"`mkdocs serve`, one edit among {making.count:,}", lines, NOTES)


@contextmanager
def served(side: Forewarn) -> Iterator[str]:
    """Serve a project as an editor does, and give the address when it can be read."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", at]
    run = subprocess.Popen(command, cwd=side.folder, env=side.environment(NOW), start_new_session=True)
    try:
        _wait_for(f"http://{at}/", run)
        yield f"http://{at}/"
    finally:
        os.killpg(run.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            run.wait(30)
        end_all(run)
        run.wait()


def _wait_for(address: str, run: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and run.poll() is None:
        with suppress(OSError, HTTPException):
            _get(address)
            return
        time.sleep(0.2)
    raise AssertionError(f"mkdocs serve does not answer; it ended with {run.poll()}")


def seconds_until_shown(side: Forewarn, page: Page, home: str, old: Written, number: int) -> float:
    """Save an advisory whose page is open, wait until the browser shows it, and see that the rest is new as well."""
    new = edited(old, number)
    address = f"{home}advisories/{old.id}/"
    page.goto(address, wait_until="load")
    page.get_by_role("heading", level=1, name=old.title, exact=True).wait_for()
    before = _card(page)
    time.sleep(1)  # so that the browser asks the server already whether there is anything new
    start = time.perf_counter()
    side.take(new)
    page.wait_for_function(SHOWS, arg=new.title, timeout=LONGEST * 1000)
    seconds = time.perf_counter() - start
    assert _card(page) != before, "the page names another card"
    assert _get(home + _card(page)).startswith(b"\x89PNG"), "the new card is there"
    area = page.locator(".advisory-facts a").first.get_attribute("href")
    assert area
    assert new.title.encode() in _get(f"{address}{area}"), "the list of the area has the new title"
    return seconds


def _card(page: Page) -> str:
    """Give the address of the share card that a page names, below the home of the site."""
    named = page.locator('meta[property="og:image"]').get_attribute("content")
    assert named
    found = re.search(r"cards/\S+", named)
    assert found, named
    return found[0]


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - an address of ours
        content = answer.read()
    assert isinstance(content, bytes)
    return content
