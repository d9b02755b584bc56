"""The documents for editors: the fields, all rules, schemas and snippets for their programs, and pages of a preview.

They are made for those who write. None of them is ever a part of a published site.
"""

from collections.abc import Mapping

from forewarn.field import Kind
from forewarn.outputs.handbook.fields_page import fields_page
from forewarn.outputs.handbook.pages import HandbookPage, handbook_pages
from forewarn.outputs.handbook.rules_page import rules_page
from forewarn.outputs.handbook.schemas import schema_text
from forewarn.outputs.handbook.snippets import snippets_text

__all__ = ["FOLDER", "HandbookPage", "generated", "handbook_pages"]

FOLDER = "docs/editors"


def generated() -> Mapping[str, str]:
    """Give every document that is made of the code, by its path in the repository."""
    return {
        f"{FOLDER}/fields.md": fields_page(),
        f"{FOLDER}/rules.md": rules_page(),
        **{f"{FOLDER}/schemas/{kind}.schema.json": schema_text(kind) for kind in Kind},
        ".vscode/forewarn.code-snippets": snippets_text(),
    }
