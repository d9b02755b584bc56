"""Importing: texts from elsewhere become advisories of this site, or it is told why not.

Everything is read first, then compared, then checked as a build would check it, and only then written. No source is
changed. What is written depends on the sources and the site, and not on how often or how far an earlier run has come.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from forewarn.addresses import identity, is_identity
from forewarn.checking import id_of
from forewarn.checking.entry import fold
from forewarn.document import Document
from forewarn.drawing.typefaces import Typefaces
from forewarn.importing.draught import Draught, Fate, Left, Outcome, Report
from forewarn.importing.likeness import Known, Shelf, known_by
from forewarn.importing.reading_sources import texts_of
from forewarn.importing.ready import Ready, as_draft, moved, placed, ready, stem_of, year_of
from forewarn.importing.sources import fault, pieces
from forewarn.importing.surroundings import Surroundings
from forewarn.problem import Problem, errors_in
from forewarn.reading import read_document
from forewarn.settings import Settings
from forewarn.site.survey import survey_of
from forewarn.spelling import did_you_mean
from forewarn.surveying.content import Content, read_content
from forewarn.surveying.folder import file_name
from forewarn.writing import advisory_text, write_new

Judged: TypeAlias = tuple[Ready, tuple[Problem, ...]]  # a text, and why it is a draft

UNFINISHED = ".forewarn-*"
_LINK_TO_A_TEXT = re.compile(r"\]\([^)\s:]*\.(?:md|txt)[)#\s]")


@dataclass(frozen=True)
class Wanted:
    """What is wanted of an import.

    ``area`` is that of texts which name none. ``makes_areas`` says that a file is written for each area that is
    missing, ``is_trial`` that nothing is written at all.
    """

    sources: tuple[Path, ...]
    area: str = ""
    makes_areas: bool = False
    is_trial: bool = False


class UnknownArea(LookupError):  # noqa: N818 - it says what the area is
    """An area that the user names is not on the site. The message is a sentence with the nearest name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        hint = did_you_mean(name, known) or "Use a name from the files in content/areas/, or --make-areas."
        super().__init__(f'"{name}" is not an area. {hint}')


@dataclass(frozen=True)
class Destination:
    """The site that is imported into: its content folder, settings and fonts, and the moment."""

    content: Path
    settings: Settings
    now: datetime
    typefaces: Typefaces | None


def import_texts(wanted: Wanted, destination: Destination) -> Report:
    """Import the texts of all sources. Returns what became of each; nothing that a source can hold is raised.

    Raises UnknownArea where the area that is said to stand for texts which name none is not on the site.
    """
    run = _Run(wanted, destination)
    if wanted.area and not (wanted.makes_areas or run.surroundings.knows(wanted.area)):
        raise UnknownArea(wanted.area, run.surroundings.areas.values())
    texts = run.checked(run.chosen(run.read()))
    written = run.written(texts)
    areas = {document.file: document.text("name") for document in run.new_areas}
    return Report(tuple(written), areas, is_trial=wanted.is_trial)


