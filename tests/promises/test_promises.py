"""Every promise with its figure, of Forewarn and of plain MkDocs, by the same test: ``make promises``.

A few minutes' worth; with ``--long`` as much as is promised. A promise is broken where anything at all was counted.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from projects import PlainProject, Project
from promises.promise import Promise, Size, Trial, is_kept, row, written
from promises.table import PROMISES

Record = Callable[[str, object], None]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: f"{promise.number}")
def test_promise(promise: Promise, tmp_path: Path, request: pytest.FixtureRequest, record_property: Record) -> None:
    if promise.counted is None:
        record_property("row", row(promise, "not yet", promise.peer))
        return
    size = Size.LONG if request.config.getoption("--long") else Size.SHORT

    def trial(make: type[Project]) -> Trial:
        return Trial(make, tmp_path / make.__name__, size, lambda: request.getfixturevalue("browser"))

    plain = promise.peer or written(promise.counted(trial(PlainProject)))
    ours = promise.counted(trial(Project))
    record_property("row", row(promise, written(ours), plain))
    assert is_kept(ours), written(ours)
