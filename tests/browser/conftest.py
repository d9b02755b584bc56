"""Built sites and their servers, for tests in a browser."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from browsing import served
from built_once import Once
from page_kinds import one_of_each_kind
from projects import ROOT, Built, build_in
from published import ADVISORY, SETTINGS, publish, site_of

_OF_AN_EDITION = re.compile(r"[a-z]{2}/.")
Serve = Callable[[Path], str]
# The fixture of each site, and the path of its host that it was built for.
SITES = {"sample": ("sample_site", "/"), "council": ("council", "/scams/"), "urdu": ("urdu_site", "/")}


@dataclass(frozen=True)
class Hosted:
    """A site on its host: which it is, the address of its home page, and those of one page of each kind."""

    name: str
    home: str
    pages: tuple[str, ...]

    @property
    def alike_once(self) -> tuple[str, ...]:
        """Its pages without those of another edition, which differ in their words only, but for its home page."""
        return tuple(address for address in self.pages if not _OF_AN_EDITION.match(address))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve folders on 127.0.0.1 with the policy until the test ends; gives each one's address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def council(once: Once) -> Built:
    """The site of the invented town council, which has its own colours and lies in a folder of its host."""
    return once.built("council", lambda folder: build_in(ROOT / "tests/fixtures/town-council", folder / "site"))


@pytest.fixture(scope="session")
def urdu_site(once: Once) -> Path:
    """A site that is Urdu as a whole, frame and all, with a list that has a second page."""
    advisory = replace(ADVISORY, title="پولیس پیسے نہیں مانگتی", advice=("فون بند کریں",), locale="ur_GB")
    long = [replace(advisory, id=f"a{number}") for number in range(51)]
    settings = replace(SETTINGS, site_url="https://w.example/", locale="ur_GB", cards=False, posters=False)
    return once.made("urdu", lambda folder: publish(site_of(long, settings=settings), folder)) / "site"


@pytest.fixture(params=SITES)
def hosted(request: pytest.FixtureRequest) -> Iterator[Hosted]:
    """One after another, the sites whose every kind of page is looked at, each at the path that it was built for."""
    with _host(request) as host:
        yield host


@pytest.fixture(
    params=["sample", *(pytest.param(other, marks=pytest.mark.long) for other in SITES if other != "sample")]
)
def hosted_closely(request: pytest.FixtureRequest) -> Iterator[Hosted]:
    """The same for what takes a page long: the site that is shipped, and with --long the others."""
    with _host(request) as host:
        yield host


@contextmanager
def _host(request: pytest.FixtureRequest) -> Iterator[Hosted]:
    fixture, below = SITES[request.param]
    site = request.getfixturevalue(fixture)
    folder = site.site if isinstance(site, Built) else site
    with served(folder, below=below) as home:
        pages = tuple(one_of_each_kind(folder))
        assert len(pages) > 5
        yield Hosted(request.param, home, pages)
