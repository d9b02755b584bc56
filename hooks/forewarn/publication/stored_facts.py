"""Facts as they are kept from one build to the next: a file of them, with what tells whether it can be believed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from lxml import etree

from forewarn.publication.facts import Facts, Kind

_MADE_BY = ("facts.py", "page_facts.py", "file_facts.py", "card_facts.py", "packed.py", "stored_facts.py")

Stored = list[Any]


def facts_to_json(facts: Mapping[str, Facts]) -> bytes:
    """Write the facts of files by the sums of these.

    Pages share most of their links and anchors, so each text is written once and named by its number.
    """
    numbers: dict[str, int] = {}
    files_ = {digest: _stored(of_file, numbers) for digest, of_file in facts.items()}
    written = json.dumps({"texts": [*numbers], "files": files_}, ensure_ascii=False, separators=(",", ":"))
    content = written.encode("utf-8", "surrogatepass")
    return f"{_seal(content)}\n".encode() + content


def facts_from_json(stored: bytes) -> Mapping[str, Facts]:
    """Read what ``facts_to_json`` wrote.

    There are no facts in what is damaged or foreign, or was made by other code than this.
    """
    seal, _, content = stored.partition(b"\n")
    if seal != _seal(content).encode():
        return {}
    read = json.loads(content.decode("utf-8", "surrogatepass"))
    texts = read["texts"]
    return {digest: _facts(of_file, texts) for digest, of_file in read["files"].items()}


def _stored(facts: Facts, numbers: dict[str, int]) -> Stored:
    sets = (facts.anchors, facts.links, facts.loads, facts.entries)
    flags = facts.is_whole + 2 * facts.is_indexed
    single = [facts.canonical, facts.language, facts.published, facts.leads_to]
    several = [facts.headings, facts.doubled, facts.runs, facts.images, facts.size]
    return [facts.kind, flags, *single, *several, *(_numbered(texts, numbers) for texts in sets)]


def _numbered(texts: Iterable[str], numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(text, len(numbers)) for text in sorted(texts)]


def _facts(stored: Stored, texts: list[str]) -> Facts:
    kind, flags, canonical, language, published, leads_to, headings, doubled, runs, images, size, *sets = stored
    anchors, links, loads, entries = (_chosen(numbers, texts) for numbers in sets)
    return Facts(
        Kind(kind),
        is_whole=bool(flags & 1),
        is_indexed=bool(flags & 2),
        headings=tuple(headings),
        doubled=tuple(doubled),
        runs=tuple(runs),
        images=tuple(images),
        size=tuple(size),
        canonical=canonical,
        language=language,
        published=published,
        leads_to=leads_to,
        anchors=anchors,
        links=links,
        loads=loads,
        entries=entries,
    )


def _chosen(numbers: list[int], texts: list[str]) -> frozenset[str]:
    if len(numbers) > 1:
        return frozenset(itemgetter(*numbers)(texts))
    return frozenset(texts[number] for number in numbers)


def _seal(content: bytes) -> str:
    """Give what stands above the facts: which code made them, and their own sum."""
    return f"{_fingerprint()} {hashlib.sha256(content).hexdigest()}"


@cache
def _fingerprint() -> str:
    """Give a sum of the code that makes facts, and of the parser's version."""
    folder = files("forewarn.publication")
    sources = b"".join(folder.joinpath(name).read_bytes() for name in _MADE_BY)
    return hashlib.sha256(sources + repr((etree.LXML_VERSION, etree.LIBXML_VERSION)).encode()).hexdigest()
