"""The rules for words that do not say what they are meant to: in another language, without a date, or cut short."""

import re
from collections.abc import Iterator
from html import unescape

from forewarn.checking.entry import Entry, Rule, found, is_missing, locale_of
from forewarn.checking.passages import in_body
from forewarn.checking.text_language import language_name, other_language
from forewarn.dates import NotADate, read_date
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.rendering import relative_dates

LONGEST_DESCRIPTION = 200
LONGEST_SENTENCE = 400


def language_as_said(entry: Entry) -> Iterator[Problem]:
    """The text is in the language that it is said to be in: screen readers speak it by that."""
    document, locale = entry.document, locale_of(entry)
    if other := other_language(document.body, locale):
        language, example = other
        name = language_name(locale)
        said = "its language is said to be" if document.text("og.locale") else "nothing says so, so it passes for"
        message = f"The text is {language}, and {said} {name} ({locale})."
        cure = f'Say which language it is below "og:", such as "locale: {example}".'
        yield found(document, "og.locale", "language-other", message, cure, level=Level.WARNING)


def days_can_be_told(entry: Entry) -> Iterator[Problem]:
    """Words such as "yesterday" count from one certain day; then pages show the date beside them."""
    if not (dates := relative_dates(entry.body.html, locale_of(entry))):
        return
    if not _is_dated(entry):
        why = "counts from a date of publication, which is not known"
    elif not is_missing(entry.document, "publish.updates"):
        why = "may count from the publication or from an update"
    else:
        return
    behind = 0
    for date in dates:
        place, behind = _next_place(entry.document, date.words, behind)
        message, cure = f'"{" ".join(date.words.split())}" {why}.', "Write the date itself."
        yield in_body(entry.document, place, "relative-date", message, cure)


def _is_dated(entry: Entry) -> bool:
    try:
        read_date(entry.document.text("publish.date"), entry.settings.time_zone)
    except NotADate:
        return False
    return True


def _next_place(document: Document, words: str, start: int) -> tuple[int, int]:
    """Find where some words stand in the source of a body, from a place on; give it, and the place behind them."""
    pattern = r"\b" + r"\s+".join(map(re.escape, words.split())) + r"(?![\w’'-])"
    match = re.compile(pattern).search(document.body, start)
    return (match.start(), match.end()) if match else (0, start)


_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{2,7}|#[xX][0-9A-Fa-f]{2,6});")


def titles_are_plain(entry: Entry) -> Iterator[Problem]:
    """Titles and descriptions are plain text: "&amp;" is shown as it is typed."""
    for field in ("title", "og.title", "og.description"):
        written = entry.document.text(field)
        for entity in _ENTITY.findall(written) if "&" in written else ():
            character = unescape(entity)
            if character != entity:
                shown = "a space" if character.isspace() else f'"{character}"'
                message = f'"{entity}" is shown as it is typed.'
                cure = f'Type {shown} instead of "{entity}".'
                yield found(entry.document, field, "entity-in-title", message, cure, level=Level.WARNING)


def description_fits(entry: Entry) -> Iterator[Problem]:
    """The description for sharing is short enough to be read: previews cut it."""
    length = len(" ".join(entry.document.text("og.description").split()))
    if length > LONGEST_DESCRIPTION:
        message = f"The description has {length} characters; previews cut it at about {LONGEST_DESCRIPTION}."
        yield found(
            entry.document, "og.description", "description-long", message, "Say it shorter.", level=Level.WARNING
        )


_CORRECTION = re.compile(r"(?:correction|corrected|cywiriad)\b(?! (?:officer|fluid|facility|centre))", re.IGNORECASE)
_KIND = r"(?:message|alert|warning|advisory|advice|post|page|version|notice|update)"
_CORRECTS = re.compile(
    rf"\bthis\s+{_KIND}\s+(?:replaces|corrects|withdraws|supersedes)\s+(?:our|the|an|one)\s"
    rf"|\bwe\s+(?:are\s+(?:correcting|withdrawing|replacing)|correct|withdraw)\s+(?:our|an?|the)\s+(?:\w+\s+)?{_KIND}"
    r"|\bmae(?:['’]r|\s+y)\s+(?:neges|rhybudd|cyngor)\s+(?:hon|hwn)\s+yn\s+(?:disodli|cywiro)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<=\w)[.!?](?=\s)|\n[ \t]*\n")


def _first_sentence(body: str) -> str:
    opening = body[:LONGEST_SENTENCE]
    end = _SENTENCE_ENDS.search(opening, len(opening) - len(opening.lstrip()))
    return opening[: end.end()] if end else opening


def correction_linked(entry: Entry) -> Iterator[Problem]:
    """A correction says which advisory it corrects, so that both pages link to each other."""
    document = entry.document
    titled = _CORRECTION.match(document.text("title").strip())
    said = _CORRECTS.search(document.body if titled else _first_sentence(document.body))
    if not (titled or said) or not is_missing(document, "publish.replaces"):
        return
    message = "This corrects an earlier message, and nothing says which."
    cure = 'Add "replaces:" below "publish:" with the id of the advisory that it corrects; both pages then say so.'
    if said:
        yield in_body(document, said.start(), "correction-unlinked", message, cure)
    else:
        yield found(document, "title", "correction-unlinked", message, cure, level=Level.WARNING)


WORDING_RULES: tuple[Rule, ...] = (
    language_as_said,
    days_can_be_told,
    titles_are_plain,
    description_fits,
    correction_linked,
)
