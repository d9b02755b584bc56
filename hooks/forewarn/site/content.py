"""The content folder as it was read: its documents, and every problem of reading them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forewarn.checking import picture_of
from forewarn.document import Document
from forewarn.problem import Problem
from forewarn.reading import read_fields
from forewarn.site.folder import (
    ADVISORY_ENDINGS,
    PAGE_ENDINGS,
    Folder,
    file_name,
    read_file,
    read_folder,
    unpublished,
)


@dataclass(frozen=True)
class Content:
    """Every document of a content folder that could be read, and the problems of the others.

    ``home`` and ``contacts`` are None where they could not be; ``home_file`` is the name of the former either way.
    ``other_files`` are the files beside advisories that are no texts, such as pictures.
    """

    home_file: str
    home: Document | None
    contacts: Document | None
    areas: tuple[Document, ...]
    advisories: tuple[Document, ...]
    help_pages: tuple[Document, ...]
    other_files: frozenset[str]
    problems: tuple[Problem, ...]


def read_content(content: Path) -> Content:
    """Read and repair every document of a content folder."""
    home, home_problems = read_file(content, content / "index.md")
    contacts, contact_problems = read_file(content, content / "contacts.yml", read_fields)
    areas = read_folder(content, "areas", PAGE_ENDINGS)
    advisories = read_folder(content, "advisories", ADVISORY_ENDINGS)
    help_ = read_folder(content, "help", PAGE_ENDINGS, is_optional=True)
    return Content(
        home_file=file_name(content, content / "index.md"),
        home=home,
        contacts=contacts,
        areas=areas.documents,
        advisories=advisories.documents,
        help_pages=help_.documents,
        other_files=advisories.other_files,
        problems=(
            *home_problems,
            *contact_problems,
            *areas.problems,
            *advisories.problems,
            *help_.problems,
            *_unused(content, areas, advisories, help_),
        ),
    )


def _unused(content: Path, areas: Folder, advisories: Folder, help_: Folder) -> Iterator[Problem]:
    """Tell of the files that no text is for."""
    pictures = {picture_of(document) for document in advisories.documents}
    left = {"areas": areas.other_files, "advisories": advisories.other_files - pictures, "help": help_.other_files}
    for name, files in left.items():
        if files:
            yield unpublished(content, name, len(files))
