"""The levels of rules: advice that counts as nothing wrong, and what a site's owner raises, lowers or silences."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner, Result

from forewarn.commands import main
from forewarn.problem import Level, Problem, SetLevel, at_set_levels
from projects import NOW, VALID, Project

ADVISED = VALID.replace("title: Callers", f"title: {'Very ' * 12}long callers")
WARNED = VALID.replace("Hang up", "It is 020 7946 0518. Hang up")
CARD = VALID.replace("Hang up", "It is 4111 1111 1111 1111. Hang up")


def check(project: Project, *arguments: str) -> Result:
    config = str(project.folder / "mkdocs.yml")
    return CliRunner().invoke(main, ["check", "-f", config, "--now", NOW, *arguments], catch_exceptions=False)


def set_levels(project: Project, **levels: str) -> None:
    rules = {rule.replace("_", "-"): {"level": level, "reason": "It suits us."} for rule, level in levels.items()}
    project.configure(extra={"forewarn": {"rules": rules}})


def levels_of(project: Project) -> Mapping[str, str]:
    problems: list[dict[str, Any]] = json.loads(check(project, "--format", "json").output)
    return {problem["rule"]: problem["level"] for problem in problems}


def test_advice_comes_behind_warnings_and_counts_as_nothing_wrong(project: Project) -> None:
    project.add("advisories/a.md", ADVISED)
    assert check(project).output.strip().endswith("1 piece of advice in 1 file.")
    project.add("advisories/b.md", WARNED)
    project.add("advisories/c.md", ADVISED.replace("A caller", "A caller , they say,"))
    found = check(project)
    *lines, count = found.output.strip().split("\n")
    assert [line.split(": ")[1] for line in lines] == ["warning", "advice", "advice", "repair"]
    assert count == "1 warning, 2 pieces of advice, 1 repair in 3 files."
    assert found.exit_code == 0


def test_advice_is_a_notice_on_github(project: Project) -> None:
    project.add("advisories/a.md", ADVISED)
    assert check(project, "--format", "github").output.startswith("::notice file=")


def test_advice_stops_no_build_that_allows_no_warnings(project: Project) -> None:
    project.add("advisories/a.md", ADVISED)
    built = project.build("--strict")
    assert built.exit_status == 0, built.output
    assert "advice: title: The title has" in built.output
    set_levels(project, title_cut="warning")
    built = project.build("--strict")
    assert built.exit_status == 1
    assert "There was 1 warning" in built.output


def test_a_rule_that_is_raised_stops_the_build_and_check(project: Project) -> None:
    project.add("advisories/b.md", WARNED)
    set_levels(project, number_unknown="error")
    assert levels_of(project) == {"number-unknown": "error"}
    assert check(project).exit_code == 1
    built = project.build()
    assert built.exit_status == 1
    assert project.blamed(built.output) == {"advisories/b.md"}


def test_a_draft_with_a_raised_error_holds_up_nobody(project: Project) -> None:
    project.add("advisories/a.md")
    project.add("advisories/b.md", WARNED.replace("publish:\n", "publish:\n  status: draft\n"))
    set_levels(project, number_unknown="error")
    assert project.build().exit_status == 0


def test_a_rule_that_is_lowered_lets_the_page_through(project: Project) -> None:
    project.add("advisories/c.md", CARD)
    assert project.build().exit_status == 1
    set_levels(project, card_number="warning")
    assert levels_of(project) == {"card-number": "warning"}
    built = project.build()
    assert built.exit_status == 0, built.output
    assert "4111" in built.page("advisories/c/")


def test_a_rule_that_is_off_says_nothing(project: Project) -> None:
    project.add("advisories/a.md", ADVISED)
    set_levels(project, title_cut="off")
    assert check(project).output == "Nothing is wrong.\n"


@pytest.mark.parametrize("rule", ["number-near-official", "address-lookalike", "link-to-scam", "unknown-field"])
def test_what_keeps_readers_from_harm_cannot_be_lowered(project: Project, rule: str) -> None:
    set_levels(project, **{rule: "warning"})
    found = check(project)
    assert found.exit_code == 1
    assert "[rule-fixed]" in found.output
    set_levels(project, **{rule: "error"})
    assert check(project).exit_code == 0


def test_levels_are_set_once_and_for_all_problems_of_a_rule() -> None:
    problems = [Problem("a.md", line, 1, "body", rule, Level.WARNING, "", "") for line, rule in enumerate("xyx")]
    levels = {"x": SetLevel(Level.ADVICE, "why"), "y": SetLevel(None, "why")}
    once = at_set_levels(problems, levels)
    assert [(problem.line, problem.level) for problem in once] == [(0, Level.ADVICE), (2, Level.ADVICE)]
    assert at_set_levels(once, levels) == once
    assert at_set_levels(problems, {}) == tuple(problems)
