"""Typst, with the templates and fonts of one folder and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import typst

from forewarn.drawing.typefaces import Typefaces, typefaces_in

FONTS = "fonts"


class DrawingFailed(RuntimeError):  # noqa: N818 - it is about the drawing
    """A template could not be set. Its text says why in Typst's words, with the place in the template."""


@dataclass(frozen=True)
class Typesetter:
    """Sets the templates of a folder, with the fonts in ``fonts/`` below it. Dear to make, cheap to use again.

    ``known`` is what is known of these fonts, where somebody has looked already.

    Texts reach a template as data and never as markup: ``#set`` and ``$x$`` are printed as they are.
    """

    folder: Path
    known: Typefaces | None = None

    @cached_property
    def typefaces(self) -> Typefaces:
        """The fonts of the folder."""
        return self.known or typefaces_in(self.folder / FONTS)

    @cached_property
    def _compiler(self) -> typst.Compiler:
        own = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.folder / FONTS)]
        )
        return typst.Compiler(root=self.folder.resolve().anchor, font_paths=own)

    def pdf(
        self,
        template: str,
        data: Mapping[str, object],
        *,
        is_accessible: bool = False,
    ) -> bytes:
        """Set a template with some data, which it finds as JSON in ``sys.inputs.data``. Returns a PDF.

        An accessible PDF keeps to PDF/UA-1. The same data give the same bytes. Raises DrawingFailed.
        """
        inputs = {"data": json.dumps(data, ensure_ascii=False), "families": json.dumps(self.typefaces.families)}
        try:
            made = self._compiler.compile(
                input=str(self.folder / template),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["ua-1"] if is_accessible else [],
                pdf_tags=is_accessible,
                timestamp=0,
            )
        except typst.TypstError as why:
            raise DrawingFailed(f"{why.message}\n{why.diagnostic}") from why
        if not isinstance(made, bytes):
            raise DrawingFailed(f"{template} gave no document.")
        return made
