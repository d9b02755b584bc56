"""The rules for what is drawn on share cards: every letter has a font, or it would be an empty box."""

from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule
from forewarn.checking.headline import written_title
from forewarn.document import Document
from forewarn.drawing.letters import CURE, told
from forewarn.drawing.typefaces import Typefaces
from forewarn.problem import Level, Problem

_WITHOUT = "Take it out, or let the words say what it shows."
_NOTHING, _WORDS = "The share card would show nothing of it.", "Write it in words."


def letters_drawable(entry: Entry) -> Iterator[Problem]:
    """Every letter of the title and the topics can be drawn on a share card; an emoji that cannot is left out."""
    if entry.typefaces is None:
        return
    document = entry.document
    yield from _problems(document, "title", document.position("title"), written_title(entry), entry.typefaces)
    for topic in document.texts("topic"):
        yield from _problems(document, "topic", (topic.line, topic.column), topic.value, entry.typefaces)


def area_drawable(document: Document, typefaces: Typefaces | None) -> Iterator[Problem]:
    """Every letter of an area's names and its force can be drawn on a share card; an emoji that cannot is left out."""
    if typefaces is None:
        return
    for path, text in document.all_texts():
        if path in {"name", "force.name"} or path.startswith("names."):
            yield from _problems(document, path, (text.line, text.column), text.value, typefaces)


def home_drawable(document: Document, typefaces: Typefaces | None) -> Iterator[Problem]:
    """Every letter of the home page's description can be drawn on the site's card; an emoji that cannot is left out."""
    if typefaces:
        field = "description"
        yield from _problems(document, field, document.position(field), document.text(field), typefaces)


def _problems(
    document: Document, field: str, place: tuple[int, int], text: str, typefaces: Typefaces
) -> Iterator[Problem]:
    if missing := typefaces.missing_letters(text):
        message = f"No font of the share cards has {told(missing)}."
        yield Problem(document.file, *place, field, "letter-undrawable", Level.ERROR, message, CURE)
    elif text.strip() and not typefaces.shows(text):
        yield Problem(document.file, *place, field, "letter-undrawable", Level.ERROR, _NOTHING, _WORDS)
    elif pictures := typefaces.missing_pictures(text):
        message = f"The share card goes without {told(pictures)}: no font of the cards has it."
        yield Problem(document.file, *place, field, "emoji-undrawable", Level.WARNING, message, _WITHOUT)


LETTER_RULES: tuple[Rule, ...] = (letters_drawable,)
