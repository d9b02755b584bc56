"""The rules for what is drawn on share cards: every letter has a font, or it would be an empty box."""

from collections.abc import Iterable, Iterator

from forewarn.checking.entry import Entry, Rule, found, found_at
from forewarn.checking.headline import written_title
from forewarn.document import Document, Text
from forewarn.drawing.letters import CURE, told
from forewarn.drawing.typefaces import Typefaces
from forewarn.problem import Level, Problem

_WITHOUT = "Take it out of the title, or let the words say what it shows."
_NOTHING, _WORDS = "The share card would show nothing of it.", "Write it in words."


def letters_drawable(entry: Entry) -> Iterator[Problem]:
    """Every letter of the title and the topics can be drawn on a share card; an emoji that cannot is left out."""
    if entry.typefaces is None:
        return
    title = written_title(entry)
    if missing := entry.typefaces.missing_letters(title):
        yield found(entry.document, "title", "letter-undrawable", _message(missing), CURE)
    elif title and not entry.typefaces.shows(title):
        yield found(entry.document, "title", "letter-undrawable", _NOTHING, _WORDS)
    elif pictures := entry.typefaces.missing_pictures(title):
        message = f"The share card goes without {told(pictures)}: no font of the cards has it."
        yield found(entry.document, "title", "emoji-undrawable", message, _WITHOUT, level=Level.WARNING)
    yield from _problems(entry.document, "topic", entry.document.texts("topic"), entry.typefaces)


def area_drawable(document: Document, typefaces: Typefaces | None) -> Iterator[Problem]:
    """Every letter of an area's names and its force can be drawn on a share card."""
    if typefaces is None:
        return
    for path, text in document.all_texts():
        if path in {"name", "force.name"} or path.startswith("names."):
            yield from _problems(document, path, [text], typefaces)


def _problems(document: Document, field: str, texts: Iterable[Text], typefaces: Typefaces) -> Iterator[Problem]:
    for text in texts:
        if missing := typefaces.missing_letters(text.value):
            yield found_at(document, field, text, "letter-undrawable", _message(missing), CURE)
        elif text.value and not typefaces.shows(text.value):
            yield found_at(document, field, text, "letter-undrawable", _NOTHING, _WORDS)


def _message(missing: Iterable[str]) -> str:
    return f"No font of the share cards has {told(missing)}."


LETTER_RULES: tuple[Rule, ...] = (letters_drawable,)
