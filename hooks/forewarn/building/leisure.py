"""What can wait until an editor has seen the last save: nobody should look at a page later for it."""

import atexit
import gc
import threading
from collections.abc import Callable, Sequence

_SELDOM = (20_000, 20, 20)  # 700, 10 and 10 in Python as it comes

Work = Callable[[Callable[[], bool]], object]


class Leisure:
    """Does some work in a thread, bit by bit, while nothing is built.

    ``bits`` are pieces of work, each behind the seconds for which nothing must happen before it. Each is given what
    tells whether it may go on, and should ask that often.
    """

    def __init__(self, bits: Sequence[tuple[float, Work]]) -> None:
        self._bits = bits
        self._is_over, self._thread = threading.Event(), threading.Thread()

    def begin(self) -> None:
        """Begin to wait. Nothing of this keeps the program from ending."""
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._spend, args=(self._is_over,), name="leisure", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Wait no longer; work that is being done is waited for."""
        self._is_over.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _spend(self, is_over: threading.Event) -> None:
        for pause, work in self._bits:
            if is_over.wait(pause):
                return
            work(lambda: not is_over.is_set())


def let_go_of_former() -> None:
    """Let go of what former builds have left, which Python was told not to look at while the last was loaded."""
    gc.unfreeze()
    gc.collect()


def leave_garbage() -> None:
    """Have Python seldom look for garbage while sites are built, and not at all as it ends.

    Nearly all that is made lives to the end of a build, and then goes with the process. To look after every 700 new
    objects, and at last through all that there is, takes a tenth of the time in which one advisory among 10,000 is
    brought up to date.
    """
    gc.set_threshold(*_SELDOM)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
