"""The acceptance corpus, where it lies beside the project: what becomes of each document is what is expected of it.

Every document is built alone with the shipped areas. How an entry of expected.yaml is read, the corpus's README tells;
its tools/check.py applies one to a built page.
"""

import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from forewarn.commands import main
from projects import NOW, ROOT, Built, Project, files_of

CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = CORPUS / "examples"
IS_THERE = (EXAMPLES / "expected.yaml").is_file()
ENTRIES: Sequence[Mapping[str, Any]] = (
    yaml.safe_load((EXAMPLES / "expected.yaml").read_text("utf-8")) if IS_THERE else []
)
LINES_OFF = 2
# By which rule each thing is told of that an entry would like to see told, by the beginning of its name.
OPTIONAL = {
    "e02": ("entity-in-address", "space-before-punctuation"),
    "e03": ("address-unknown", "mobile-private"),
    "e07": ("html-removed", "html-removed", "link-runs-code"),
    "e09": ("placeholder", "page-chrome", "page-chrome"),
    "e10": ("title-missing", "heading-flat"),
    "e20": ("correction-unlinked",),
}
WITH_OPTIONAL = [entry for entry in ENTRIES if entry.get("expect", {}).get("optional_problems")]

pytestmark = pytest.mark.skipif(not IS_THERE, reason="the corpus does not lie beside the project")


@pytest.fixture
def project(project: Project) -> Project:
    return project.with_every_area()


@dataclass(frozen=True)
class Outcome:
    """What became of one document: its build, its page if it has one, and every problem of its file."""

    built: Built
    page: str | None
    problems: Sequence[Mapping[str, Any]]

    @property
    def verdict(self) -> str:
        if self.built.exit_status:
            return "reject"
        if self.page is None:
            return "hold"
        return "publish-with-warnings" if any(p["level"] == "warning" for p in self.problems) else "publish"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_document_becomes_what_is_expected(entry: Mapping[str, Any], project: Project) -> None:
    expected = entry.get("expect", {})
    for wanted in expected.get("problems", []):
        if "or_file" in wanted:  # a problem of two files at once cannot be seen in one
            project.add(f"advisories/{wanted['or_file']}", (EXAMPLES / wanted["or_file"]).read_bytes())
    outcome = outcome_of(project, entry["file"])
    assert outcome.verdict in accepted(entry), outcome.problems
    assert [wanted for wanted in expected.get("problems", []) if not is_reported(wanted, outcome.problems)] == []
    if outcome.page is not None:
        assert page_check()(outcome.page, expected) == []
    if outcome.verdict == "hold":
        stem = Path(entry["file"]).stem.encode()
        assert not [name for name, content in files_of(outcome.built.site).items() if stem in content]


@pytest.mark.parametrize("entry", WITH_OPTIONAL, ids=lambda entry: entry["file"])
def test_what_need_not_be_told_of_a_document_is_told_too(entry: Mapping[str, Any], project: Project) -> None:
    """On the very line, and each by its own rule: one problem does not stand for two."""
    project.add(f"advisories/{entry['file']}", (EXAMPLES / entry["file"]).read_bytes())
    told = {(problem["field"], problem["rule"], problem["line"]) for problem in problems_of(project)}
    for wanted, by in zip(entry["expect"]["optional_problems"], OPTIONAL[entry["file"][:3]], strict=True):
        lines = {line for field, rule, line in told if (field, rule) == (wanted["field"], by)}
        assert wanted.get("line", next(iter(lines), None)) in lines, (wanted, told)


def test_there_are_entries_with_what_need_not_be_told() -> None:
    assert len(WITH_OPTIONAL) >= 6
    assert {entry["file"][:3] for entry in WITH_OPTIONAL} == OPTIONAL.keys()


