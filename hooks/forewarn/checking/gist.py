"""The gist of an advisory: all that it has to do with others, each with its place, so that its text is read once."""

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from forewarn.checking.entry import id_of, is_draft, locale_of_document
from forewarn.dates import NotADate, read_date
from forewarn.document import Document, Text
from forewarn.problem import Level, Problem
from forewarn.settings import Settings

FEWEST_WORDS = 6
SHORTEST_TEXT = 20

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


@dataclass(frozen=True)
class Gist:
    """What the others of a site must know of an advisory that could be read, whether it has errors or not.

    ``id`` stands where it is written, or at the top. ``published`` is its date as far as that can be read.
    ``replaces``, ``translation_of`` and ``url`` are None where they have no words. ``whole`` and ``sentences`` are
    those of ``said``, in order, and ``body`` is where its words begin. ``updates`` are the moments of its updates with
    their places, none where a date cannot be read.
    """

    file: str
    id: Text
    is_draft: bool
    locale: str
    published: datetime | None
    replaces: Text | None
    translation_of: Text | None
    url: Text | None
    aliases: tuple[Text, ...]
    whole: int
    sentences: tuple[int, ...]
    body: tuple[int, int]
    updates: tuple[tuple[datetime, Text], ...]

    def is_public(self, now: datetime) -> bool:
        """Tell whether the public may know of it at the moment ``now``, as far as its fields tell."""
        return self.published is not None and not self.is_draft and self.published <= now

    @property
    def elder(self) -> str:
        """The id of the advisory that it corrects or translates; empty where it does neither."""
        written = self.replaces or self.translation_of
        return written.value if written else ""


def gist_of(document: Document, settings: Settings) -> Gist:
    """Take down the gist of an advisory."""
    told = said(document.body)
    return Gist(
        file=document.file,
        id=Text(id_of(document), *document.position("id")),
        is_draft=is_draft(document),
        locale=locale_of_document(document, settings),
        published=_published(document, settings),
        replaces=_written(document, "publish.replaces"),
        translation_of=_written(document, "translation_of"),
        url=_written(document, "url"),
        aliases=document.texts("aliases"),
        whole=told.whole,
        sentences=tuple(sorted(told.sentences)),
        body=document.body_position(len(document.body) - len(document.body.lstrip())),
        updates=_updates(document, settings),
    )


def _written(document: Document, field: str) -> Text | None:
    node = document.node(field)
    return node if isinstance(node, Text) and node.value else None


def _published(document: Document, settings: Settings) -> datetime | None:
    try:
        return read_date(document.text("publish.date"), settings.time_zone).when
    except NotADate:
        return None


def _updates(document: Document, settings: Settings) -> tuple[tuple[datetime, Text], ...]:
    dates = (text for path, text in document.all_texts() if path == "publish.updates.date")
    try:
        return tuple((read_date(text.value, settings.time_zone).when, text) for text in dates)
    except NotADate:
        return ()


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


def told_of(  # noqa: PLR0913, PLR0917 - a problem has as many parts
    gist: Gist, field: str, at: Text, rule: str, message: str, cure: str, level: Level = Level.ERROR
) -> Problem:
    """Report a problem with one text of a field."""
    return Problem(gist.file, at.line, at.column, field, rule, level, message, cure)
