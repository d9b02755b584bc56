"""A cluster of other machines that Dask leads. Only this module knows Dask, which need not be installed.

To draw there, nothing is needed but an Executor and the kit of templates, so any other cluster would do.
"""

import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from forewarn.drawing.parcels import Kit, kit_of
from forewarn.drawing.templates import Templates

if TYPE_CHECKING:
    from distributed import Client

ANSWERS_WITHIN, CLOSES_WITHIN, PATIENCE = 5.0, 2.0, 60.0
LEAST_AHEAD = 32


class Unreachable(RuntimeError):  # noqa: N818 - it is about the cluster
    """Nobody draws for us there. Its text is half a sentence that says why."""


@dataclass(frozen=True)
class Cluster:
    """Machines that draw for this one.

    ``kit`` stands for the templates in what is submitted to ``executor``: the kit itself, or whatever the executor
    takes for one that it has sent ahead. ``close`` lets go of them; it may be called twice, and waits for nobody.
    ``ahead`` is how many parcels may be under way at once, and ``patience`` after how many seconds without a word it is
    given up.
    """

    executor: Executor
    kit: Kit
    close: Callable[[], None]
    ahead: int = LEAST_AHEAD
    patience: float = PATIENCE


def dask_cluster(address: str, templates: Templates, *, within: float = ANSWERS_WITHIN) -> Cluster:
    """Reach the cluster whose scheduler has an address, and send it the templates, once for each worker.

    Raises Unreachable where Dask is not installed here, where no scheduler answers ``within`` so many seconds, and
    where it has no workers.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - it is an extra, and half a second of loading
    except ImportError:
        raise Unreachable("Dask is not installed here (make cluster installs it)") from None
    _be_quiet()

    def connected() -> Cluster:
        client = Client(address, timeout=within, set_as_default=False, name="forewarn")
        try:
            return _equipped(client, kit, within)
        except BaseException:
            _close(client)
            raise

    kit = kit_of(templates)
    with _reached(address, within):
        return _in_time(connected, 2 * within)


def _in_time(connected: Callable[[], Cluster], seconds: float) -> Cluster:
    """Connect in a thread, as Dask waits for ever for a scheduler that takes a call and says nothing.

    Raises TimeoutError where that takes longer; if somebody answers later, he is let go of.
    """
    told: Future[Cluster] = Future()

    def connect() -> None:
        try:
            cluster = connected()
        except Exception as why:  # noqa: BLE001 - it is for whoever waits
            answer: Callable[[], object] = partial(told.set_exception, why)
        else:
            answer = partial(told.set_result, cluster) if not told.cancelled() else cluster.close
        with suppress(InvalidStateError):
            answer()

    threading.Thread(target=connect, name="forewarn-connect", daemon=True).start()
    try:
        return told.result(seconds)
    except TimeoutError:
        told.cancel()
        raise


def _equipped(client: "Client", kit: Kit, within: float) -> Cluster:
    threads = client.nthreads()
    if not threads:
        raise Unreachable("it has no workers")
    sent = client.scatter(kit, broadcast=True, hash=False, timeout=within)
    executor = client.get_executor(pure=False, retries=0)
    return Cluster(executor, sent, lambda: _close(client), max(LEAST_AHEAD, 3 * sum(threads.values())))


@contextmanager
def _reached(address: str, within: float) -> Iterator[None]:
    """Say in half a sentence why somebody could not be reached."""
    try:
        yield
    except Unreachable:
        raise
    except (OSError, ValueError, TypeError, RuntimeError) as why:
        line = str(why).strip().partition("\n")[0]
        is_late = isinstance(why, TimeoutError) or line.startswith("Timed out")  # what Dask makes of the former
        reason = f"within {within:g} seconds" if is_late else f"({line or type(why).__name__})"
        raise Unreachable(f"nobody answers at {address} {reason}") from None


def _be_quiet() -> None:
    """Leave the words to us: whatever Dask would tell of a cluster that is gone, an editor is told in a sentence.

    That its versions differ is nothing to be told of as long as the same is drawn, which every worker proves.
    """
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", message=r"(?s).*Mismatched versions found")


def _close(client: "Client") -> None:
    """Let go of a cluster, whatever has become of it."""
    with suppress(Exception):
        client.close(timeout=CLOSES_WITHIN)
