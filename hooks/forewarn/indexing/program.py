"""Talking to Pagefind, which is a program of its own: https://pagefind.app/docs/node-api/ tells what can be asked.

Its own Python package sleeps a tenth of a second before it reads each answer, which is a quarter of an hour for ten
thousand records, and waits for ever where the program has ended. What is said is what that package says.
"""

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from pagefind_bin import get_executable

_END = b","
_PIECE = 1 << 20


class NotIndexed(RuntimeError):  # noqa: N818 - it is about the index
    """The index could not be made; the words say why."""


class Program:
    """Pagefind, running. It needs no network, writes no file, and ends when its input does, as that of who died does.

    Raises NotIndexed where it cannot be started.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        try:
            program = Path(get_executable())
            self._running = subprocess.Popen(  # noqa: S603 - the program that came with its package
                [program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=program.parent,  # nobody's settings for it lie there
                env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")},
                start_new_session=True,  # Ctrl+C is for the one who has started it, who then ends it
            )
        except OSError as why:
            raise NotIndexed(f"Pagefind cannot be started: {why.strerror}.") from None

    def ask(self, what: str, **details: object) -> Mapping[str, Any]:
        """Ask for something, and give the answer. Raises NotIndexed where there is none, or it is a refusal."""
        message = {"message_id": next(self._numbers), "payload": {"type": what, **details}}
        payload = self._answer(b64encode(json.dumps(message).encode()) + _END)["payload"]
        if payload["type"] == "Error":
            raise NotIndexed(f"Pagefind says: {payload['message']}")
        return payload  # type: ignore[no-any-return]  # its package has the types, all of them optional

    def _answer(self, asked: bytes) -> Mapping[str, Any]:
        stdin, stdout = self._running.stdin, self._running.stdout
        if stdin is None or stdout is None:
            raise ValueError("it was started with pipes")
        answer = bytearray()
        try:
            stdin.write(asked)
            stdin.flush()
            while not answer.endswith(_END):
                piece = stdout.read1(_PIECE)  # type: ignore[attr-defined]  # a pipe is buffered
                if not piece:
                    raise NotIndexed("Pagefind has ended before it was done, perhaps for want of memory.")
                answer += piece
        except (OSError, ValueError):
            raise NotIndexed("Pagefind does not listen any more.") from None
        return json.loads(b64decode(answer[: -len(_END)]))  # type: ignore[no-any-return]

    def end(self) -> None:
        """End it, whatever it is doing. Once it has ended, this does nothing."""
        self._running.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout):
            if pipe:
                with suppress(OSError):  # what was to be written has nobody to read it
                    pipe.close()
