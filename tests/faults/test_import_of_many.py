"""Many documents are imported, a run that is killed is finished by the next, and what comes of it builds.

Some by default; ``make faults`` takes 10,000.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from projects import NOW, Project, files_of, plain_environment
from seed_documents import write_seed_documents

FEW, MANY = 120, 10_000
COMMAND = [sys.executable, "-c", "from forewarn.commands import main; main()", "import", "--now", NOW]


def started(project: Project, source: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, "-f", str(project.folder / "mkdocs.yml"), str(source)],
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(project: Project, source: Path) -> tuple[int, str]:
    run = started(project, source)
    said, _ = run.communicate(timeout=900)
    return run.returncode, said.strip().rpartition("\n")[2]


def count_of(project: Project) -> int:
    return sum(1 for _ in (project.content / "advisories").rglob("*.md"))


def test_a_killed_import_is_finished_by_the_next(
    project: Project, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    count = MANY if request.config.getoption("--long") else FEW
    source = tmp_path / "source"
    write_seed_documents(source, count)
    project.with_every_area().for_many()
    whole = project.copied_to(tmp_path / "whole")
    assert ended(whole, source) == (0, f"{count} imported, 0 skipped, 0 left where they are.")

    killed = started(project, source)
    while count_of(project) < count // 2 and killed.poll() is None:
        time.sleep(0.001)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    half = count_of(project)
    assert count // 2 <= half < count
    time.sleep(0.01)  # what it has begun is older than the next run

    assert ended(project, source) == (0, f"{count - half} imported, {half} skipped, 0 left where they are.")
    assert files_of(project.content) == files_of(whole.content)
    assert ended(project, source) == (0, f"0 imported, {count} skipped, 0 left where they are.")
    assert files_of(project.content) == files_of(whole.content)

    built = project.build(timeout=900)
    assert built.exit_status == 0, built.output[-2000:]
    assert sum(1 for _ in (built.site / "advisories").glob("*/index.html")) == count
