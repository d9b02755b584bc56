"""What a designer has put into the folder of the templates: sheets, scripts, templates, and those of the cards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forewarn import addresses
from forewarn.drawing.templates import CARDS, read_templates
from forewarn.drawing.templates import Templates as CardTemplates
from forewarn.site import Site

SEARCH_SCRIPT = "search.js"
PREVIEW_SHEET = "components/preview.css"
_WRITTEN = (".html", ".js")


@dataclass(frozen=True)
class Designer:
    """The designer's own folder, and all in which a template is looked for, the first that has it being right."""

    folder: Path
    templates: tuple[Path, ...]

    def card_templates(self, former: CardTemplates | None = None) -> CardTemplates:
        """Read the templates of cards and posters; those of a ``former`` build are given again if they are the same.

        Raises ProblemsFound where something is wrong with them.
        """
        folder = self.folder.resolve() / CARDS
        return former if former and former.are_in(folder) else read_templates(folder)

    def sheets(self, site: Site) -> Mapping[str, str]:
        """Give the sheets by their names; that of a preview's notice only where there is one."""
        folder = self.folder / addresses.STYLESHEETS
        own = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.css"))}
        return {name: sheet for name, sheet in own.items() if name != PREVIEW_SHEET or site.preview}

    def scripts(self, site: Site) -> Mapping[str, bytes]:
        """Give the scripts by their names; that of the search only where there is one."""
        folder = self.folder / addresses.SCRIPTS
        own = {path.name: path.read_text("utf-8").encode() for path in sorted(folder.glob("*.js"))}
        return {name: content for name, content in own.items() if name != SEARCH_SCRIPT or site.is_searchable}

    def words(self) -> Iterator[str]:
        """Give all that the designer has written that pages show, none of which is a secret."""
        return (path.read_text("utf-8") for path in sorted(self.folder.rglob("*")) if path.suffix in _WRITTEN)
