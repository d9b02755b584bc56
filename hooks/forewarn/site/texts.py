"""The files of the content folder that editors type: where each lies, and its bytes."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from forewarn.problem import Problem
from forewarn.surveying.folder import bytes_of, file_name
from forewarn.surveying.inventory import CONTACTS, take_inventory


@dataclass(frozen=True)
class TextFile:
    """A text, by its name as an editor knows it; ``folder`` is that at the top in which it lies, empty for the top."""

    file: str
    path: Path
    folder: str

    @property
    def is_list(self) -> bool:
        """Tell whether it is nothing but fields, as the register of contacts is."""
        return not self.folder and self.path.name == CONTACTS

    @property
    def is_advisory(self) -> bool:
        """Tell whether it is a warning."""
        return self.folder == "advisories"


@dataclass(frozen=True)
class Texts:
    """Every text of a content folder, and what is wrong with names and places: links, texts where nobody looks."""

    content: Path
    files: tuple[TextFile, ...]
    problems: tuple[Problem, ...]

    def bytes_of(self, text: TextFile) -> bytes | Problem:
        """Read the bytes of a text, or say why it is not even opened."""
        return bytes_of(self.content, text.path)


def find_texts(content: Path, tags: Collection[str] = ()) -> Texts:
    """Find every text of a content folder and open none. ``tags`` are the languages of further editions."""
    inventory = take_inventory(content, tags)
    files = (
        TextFile(file_name(content, path), Path(path), folder)
        for folder, paths in sorted(inventory.texts.items())
        for path in paths
    )
    return Texts(content, tuple(files), inventory.problems)
