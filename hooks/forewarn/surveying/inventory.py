"""Everything that lies in the content folder, each where it belongs: nothing in it is passed over unseen."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forewarn.problem import Level, Problem
from forewarn.spelling import did_you_mean, listed, nearest
from forewarn.surveying.folder import ELSEWHERE, file_name, unread
from forewarn.surveying.names import ADVISORY_ENDINGS, PAGE_ENDINGS, TEXT_ENDINGS, is_litter, is_lock, steering

HOME, CONTACTS = "index.md", "contacts.yml"
ENDINGS: Mapping[str, frozenset[str]] = {"advisories": ADVISORY_ENDINGS, "areas": PAGE_ENDINGS, "help": PAGE_ENDINGS}
OPTIONAL = frozenset({"help"})
_LISTS = frozenset({".yml", ".yaml"})


@dataclass(frozen=True)
class Inventory:
    """The texts of each folder, the files beside them that are none, and what lies where it must not.

    Each is given by its whole path, in the order of the names of folders and files: there are thousands.
    ``others`` are by the name at the top of the content folder below which they lie; empty for the top itself.
    """

    texts: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def home_file(tag: str) -> str:
    """Name the file of the home page, in the site's own language or in that of an edition.

    >>> home_file(""), home_file("cy")
    ('index.md', 'index.cy.md')
    """
    return f"index.{tag}.md" if tag else HOME


def take_inventory(content: Path, tags: Collection[str] = ()) -> Inventory:
    """Look at every name in the content folder, and open no file. ``tags`` are the languages of further editions."""
    at_the_top = {CONTACTS, HOME, *map(home_file, tags)}
    unreadable: list[OSError] = []
    texts: defaultdict[str, list[str]] = defaultdict(list)
    others: defaultdict[str, list[str]] = defaultdict(list)
    lost: defaultdict[str, list[str]] = defaultdict(list)
    problems: list[Problem] = []
    for folder, entry in _everything_in(content, unreadable):
        name, ending = entry.name, os.path.splitext(entry.name)[1]  # noqa: PTH122 - of thousands
        if problem := _out_of_place(content, entry):
            problems.append(problem)
        elif ending in ENDINGS.get(folder, ()) or (not folder and name in at_the_top):
            texts[folder].append(entry.path)
        elif ending.lower() in TEXT_ENDINGS or (not folder and _is_meant(name)):
            lost[folder].append(entry.path)
        else:
            others[folder].append(entry.path)
    problems += (problem for folder, paths in lost.items() for problem in _misplaced(content, folder, paths))
    problems += (_unreadable(content, error) for error in (*unreadable, *_missing_folders(content)))
    return Inventory(_settled(texts), _settled(others), tuple(dict.fromkeys(problems)))


def unpublished(content: Path, folder: str, count: int) -> Problem:
    """Tell that files below a folder are not published. They are counted and not named: one may belong to a draft."""
    where = "below this folder" if folder else "directly in this folder"
    files = f"1 file {where} is" if count == 1 else f"{count} files {where} are"
    if folder == "advisories":
        cure = "Only texts are, and the pictures and PDF files that a text shows or links to."
    elif folder in ENDINGS:
        cure = f"Only files whose names end in {listed(sorted(ENDINGS[folder]))} are."
    else:
        cure = "Put a picture or a PDF file beside the warning that shows it, and take out anything else."
    return unread(file_name(content, content / folder), Level.WARNING, f"{files} not published.", cure)


def _everything_in(content: Path, unreadable: list[OSError]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Find every file, every link, and every folder that says by its name what it does; note what cannot be read.

    Each comes with the folder at the top below which it lies. Links are named and not followed, and nothing below a
    folder that is named itself.
    """
    for entry in _entries(content, unreadable):
        if _is_folder(entry):
            yield from ((entry.name, below) for below in _below(entry, unreadable))
        else:
            yield "", entry


def _below(folder: os.DirEntry[str], unreadable: list[OSError]) -> Iterator[os.DirEntry[str]]:
    for entry in _entries(folder, unreadable):
        if _is_folder(entry):
            yield from _below(entry, unreadable)
        else:
            yield entry


def _entries(folder: Path | os.DirEntry[str], unreadable: list[OSError]) -> list[os.DirEntry[str]]:
    """Give what lies directly in a folder, by name."""
    try:
        with os.scandir(folder) as found:
            return sorted((entry for entry in found if not _is_passed_over(entry)), key=lambda entry: entry.name)
    except OSError as error:
        unreadable.append(error)
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether a folder is one to look into."""
    return entry.is_dir(follow_symlinks=False) and not steering(entry.name)


def _is_passed_over(entry: os.DirEntry[str]) -> bool:
    """Tell what is litter; a link is that only where an editor made it, whatever its name."""
    return is_lock(entry.name) or (is_litter(entry.name) and not entry.is_symlink())


def _out_of_place(content: Path, entry: os.DirEntry[str]) -> Problem | None:
    """Report a link, or a name that does something to the site; None for anything else."""
    if entry.is_symlink():
        return unread(file_name(content, entry.path), Level.ERROR, *ELSEWHERE)
    if fault := steering(entry.name):
        return Problem(file_name(content, entry.path), 1, 1, "file", "file-steers-host", Level.ERROR, *fault)
    return None


def _is_meant(name: str) -> bool:
    """Tell whether the name of a list is nearly that of the register of contacts."""
    return Path(name).suffix.lower() in _LISTS and did_you_mean(name, [CONTACTS]) != ""


def _misplaced(content: Path, folder: str, paths: list[str]) -> Iterator[Problem]:
    """Report texts that nobody looks for: those in a folder that the site does not have all at once."""
    if folder and folder not in ENDINGS:
        count = "A text lies" if len(paths) == 1 else f"{len(paths)} texts lie"
        names = {name: file_name(content, content / name) for name in ENDINGS}
        meant = nearest(folder, names)
        cure = f'Did you mean "{names[meant]}"?' if meant else f"They are looked for in {listed(names.values())}."
        message = f"{count} in this folder, where nobody looks for texts."
        yield _lost(file_name(content, content / folder), message, cure)
        return
    for path in paths:
        file, name = file_name(content, path), os.path.basename(path)  # noqa: PTH119 - of a text, and no Path
        if folder:
            yield _lost(file, "This text would be on no page.", _right_ending(name, folder))
        else:
            own = did_you_mean(name, [HOME, CONTACTS])
            cure = own or "Put a warning into the folder advisories, and take out what is none."
            yield _lost(file, "Nobody looks for a text of this name here.", cure)


def _right_ending(name: str, folder: str) -> str:
    return f'Let its name end in {listed(sorted(ENDINGS[folder]))}, such as "{Path(name).stem}.md", or take it out.'


def _lost(file: str, message: str, cure: str) -> Problem:
    return Problem(file, 1, 1, "file", "file-misplaced", Level.ERROR, message, cure)


def _missing_folders(content: Path) -> Iterator[OSError]:
    """Give what is wrong with the folders that must be there."""
    for name in ENDINGS:
        folder = content / name
        if folder.is_symlink() or (name in OPTIONAL and not folder.exists()):
            continue
        try:
            os.scandir(folder).close()
        except OSError as error:
            yield error


def _unreadable(content: Path, error: OSError) -> Problem:
    cure = "Make sure that the folder is there and may be read."
    place = file_name(content, Path(error.filename))
    return unread(place, Level.ERROR, f"It cannot be read: {error.strerror}.", cure)


def _settled(groups: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {folder: tuple(paths) for folder, paths in groups.items()}
