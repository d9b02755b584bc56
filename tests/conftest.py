"""Fixtures that several folders of tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import chromium
from components.examples import editions
from components.pages import Published, publish_components
from projects import Built, Project


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="take thousands of files where a few hundred are usual")
    parser.addoption("--write-golden", action="store_true", help="write expected.txt anew; read the difference in git")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site that this repository ships, built once."""
    built = Project(tmp_path_factory.mktemp("sample") / "project").as_shipped().build()
    assert built.exit_status == 0, built.output
    return built


@pytest.fixture(scope="session")
def components(tmp_path_factory: pytest.TempPathFactory) -> tuple[Published, ...]:
    """Every component in every state and language, on pages that each site gives the addresses of."""
    folder = tmp_path_factory.mktemp("components")
    return tuple(publish_components(each, folder / each.name) for each in editions())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started
