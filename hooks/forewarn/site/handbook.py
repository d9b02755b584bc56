"""The documents for editors that lie beside a site: what a preview may show, and nobody publishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from forewarn.outputs.handbook import FOLDER, HandbookPage, handbook_pages

_PICTURES = "pictures"


@dataclass(frozen=True)
class Handbook:
    """The pages of the documents, and their pictures by the names of their files."""

    pages: tuple[HandbookPage, ...]
    pictures: Mapping[str, bytes]


NO_HANDBOOK = Handbook((), MappingProxyType({}))


def read_handbook(folder: Path) -> Handbook:
    """Read the documents for editors of a project, given by the folder of its mkdocs.yml: first the guide.

    They lie outside the content folder, so that no build finds them. A project without them has no pages. Raises
    OSError where one cannot be read.
    """
    documents = folder / FOLDER
    texts = {path.stem: path.read_text("utf-8") for path in sorted(documents.glob("*.md"))}
    ordered = dict(sorted(texts.items(), key=lambda entry: entry[0] != "guide"))
    pictures = {path.name: path.read_bytes() for path in sorted((documents / _PICTURES).glob("*.png"))}
    return Handbook(handbook_pages(ordered), pictures)
