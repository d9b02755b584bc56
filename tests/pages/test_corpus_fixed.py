"""``forewarn fix`` on the acceptance corpus and the seed, where they lie beside the project: nothing is lost."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from forewarn.commands import main
from forewarn.document import Document
from forewarn.reading import read_document
from forewarn.repairing import repair
from pages.test_corpus import ENTRIES, EXAMPLES, IS_THERE, accepted, page_check, problems_of
from projects import ROOT, Project

SEED = ROOT.parent / "shared" / "seed"
DOCUMENTS = [*(EXAMPLES / entry["file"] for entry in ENTRIES), *(sorted(SEED.glob("*.txt")) if IS_THERE else [])]

pytestmark = pytest.mark.skipif(not IS_THERE, reason="the corpus does not lie beside the project")


@dataclass(frozen=True)
class Fixed:
    """A project with every document, fixed, and what the command has told of each file by its name."""

    project: Project
    told: Mapping[str, Mapping[str, Any]]

    def file(self, name: str) -> bytes:
        return (self.project.content / "advisories" / name).read_bytes()


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> Fixed:
    project = Project(tmp_path_factory.mktemp("corpus") / "project").with_every_area()
    for path in DOCUMENTS:
        project.add(f"advisories/{path.name}", path.read_bytes())
    return Fixed(project, {Path(each["file"]).name: each for each in fix(project)})


def fix(project: Project) -> list[dict[str, Any]]:
    config = str(project.folder / "mkdocs.yml")
    found = CliRunner().invoke(main, ["fix", "-f", config, "--yes", "--format", "json"], catch_exceptions=False)
    told: list[dict[str, Any]] = json.loads(found.stdout)
    return told


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_information_is_lost(path: Path, fixed: Fixed) -> None:
    before, after = path.read_bytes(), fixed.file(path.name)
    document, _ = read_document("a.md", before)
    if document is None:
        assert (after, fixed.told[path.name]["state"]) == (before, "left")
        return
    mended, _ = repair(document)
    written, _ = read_document("a.md", after)
    assert written
    assert written.body.split() == mended.body.split()
    assert fields_of(written).keys() == fields_of(mended).keys()
    for field, words in fields_of(mended).items():
        assert fields_of(written)[field] in {words, without_name(words)}, field
    lost = words_in(before) - words_in(after)
    told = words_in(json.dumps(fixed.told.get(path.name, {}).get("repairs", []), ensure_ascii=False).encode())
    assert lost <= told, "what went was told of"
    assert (before == after) == (path.name not in fixed.told)


def fields_of(document: Document) -> dict[tuple[str, int], str]:
    """Give the words of every field, those of lists with their number."""
    found: dict[tuple[str, int], str] = {}
    for path, text in document.all_texts():
        number = sum(1 for known, _ in found if known == path)
        found[path, number] = " ".join(text.value.split())
    return found


def without_name(title: str) -> str:
    """Take the name of a force off a title."""
    return re.sub(r" \| [\w& -]+ Police$", "", title)


def words_in(data: bytes) -> set[str]:
    return set(re.findall(r"\w+", data.decode("utf-8")))


def test_something_was_mended_and_the_second_time_nothing_is(fixed: Fixed) -> None:
    mended = {name for name, each in fixed.told.items() if each["state"] == "mended"}
    assert len(mended) > len(DOCUMENTS) / 4
    before = {path.name: fixed.file(path.name) for path in DOCUMENTS}
    again = fix(fixed.project)
    assert {Path(each["file"]).name: each["state"] for each in again} == {
        name: "left" for name, each in fixed.told.items() if each["state"] == "left"
    }
    assert {path.name: fixed.file(path.name) for path in DOCUMENTS} == before


def test_the_fixed_files_are_built_with_no_repairs_left(fixed: Fixed) -> None:
    problems = problems_of(fixed.project)
    assert [problem for problem in problems if problem["level"] == "repair"] == []
    refused = {problem["file"] for problem in problems if problem["level"] == "error"}
    assert {Path(file).name for file in refused} <= {e["file"] for e in ENTRIES if "reject" in accepted(e)}
    for file in refused:
        (fixed.project.folder / file).unlink()
    built = fixed.project.build()
    assert built.exit_status == 0, built.output
    assert "repair:" not in built.output
    published = [entry for entry in ENTRIES if f"content/advisories/{entry['file']}" not in refused]
    pages = {path.parent.name for path in (built.site / "advisories").glob("*/index.html")}
    for entry in published:
        address = Path(entry["file"]).stem
        assert (address in pages) == (entry["verdict"] != "hold")
        if address in pages:
            assert page_check()(built.page(f"advisories/{address}"), entry.get("expect", {})) == []
    assert len(published) > len(ENTRIES) / 2
