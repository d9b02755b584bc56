"""What can wait until an editor has seen the last save: nobody should look at a page later for it."""

import gc
import threading
from collections.abc import Callable

_PAUSE = 1.0  # seconds in which nothing was saved


class Leisure:
    """Does some work in a thread, once nothing has been built for a moment."""

    def __init__(self, work: Callable[[], object], pause: float = _PAUSE) -> None:
        self._work, self._pause = work, pause
        self._waiting: threading.Timer | None = None

    def begin(self) -> None:
        """Begin to wait. Nothing of this keeps the program from ending."""
        self._waiting = threading.Timer(self._pause, self._work)
        self._waiting.daemon = True
        self._waiting.start()

    def end(self) -> None:
        """Wait no longer; work that is being done is waited for."""
        if self._waiting:
            self._waiting.cancel()
            self._waiting.join()


def let_go_of_former() -> None:
    """Let go of what former builds have left, which Python was told not to look at while the last was loaded."""
    gc.unfreeze()
    gc.collect()
