"""The files of an index, made the same for the same records, and as small as a reader needs them.

Pagefind 1.5 writes the names of filters, and the values of each, in whatever order its tables have in that run; the
names of the files follow from that (https://github.com/Pagefind/pagefind/issues/638: "other files will still change").
All else is the same on every run. Here those get an order, and names that follow from what is in them.

Every reader fetches the list of what there is. How many words a record has stands in it, by which Pagefind ranks; here
results come in an order of their own, so that this is left out: an eighth of the list.
"""

import gzip
import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, cast

from zlib_ng import zlib_ng

from forewarn.indexing.cbor import Value, decoded, encoded
from forewarn.indexing.program import NotIndexed

Files = Mapping[str, bytes]

PROGRAM = "pagefind.js"
ENTRY = "pagefind-entry.json"

_SIGNATURE = b"pagefind_dcd"
_HEADER = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"  # of no time and no system: https://www.rfc-editor.org/rfc/rfc1952
_LEVEL = 9
_RECORDS, _FILTERS = 1, 3  # their places in the list of what there is
_SOME_WORDS = 1
_KEPT_WHOLE = ("fragment/", "index/")


def steady(made: Files) -> Files:
    """Give the files that a search needs, of those that Pagefind has made, by their names; its own pages go.

    Raises NotIndexed where they are not what is known of Pagefind, as another version may write them otherwise.
    """
    try:
        return dict(_steady(made))
    except (KeyError, IndexError, TypeError, ValueError, OSError, EOFError, zlib.error) as why:
        raise NotIndexed(f"What Pagefind has made cannot be read ({why}).") from None


def _steady(made: Files) -> Iterator[tuple[str, bytes]]:
    entry = json.loads(made[ENTRY])
    yield PROGRAM, made[PROGRAM]
    for name, content in made.items():
        if name.startswith(_KEPT_WHOLE):
            yield name, content
    for language in entry["languages"].values():
        wasm = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        yield wasm, made[wasm]
        yield from _of_language(made, language)
    yield ENTRY, json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()


def _of_language(made: Files, language: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Give the list of what there is in a language, and its filters; the language is told the list's new name."""
    told = cast("list[Any]", _unpacked(made[f"pagefind.{language['hash']}.pf_meta"]))
    filters: list[Value] = []
    for name, old in sorted(told[_FILTERS]):
        content = _packed(_ordered(_unpacked(made[f"filter/{old}.pf_filter"])))
        new = _name(old, content)
        filters.append([name, new])
        yield f"filter/{new}.pf_filter", content
    told[_RECORDS] = [[record, _SOME_WORDS] for record, _ in told[_RECORDS]]
    told[_FILTERS] = filters
    content = _packed(told)
    language["hash"] = _name(language["hash"], content)
    yield f"pagefind.{language['hash']}.pf_meta", content


def _ordered(filter_: Value) -> Value:
    """Give a filter with its values in order: its name, and for each value the numbers of its records."""
    name, values = cast("list[Any]", filter_)
    return [name, sorted(values)]


def _name(old: str, content: bytes) -> str:
    """Give the name of a file by its content, in the form of the old one: a language and so many letters."""
    language, _, letters = old.rpartition("_")
    return f"{language}_{sha256(content).hexdigest()[: len(letters)]}"


def _unpacked(content: bytes) -> Value:
    unpacked = gzip.decompress(content)
    if not unpacked.startswith(_SIGNATURE):
        raise ValueError("a file is not signed")
    return decoded(unpacked[len(_SIGNATURE) :])


def _packed(value: Value) -> bytes:
    """Pack a value with gzip, of which zlib's own header would tell on which system that was done."""
    content = _SIGNATURE + encoded(value)
    sums = struct.pack("<II", zlib_ng.crc32(content), len(content))
    return _HEADER + zlib_ng.compress(content, _LEVEL, wbits=-zlib.MAX_WBITS) + sums
