"""Fixtures that several folders of tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from browsing import chromium
from built_once import Once, shared_by
from card_samples import CARDS
from components.examples import editions
from components.pages import Published
from forewarn.drawing.typesetting import FONTS
from projects import Built, Project
from warm_fonts import remember_fonts
from warm_templates import remember

# A test that other programs hold up is not slow; the rest is as Hypothesis has it, here or under CI.
settings.register_profile("patient", settings.default, deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="leave nothing out, and take thousands where hundreds are usual"
    )
    parser.addoption("--write-golden", action="store_true", help="write expected.txt anew; read the difference in git")


def pytest_configure(config: pytest.Config) -> None:
    """Have Hypothesis try five times as many examples where nothing is to be left out."""
    if config.getoption("--long"):
        settings.register_profile("long", settings.get_profile("patient"), max_examples=500)
        settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked as long, unless it is asked for."""
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Once:
    return shared_by(tmp_path_factory, pytestconfig)


@pytest.fixture(scope="session", autouse=True)
def _compiled_and_read_once() -> None:
    remember({})
    remember_fonts(CARDS / FONTS)


@pytest.fixture(scope="session")
def sample_site(once: Once) -> Built:
    """The site that this repository ships, built once."""
    return once.built("sample", lambda folder: Project(folder / "project").as_shipped().build())


@pytest.fixture(scope="session")
def components(once: Once) -> tuple[Published, ...]:
    """Every component in every state and language, on pages that each site gives the addresses of."""
    return once.published("components", editions())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started
