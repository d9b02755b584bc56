"""What two advisories should not share: where they were first published, and most of their words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit
from zlib import crc32

from forewarn.checking.entry import found, id_of
from forewarn.checking.passages import in_body
from forewarn.document import Document
from forewarn.problem import Level, Problem

FEWEST_WORDS = 6
SHORTEST_TEXT = 20
FEWEST_SENTENCES = 3
MOST_WITH_A_SENTENCE = 20
NEARLY_ALL = 0.6

# Marks are no words, and every end of a sentence is made a full stop; this is quicker than any pattern.
_PLAIN = (("*", ""), ("? ", ". "), ("! ", ". "), ("\n\n", ". "), ("\n- ", ". "), ("\n#", ". "))
_OTHER_ENDS = "।۔؟。"


@dataclass(frozen=True)
class Said:
    """A body as numbers by which equal ones are known: the whole of it, and each sentence of six words or more.

    A whole of 0 stands for a text too short to be compared as one.
    """

    whole: int
    sentences: frozenset[int]


def check_duplicates(documents: Iterable[Document], hidden: Collection[str]) -> tuple[Problem, ...]:
    """Find advisories with one source, and those that say nearly the same. Returns a problem for the later of two.

    ``documents`` come oldest first; ``hidden`` are the files that the public may not know of yet. They are thought
    later than all others, so that no problem of a public advisory names one of them.
    """
    in_order = sorted(documents, key=lambda document: document.file in hidden)
    families = _families(in_order)
    return (*_one_source(in_order, families), *_one_body(in_order, families))


def _one_source(documents: Sequence[Document], families: Mapping[str, str]) -> Iterator[Problem]:
    by_source: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if source := source_of(document.text("url")):
            family = families[document.file]
            earlier = next((other for other in by_source[source] if families[other.file] != family), None)
            by_source[source].append(document)
            if earlier:
                message = f"{earlier.file} has the same source address."
                cure = f"Give each its own, or take one of the two out. {_IF_RELATED}"
                yield found(document, "url", "source-twice", message, cure, level=Level.WARNING)


_IF_RELATED = (
    'If this one corrects the other, add "replaces:" below "publish:"; if it translates it, "translation_of:".'
)


def source_of(address: str) -> str:
    """Give where a text was first published, two ways to write one address made equal.

    The front page of a website is nobody's source, and gives nothing.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{query}" if path or query else ""


def _one_body(documents: Sequence[Document], families: Mapping[str, str]) -> Iterator[Problem]:
    texts = [said(document.body) for document in documents]
    for later, earlier in sorted(_nearly_equal(texts).items()):
        family = families[documents[later].file]
        others = (documents[number] for number in sorted(earlier))
        if other := next((other for other in others if families[other.file] != family), None):
            message = f"{other.file} says nearly the same."
            cure = f"Keep one of the two, with an update that says what is new. {_IF_RELATED}"
            body = documents[later].body
            yield in_body(documents[later], len(body) - len(body.lstrip()), "body-twice", message, cure)


def said(body: str) -> Said:
    """Take down what a body says."""
    for mark, plain in _PLAIN:
        body = body.replace(mark, plain)
    if not body.isascii():
        for end in _OTHER_ENDS:
            body = body.replace(end, ". ")
    every_word = body.casefold().split()
    text = " ".join([*every_word, ""])
    sentences = (words for words in text.split(". ") if words.count(" ") >= FEWEST_WORDS - 1)
    whole = crc32(text.encode()) if len(every_word) >= SHORTEST_TEXT else 0
    return Said(whole, frozenset(crc32(words.encode()) for words in sentences))


def _nearly_equal(texts: Sequence[Said]) -> Mapping[int, set[int]]:
    """Find for each text the earlier ones that share most of its sentences.

    A sentence that many texts have is what an organisation always says; only whole texts are compared by it.
    """
    pairs: defaultdict[int, set[int]] = defaultdict(set)
    having: defaultdict[int, list[int]] = defaultdict(list)
    same: defaultdict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for sentence in text.sentences:
            having[sentence].append(number)
        if text.whole:
            pairs[number].update(same[text.whole][:MOST_WITH_A_SENTENCE])
            same[text.whole].append(number)
    few = (numbers for numbers in having.values() if 1 < len(numbers) <= MOST_WITH_A_SENTENCE)
    shared = Counter(pair for numbers in few for pair in combinations(numbers, 2))
    for (earlier, later), count in shared.items():
        most = max(len(texts[earlier].sentences), len(texts[later].sentences))
        if count >= FEWEST_SENTENCES and count >= NEARLY_ALL * most:
            pairs[later].add(earlier)
    return pairs


def _families(documents: Iterable[Document]) -> Mapping[str, str]:
    """Give for each file the id of the first of its family: what it corrects or translates, directly or in turn."""
    elders = {id_of(document): _elder(document) for document in documents}

    def first(id_: str) -> str:
        seen: set[str] = set()
        while elders.get(id_) and id_ not in seen:
            seen.add(id_)
            id_ = elders[id_]
        return id_

    return {document.file: first(id_of(document)) for document in documents}


def _elder(document: Document) -> str:
    return document.text("publish.replaces") or document.text("translation_of")
