"""The rules for an advisory. Each yields the problems it finds; its docstring is for the editor."""

import re
from collections.abc import Iterator

from forewarn.checking.address_rules import ADDRESS_RULES
from forewarn.checking.attachment_rules import ATTACHMENT_RULES
from forewarn.checking.channel_rules import CHANNEL_RULES
from forewarn.checking.entry import Entry, Rule, fold, found
from forewarn.checking.harm_rules import HARM_RULES
from forewarn.checking.headline import with_titles_alone, without_suffix, written_title
from forewarn.checking.kind_rules import KIND_RULES
from forewarn.checking.letter_rules import LETTER_RULES
from forewarn.checking.publication_rules import PUBLICATION_RULES
from forewarn.checking.scam_rules import SCAM_RULES
from forewarn.checking.shape import ADVISORY, fields_are_known, is_absent, names_in
from forewarn.checking.sharing_rules import SHARING_RULES
from forewarn.checking.wear_rules import WEAR_RULES
from forewarn.document import Document, Text
from forewarn.problem import Level, Problem
from forewarn.repairing.encoding_damage import damaged_words
from forewarn.spelling import did_you_mean, listed

LONGEST_TITLE = 300
LONGEST_PREVIEWED_TITLE = 120

MOST_LISTED = 10
_SEE_AREAS = "Use a name or an alias from one of the files in content/areas/."
_FIELD_NAMES = frozenset(names_in(ADVISORY))


def known_fields(entry: Entry) -> Iterator[Problem]:
    """Every field is one that an advisory has, and holds what that field holds."""
    yield from fields_are_known(entry.document, ADVISORY)


def title_present(entry: Entry) -> Iterator[Problem]:
    """There is a title. Without one the title for sharing is used, or the first heading."""
    if not (is_absent(entry.document, "title") or _is_suffix_only(entry)):
        return
    title = written_title(entry)
    if title:
        message, level = f'There is no title; "{title}" is used.', Level.WARNING
    else:
        message, level = "There is no title.", Level.ERROR
    yield found(entry.document, "title", "title-missing", message, "Add a line: title: and the headline.", level=level)


def _is_suffix_only(entry: Entry) -> bool:
    title = entry.document.node("title")
    return isinstance(title, Text) and not without_suffix(entry, title.value)


def title_fits(entry: Entry) -> Iterator[Problem]:
    """The title is short enough to be read: 120 characters in previews, never more than 300."""
    length = len(without_suffix(entry, written_title(entry)))
    if length > LONGEST_TITLE:
        message = f"The title has {length} characters; {LONGEST_TITLE} are the most."
        yield found(entry.document, "title", "title-long", message, "Say it shorter.")
    elif length > LONGEST_PREVIEWED_TITLE:
        message = f"The title has {length} characters; previews cut it at {LONGEST_PREVIEWED_TITLE}."
        yield found(entry.document, "title", "title-long", message, "Say it shorter.", level=Level.WARNING)


def title_alone(entry: Entry) -> Iterator[Problem]:
    """The title does not end in the name of the force or of the site: every page carries that anyway."""
    _, problems = with_titles_alone(entry.document, entry.named_areas(), entry.settings)
    yield from problems


def area_present(entry: Entry) -> Iterator[Problem]:
    """There is at least one area."""
    if is_absent(entry.document, "area"):
        yield found(entry.document, "area", "area-missing", "There is no area.", "Add a line such as: area: Kent")


def area_known(entry: Entry) -> Iterator[Problem]:
    """Every area is one that content/areas/ has, by its name, its file's name or an alias."""
    for name in entry.document.texts("area"):
        folded = fold(name.value)
        if folded and folded not in entry.areas and folded not in entry.broken_areas:
            message, cure = f'"{name.value}" is not an area.', _nearest_areas(entry, name.value)
            file = entry.document.file
            yield Problem(file, name.line, name.column, "area", "area-unknown", Level.ERROR, message, cure)


def _nearest_areas(entry: Entry, name: str) -> str:
    areas = tuple(entry.areas.values())
    parts = [part.strip() for part in re.split(r",|\band\b|&", name)]
    if len(parts) > 1 and all(fold(part) in entry.areas for part in parts):
        return f"Write several areas as a list: [{', '.join(parts)}]"
    hint = did_you_mean(name, [known for area in areas for known in area.names if known != area.slug])
    names = sorted({area.name for area in areas})
    if hint or not names:
        return hint or "There is none in content/areas/ yet."
    return f"The areas are {listed(names, 'and')}." if len(names) <= MOST_LISTED else _SEE_AREAS


def body_present(entry: Entry) -> Iterator[Problem]:
    """There are words below the metadata."""
    if not entry.body.lead:
        line, column = entry.document.body_line, 1
        message, cure = "There is no text below the metadata.", "Write what happened and what to do."
        yield Problem(entry.document.file, line, column, "body", "body-missing", Level.ERROR, message, cure)


def body_is_no_metadata(entry: Entry) -> Iterator[Problem]:
    """The body does not open with a field: that would be one the metadata has lost."""
    first = re.match(r"""\s*["']?([a-z_]+)["']? *:(?:\s|$)""", entry.document.body)
    if first and first[1] in _FIELD_NAMES:
        line, column = entry.document.body_position(first.start(1))
        message = f'The text begins with "{first[1]}:", which is a field of the metadata.'
        cure = "Move it above the line that closes the metadata, or begin the text with other words."
        yield Problem(entry.document.file, line, column, "body", "metadata-spilt", Level.ERROR, message, cure)


def text_undamaged(entry: Entry) -> Iterator[Problem]:
    """No word has characters that were damaged and cannot be mended for certain."""
    document = entry.document
    fields = [(path, text.value, text.line, text.column) for path, text in document.all_texts()]
    for path, value, line, column in fields:
        yield from (_damaged(document, path, line, column, word) for _, word in damaged_words(value))
    for start, word in damaged_words(document.body):
        yield _damaged(document, "body", *document.body_position(start), word)


def _damaged(document: Document, field: str, line: int, column: int, word: str) -> Problem:
    message, cure = f'Characters in "{word}" are damaged.', "Type the word again."
    return Problem(document.file, line, column, field, "damaged-characters", Level.WARNING, message, cure)


RULES: tuple[Rule, ...] = (
    known_fields,
    title_present,
    title_fits,
    title_alone,
    area_present,
    area_known,
    *PUBLICATION_RULES,
    *KIND_RULES,
    *SHARING_RULES,
    *LETTER_RULES,
    *SCAM_RULES,
    *ADDRESS_RULES,
    *ATTACHMENT_RULES,
    *CHANNEL_RULES,
    body_present,
    body_is_no_metadata,
    text_undamaged,
    *WEAR_RULES,
    *HARM_RULES,
)


def check_advisory(entry: Entry) -> tuple[Problem, ...]:
    """Put an advisory to every rule. Returns all problems."""
    return tuple(problem for rule in RULES for problem in rule(entry))
