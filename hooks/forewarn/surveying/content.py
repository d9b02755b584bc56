"""The content folder as it was read: its documents, and every problem of reading them."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from forewarn.document import Document
from forewarn.problem import Problem
from forewarn.reading import read_fields
from forewarn.surveying.folder import bytes_of, file_name, read_all, read_data, read_file
from forewarn.surveying.inventory import CONTACTS, HOME, home_file, take_inventory, unpublished
from forewarn.surveying.neighbourhood import SUM_BYTES
from forewarn.surveying.recollection import NOTHING_RECALLED, Recollection

NOTHING_UNWRITTEN: Mapping[Path, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Content:
    """Every document of a content folder that could be read, and the problems of the others.

    ``home`` and ``contacts`` are None where they could not be; ``home_file`` is the name of the former either way.
    ``edition_homes`` are the home pages in other languages, by the tags of these.
    ``others`` are the files that are no texts, such as pictures: by the folder at the top below which they lie, then by
    their names as an editor knows them, with where each is.
    """

    home_file: str
    home: Document | None
    contacts: Document | None
    areas: tuple[Document, ...]
    advisories: tuple[Document, ...]
    help_pages: tuple[Document, ...]
    others: Mapping[str, Mapping[str, Path]]
    problems: tuple[Problem, ...]
    edition_homes: Mapping[str, Document]

    @property
    def beside_advisories(self) -> Mapping[str, Path]:
        """The files that an advisory may show or link to."""
        return self.others.get("advisories", {})


def unused(content: Path, others: Mapping[str, Collection[str]], used: Collection[str]) -> Iterator[Problem]:
    """Tell of the files that no text is for. ``used`` are those that a text names."""
    for folder, files in others.items():
        if left := set(files) - set(used):
            yield unpublished(content, folder, len(left))


@dataclass(frozen=True)
class Reading:
    """An advisory as it was read, or why that was not possible.

    ``sum`` stands for its name and its bytes where it may be kept by them; else it is empty.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    sum: bytes = b""


@dataclass(frozen=True)
class AdvisoryFile:
    """An advisory in a file of the content folder, not read yet."""

    content: Path
    path: str
    file: str

    def read(self) -> Reading:
        """Read and mend it, or say why that is not possible."""
        data = bytes_of(self.content, Path(self.path))
        if isinstance(data, Problem):
            return Reading(None, (data,))
        return Reading(*read_data(self.file, data), self._sum(data))

    def sum(self) -> bytes | None:
        """Give what stands for its name and its bytes; None where it cannot be read."""
        data = bytes_of(self.content, Path(self.path))
        return None if isinstance(data, Problem) else self._sum(data)

    def _sum(self, data: bytes) -> bytes:
        return hashlib.blake2b(self.file.encode() + b"\0" + data, digest_size=SUM_BYTES).digest()


@dataclass(frozen=True)
class UnwrittenText:
    """An advisory that is looked at as if it were in a file."""

    file: str
    data: bytes

    def read(self) -> Reading:
        """Read and mend it, or say why that is not possible."""
        return Reading(*read_data(self.file, self.data))


@dataclass(frozen=True)
class ReadText:
    """An advisory that was read and mended; what was found then is told already."""

    document: Document

    @property
    def file(self) -> str:
        """Its name as an editor knows it."""
        return self.document.file

    def read(self) -> Reading:
        """Give it."""
        return Reading(self.document, ())


def read_content(content: Path, tags: Collection[str] = ()) -> Content:
    """Read and repair every document of a content folder. ``tags`` are the languages of further editions."""
    frame, files = read_frame(content, tags)
    read = [file.read() for file in files]
    advisories = tuple(each.document for each in read if each.document)
    problems = (problem for each in read for problem in each.problems)
    return replace(frame, advisories=advisories, problems=tuple(dict.fromkeys((*frame.problems, *problems))))


def read_frame(
    content: Path, tags: Collection[str] = (), recollection: Recollection = NOTHING_RECALLED
) -> tuple[Content, tuple[AdvisoryFile, ...]]:
    """Read and repair every document of a content folder but the advisories, and tell where those are.

    ``recollection`` is what a preview knows of its last build.
    """
    recalled = recollection.of("document", b"")
    inventory = take_inventory(content, tags)
    homes = {tag: read_file(content, content / home_file(tag), recalled=recalled) for tag in ("", *tags)}
    home_problems = [problem for _, problems in homes.values() for problem in problems]
    contacts, contact_problems = read_file(content, content / CONTACTS, read_fields, recalled)
    areas, area_problems = read_all(content, map(Path, inventory.texts.get("areas", ())), recalled)
    help_pages, help_problems = read_all(content, map(Path, inventory.texts.get("help", ())), recalled)
    problems = (*home_problems, *contact_problems, *area_problems, *help_problems)
    frame = Content(
        home_file=file_name(content, content / HOME),
        home=homes[""][0],
        contacts=contacts,
        areas=areas,
        advisories=(),
        help_pages=help_pages,
        others={
            folder: {file_name(content, path): Path(path) for path in paths}
            for folder, paths in inventory.others.items()
        },
        problems=tuple(dict.fromkeys((*inventory.problems, *problems))),
        edition_homes={tag: document for tag, (document, _) in homes.items() if tag and document},
    )
    files = inventory.texts.get("advisories", ())
    return frame, tuple(AdvisoryFile(content, path, file_name(content, path)) for path in files)
