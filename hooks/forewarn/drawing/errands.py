"""Orders that are drawn elsewhere, a few parcels at a time, and put into the store here as they come back.

However many there are, only so many are under way, so that neither this machine nor the one that leads holds them all.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from forewarn.drawing.cluster import Cluster
from forewarn.drawing.making import Draw, NotDrawn, with_picture
from forewarn.drawing.orders import Order
from forewarn.drawing.parcels import Proof, Unlike, drawn_elsewhere, parcel_of
from forewarn.drawing.store import Store, unsealed

_LONGEST_REASON = 200


class Forsaken(RuntimeError):  # noqa: N818 - it is about the orders
    """Some orders were not drawn elsewhere, for a reason that is not theirs, and are to be drawn here."""

    def __init__(self, orders: Sequence[Order], why: str) -> None:
        super().__init__(orders, why)
        self.orders, self.why = orders, why


@dataclass(frozen=True)
class Errands:
    """Has chunks of orders drawn by a cluster, in a thread of its own."""

    cluster: Cluster
    store: Store
    draw: Draw
    proof: Proof
    _stopped: threading.Event = field(default_factory=threading.Event)

    def run(self, chunks: Sequence[Sequence[Order]]) -> "tuple[Future[int], ...]":
        """Begin, and give for each chunk what will tell how many were drawn.

        It raises NotDrawn for an order that cannot be drawn, Unlike for a machine that would draw otherwise, OSError
        where the store cannot be written, and Forsaken where the cluster has not drawn a chunk.
        """
        told: tuple[Future[int], ...] = tuple(Future() for _ in chunks)
        threading.Thread(target=self._run, args=(chunks, told), name="forewarn-errands", daemon=True).start()
        return told

    def shutdown(self, *, cancel_futures: bool) -> None:
        """Begin nothing more; what is under way is not waited for, as it would be of no use here."""
        if cancel_futures:
            self._stopped.set()

    def _run(self, chunks: Sequence[Sequence[Order]], told: "Sequence[Future[int]]") -> None:
        """Answer for every chunk, whatever happens: who waits for it must not wait for ever."""
        left = dict(enumerate(chunks))
        why: Exception = CancelledError()
        try:
            self._carry(left, told)
        except Exception as failed:  # noqa: BLE001 - it is told of each chunk that it concerns
            why = failed
        for number, chunk in left.items():
            told[number].set_exception(why if self._stopped.is_set() else Forsaken(chunk, _reason(why)))

    def _carry(self, left: dict[int, Sequence[Order]], told: "Sequence[Future[int]]") -> None:
        """Send what is left, a few parcels ahead, and take out of it what has been answered for."""
        to_send, under_way = iter(tuple(left)), dict[Future[Mapping[str, bytes]], int]()
        while left and not self._stopped.is_set():
            for number in islice(to_send, self.cluster.ahead - len(under_way)):
                with _answering(told[number], left, number):
                    under_way[self._sent(left[number])] = number
            done, _ = wait(under_way, self.cluster.patience, FIRST_COMPLETED)
            if under_way and not done:
                raise TimeoutError(f"nothing has come back for {self.cluster.patience:g} seconds")
            for each in done:
                number = under_way.pop(each)
                with _answering(told[number], left, number):
                    told[number].set_result(self._kept(left[number], each))
                    del left[number]

    def _sent(self, orders: Sequence[Order]) -> "Future[Mapping[str, bytes]]":
        parcel = parcel_of(self.draw, [with_picture(order) for order in orders], self.proof)
        return self.cluster.executor.submit(drawn_elsewhere, self.cluster.kit, parcel)

    def _kept(self, orders: Sequence[Order], drawn: "Future[Mapping[str, bytes]]") -> int:
        """Keep what has come back and is whole. Returns how many these are, which is all of them."""
        try:
            came = drawn.result()
        except (ImportError, AttributeError):
            raise Unlike("", "it has no Forewarn, or another one") from None
        except (NotDrawn, Unlike):
            raise
        except (Exception, CancelledError) as why:  # noqa: BLE001 - whatever a cluster may come to
            raise Forsaken(orders, _reason(why)) from None
        whole = {order.key: unsealed(came.get(order.key, b"")) for order in orders}
        for key, content in whole.items():
            if content is not None:
                self.store.put(key, content)
        if damaged := [order for order in orders if whole[order.key] is None]:
            raise Forsaken(damaged, "what came back was damaged")
        return len(orders)


@contextmanager
def _answering(told: "Future[int]", left: dict[int, Sequence[Order]], number: int) -> Iterator[None]:
    """Answer for a chunk where it fails for a reason of its own. That the cluster is gone concerns all that is left."""
    try:
        yield
    except (NotDrawn, Unlike, Forsaken, OSError) as why:
        del left[number]
        told.set_exception(why)


def _reason(why: BaseException) -> str:
    words = str(why).strip().partition("\n")[0]
    return words[:_LONGEST_REASON] or type(why).__name__
