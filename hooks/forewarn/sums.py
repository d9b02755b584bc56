"""Sums of values: two values with one sum are the same, today and on another machine.

What an output is made of is a value. So the sum of that, with those of the templates and the code, tells whether a file
that was made before is still right.
"""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from zoneinfo import ZoneInfo

import msgspec

_BYTES = 16


def sum_of_value(*values: object) -> bytes:
    """Give the sum of values, in 16 bytes: of dataclasses, enums, texts, numbers, dates, and groups of such.

    What a dataclass has besides its fields is no part of it, and of mappings and sets the order is none. Raises
    TypeError for anything else, such as a function.

    >>> sum_of_value({"a": 1, "b": 2}) == sum_of_value({"b": 2, "a": 1})
    True
    """
    return sum_of_bytes(_ENCODER.encode(values))


def sum_of_bytes(content: bytes) -> bytes:
    """Give the sum of some bytes, in 16 bytes."""
    return hashlib.blake2b(content, digest_size=_BYTES).digest()


def _plain(value: object) -> object:
    """Give what is encoded in place of a value of a type that has no form of its own."""
    if isinstance(value, MappingProxyType):  # asked first, as it is quicker told than any mapping
        return value.copy()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, ZoneInfo):
        return str(value.key)
    if isinstance(value, PurePath | str):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no sum")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain, order="deterministic")
