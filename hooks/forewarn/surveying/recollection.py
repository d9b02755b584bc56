"""What one build of a preview has made of each advisory, for the next: nearly all of it is the same again.

A value is given again only while everything that it is made of is equal: what is around all advisories, told by a sum,
and what it is made of itself. So nothing depends on who has made it. A hasty build alone takes over what may be old
(``Recalled.again``). A build by itself recalls nothing.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Recalled:
    """Values of one kind, by what they are made for: ids of advisories, addresses of lists, names of files."""

    def __init__(self, around: bytes, former: dict[str, tuple[object, Any]]) -> None:
        self.around, self._former = around, former
        self.values: dict[str, tuple[object, Any]] = {}

    def former(self, id_: str) -> object:
        """Give what the last value for an id was made of; None where there is none that was made around here."""
        known = self._former.get(id_)
        return known[0] if known else None

    def get(self, id_: str, made_of: object, make: Callable[[], Made]) -> Made:
        """Give the value for an id. It is made of ``made_of`` and of what is around, and of nothing else."""
        known = self._former.get(id_)
        value: Made = known[1] if known is not None and known[0] == made_of else make()
        self.values[id_] = made_of, value
        return value

    def again(self, id_: str) -> Any:
        """Give the last value for an id again, whatever it was made of. Raises KeyError where there is none."""
        known = self.values[id_] = self._former[id_]
        return known[1]

    def learn(self, id_: str, made_of: object, value: object) -> None:
        """Take in the value for an id, which was made elsewhere."""
        self.values[id_] = made_of, value

    def let_go_of_former(self) -> None:
        """Let go of the values of the build before that are not those of this one."""
        self._former = {}


class Recollection:
    """The values of all kinds that a build makes; the ``former`` ones are those of the build before."""

    def __init__(self, former: "Recollection | None" = None) -> None:
        self._kinds: dict[str, Recalled] = {}
        self._former = dict(former._kinds) if former else {}

    def of(self, kind: str, around: bytes) -> Recalled:
        """Begin with the values of a kind: those of the last build are known, if the same was around them."""
        former = self._former.get(kind)
        recalled = Recalled(around, former.values if former and former.around == around else {})
        self._kinds[kind] = recalled
        return recalled

    def let_go_of_former(self) -> None:
        """Let go of what the build before has made, but for the kinds of which nothing was made anew."""
        self._kinds = {**self._former, **self._kinds}
        self._former = {}
        for recalled in self._kinds.values():
            recalled.let_go_of_former()


class Forgetful(Recollection):
    """Recalls nothing, and keeps nothing: each value is made anew."""

    def of(self, kind: str, around: bytes) -> Recalled:  # noqa: ARG002 - whatever it is
        """Begin with no values."""
        return _Unrecalled(around, {})


class _Unrecalled(Recalled):
    """No values."""

    def get(self, id_: str, made_of: object, make: Callable[[], Made]) -> Made:  # noqa: ARG002 - as above
        """Make the value."""
        return make()

    def learn(self, id_: str, made_of: object, value: object) -> None:
        """Take in nothing."""


NOTHING_RECALLED = Forgetful()
NO_VALUES: Recalled = _Unrecalled(b"", {})
