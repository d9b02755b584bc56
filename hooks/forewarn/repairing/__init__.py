"""Repairing: well-defined damage is mended in the text, and everything mended is listed.

The build applies the repairs and reports them; a repair never guesses.
"""

from dataclasses import replace

from forewarn.document import Document, Text
from forewarn.problem import Level, Problem
from forewarn.repairing.addresses import entities_in_address
from forewarn.repairing.encoding_damage import misread_characters
from forewarn.repairing.mend import Mend, apply
from forewarn.repairing.spacing import space_before_punctuation

EVERYWHERE = (misread_characters,)
IN_ADDRESSES = (entities_in_address,)
IN_BODIES = (space_before_punctuation,)
ADDRESS_FIELDS = frozenset({"url", "og.url", "og.image", "force.website"})


def repair(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """Mend a document. Returns it mended, with a problem of level ``repair`` for each place that was."""
    problems: list[Problem] = []

    def mended_field(path: str, text: Text) -> Text:
        value = text.value
        for find in (*EVERYWHERE, *(IN_ADDRESSES if path in ADDRESS_FIELDS else ())):
            value, mends = apply(find, value)
            problems.extend(_report(document, path, mend, (text.line, text.column)) for mend in mends)
        return replace(text, value=value)

    mended = document.with_texts(mended_field)
    for find in (*EVERYWHERE, *IN_BODIES):
        body, mends = apply(find, mended.body)
        problems.extend(_report(document, "body", mend, mended.body_position(mend.start)) for mend in mends)
        mended = replace(mended, body=body)
    return mended, tuple(dict.fromkeys(problems))


def _report(document: Document, field: str, mend: Mend, position: tuple[int, int]) -> Problem:
    cure = f'Type "{mend.new}" instead of "{mend.old}".'
    return Problem(document.file, *position, field, mend.rule, Level.REPAIR, mend.message, cure)


__all__ = ["repair"]
