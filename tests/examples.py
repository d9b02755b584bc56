"""The examples of an explanation, put where they stand in a small project and read as ``forewarn check`` reads them."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from attached_files import pdf_bytes, picture
from forewarn.commands.project import open_project
from forewarn.explanation import Explanation, Place
from forewarn.problem import Problem, ProblemsFound
from projects import NOW, ROOT, SHIPPED

FIELDS = {
    "title": "title: Callers ask for tax\n",
    "area": "area: Kent\n",
    "publish": "publish:\n  date: 2 October 2026\n",
}
TEXT = "A caller says that you owe tax. Hang up."
SETTINGS = {
    "site_name": "site_name: Warnings\n",
    "site_url": "site_url: https://warnings.example/\n",
    "docs_dir": "docs_dir: content\n",
}
ALERTING = "extra: {forewarn: {cap: {sender: warnings.example, status: test}}}"
DRAWN = f"theme: {{name: material, custom_dir: '{ROOT / 'overrides'}'}}"  # as share cards are with these fonts
# What the settings of a site list, where a rule asks for that.
LISTED = {
    "topic-unknown": "extra: {forewarn: {topics: [Parcel texts]}}",
    "update-unsent": ALERTING,
    "replaces-newer": ALERTING,
    "locale-unlisted": "extra: {forewarn: {languages: [en_GB, cy_GB]}}",
    "letter-undrawable": DRAWN,
    "emoji-undrawable": DRAWN,
}

TAX_CALLS = "advisories/tax-calls.md"
FILES = {
    Place.METADATA: TAX_CALLS,
    Place.TEXT: TAX_CALLS,
    Place.ADVISORY: TAX_CALLS,
    Place.AREA: "areas/ashmere.md",
    Place.CONTACTS: "contacts.yml",
    Place.HOME: "index.md",
    Place.HELP: "help/how-to-report.md",
}


def advisory(lines: str = "", text: str = TEXT) -> str:
    """Write an advisory with some lines of metadata, and those that every advisory has."""
    return f"---\n{_with(lines, FIELDS)}---\n\n{text}\n"


def _with(lines: str, usual: Mapping[str, str]) -> str:
    """Give lines of fields with those usual ones in front that are not among them."""
    given = set(re.findall(r"^\w+", lines, re.MULTILINE))
    others = "".join(line for name, line in usual.items() if name not in given)
    return f"{others}{lines}\n" if lines else others


# What the examples name, each with words of its own.
NEIGHBOURS = {
    "parcel-texts": advisory(
        "title: Texts ask for a parcel fee\nurl: https://www.kent.police.uk/news/parcel-texts/",
        "A text asks for a fee of £2 for a parcel that was not delivered. Delete it, and look the parcel up yourself.",
    ),
    "testun-parsel": advisory(
        "title: Testun am barsel\nog:\n  locale: cy_GB\ntranslation_of: parcel-texts",
        "Mae testun yn gofyn am ffi. Dilëwch ef.",
    ),
    "planned-raid": advisory(
        "title: Something planned\npublish:\n  date: 2 October 2026\n  status: draft", "Nothing is public yet."
    ),
}
NEWER = advisory(
    "title: More calls about tax\npublish:\n  date: 3 October 2026\n  replaces: tax-calls", "They call again. Hang up."
)
MISSING = {"vna.png"}  # a name that somebody misspelt
HELP_PAGE = "---\ntitle: How to report\ndescription: Whom to tell.\n---\n\nCall your bank first.\n"


def problems_with(explanation: Explanation, example: str, folder: Path) -> tuple[Problem, ...]:
    """Put one of an explanation's examples where it stands, in an empty folder, and check all of that."""
    content = folder / "content"
    _lay_out(content, example)
    settings, now = LISTED.get(explanation.rule, ""), NOW
    match explanation.place:
        case Place.METADATA:
            _write(content / TAX_CALLS, advisory(example))
        case Place.TEXT:
            _write(content / TAX_CALLS, advisory(text=example))
        case Place.NAME:
            _write(folder / example, HELP_PAGE if "/help/" in example else advisory())
        case Place.SETTINGS:
            settings = example
        case Place.ENVIRONMENT:
            now = example.partition("=")[2]
        case place if place in FILES:
            _write(content / FILES[place], f"{example}\n")
    _write(folder / "mkdocs.yml", _with(settings, SETTINGS))
    _write(folder / "base.yml", "strict: true\n")
    try:
        return open_project(folder / "mkdocs.yml", now).survey.problems
    except ProblemsFound as found:
        return found.problems


def _lay_out(content: Path, example: str) -> None:
    """Make what an example may refer to."""
    for area in ("essex", "greater-london", "kent"):
        _write(content / f"areas/{area}.md", (SHIPPED / f"areas/{area}.md").read_text("utf-8"))
    for name in ("contacts.yml", "index.md", *(["index.cy.md"] if "cy_GB:" in example else [])):
        shutil.copy(SHIPPED / name, content)
    for id_, text in NEIGHBOURS.items():
        _write(content / f"advisories/{id_}.md", text)
    if "newer-tax-calls" in example:
        _write(content / "advisories/newer-tax-calls.md", NEWER)
    if "Ashmere Town" in example:
        _write(content / "areas/ashmere-town.md", "---\nname: Ashmere Town\nwithin: Ashmere\n---\n")
    for name in set(re.findall(r"(?<![/.\w])[a-z0-9/-]+\.(?:png|pdf)", example)) - MISSING:
        path = content / "advisories" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(pdf_bytes() if path.suffix == ".pdf" else picture())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
