"""What a search would find at an address, read from the index as a reader's browser fetches it."""

import gzip
import json
import time
import urllib.request
from typing import Any

from forewarn.indexing.cbor import decoded

_SIGNED = b"pagefind_dcd"
_RECORDS = 1  # the place of the records in the list of what there is


def found_titles(address: str) -> set[str]:
    """Give the titles of all that the search of a site finds. Raises OSError where a part of its index is missing."""
    index = f"{address}search/index/"
    (language,) = json.loads(_fetched(f"{index}pagefind-entry.json"))["languages"].values()
    listed: Any = decoded(_unpacked(f"{index}pagefind.{language['hash']}.pf_meta"))
    fragments = (_unpacked(f"{index}fragment/{name}.pf_fragment") for name, _ in listed[_RECORDS])
    return {json.loads(fragment)["meta"]["title"] for fragment in fragments}


def wait_until_found(address: str, title: str, patience: float = 60) -> set[str]:
    """Wait until the search finds a title, and give all that it finds. An index that is there is whole at any time."""
    ends = time.monotonic() + patience
    while title not in (titles := _titles_of_one(address)):
        assert time.monotonic() < ends, titles
        time.sleep(0.1)
    return titles


def _titles_of_one(address: str) -> set[str]:
    """Read an index once more, as the search does, where another takes its place meanwhile."""
    try:
        return found_titles(address)
    except OSError:
        return found_titles(address)


def _unpacked(address: str) -> bytes:
    return gzip.decompress(_fetched(address)).removeprefix(_SIGNED)


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
        content: bytes = answer.read()
    return content