class _Run:
    """One import, with what was there when it began."""

    def __init__(self, wanted: Wanted, destination: Destination) -> None:
        self.wanted, self.destination, self.settings = wanted, destination, destination.settings
        tags = [edition.tag for edition in self.settings.editions]
        self.content: Content = read_content(destination.content, tags)
        self.surroundings = Surroundings.of(self.settings, self.content.areas, wanted.area)
        self.new_areas: tuple[Document, ...] = ()

    def read(self) -> Iterator[Ready | Outcome]:
        """Read every source, in their order."""
        for piece in pieces(self.wanted.sources):
            for text in texts_of(piece, self.surroundings):
                yield _readied(text) if isinstance(text, Draught) else text

    def chosen(self, texts: Iterable[Ready | Outcome]) -> list[Ready | Outcome]:
        """Skip what is there already, and give every other text its file."""
        everything = list(texts)
        there = [known_by(document) for document in self.content.advisories]
        shelf = Shelf((*there, *(text.known for text in everything if isinstance(text, Ready))))
        for known in there:
            shelf.add(known)
        taken = self._taken()
        chosen: list[Ready | Outcome] = []
        for text in everything:
            if isinstance(text, Ready) and (like := shelf.like(text.known)):
                chosen.append(_skipped(text, *like))
            elif isinstance(text, Ready):
                one = placed(text, self._file(text, taken))
                shelf.add(one.known)
                chosen.append(one)
            else:
                chosen.append(text)
        return chosen

    def _taken(self) -> set[str]:
        """Give every id that is in use, also by texts that cannot be read."""
        folder = self.destination.content / "advisories"
        stems = {identity(path.stem) for path in folder.rglob("*") if path.suffix in {".md", ".txt"}}
        return stems | {id_of(document) for document in self.content.advisories}

    def _file(self, text: Ready, taken: set[str]) -> str:
        """Choose the file of a text: of two with one name, the later is called "-2"."""
        stem = id_ = stem_of(text)
        number = 2
        while id_ in taken:
            id_, number = f"{stem}-{number}", number + 1
        taken.add(id_)
        folder = self.destination.content / "advisories" / year_of(text, self.settings)
        return file_name(self.destination.content, folder / f"{id_}.md")

    def checked(self, texts: Sequence[Ready | Outcome]) -> list[Outcome | Judged]:
        """Check texts as if they were there, and make drafts of those with errors."""
        if self.wanted.makes_areas:
            self.new_areas = tuple(self._missing_areas(text for text in texts if isinstance(text, Ready)))
        kept = {text.document.file: text for text in texts if isinstance(text, Ready)}
        left: dict[str, Left] = {}
        why: dict[str, tuple[Problem, ...]] = {}
        for file in [file for file, text in kept.items() if text.draught.unfinished]:
            _keep_back(file, (), kept, left, why)
        while kept and (faulty := self._errors(kept, why)):
            for file, problems in faulty.items():
                _keep_back(file, problems, kept, left, why)
            if not any(_LINK_TO_A_TEXT.search(text.text) for text in kept.values()):
                break
        return [_settled(text, kept, left, why) for text in texts]

    def _errors(
        self, kept: Mapping[str, Ready], known: Mapping[str, tuple[Problem, ...]]
    ) -> Mapping[str, tuple[Problem, ...]]:
        """Give the errors of texts of which none are known yet, by their files."""
        content = replace(
            self.content,
            advisories=(*self.content.advisories, *(text.document for text in kept.values())),
            areas=(*self.content.areas, *self.new_areas),
        )
        there = self.destination
        found = survey_of(there.content, content, self.settings, there.now, typefaces=there.typefaces)
        faulty: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in errors_in(found.problems):
            if problem.file in kept and not known.get(problem.file):
                faulty[problem.file].append(problem)
        return {file: tuple(problems) for file, problems in faulty.items()}

    def _missing_areas(self, texts: Iterable[Ready]) -> Iterator[Document]:
        """Make a file for every area that texts name and nobody has, with blanks for what only its owner knows."""
        known = set(self.surroundings.areas)
        for text in texts:
            for name in text.document.texts("area"):
                slug = identity(name.value)
                if fold(name.value) in known or slug in known or not is_identity(slug):
                    continue
                known |= {fold(name.value), slug}
                file = file_name(self.destination.content, self.destination.content / "areas" / f"{slug}.md")
                document, _ = read_document(file, area_text(name.value).encode())
                if document:
                    yield document

    def written(self, texts: Sequence[Outcome | Judged]) -> Iterator[Outcome]:
        """Write what is to be written, areas first, and tell what became of every text."""
        if not self.wanted.is_trial:
            for area in self.new_areas:
                self._write(area.file, area_text(area.text("name")))
        for text in texts:
            if isinstance(text, Outcome):
                yield text
                continue
            one, problems = text
            why = () if self.wanted.is_trial else self._write(one.document.file, one.text)
            yield Outcome(one.draught.source, Fate.LEFT, problems=why) if why else _imported(one, problems)

    def _write(self, file: str, text: str) -> tuple[Problem, ...]:
        """Write a file that is not there. Returns why that was not possible."""
        path = self.destination.content.parent / file
        try:
            write_new(path, text.encode())
        except FileExistsError:
            return (fault(file, "Somebody else has made this file meanwhile.", "Import once more."),)
        except OSError as error:
            return (fault(file, f"It cannot be written: {error.strerror}.", "Make room for it, and import once more."),)
        return ()


def area_text(name: str) -> str:
    """Write the file of an area of which nothing is known but its name. No site can be built until it is finished."""
    force = {"name": "{NAME OF THE POLICE FORCE}", "website": "{ADDRESS OF ITS WEBSITE}"}
    return advisory_text({"name": name, "nation": "{NATION}", "force": force}, "")


def without_leftovers(content: Path, since: float) -> int:
    """Take away what earlier runs have begun and were killed over. ``since`` is when this one began, in Unix time.

    Returns how many files that were. One that is younger may be somebody else's, who is still writing it.
    """
    gone = 0
    for path in (path for name in ("advisories", "areas") for path in (content / name).rglob(UNFINISHED)):
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime < since:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _readied(draught: Draught) -> Ready | Outcome:
    try:
        return ready(draught)
    except Left as left:
        return Outcome(draught.source, Fate.LEFT, repairs=draught.repairs, problems=left.problems, notes=draught.notes)


def _skipped(text: Ready, other: Known, why: str) -> Outcome:
    notes = [f"{other.file} {why}."]
    if missing := sorted(text.known.areas - other.areas):
        notes.append(f"It names {', '.join(missing)}, which that one does not.")
    return Outcome(text.draught.source, Fate.SKIPPED, other.file, notes=tuple(notes))


def _keep_back(
    file: str,
    problems: tuple[Problem, ...],
    kept: dict[str, Ready],
    left: dict[str, Left],
    why: dict[str, tuple[Problem, ...]],
) -> None:
    """Make a draft of a text with errors, or leave it where it is."""
    before = kept[file]
    try:
        after = as_draft(before)
    except Left as unfit:
        left[file] = Left(*problems, *unfit.problems)
        del kept[file]
        return
    kept[file] = after
    why[file] = tuple(moved(problem, before.text, after.text) for problem in problems)


def _settled(
    text: Ready | Outcome,
    kept: Mapping[str, Ready],
    left: Mapping[str, Left],
    why: Mapping[str, tuple[Problem, ...]],
) -> Outcome | Judged:
    if isinstance(text, Outcome):
        return text
    file = text.document.file
    if file in left:
        return Outcome(text.draught.source, Fate.LEFT, problems=left[file].problems, notes=text.draught.notes)
    return kept[file], why.get(file, ())


def _imported(one: Ready, problems: tuple[Problem, ...]) -> Outcome:
    return Outcome(
        source=one.draught.source,
        fate=Fate.IMPORTED,
        file=one.document.file,
        is_draft=one.is_draft,
        repairs=one.draught.repairs,
        problems=problems,
        notes=(*one.draught.unfinished, *one.draught.notes),
    )
