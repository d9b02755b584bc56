"""The rules for the files that belong to an advisory: its pictures, and the documents that it links to.

Nothing of a withdrawn one is shown, so that its files may be gone as well.
"""

import posixpath
from collections.abc import Iterator

from forewarn.addresses import MOST_CHARACTERS, identity
from forewarn.attaching import Unfit
from forewarn.attachment import (
    KINDS,
    Attachment,
    cure_of_kind,
    ending_of,
    is_publishable_name,
    lies_with,
    published_name,
)
from forewarn.checking.entry import Entry, Rule, is_withdrawn
from forewarn.problem import Level, Problem
from forewarn.rendering import Attached

# What programs and people in a hurry write in place of a description.
_NO_DESCRIPTIONS = frozenset("alt alt-text image img photo picture screenshot untitled".split())


def attachments_usable(entry: Entry) -> Iterator[Problem]:
    """Every file that the text shows or links to lies with it, and may be published."""
    for attached in _each_once(entry):
        if unfit := _why_unfit(entry, attached):
            yield _problem(entry, attached, unfit.rule, unfit.message, unfit.cure)


def _why_unfit(entry: Entry, attached: Attached) -> Unfit | None:
    """Say why a file cannot be published; None where it can."""
    ending = ending_of(attached.file)
    if ending not in KINDS:
        message = f'"{attached.written}" is of a kind that is not published.'
        return Unfit("attachment-type", message, cure_of_kind(attached.file))
    if not lies_with(attached.file, entry.document.file):
        message = f'"{attached.written}" lies outside the folder of the text.'
        return Unfit("attachment-missing", message, "Put a copy of it beside the text, and name that.")
    found = entry.attachments.get(attached.file)
    if found is None:
        return Unfit("attachment-missing", f'There is no file "{attached.written}".', _nearest(entry, attached))
    if isinstance(found, Unfit):
        return Unfit(found.rule, f'"{attached.written}": {found.message}', found.cure)
    if attached.is_shown and not found.kind.is_picture:
        cure = f"Link to it, without the exclamation mark: [{attached.words}]({attached.written})"
        return Unfit("attachment-type", f'"{attached.written}" is no picture, and cannot be shown in a text.', cure)
    return None


def _nearest(entry: Entry, attached: Attached) -> str:
    """Name a file that differs in nothing but how its name is written; any other may belong to what is hidden."""
    folder, wanted = posixpath.dirname(attached.file), identity(posixpath.basename(attached.file))
    alike = (file for file in sorted(entry.other_files) if posixpath.dirname(file) == folder)
    name = next((posixpath.basename(file) for file in alike if identity(posixpath.basename(file)) == wanted), None)
    if name:
        return f'Did you mean "{posixpath.join(posixpath.dirname(attached.written), name)}"?'
    return "Put it beside the text, and name it exactly as it is called, capitals and all."


def pictures_described(entry: Entry) -> Iterator[Problem]:
    """Every picture comes with words that say what it shows."""
    for attached in entry.body.attached:
        if not attached.is_shown or is_withdrawn(entry.document):
            continue
        if _says_nothing(attached):
            message = f'Nothing says what "{attached.written}" shows, for those who cannot see it.'
            cure = f"Say it between the square brackets: ![What the picture shows]({attached.written})"
            yield _problem(entry, attached, "picture-needs-words", message, cure)


def _says_nothing(attached: Attached) -> bool:
    """Tell whether a picture's words are none, its file's name, or what a program writes there by itself."""
    name = posixpath.basename(attached.file)
    words = identity(attached.words)
    empty = {*_NO_DESCRIPTIONS, identity(name), identity(name.rpartition(".")[0])}
    return not attached.words.strip() or (words != "" and words in empty)


def attachments_have_names(entry: Entry) -> Iterator[Problem]:
    """Every file of a text can have an address, and no two of them would have one."""
    first: dict[str, Attached] = {}
    for attached in _each_once(entry):
        name = published_name(attached.file)
        other = first.setdefault(name, attached)
        if ending_of(attached.file) in KINDS and not is_publishable_name(name):
            message = f'No address can be made of "{attached.written}".'
            cure = f"Rename it, with letters from a to z and digits, at most {MOST_CHARACTERS} of them."
            yield _problem(entry, attached, "attachment-name", message, cure)
        elif other.file != attached.file:
            message = f'"{attached.written}" would have the same address as "{other.written}".'
            yield _problem(entry, attached, "attachment-name", message, "Give one of the two another name.")


def _each_once(entry: Entry) -> tuple[Attached, ...]:
    """Give the files of a text that is not withdrawn, each where it is shown and where it is linked to first."""
    first: dict[tuple[str, bool], Attached] = {}
    for attached in () if is_withdrawn(entry.document) else entry.body.attached:
        first.setdefault((attached.file, attached.is_shown), attached)
    return tuple(first.values())


def _problem(entry: Entry, attached: Attached, rule: str, message: str, cure: str) -> Problem:
    return Problem(entry.document.file, attached.line, attached.column, "body", rule, Level.ERROR, message, cure)


def attachments_of(entry: Entry) -> tuple[Attachment, ...]:
    """Give the files of an entry that has no error, in the order in which they are named; none of a withdrawn one."""
    found = (entry.attachments[attached.file] for attached in _each_once(entry))
    return tuple(dict.fromkeys(each for each in found if isinstance(each, Attachment)))


ATTACHMENT_RULES: tuple[Rule, ...] = (attachments_usable, pictures_described, attachments_have_names)
