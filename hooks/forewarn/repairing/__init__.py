"""Repairing: well-defined damage is mended in the text, and everything mended is listed.

The build applies the repairs and reports them; a repair never guesses.
"""

from dataclasses import replace

from forewarn.document import Document, Text
from forewarn.problem import Level, Problem
from forewarn.repairing.addresses import entities_in_address
from forewarn.repairing.encoding_damage import misread_characters
from forewarn.repairing.layout import curly_note_titles, empty_pictures, indented_prose, repeated_title, stray_marks
from forewarn.repairing.lists import (
    list_behind_a_line,
    number_that_is_no_item,
    several_bullets_on_a_line,
    typed_bullets,
    typed_dashes,
)
from forewarn.repairing.mend import Finder, Mend, apply, lines_after
from forewarn.repairing.spacing import space_before_punctuation

EVERYWHERE = (misread_characters,)
IN_ADDRESSES = (entities_in_address,)
# In this order: what makes a line an item, or none, comes before what asks whether it is one.
IN_BODIES = (
    space_before_punctuation,
    empty_pictures,
    stray_marks,
    curly_note_titles,
    several_bullets_on_a_line,
    typed_bullets,
    typed_dashes,
    number_that_is_no_item,
    indented_prose,
    list_behind_a_line,
)
_SHORT_CURES = {True: "Delete it.", False: "Put an empty line between them."}
ADDRESS_FIELDS = frozenset({"url", "og.url", "og.image", "force.website"})


def repair(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """Mend a document. Returns it mended, with a problem of level ``repair`` for each place that was."""
    problems: list[Problem] = []

    def mended_field(path: str, text: Text) -> Text:
        value = text.value
        for find in (*EVERYWHERE, *(IN_ADDRESSES if path in ADDRESS_FIELDS else ())):
            value, mends = apply(find, value)
            problems.extend(_report(document, path, mend, (text.line, text.column)) for mend in mends)
        return text if value == text.value else replace(text, value=value)

    mended = document.with_texts(mended_field)
    titles = (mended.text("title"), mended.text("og.title"))
    for find in (*EVERYWHERE, repeated_title(*titles), *IN_BODIES):
        mended, mends = _mended_body(mended, find)
        problems.extend(mends)
    return mended, tuple(dict.fromkeys(problems))


def _mended_body(document: Document, find: Finder) -> tuple[Document, tuple[Problem, ...]]:
    body, mends = apply(find, document.body)
    if not mends:
        return document, ()
    problems = tuple(_report(document, "body", mend, document.body_position(mend.start)) for mend in mends)
    lines = document.body_lines or range(document.body_line, document.body_line + document.body.count("\n") + 1)
    return replace(document, body=body, body_lines=lines_after(lines, document.body, mends)), problems


def _report(document: Document, field: str, mend: Mend, position: tuple[int, int]) -> Problem:
    old, new = (text.replace("\n", "↵") for text in (mend.old, mend.new))
    cure = f'Type "{new}" instead of "{old}".' if old and new.strip("↵") else _SHORT_CURES[bool(old)]
    return Problem(document.file, *position, field, mend.rule, Level.REPAIR, mend.message, cure)


__all__ = ["repair"]
