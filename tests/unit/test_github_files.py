"""What GitHub reads of this repository: forms for issues, a template for pull requests, and who owns what."""

import re
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from forewarn.advisory import Severity
from projects import ROOT

GITHUB = ROOT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")

# https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
TOP = {"name", "description", "body", "assignees", "labels", "title", "type", "projects"}
# https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def read(path: Path) -> Mapping[str, Any]:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(form, dict)
    return form


def test_there_are_forms() -> None:
    assert {path.name for path in FORMS} == {"wrong-warning.yml", "ask-for-an-advisory.yml"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_the_documented_keys_and_no_other(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= form.keys() <= TOP
    assert all(isinstance(form[key], str) and form[key].strip() for key in ("name", "description", "title"))
    assert all(isinstance(label, str) for label in form["labels"])
    assert any(element["type"] != "markdown" for element in form["body"])
    ids = [element["id"] for element in form["body"] if "id" in element]
    labels = [element["attributes"]["label"] for element in form["body"] if element["type"] != "markdown"]
    assert len(ids) == len(set(ids)) == len(labels) == len(set(labels))
    assert all(re.fullmatch(r"[\w-]+", each) for each in ids)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_element_of_a_form_has_the_documented_keys_and_no_other(path: Path) -> None:
    for element in read(path)["body"]:
        kind, attributes = element["type"], element["attributes"]
        assert element.keys() <= {"type", "id", "attributes", "validations"}
        assert attributes.keys() <= ATTRIBUTES[kind]
        assert ("value" if kind == "markdown" else "label") in attributes
        assert set(element.get("validations", {})) <= {"required"}
        texts = [value for key, value in attributes.items() if key in {"label", "description", "placeholder", "value"}]
        assert all(isinstance(text, str) and text.strip() for text in texts)
        options = attributes.get("options", [])
        if kind == "dropdown":
            assert len(options) == len(set(options)) >= 2
            assert all(isinstance(option, str) for option in options)
            assert 0 <= attributes.get("default", 0) < len(options)
        if kind == "checkboxes":
            assert "validations" not in element
            assert options
            assert all({"label"} <= option.keys() <= {"label", "required"} for option in options)


def test_the_form_asks_for_the_severities_of_the_model() -> None:
    (asked,) = (e for e in read(GITHUB / "ISSUE_TEMPLATE/ask-for-an-advisory.yml")["body"] if e.get("id") == "severity")
    options = asked["attributes"]["options"]
    assert {option.partition(":")[0] for option in options} == set(Severity)
    assert options[asked["attributes"]["default"]].startswith(Severity.WARNING)


def test_the_forms_keep_private_what_is() -> None:
    for path in FORMS:
        opening = read(path)["body"][0]
        assert opening["type"] == "markdown"
        assert "Everybody can read" in opening["attributes"]["value"]


def test_the_configuration_of_the_forms() -> None:
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": True}


def test_the_template_names_a_guide_that_is_there() -> None:
    template = (GITHUB / "pull_request_template.md").read_text("utf-8")
    assert template.count("- [ ] ") >= 4
    (guide,) = re.findall(r"docs/\S+\.md", template)
    assert (ROOT / guide).is_file()


def owners() -> list[tuple[str, str]]:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    return [(line.split()[0], line.split()[1]) for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize(
    ("file", "team"),
    [
        ("content/advisories/2026/parcel-texts.md", "YOUR-EDITORS"),
        ("content/contacts.yml", "YOUR-EDITORS"),
        ("mkdocs.yml", "YOUR-MAINTAINERS"),
        ("hooks/forewarn/content/a.md", "YOUR-MAINTAINERS"),
        (".github/CODEOWNERS", "YOUR-MAINTAINERS"),
        ("docs/editors/guide.md", "YOUR-MAINTAINERS"),
    ],
)
def test_editors_decide_on_content_alone(file: str, team: str) -> None:
    """The last pattern that fits counts; one with slashes at both ends is a folder at the top, with all below it."""
    fitting = [
        owner
        for pattern, owner in owners()
        if (file.startswith(pattern[1:]) if pattern.startswith("/") else fnmatch(file, pattern))
    ]
    assert fitting[-1].endswith(f"/{team}")


def test_the_teams_are_plainly_placeholders() -> None:
    assert owners()
    for _, owner in owners():
        assert re.fullmatch(r"@YOUR-ORGANISATION/YOUR-[A-Z]+", owner)
