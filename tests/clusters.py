"""Dask clusters for tests: a scheduler and workers, each a process of its own on this machine, ended by its number."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from projects import ROOT, plain_environment

STARTS_WITHIN = 60.0
# Runs a module until its standard input ends, as it does with whoever has started it.
WATCHED = """
import os, runpy, sys, threading

def watch():
    sys.stdin.buffer.read()
    os._exit(1)

threading.Thread(target=watch, daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__")
"""
QUIET = {"DASK_LOGGING__DISTRIBUTED": "error", "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "null"}


@dataclass
class DaskCluster:
    """A scheduler with its workers. ``processes`` are all that was started, the scheduler first."""

    folder: Path
    address: str
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def add_worker(self, search_path: Sequence[Path] = (), **variables: str) -> "subprocess.Popen[bytes]":
        """Start a worker and wait until it is known to the scheduler. ``search_path`` comes before ours."""
        before = self.workers()
        worker = _started(
            self.folder,
            ["distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"],
            search_path,
            variables,
        )
        self.processes.append(worker)
        _wait_until(lambda: self.workers() > before, worker)
        return worker

    def end_workers(self) -> None:
        """End every worker, and wait until the scheduler knows of none."""
        scheduler, *workers = self.processes
        for worker in workers:
            _end(worker)
        self.processes[:] = [scheduler]
        _wait_until(lambda: self.workers() == 0, scheduler)

    def workers(self) -> int:
        """Tell how many workers the scheduler knows."""
        from distributed import Client  # noqa: PLC0415 - it need not be installed

        with Client(self.address, set_as_default=False, timeout=STARTS_WITHIN) as client:
            return len(client.scheduler_info()["workers"])


@contextmanager
def dask_cluster_of(folder: Path, workers: int) -> Iterator[DaskCluster]:
    """Have a cluster with so many workers while something is tried."""
    written = folder / "scheduler.json"
    arguments = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
    scheduler = _started(
        folder, ["distributed.cli.dask_scheduler", *arguments, "--scheduler-file", str(written)], (), {}
    )
    cluster = DaskCluster(folder, "", [scheduler])
    with ExitStack() as last:
        last.callback(_end_all, cluster)
        _wait_until(lambda: bool(_read(written)), scheduler)
        cluster.address = str(_read(written)["address"])
        for _ in range(workers):
            cluster.add_worker()
        yield cluster


def _read(written: Path) -> Mapping[str, object]:
    return dict(yaml.safe_load(written.read_text("utf-8")) or {}) if written.exists() else {}


def _started(
    folder: Path, module: Sequence[str], search_path: Sequence[Path], variables: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    places = [*map(str, search_path), str(ROOT / "hooks"), str(ROOT / "tests")]
    environment = {**plain_environment(), **QUIET, "PYTHONPATH": os.pathsep.join(places), **variables}
    log = (folder / f"{module[0]}.log").open("ab")
    with log:
        return subprocess.Popen(
            [sys.executable, "-c", WATCHED, *module],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait_until(is_so: "Callable[[], bool]", process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while not is_so():
        assert process.poll() is None, "it has ended"
        assert time.monotonic() < until, "it has not begun"
        time.sleep(0.1)


def _end_all(cluster: DaskCluster) -> None:
    for process in reversed(cluster.processes):
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.communicate(timeout=10)