def test_what_may_be_published_has_no_warning_that_its_entry_does_not_take(project: Project) -> None:
    """Advice is shown, and makes no warning of what is fit to be published."""
    fit = [entry for entry in ENTRIES if accepted(entry) == {"publish"}]
    assert len(fit) >= 5
    for entry in fit:
        project.add(f"advisories/{entry['file']}", (EXAMPLES / entry["file"]).read_bytes())
    assert {problem["level"] for problem in problems_of(project)} <= {"advice", "repair"}


def test_the_whole_folder_without_what_is_refused_is_one_site(project: Project) -> None:
    for entry in ENTRIES:
        project.add(f"advisories/{entry['file']}", (EXAMPLES / entry["file"]).read_bytes())
    problems = problems_of(project)
    refused = {problem["file"] for problem in problems if problem["level"] == "error"}
    expected = {entry["file"] for entry in ENTRIES if "reject" in accepted(entry)}
    assert {Path(file).name for file in refused} <= expected
    for file in refused:
        (project.folder / file).unlink()
    built = project.build()
    assert built.exit_status == 0, built.output
    held = {entry["file"] for entry in ENTRIES if entry["verdict"] == "hold"}
    pages = {path.parent.name for path in (built.site / "advisories").glob("*/index.html")}
    assert pages == {Path(e["file"]).stem for e in ENTRIES} - {Path(f).stem for f in {*refused, *held}}
    for address in sorted(pages):
        (entry,) = (entry for entry in ENTRIES if Path(entry["file"]).stem == address)
        assert page_check()(built.page(f"advisories/{address}"), entry.get("expect", {})) == []
    assert len(ENTRIES) == len(pages) + len(held) + len(refused)


def outcome_of(project: Project, name: str) -> Outcome:
    project.add(f"advisories/{name}", (EXAMPLES / name).read_bytes())
    built = project.build()
    page = built.site / "advisories" / Path(name).stem / "index.html"
    return Outcome(built, page.read_text("utf-8") if page.is_file() else None, problems_of(project))


def problems_of(project: Project) -> Sequence[Mapping[str, Any]]:
    """List problems as a program would ask for them."""
    config = str(project.folder / "mkdocs.yml")
    found = CliRunner().invoke(main, ["check", "-f", config, "--now", NOW, "--format", "json"])
    problems: Sequence[Mapping[str, Any]] = json.loads(found.output)
    return problems


def accepted(entry: Mapping[str, Any]) -> set[str]:
    """Give the verdicts that an entry takes. A repair is nothing for an editor to do, so it is no warning."""
    takes = {entry["verdict"], *entry.get("also_ok", [])}
    problems = entry.get("expect", {}).get("problems", [])
    repaired = {"publish"} if entry["verdict"] == "publish-with-warnings" and problems else set()
    return takes | repaired


def is_reported(wanted: Mapping[str, Any], problems: Sequence[Mapping[str, Any]]) -> bool:
    fields = {wanted["field"], wanted.get("or_field", wanted["field"])}
    return any(fields & names_of(problem) and is_near(wanted, problem) for problem in problems)


def names_of(problem: Mapping[str, Any]) -> set[str]:
    """Give the names that the corpus has for where a problem is."""
    is_metadata = problem["field"] not in {"body", "file", "encoding"}
    return {problem["field"], *({"metadata"} if is_metadata else ())}


def is_near(wanted: Mapping[str, Any], problem: Mapping[str, Any]) -> bool:
    """Tell whether a problem stands where it should. For metadata the field alone will do."""
    by_field_alone = wanted["field"] not in {"body", "metadata"}
    return by_field_alone or abs(int(problem["line"]) - int(wanted.get("line", problem["line"]))) <= LINES_OFF


def page_check() -> Callable[[str, Mapping[str, Any]], list[str]]:
    """Load the corpus's own tool."""
    spec = importlib.util.spec_from_file_location("corpus_check", CORPUS / "tools" / "check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check: Callable[[str, Mapping[str, Any]], list[str]] = module.check_page
    return check
