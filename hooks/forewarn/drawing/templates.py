"""The folder that a designer edits for cards and posters: templates, colours and fonts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forewarn.colours import LEAST_CONTRAST
from forewarn.drawing.orders import signature_of
from forewarn.drawing.palette import COLOURS, colours_in, unreadable_pairs
from forewarn.drawing.typefaces import Typefaces, typefaces_in
from forewarn.drawing.typesetting import FONTS
from forewarn.problem import Level, Problem, ProblemsFound

CARDS = "cards"
CALLED = f"overrides/{CARDS}"


@dataclass(frozen=True)
class Templates:
    """A folder of templates as it is now. ``signature`` stands for all that is in it, and for the programs that draw.

    ``colours`` are those that are no organisation's own, by name; ``typefaces`` are its fonts.
    """

    folder: Path
    signature: str
    colours: Mapping[str, str]
    typefaces: Typefaces

    def are_in(self, folder: Path) -> bool:
        """Tell whether a folder holds these very templates, and the same programs draw."""
        try:
            return self.folder == folder and self.signature == signature_of(folder)
        except OSError:
            return False


def read_templates(folder: Path) -> Templates:
    """Read a folder of templates. Raises ProblemsFound where nothing can be drawn with it, or not be read."""
    try:
        typefaces, colours = typefaces_in(folder / FONTS), colours_in(folder)
    except (OSError, ValueError) as why:
        message = str(why) if isinstance(why, ValueError) else "It has no templates and fonts for cards and posters."
        cure = 'Copy the folder again from Forewarn, or write "cards: false" and "posters: false" in mkdocs.yml.'
        raise ProblemsFound([_problem(CALLED, "templates-unusable", message, cure)]) from None
    if problems := tuple(_unreadable(colours)):
        raise ProblemsFound(problems)
    return Templates(folder, signature_of(folder), colours, typefaces)


def _unreadable(colours: Mapping[str, str]) -> Iterator[Problem]:
    for words, surface, reached in unreadable_pairs(colours, LEAST_CONTRAST):
        cut = int(reached * 100) / 100
        message = f'Words in "{words}" cannot be read on "{surface}": a contrast of {cut} to 1.'
        cure = f"Make one of the two darker or lighter, until it is {LEAST_CONTRAST} to 1 or more."
        yield _problem(f"{CALLED}/{COLOURS}", "colours-contrast", message, cure)


def _problem(file: str, rule: str, message: str, cure: str) -> Problem:
    return Problem(file, 1, 1, "file", rule, Level.ERROR, message, cure)
