"""Every field has its meaning, and the schemas that are made of it say of real texts what the checker says."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft7Validator

from editor_documents import write_all
from examples import advisory
from forewarn.advisory import Severity, Status
from forewarn.area import NATIONS
from forewarn.checking.shape import ByLanguage, Shape
from forewarn.commands.project import open_project
from forewarn.dates import read_date
from forewarn.document import Document, plain
from forewarn.field import ALWAYS, Kind, fields
from forewarn.outputs.handbook import generated
from forewarn.outputs.handbook.described import SHAPES, described
from forewarn.outputs.handbook.fields_page import example_lines
from forewarn.outputs.handbook.schemas import schema
from forewarn.problem import Level, Problem
from forewarn.reading import read_document, read_fields
from golden_cases import HERE as GOLDEN
from projects import NOW, ROOT, SHIPPED, Project

CHOICES = {
    (Kind.ADVISORY, "publish.status"): tuple(Status),
    (Kind.ADVISORY, "severity"): tuple(Severity),
    (Kind.AREA, "nation"): NATIONS,
    (Kind.CONTACTS, "contacts.nations"): NATIONS,
}
# What the checker lets pass with a warning, and a schema refuses: another text stands in for the title.
STANDS_IN = {"title-missing"}


def paths(shape: Mapping[str, Shape], prefix: str = "") -> Iterator[str]:
    for name, below in shape.items():
        yield prefix + name
        inner = below.shape if isinstance(below, ByLanguage) else below
        inner = inner[0] if isinstance(inner, tuple) else inner
        if isinstance(inner, Mapping):
            yield from paths(inner, f"{prefix}{name}.")


def kind_of(path: Path) -> Kind:
    if path.name == "contacts.yml":
        return Kind.CONTACTS
    if path.stem.partition(".")[0] == "index":
        return Kind.HOME
    return {"areas": Kind.AREA, "help": Kind.HELP}.get(path.parent.name, Kind.ADVISORY)


def read(kind: Kind, data: bytes) -> Document | None:
    return (read_fields if kind is Kind.CONTACTS else read_document)("file", data)[0]


def faults(kind: Kind, document: Document) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in validator(kind).iter_errors(plain(document.fields))]


def validator(kind: Kind) -> Draft7Validator:
    return Draft7Validator(schema(kind))


def texts(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in {".md", ".txt", ".yml"}]


def test_what_is_made_of_the_code_is_up_to_date() -> None:
    """If this fails, run: make editors."""
    old = [name for name, text in generated().items() if (ROOT / name).read_text("utf-8") != text]
    assert old == []


def test_documents_are_written_where_they_are_not_or_have_changed(tmp_path: Path) -> None:
    assert set(write_all(tmp_path)) == generated().keys()
    assert write_all(tmp_path) == []
    (tmp_path / "docs/editors/fields.md").write_text("old", "utf-8")
    assert write_all(tmp_path) == ["docs/editors/fields.md"]


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_the_shapes_has_a_meaning_and_no_other(kind: Kind) -> None:
    known = set(paths(SHAPES[kind]))
    if kind is Kind.AREA:
        known = {path for path in known if not path.startswith("contacts.")}  # those of a contact
    assert fields(kind).keys() == known


@pytest.mark.parametrize("kind", Kind)
def test_every_field_has_sentences_and_an_example_or_fields_below_it(kind: Kind) -> None:
    every = [each for top in described(kind) for each in top.walked()]
    assert every
    for each in every:
        assert each.field.meaning.endswith("."), each.field.path
        assert bool(each.below) != bool(each.field.example), each.field.path
        assert all(meaning.endswith(".") for meaning in each.field.choices.values()), each.field.path


def test_the_choices_are_those_of_the_model() -> None:
    found = {
        (kind, path): tuple(field.choices) for kind in Kind for path, field in fields(kind).items() if field.choices
    }
    assert {place: set(words) for place, words in found.items()} == {
        place: {str(word) for word in words} for place, words in CHOICES.items()
    }


def with_examples(project: Project, kind: Kind) -> tuple[Problem, ...]:
    """Write a file with the example of every field, as the page of the fields has them, and check all."""
    lines = "\n".join(line for top in described(kind) for line in example_lines(top))
    match kind:
        case Kind.ADVISORY:
            project.add("advisories/parcel-texts.md", advisory("title: Texts ask for a parcel fee"))
            project.add("advisories/courier.md", advisory(lines, "A courier comes for cash. There is none such."))
            (project.content / "advisories/letter.png").write_bytes((ROOT / "pictures/home.png").read_bytes())
        case Kind.AREA:
            alone = lines.replace("name: Kent\naliases: [Medway, Thanet]", "name: Ashmere\naliases: [Ash]")
            alone = alone.replace("cy: Caint", "cy: Llynonn")
            project.add("areas/ashmere.md", f"---\n{alone}\n---\n")
        case Kind.HELP:
            project.add("help/reporting.md", f"---\n{lines}\n---\n\nCall your bank first.\n")
        case Kind.HOME:
            project.add("index.md", f"---\n{lines}\n---\n")
        case Kind.CONTACTS:
            others = (SHIPPED / "contacts.yml").read_text("utf-8")
            project.add("contacts.yml", others + lines.removeprefix("contacts:\n") + "\n")
    return open_project(project.folder / "mkdocs.yml", NOW).survey.problems


@pytest.mark.parametrize("kind", Kind)
def test_the_examples_of_all_fields_together_pass(project: Project, kind: Kind) -> None:
    assert [problem for problem in with_examples(project, kind) if problem.level is Level.ERROR] == []


@pytest.mark.parametrize("kind", Kind)
def test_a_schema_is_one(kind: Kind) -> None:
    Draft7Validator.check_schema(schema(kind))
    written = json.loads((ROOT / f"docs/editors/schemas/{kind}.schema.json").read_text("utf-8"))
    assert written["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("folder", [SHIPPED, ROOT / "tests/fixtures/town-council/content"], ids=["shipped", "council"])
def test_every_text_that_is_shipped_fits_its_schema(folder: Path) -> None:
    found = {path: read(kind_of(path), path.read_bytes()) for path in texts(folder)}
    assert {kind_of(path) for path in found} >= {Kind.ADVISORY, Kind.AREA, Kind.HOME, Kind.CONTACTS}
    wrong = {path: faults(kind_of(path), document) for path, document in found.items() if document}
    assert len(wrong) == len(found)
    assert {path: told for path, told in wrong.items() if told} == {}


def golden_texts() -> Iterator[tuple[Path, Path]]:
    """Give every text of a golden case, and the case."""
    for outcome in sorted(GOLDEN.rglob("expected.txt")):
        for path in texts(outcome.parent):
            if path.name not in {"expected.txt", "settings.yml", "mkdocs.yml"} and "content" not in path.parts[-4:]:
                yield path, outcome.parent


def test_a_schema_refuses_no_golden_text_that_the_checker_accepts() -> None:
    seen = 0
    for path, case in golden_texts():
        outcome = (case / "expected.txt").read_text("utf-8")
        document = read(kind_of(path), path.read_bytes())
        if outcome.startswith("Refused") or document is None or case.parent.name in STANDS_IN:
            continue
        seen += 1
        told = [fault for fault in faults(kind_of(path), document) if "'title' is a required" not in fault]
        assert told == [], path
    assert seen > 200


# Rules that a schema can keep, each with the number of texts that break it at least.
KEPT = {
    "unknown-field": 4,
    "field-shape": 5,
    "area-missing": 1,
    "date-missing": 1,
    "status-unknown": 1,
    "severity-unknown": 1,
    "reason-missing": 1,
    "reason-alone": 1,
    "update-incomplete": 1,
    "nation-unknown": 2,
    "area-incomplete": 2,
    "help-incomplete": 1,
    "home-incomplete": 1,
    "contact-incomplete": 3,
    "contact-unreachable": 1,
}


@pytest.mark.parametrize("rule", KEPT)
def test_a_schema_refuses_what_breaks_these_rules(rule: str) -> None:
    refused = []
    for path, case in golden_texts():
        if case.parent.name != rule or case.name.startswith("near"):
            continue
        document = read(kind_of(path), path.read_bytes())
        if document and faults(kind_of(path), document):
            refused.append(path)
    assert len(refused) >= KEPT[rule], refused


# A whole file of each kind, of which a line after the other is taken.
WHOLE = {
    Kind.ADVISORY: """\
        title: Callers ask for tax
        area: Kent
        publish:
          date: 2 October 2026
          status: withdrawn
          reason: We were wrong.
          updates:
            - date: 3 October 2026
              note: Withdrawn.
        """,
    Kind.AREA: """\
        name: Ashmere
        nation: England
        force:
          name: Ashmere Police
          website: https://www.ashmere.example/
          colours:
            surface: "#14365c"
            words: "#ffffff"
        """,
    Kind.HELP: """\
        title: How to report
        description: Whom to tell.
        """,
    Kind.HOME: """\
        title: Warnings
        description: What criminals try.
        """,
    Kind.CONTACTS: """\
        contacts:
          - id: bank
            name: Your bank
            for: If you have paid.
            phone: "159"
            nations: [England, Wales]
            source: https://stopscamsuk.org.uk/159
            translations:
              cy:
                name: Eich banc
                for: Os ydych wedi talu.
        """,
}


def written(kind: Kind, lines: str) -> tuple[str, str]:
    """Give the name of a file of a kind in the content folder, and the file."""
    body = "" if kind is Kind.AREA else "\nA caller says that you owe tax. Hang up.\n"
    block = lines if kind is Kind.CONTACTS else f"---\n{lines}---\n{body}"
    names = {Kind.AREA: "areas/ashmere.md", Kind.HELP: "help/reporting.md", Kind.HOME: "index.md"}
    return names.get(kind, "contacts.yml" if kind is Kind.CONTACTS else "advisories/a.md"), block


def without_one(lines: str) -> Iterator[tuple[str, str]]:
    """Give a text without each of its fields, one after the other, and without what stands below that."""
    every = lines.splitlines(keepends=True)
    for number, line in enumerate(every):
        depth = len(line) - len(line.lstrip(" "))
        end = next((n for n in range(number + 1, len(every)) if _depth(every[n]) <= depth), len(every))
        if line.lstrip().startswith("- "):  # the first field of an item: the next one takes its hyphen
            following = every[number + 1]
            kept = [*every[:number], f"{' ' * depth}- {following.lstrip()}", *every[number + 2 :]]
        else:
            kept = [*every[:number], *every[end:]]
        yield line.strip(), "".join(kept)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@pytest.mark.parametrize("kind", Kind)
def test_the_schema_and_the_checker_need_the_same_fields(project: Project, kind: Kind) -> None:
    whole = textwrap.dedent(WHOLE[kind])
    name, text = written(kind, whole)
    file = project.add(name, text)
    assert has_errors(project, file) is False
    taken = list(without_one(whole))
    assert len(taken) >= 2
    for line, rest in taken:
        file = project.add(*written(kind, rest))
        document = read(kind, file.read_bytes())
        refused = document is None or bool(faults(kind, document))
        assert refused == has_errors(project, file), line


def has_errors(project: Project, file: Path) -> bool:
    problems = open_project(project.folder / "mkdocs.yml", NOW).survey.problems
    return any(problem.level is Level.ERROR and problem.file.endswith(file.name) for problem in problems)


def test_a_number_and_a_truth_value_pass_as_the_texts_that_they_are() -> None:
    """A program for YAML reads 159 as a number; to the checker it is a text."""
    contact = {"id": 159, "name": "Your bank", "for": "Paid?", "phone": 159, "nations": "Wales", "source": True}
    assert list(validator(Kind.CONTACTS).iter_errors({"contacts": [contact]})) == []


def test_the_page_of_the_fields_has_every_field_of_every_kind() -> None:
    page = (ROOT / "docs/editors/fields.md").read_text("utf-8")
    headings = {"advisory": "an advisory", "area": "an area", "help": "a help page", "home": "the home page"}
    for kind in Kind:
        of_it = headings.get(kind, "a contact")
        for path, field in fields(kind).items():
            section = page.partition(f"\n### `{path}` of {of_it}\n")[2].partition("\n###")[0]
            assert section, path
            assert (field.needed == ALWAYS) == section.strip().startswith(("Needed always", "Needed wherever")), path


def test_every_form_of_a_date_on_the_page_is_read() -> None:
    page = (ROOT / "docs/editors/fields.md").read_text("utf-8")
    block = page.partition("## Dates")[2].partition("\n## ")[0]
    written = [date for line in block.splitlines() if line.startswith("    ") for date in re.split("  +", line.strip())]
    assert len(written) == 12
    days = {read_date(date, ZoneInfo("Europe/London")).when.date().isoformat() for date in written}
    assert days == {"2026-06-23"}


def test_contributing_leads_to_the_documents_and_has_no_second_list() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    links = re.findall(r"\]\((?!https:)([^)#]+)\)", text)
    assert {"docs/editors/guide.md", "docs/editors/fields.md", "docs/editors/rules.md"} <= set(links)
    assert [link for link in links if "/" in link and not (ROOT / link).exists() and link.startswith("docs/")] == []
    assert "| field | meaning |" not in text
