"""Previews as an editor has them: a server that runs while a test saves files, in the ways of real editors."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from projects import Project, plain_environment

# A program that hears Ctrl+C, though a shell that has started it in the background would have it ignored.
_INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
SERVE = f"{_INTERRUPTIBLE}import runpy\nrunpy.run_module('mkdocs', run_name='__main__', alter_sys=True)"
PREVIEW = f"{_INTERRUPTIBLE}from forewarn.commands import main\nmain(prog_name='forewarn')"


PATIENCE = 120


@dataclass(frozen=True)
class Shown:
    """A preview that runs: its address, and the file in which it stands what it has said."""

    address: str
    said: Path

    @property
    def builds(self) -> int:
        """How often it has begun to build."""
        return len(re.findall("Building documentation", self.said.read_text("utf-8")))


@contextmanager
def shown(project: Project, program: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[Shown]:
    """Have a program show a project, wait until it does, and end it as its editor would."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = project.folder.parent / "said.txt"
    with said.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments, "-a", f"127.0.0.1:{port}"],
            cwd=project.folder,
            env=plain_environment() | dict(environment),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(port, process, said)
        yield Shown(f"http://127.0.0.1:{port}/", said)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]", said: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert process.poll() is None, said.read_text("utf-8")
        assert time.monotonic() < ends, said.read_text("utf-8")
        time.sleep(0.1)


def in_place(path: Path, text: str) -> None:
    """Save as most editors do: the file is emptied and written anew."""
    path.write_text(text, "utf-8")


def renamed_over(path: Path, text: str) -> None:
    """Save as careful editors do: a file beside it is written, and takes its place."""
    beside = path.with_name(f"{path.name}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def moved_away_first(path: Path, text: str) -> None:
    """Save as Vim may: the old file becomes a copy to fall back on, and goes when the new one is written."""
    swap, probe = path.with_name(f".{path.name}.swp"), path.with_name("4913")
    swap.write_bytes(b"b0VIM")
    probe.write_bytes(b"")
    probe.unlink()
    fall_back = path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text, "utf-8")
    fall_back.unlink()
    swap.unlink()


def twice(path: Path, text: str) -> None:
    """Save as an editor does that has a program put the text in order after it has written it."""
    path.write_text(f"{text}\n\n\n", "utf-8")
    path.write_text(text, "utf-8")


WAYS: tuple[Callable[[Path, str], None], ...] = (in_place, renamed_over, moved_away_first, twice)
