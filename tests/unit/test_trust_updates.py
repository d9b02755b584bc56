"""Renovate takes up every lock of the repository, a week late."""

import json
import re
import shlex
from typing import Any

import pytest

from projects import ROOT
from trust.pins import npm_locks, python_locks

# What Renovate lets stand in the command at the top of a lock that uv wrote (its manager pip-compile, version 44),
# without what names a registry.
FLAGS = {"-v", "--generate-hashes", "--all-extras", "--no-strip-extras", "--universal"}
WITH_VALUE = {
    "--output-file", "--extra", "--constraint", "--constraints", "--python-version", "--group",
    "--no-emit-package", "--prerelease", "--format", "--resolution", "--fork-strategy", "--exclude-newer",
    "--exclude-newer-package", "--override", "--overrides",
}  # fmt: skip
HEADER = re.compile(r"^(?:#.*?\n)+# {4}(?P<command>\S*)(?P<arguments> .*?)?\n")


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    told = json.loads((ROOT / "renovate.json").read_text("utf-8"))
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("path", python_locks(), ids=lambda path: path.stem)
def test_renovate_can_run_the_command_of_a_lock_again(path: Any) -> None:
    head = HEADER.match(path.read_text("utf-8"))
    assert head
    command, compile_, *arguments = shlex.split(head["arguments"])
    assert (head["command"], command, compile_) == ("uv", "pip", "compile")
    options = [each for each in arguments if each.startswith("-")]
    assert [each for each in arguments if not each.startswith("-")] == ["pyproject.toml"]
    assert {each for each in options if "=" not in each} <= FLAGS
    assert {each.partition("=")[0] for each in options if "=" in each} <= WITH_VALUE
    assert f"--output-file=requirements/{path.name}" in options


def test_every_lock_is_taken_up(settings: dict[str, Any]) -> None:
    patterns = [re.compile(each.strip("/")) for each in settings["pip-compile"]["managerFilePatterns"]]
    assert len(python_locks()) == 6
    for path in python_locks():
        assert any(pattern.search(path.relative_to(ROOT).as_posix()) for pattern in patterns)
    assert {"pip-compile", "npm", "github-actions"} <= set(settings["enabledManagers"])
    assert len(npm_locks()) >= 2
    ignored = [each.removesuffix("/**").removeprefix("**/") for each in settings["ignorePaths"]]
    assert not [path for path in npm_locks() if set(path.relative_to(ROOT).parts) & set(ignored)]


def test_nothing_is_taken_before_it_is_a_week_old_unless_it_mends_a_fault(settings: dict[str, Any]) -> None:
    assert settings["minimumReleaseAge"] == "7 days"
    assert settings["internalChecksFilter"] == "strict", "what is too young gets no change at all"
    assert settings["minimumReleaseAgeBehaviour"] == "timestamp-required"
    assert not [rule for rule in settings["packageRules"] if "minimumReleaseAge" in rule]
    assert settings["vulnerabilityAlerts"]["minimumReleaseAge"] is None
    assert settings["automerge"] is False


def test_the_choice_has_its_reasons(settings: dict[str, Any]) -> None:
    assert "Dependabot" in settings["description"][0]
    assert all(rule["description"].endswith(".") for rule in settings["packageRules"])


def test_a_package_that_is_named_in_a_rule_is_in_a_lock(settings: dict[str, Any]) -> None:
    ruled = {name for rule in settings["packageRules"] for name in rule.get("matchPackageNames", ())}
    named = {
        name
        for path in npm_locks()
        for kind in ("dependencies", "overrides")
        for name in json.loads((path.parent / "package.json").read_text("utf-8")).get(kind, {})
    }
    assert ruled
    assert ruled <= named
