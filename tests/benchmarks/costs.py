"""What a command takes, as a process of its own: seconds on the clock, seconds of all processors, and memory.

The most memory of the main process is what the system itself has noted of it (``VmHWM``), read again and again while
it runs. What ``wait4`` tells is not that: it counts the largest process that the command has waited for as well, and
the program that started it. Where there is no ``/proc``, no memory is told.
"""

import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")
PAUSE = 0.02


@dataclass(frozen=True)
class Cost:
    """What one run took: by the clock, of all processors, and megabytes.

    ``memory`` is the most of the main process; ``memory_together`` the most that it and all that it started had at one
    time, where what two of them share is counted twice.
    """

    seconds: float
    busy: float
    memory: float
    memory_together: float


class StuckError(Exception):
    """A command that did not end in the time it had."""


def cost_of(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], longest: float) -> Cost:
    """Run a command to its end. Raises StuckError after so many seconds, or CalledProcessError with what it said."""
    with tempfile.TemporaryFile("w+") as said:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        run = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        ending = threading.Timer(longest, end_all, (run,))
        watched = _Watched(run.pid)
        ending.start()
        watched.start()
        status = run.wait()  # without a time limit: with one, Python looks only every twentieth of a second
        seconds = time.perf_counter() - start
        is_stuck = not ending.is_alive()
        ending.cancel()
        watched.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        said.seek(0)
        if is_stuck:
            raise StuckError(f"{command[0]} did not end within {longest:.0f} s")
        if status:
            raise subprocess.CalledProcessError(status, [str(part) for part in command], said.read()[-4000:])
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, busy, watched.most / 1e6, watched.most_together / 1e6)


def end_all(run: "subprocess.Popen[bytes]") -> None:
    """End a process that has a session of its own, and all in that session."""
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)


class _Watched(threading.Thread):
    """Reads how much memory a process has, and those that it started, until it is told to stop."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.most = 0
        self.most_together = 0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(PAUSE):
            self.most = max(self.most, memory_of(self.process, "VmHWM"))
            together = sum(memory_of(each, "VmRSS") for each in with_all_below(self.process))
            self.most_together = max(self.most_together, together)

    def stop(self) -> None:
        self._ended.set()
        self.join()


def memory_of(process: int, which: str) -> int:
    """Give bytes as the system tells them of a process, 0 where there is none any more."""
    with suppress(OSError):
        for line in (PROCESSES / str(process) / "status").read_text().splitlines():
            if line.startswith(f"{which}:"):
                return int(line.split()[1]) * 1024
    return 0


def with_all_below(process: int) -> Iterator[int]:
    """Give a process and all that it has started, and they in turn."""
    yield process
    with suppress(OSError):
        for children in (PROCESSES / str(process) / "task").glob("*/children"):
            for child in children.read_text().split():
                yield from with_all_below(int(child))
