"""The policy that a host is meant to send: every kind of page keeps it in a browser, and asks nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import Hosted, Serve
from browsing import SERVED, said_of
from forewarn.hosting import headers_for

# Runs before a page's own scripts, whatever its policy says.
NOTE_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event => console.error(
  `${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`));"""


class Visitor:
    """Somebody who opens pages and hears whatever the browser complains of, and whoever else is asked for something."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.add_init_script(NOTE_VIOLATIONS)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note_request(request.url))

    def open(self, address: str) -> list[str]:
        """Give what is wrong with a page."""
        self.complaints.clear()
        self.page.goto(address, wait_until="load")
        self.page.evaluate("new Promise(resolve => setTimeout(resolve))")  # complaints come in tasks of their own
        return list(self.complaints)

    def _note_request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:")):
            self.complaints.append(f"asked for {url}")


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context()
    yield Visitor(context.new_page())
    context.close()


def test_every_kind_of_page_keeps_the_policy(hosted: Hosted, visitor: Visitor) -> None:
    complaints = {address: found for address in hosted.pages if (found := visitor.open(hosted.home + address))}
    assert complaints == {}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>document.title = 'ran'</script>", "script-src-elem forbids inline"),
        ("<p onclick='1'>x</p>", "script-src-attr forbids inline"),
        ("<p style='color: red'>x</p>", "style-src-attr forbids inline"),
        ("<style>p { color: red }</style>", "style-src-elem forbids inline"),
        ("<img src='http://127.0.0.1:9/x.png' alt='x'>", "img-src forbids http://127.0.0.1:9/x.png"),
        ("<base href='/elsewhere/'>", "base-uri forbids"),
    ],
)
def test_a_page_that_breaks_the_policy_is_found(
    tmp_path: Path, serve: Serve, visitor: Visitor, body: str, complaint: str
) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{body}", "utf-8")
    assert any(complaint in found for found in visitor.open(serve(tmp_path)))
    assert visitor.page.title() == "x"


def test_who_asks_another_host_is_found(tmp_path: Path, serve: Serve, visitor: Visitor) -> None:
    picture = "<!doctype html><title>x</title><img src='http://tracker.invalid/x.png' alt='x'>"
    (tmp_path / "index.html").write_text(picture, "utf-8")
    assert "asked for http://tracker.invalid/x.png" in visitor.open(serve(tmp_path))


def test_the_host_sends_what_it_is_meant_to(hosted: Hosted, visitor: Visitor) -> None:
    answer = visitor.page.goto(hosted.home)
    assert answer
    assert said_of("/").items() <= {(name.title(), value) for name, value in answer.all_headers().items()}


def test_only_a_page_to_embed_may_be_framed() -> None:
    policies = {
        path: headers_for(SERVED, path)["Content-Security-Policy"] for path in ("/areas/kent/", "/areas/kent/embed/")
    }
    assert "frame-ancestors 'none'" in policies["/areas/kent/"]
    assert "frame-ancestors *" in policies["/areas/kent/embed/"]
    assert not any("unsafe" in policy for policy in policies.values())
