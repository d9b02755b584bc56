"""As much of CBOR (https://www.rfc-editor.org/rfc/rfc8949) as the files of an index are written in.

That is whole numbers, texts and lists, each with its length in front and in the fewest bytes.
"""

from collections.abc import Sequence
from typing import NamedTuple, Union

Value = Union[int, str, "list[Value]"]

_POSITIVE, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_MOST_AT_ONCE = 24  # what is less stands in the first byte itself
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


def encoded(value: Value | Sequence[Value]) -> bytes:
    """Write a value.

    >>> encoded(["Kent", -300]).hex()
    '82644b656e7439012b'
    """
    if isinstance(value, int):
        return _head(_POSITIVE, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(value)) + b"".join(map(encoded, value))


def decoded(content: bytes) -> Value:
    """Read a value that is all of some bytes. Raises ValueError where they say anything else.

    >>> decoded(bytes.fromhex("82644b656e7439012b"))
    ['Kent', -300]
    """
    value, end = _value(content, 0)
    if end != len(content):
        raise ValueError("there is more than one value")
    return value


class _Read(NamedTuple):
    """What was read, and where it ends."""

    value: Value
    end: int


def _head(kind: int, number: int) -> bytes:
    if number < _MOST_AT_ONCE:
        return bytes([kind << 5 | number])
    mark, size = next((mark, size) for mark, size in _SIZES.items() if number < 1 << 8 * size)
    return bytes([kind << 5 | mark]) + number.to_bytes(size, "big")


def _value(content: bytes, start: int) -> _Read:
    kind, number, end = _read_head(content, start)
    if kind == _POSITIVE:
        return _Read(number, end)
    if kind == _NEGATIVE:
        return _Read(-1 - number, end)
    if kind == _TEXT:
        return _Read(content[end : end + number].decode(), end + number)
    if kind == _LIST:
        return _list(content, end, number)
    raise ValueError(f"there is a value of kind {kind}")


def _list(content: bytes, start: int, length: int) -> _Read:
    values: list[Value] = []
    for _ in range(length):
        value, start = _value(content, start)
        values.append(value)
    return _Read(values, start)


def _read_head(content: bytes, start: int) -> tuple[int, int, int]:
    """Read the kind of a value, its number or its length, and where that ends."""
    if start >= len(content):
        raise ValueError("it ends too early")
    kind, mark = content[start] >> 5, content[start] & 31
    if mark < _MOST_AT_ONCE:
        return kind, mark, start + 1
    if mark not in _SIZES:
        raise ValueError("there is a value without a length")
    end = start + 1 + _SIZES[mark]
    return kind, int.from_bytes(content[start + 1 : end], "big"), end
