"""Ways to survey in tests that processes of their own can find."""

import os
import signal
from collections.abc import Sequence

from forewarn.surveying import workshop


def deadly(told: str, files: Sequence[tuple[str, str]]) -> bytes:
    """Survey as ever, and end this process where a file is called deadly."""
    if any(file.endswith("deadly.md") for _, file in files):
        os.kill(os.getpid(), signal.SIGKILL)
    return workshop._chunk(told, files)
