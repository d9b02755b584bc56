"""The promise about paths: whatever a file, an id, an area or an address is called, nothing is written elsewhere.

Nor is anything outside published through a link, nor does one text take the place of another without a word.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from projects import VALID, Project, files_of, walked
from promises.promise import Count, Counts, Trial, sorted_out

_OUTSIDE = "zanzibar"
_CLIMBING = (
    "..",
    "../../../x",
    "../../x.md",
    "/etc/passwd",
    "a/../../../x",
    "%2e%2e/%2e%2e/x",
    "..%2f..%2fx",
    "....//....//x",
    "..\\\\..\\\\x",
    "C:\\\\x",
    "file:///tmp/x",
    "~/x",
    "a\\0b",
    "x/.git/config",
    "$HOME/x",
    "`touch x`",
)
_RESERVED = ("con", "nul", "aux", "404", "feed", "page", "embed", "search")
_FIELDS: Mapping[str, Callable[[str], str]] = {
    "id": lambda name: VALID.replace("area:", f'id: "{name}"\narea:'),
    "area": lambda name: VALID.replace("area: Kent", f'area: "{name}"'),
    "aliases": lambda name: VALID.replace("area:", f'aliases: ["{name}"]\narea:'),
}


@dataclass(frozen=True)
class Pair:
    """Two files of which one would take the other's place, here or on a disk that takes their names for one."""

    first: str
    second: str


_PAIRS = (
    Pair("advisories/a.md", "advisories/a/index.md"),
    Pair("advisories/a.md", "advisories/a/a.md"),
    Pair("advisories/Scam.md", "advisories/scam.md"),
    Pair(
        f"advisories/{unicodedata.normalize('NFC', 'café')}.md", f"advisories/{unicodedata.normalize('NFD', 'café')}.md"
    ),
    Pair("advisories/x y.md", "advisories/X y.md"),
    Pair("advisories/straße.md", "advisories/STRASSE.md"),
)


def paths(trial: Trial) -> Counts:
    """Give a builder hostile names, links and pairs of files, and count what they did that they must not do."""
    climbing = _CLIMBING[:: trial.so_many(6, 1, 1)]
    tries = [(field, name) for field in _FIELDS for name in climbing] + [("id", name) for name in _RESERVED]
    written = _written_elsewhere(trial, tries)
    followed, links = _followed(trial)
    taken = sum(_is_taken(trial.project(f"pair-{number}"), pair) for number, pair in enumerate(_PAIRS))
    return (
        Count(written, len(tries), "hostile names write elsewhere"),
        Count(followed, links, "symbolic links followed"),
        Count(taken, len(_PAIRS), "pairs where one takes the other's place"),
    )


def _written_elsewhere(trial: Trial, tries: list[tuple[str, str]]) -> int:
    """Build texts with hostile names, and count the files that came to be outside the project's own output."""
    around = trial.folder / "deep/er/still"
    project = trial.make(around / "project")
    for number, (field, name) in enumerate(tries):
        text = _FIELDS[field](name).replace("ask for tax", f"ask for tax {number}")
        project.add(f"advisories/a{number}.md", text)
    before = _outside_of_output(trial.folder)
    sorted_out(project)
    return min(len(_outside_of_output(trial.folder) - before), len(tries))


def _outside_of_output(folder: Path) -> set[Path]:
    outputs = {"site", ".site.forewarn"}
    return {path for path in walked(folder) if not outputs & set(path.parts)}


def _followed(trial: Trial) -> tuple[int, int]:
    """Link to files and folders outside the content, and count the words of theirs that are published."""
    project = trial.project("links")
    secret = trial.folder / "outside"
    secret.mkdir()
    links = {
        name: f"{_OUTSIDE}-{number}" for number, name in enumerate(("file.md", "text.txt", "picture.png", "page.html"))
    }
    for name, words in links.items():
        (secret / name).write_text(VALID + words, "utf-8")
        (project.content / "advisories" / name).symlink_to(secret / name)
    (secret / "folder").mkdir()
    (secret / "folder/inner.md").write_text(f"{VALID}{_OUTSIDE}-folder", "utf-8")
    (project.content / "advisories/folder").symlink_to(secret / "folder")
    every = b"\n".join(files_of(sorted_out(project).built.site).values())
    told = [*links.values(), f"{_OUTSIDE}-folder"]
    return sum(words.encode() in every for words in told), len(told)


def _is_taken(project: Project, pair: Pair) -> bool:
    """Tell whether two texts came to one address without a word, or to two that some disks take for one."""
    for name in (pair.first, pair.second):
        project.add(name, f"{VALID}\nThis is {name.encode().hex()}.\n")
    result = sorted_out(project)
    if result.refused:
        return False
    pages = {path: path.read_text("utf-8") for path in (result.built.site / "advisories").rglob("*.html")}
    own = [_pages_with(name.encode().hex(), pages) for name in (pair.first, pair.second)]
    return not all(own) or len({_folded(path) for paths in own for path in paths}) < 2


def _pages_with(words: str, pages: Mapping[Path, str]) -> list[Path]:
    return [path for path, text in pages.items() if f"This is {words}." in text]


def _folded(path: Path) -> str:
    """Write a path as a disk may take it that knows no case and one form of each letter."""
    return unicodedata.normalize("NFC", str(path).casefold())
