"""Cutting a long row into pieces so that a change within it changes few of them."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import accumulate


def pieces(names: Sequence[str], weights: Sequence[int], most: int) -> Iterator[slice]:
    """Cut a row of different names, each with its weight, into pieces, in their order.

    A piece weighs at most ``most``, or is one name. Where one is too heavy, it is cut before the name in it whose sum
    is least, and so on. So where it is cut hangs on the names alone, and on none that is far away: one name more or
    less changes the piece that it is in, and seldom another. Pieces of one length each would all change behind it.

    >>> [[*"abcdefgh"][piece] for piece in pieces("abcdefgh", [1] * 8, 4)]
    [['a', 'b', 'c'], ['d', 'e'], ['f', 'g', 'h']]
    """
    sums = [sha256(name.encode()).digest() for name in names]
    before = (0, *accumulate(weights))
    left = [(0, len(names))] if names else []
    while left:
        start, end = left.pop()
        if end - start == 1 or before[end] - before[start] <= most:
            yield slice(start, end)
        else:
            middle = min(range(start + 1, end), key=sums.__getitem__)
            left += [(middle, end), (start, middle)]
