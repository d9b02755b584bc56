"""What the guide for editors shows: its commands, and its advisory at every step, as somebody who follows it has it."""

import re
from collections.abc import Mapping

from forewarn.outputs.handbook import FOLDER
from projects import ROOT

GUIDE = ROOT / FOLDER / "guide.md"
FILE = "advisories/2026/callers-send-a-courier-for-your-bank-card.md"
AFTERWARDS = "2026-10-08T12:00:00+01:00"  # when all that it tells of has happened

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PUBLISH = re.compile(r"^publish:\n(?: .*\n)+", re.MULTILINE)
_DRAFT = "  status: draft\n"


def shown(form: str) -> list[str]:
    """Give what the guide shows in blocks of one form (``console``, ``markdown``, ``yaml``, ``text``), in its order."""
    return [text for found, text in _FENCE.findall(GUIDE.read_text("utf-8")) if found == form]


def forms() -> set[str]:
    """Give the forms of all blocks of the guide."""
    return {form for form, _ in _FENCE.findall(GUIDE.read_text("utf-8"))}


def steps() -> Mapping[str, str]:
    """Give the advisory as a draft, published, corrected and withdrawn."""
    (draft,) = shown("markdown")
    start, end = _PUBLISH.search(draft).span()  # type: ignore[union-attr]  # a test checks what this finds
    corrected, withdrawn = (draft[:start] + block + draft[end:] for block in shown("yaml"))
    return {"draft": draft, "published": draft.replace(_DRAFT, ""), "corrected": corrected, "withdrawn": withdrawn}


def refused() -> str:
    """Give the published advisory with the slip that the guide shows the refusal of."""
    return steps()["published"].replace("area: Kent\n", "area: Knet\n")
