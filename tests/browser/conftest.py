"""Servers of built sites, for tests in a browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from browsing import served

Serve = Callable[[Path], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve folders on 127.0.0.1 with the policy until the test ends; gives each one's address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))
