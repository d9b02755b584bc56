"""Promises about limits: a file that is made to be slow is accepted or refused in bounded time and memory."""

import json
import subprocess
import sys
from dataclasses import dataclass

from pathological import ALL_KINDS, advisory_of
from projects import NOW, Project, plain_environment
from promises.promise import Count, Counts, Trial

_SIZE = 64 * 1024
_MOST_SECONDS, _MOST_MEGABYTES = 2, 256
# Builds below a limit of the processor's time, which ends those that would take minutes, and tells what it took.
_MEASURED = """
import json, resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
sys.argv = ["mkdocs", "build", "--quiet", "-d", "site"]
try:
    runpy.run_module("mkdocs", run_name="__main__")
except SystemExit:
    pass
took = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([took.ru_utime + took.ru_stime, took.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Cost:
    """What a build took: seconds of the processor, and megabytes at most."""

    seconds: float
    megabytes: float


def bounded(trial: Trial) -> Counts:
    """Build each kind of slow file alone; count those that take more than may be, beside a build without them."""
    project = trial.project()
    project.add("advisories/usual.md")
    usual = _cost(project, 60)
    assert usual is not None
    kinds = ALL_KINDS[:: trial.so_many(len(ALL_KINDS) // 4, 16, 4)]  # tests/faults/test_bounds.py takes them all
    over = sum(not _is_bounded(project, kind, usual) for kind in kinds)
    return (Count(over, len(kinds), f"kinds over {_MOST_SECONDS} s or {_MOST_MEGABYTES} MB"),)


def _is_bounded(project: Project, kind: str, usual: Cost) -> bool:
    path = project.add("advisories/slow.md", advisory_of(kind, _SIZE))
    took = _cost(project, round(usual.seconds + _MOST_SECONDS + 1))
    path.unlink()
    return took is not None and took.seconds - usual.seconds < _MOST_SECONDS and took.megabytes < _MOST_MEGABYTES


def _cost(project: Project, most_seconds: int) -> Cost | None:
    """Build a project and give what that took; None where it was ended for taking longer, or crashed."""
    variables = plain_environment() | {"FOREWARN_NOW": NOW}
    command = [sys.executable, "-c", _MEASURED, str(most_seconds)]
    ended = subprocess.run(command, cwd=project.folder, env=variables, check=False, capture_output=True, text=True)
    lines = ended.stdout.splitlines()
    return Cost(*json.loads(lines[-1])) if ended.returncode == 0 and lines else None
