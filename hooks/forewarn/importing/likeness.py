"""Which texts are there already: by where they were first published, and by what they say.

What is compared is everything at once, the texts that are there and those that are to come. So it makes no difference
to any of them how many of the others an earlier run has already written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from forewarn.checking import id_of
from forewarn.checking.duplicates import FEWEST_SENTENCES, MOST_WITH_A_SENTENCE, NEARLY_ALL, Said, said, source_of
from forewarn.document import Document


@dataclass(frozen=True)
class Known:
    """What a text is known by. ``elder`` is the id of the text that it corrects or translates; empty without one."""

    file: str
    id: str
    elder: str
    areas: frozenset[str]
    same: bytes
    words: bytes
    sources: frozenset[str]
    said: Said


def known_by(document: Document) -> Known:
    """Gather what a document, which is mended, is known by."""
    addresses = (source_of(document.text(field)) for field in ("url", "og.url"))
    facts = (document.text("title"), document.text("publish.date"), document.body)
    return Known(
        file=document.file,
        id=id_of(document),
        elder=document.text("publish.replaces") or document.text("translation_of"),
        areas=frozenset(text.value for text in document.texts("area")),
        same=_digest(*facts),
        words=_digest(document.body.casefold()),
        sources=frozenset(filter(None, addresses)),
        said=said(document.body),
    )


def _digest(*texts: str) -> bytes:
    return sha256("\n".join(" ".join(text.split()) for text in texts).encode()).digest()


class Shelf:
    """The texts that there are, among which one is looked for."""

    def __init__(self, texts: Iterable[Known]) -> None:
        """Prepare for texts of which all are known beforehand, though none is there yet."""
        distinct = {text.same: text for text in texts}
        having = Counter(sentence for text in distinct.values() for sentence in text.said.sentences)
        self._common = frozenset(sentence for sentence, count in having.items() if count > MOST_WITH_A_SENTENCE)
        self._elders = {text.id: text.elder for text in distinct.values()}
        self._same: dict[bytes, Known] = {}
        self._by_source: defaultdict[str, list[Known]] = defaultdict(list)
        self._by_whole: defaultdict[int, list[Known]] = defaultdict(list)
        self._by_sentence: defaultdict[int, list[Known]] = defaultdict(list)

    def add(self, text: Known) -> None:
        """Put a text on the shelf."""
        self._same.setdefault(text.same, text)
        for source in text.sources:
            self._by_source[source].append(text)
        if text.said.whole:  # of a text that is too short for it there is no sum
            self._by_whole[text.said.whole].append(text)
        for sentence in text.said.sentences - self._common:
            self._by_sentence[sentence].append(text)

    def like(self, text: Known) -> tuple[Known, str] | None:
        """Find a text that is the same as another, and say in what; None where there is none.

        What corrects or translates a text is not the same, however near it is.
        """
        if text.same in self._same:
            return self._same[text.same], "is there already"
        by_source = (other for source in sorted(text.sources) for other in self._by_source[source])
        by_whole = (other for other in self._by_whole[text.said.whole] if _says_the_same(text, other))
        for others, why in ((by_source, "has the same source address"), (by_whole, "says the same")):
            if other := next((other for other in others if not self._are_related(text, other)), None):
                return other, why
        near = next((other for other in self._nearly_equal(text) if not self._are_related(text, other)), None)
        return (near, "says nearly the same") if near else None

    def _nearly_equal(self, text: Known) -> Iterator[Known]:
        own = text.said.sentences
        shared: Counter[str] = Counter()
        others: dict[str, Known] = {}
        for sentence in own - self._common:
            for other in self._by_sentence[sentence]:
                shared[other.file] += 1
                others[other.file] = other
        for file, count in sorted(shared.items(), key=lambda found: (-found[1], found[0])):
            most = max(len(own), len(others[file].said.sentences))
            if count >= FEWEST_SENTENCES and count >= NEARLY_ALL * most:
                yield others[file]

    def _are_related(self, text: Known, other: Known) -> bool:
        return bool(text.elder or other.elder) and self._eldest(text) == self._eldest(other)

    def _eldest(self, text: Known) -> str:
        id_, seen = text.elder or text.id, set[str]()
        while self._elders.get(id_) and id_ not in seen:
            seen.add(id_)
            id_ = self._elders[id_]
        return id_


def _says_the_same(text: Known, other: Known) -> bool:
    """Tell whether two texts are equal that have one sum: such a sum is short, and a text must not be lost by it."""
    return text.words == other.words or text.said.sentences == other.said.sentences != frozenset()
