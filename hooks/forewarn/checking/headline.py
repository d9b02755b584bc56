"""The headline of an advisory, from wherever its document has it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from forewarn.area import Area
from forewarn.checking.entry import Entry, found
from forewarn.document import Document, Text
from forewarn.problem import Level, Problem
from forewarn.settings import Settings

TITLES = ("title", "og.title")


def written_title(entry: Entry) -> str:
    """Give the title as written: ``title``, else ``og.title``, else the first heading; empty without any."""
    document = entry.document
    headings = entry.body.headings
    written = (document.text("title"), document.text("og.title"), headings[0].text if headings else "")
    return next((title for title in written if without_suffix(entry, title)), "")


def without_suffix(entry: Entry, title: str) -> str:
    """Drop the name of the site or of the area's force from the end of a title: "... | Kent Police"."""
    return _headline(title, _suffixes(entry.named_areas(), entry.settings))


def with_titles_alone(
    document: Document, areas: Iterable[Area], settings: Settings
) -> tuple[Document, tuple[Problem, ...]]:
    """Take the name of the site or of an area's force off the titles of an advisory that is for these areas.

    Returns it mended, with a problem of level ``repair`` for each title that was. A title that would be empty stays.
    """
    suffixes = _suffixes(areas, settings)
    headlines = {title: _headline(document.text(title), suffixes) for title in TITLES}
    mended = {title: line for title, line in headlines.items() if line not in {"", document.text(title).strip()}}
    if not mended:
        return document, ()

    def alone(path: str, text: Text) -> Text:
        return replace(text, value=_with_spaces_of(text.value, mended[path])) if path in mended else text

    return document.with_texts(alone), tuple(_suffixed(document, title) for title in mended)


def _headline(title: str, suffixes: Collection[str]) -> str:
    headline, bar, suffix = title.rpartition("|")
    while bar and suffix.strip() in suffixes:
        title = headline
        headline, bar, suffix = title.rpartition("|")
    return title.strip()


def _with_spaces_of(written: str, headline: str) -> str:
    """Give a headline the white space around the title that it was part of."""
    start, end = len(written) - len(written.lstrip()), len(written.rstrip())
    return written[:start] + headline + written[end:]


def _suffixed(document: Document, title: str) -> Problem:
    name = document.text(title).rpartition("|")[2].strip()
    message = f'The name behind "|" is no part of the title: "{name}".'
    return found(document, title, "title-suffix", message, "Leave it out.", level=Level.REPAIR)


def _suffixes(areas: Iterable[Area], settings: Settings) -> set[str]:
    named = tuple(areas)
    forces = {area.force.name for area in named}
    usual = {f"{area.name} {word}" for area in named for word in ("Police", "Constabulary")}
    return {settings.site_name, settings.organisation} | forces | usual
