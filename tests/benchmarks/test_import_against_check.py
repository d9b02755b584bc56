"""Importing 10,000 documents takes at most three times as long as checking the same, and 512 MB."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from projects import NOW, Project, plain_environment
from seed_documents import write_seed_documents

MANY = 10_000
MOST_TIMES, MOST_MEGABYTES = 3, 512


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds on the clock, and the most memory at a time."""

    seconds: float
    megabytes: int
    last_line: str


def cost_of(project: Project, *arguments: str) -> Cost:
    start = time.monotonic()
    command = [sys.executable, "-c", "from forewarn.commands import main; main()", arguments[0], "--now", NOW]
    with subprocess.Popen(
        [*command, "-f", str(project.folder / "mkdocs.yml"), *arguments[1:]],
        env=plain_environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout
        said = run.stdout.read()
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0, said[-2000:]
    return Cost(time.monotonic() - start, used.ru_maxrss // 1024, said.strip().rpartition("\n")[2])


def test_import_against_check(tmp_path: Path) -> None:
    checked, filled = (Project(tmp_path / name).with_every_area() for name in ("checked", "filled"))
    write_seed_documents(checked.content / "advisories", MANY)
    check = cost_of(checked, "check")
    first = cost_of(filled, "import", str(checked.content / "advisories"))
    second = cost_of(filled, "import", str(checked.content / "advisories"))
    print(f"\ncheck {check}\nimport {first}\nimport again {second}")
    assert first.last_line == f"{MANY} imported, 0 skipped, 0 left where they are."
    assert second.last_line == f"0 imported, {MANY} skipped, 0 left where they are."
    for run in (first, second):
        assert run.seconds <= MOST_TIMES * check.seconds
        assert run.megabytes <= MOST_MEGABYTES
