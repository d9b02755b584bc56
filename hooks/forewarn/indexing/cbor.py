"""As much of CBOR (https://www.rfc-editor.org/rfc/rfc8949) as the files of an index are written in.

That is whole numbers, texts and lists, each with its length in front and in the fewest bytes.
"""

from collections.abc import Sequence
from typing import NamedTuple, Union, cast

Value = Union[int, str, "list[Value]"]

LIST = 4
_POSITIVE, _NEGATIVE, _TEXT = 0, 1, 3
_MOST_AT_ONCE = 24  # what is less stands in the first byte itself
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
_MARKS = {size: mark for mark, size in _SIZES.items()}
_SIZES_BY_BYTES = (1, 1, 2, 4, 4, 8, 8, 8, 8)


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
    return _head(LIST, len(value)) + b"".join(map(encoded, value))


def decoded(content: bytes) -> Value:
    """Read a value that is all of some bytes. Raises ValueError where they say anything else.

    >>> decoded(bytes.fromhex("82644b656e7439012b"))
    ['Kent', -300]
    """
    value, end = _value(content, 0)
    if end != len(content):
        raise ValueError("there is more than one value")
    return value


def list_head(length: int) -> bytes:
    """Write that a list of so many values follows."""
    return _head(LIST, length)


def list_of(written: Sequence[bytes]) -> bytes:
    """Write a list of values that are written already.

    >>> list_of([encoded("Kent"), encoded(-300)]).hex()
    '82644b656e7439012b'
    """
    return list_head(len(written)) + b"".join(written)


def head(content: bytes, start: int, kind: int) -> tuple[int, int]:
    """Read the number, or the length, of a value of a kind, and where that ends. Raises ValueError for another."""
    found, number, end = _read_head(content, start)
    if found != kind:
        raise ValueError(f"there is a value of kind {found}")
    return number, end


def text(content: bytes, start: int) -> tuple[str, int]:
    """Read a text, and where it ends. Raises ValueError where there is something else."""
    length, start = head(content, start, _TEXT)
    return content[start : start + length].decode(), start + length


def several(content: bytes, start: int, count: int) -> tuple[Sequence[Value], int]:
    """Read so many values, and where they end. Raises ValueError where something else is there."""
    read = _list(content, start, count)
    return cast("list[Value]", read.value), read.end


class _Read(NamedTuple):
    """What was read, and where it ends."""

    value: Value
    end: int


def _head(kind: int, number: int) -> bytes:
    if number < _MOST_AT_ONCE:
        return bytes((kind << 5 | number,))
    size = _SIZES_BY_BYTES[(number.bit_length() + 7) // 8]
    return bytes((kind << 5 | _MARKS[size],)) + number.to_bytes(size, "big")


def _value(content: bytes, start: int) -> _Read:
    kind, number, end = _read_head(content, start)
    if kind == _POSITIVE:
        return _Read(number, end)
    if kind == _NEGATIVE:
        return _Read(-1 - number, end)
    if kind == _TEXT:
        return _Read(content[end : end + number].decode(), end + number)
    if kind == LIST:
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
