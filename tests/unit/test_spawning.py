"""Processes that work for another: of what they are made, wherever that is possible."""

import subprocess
import sys
from pathlib import Path

import pytest

from projects import ROOT, plain_environment


def told(temporary: Path) -> str:
    """Have a process tell whether it has what it needs at hand before it is told anything."""
    asked = "__import__('sys').modules.keys() >= set(__import__('forewarn.spawning', fromlist=['_NEEDED'])._NEEDED)"
    lines = (
        "from forewarn.spawning import get_ready, spawned, spawning",
        "get_ready()",
        "pool = spawned(1)",
        f"with spawning(): told = pool.submit(eval, {asked!r})",
        "print(told.result())",
        "pool.shutdown()",
    )
    environment = plain_environment() | {"TMPDIR": str(temporary), "PYTHONPATH": str(ROOT / "hooks")}
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
    return ran.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each begins from nothing")
def test_a_process_has_what_it_needs_at_hand_and_leaves_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == "True"
    assert list(tmp_path.iterdir()) == []


def test_a_process_begins_from_nothing_where_a_socket_cannot_have_its_name(tmp_path: Path) -> None:
    deep = tmp_path / ("a-long-name-" * 10)
    deep.mkdir()
    assert told(deep) == "False"
    assert list(deep.iterdir()) == []
