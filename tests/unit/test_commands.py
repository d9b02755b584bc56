"""The command line, as an editor, a program and a workflow use it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forewarn.commands import main
from projects import NOW, VALID, Project, files_of

BROKEN = VALID.replace("area: Kent", "area: Knet")
WARNED = VALID.replace("title: Callers", f"title: {'Very ' * 25}long callers")
REPAIRED = VALID.replace("you owe", "you owe , they say")


def run(project: Project, *arguments: str, now: str = NOW) -> Result:
    config = str(project.folder / "mkdocs.yml")
    command, *rest = arguments
    return CliRunner().invoke(main, [command, "-f", config, "--now", now, *rest], catch_exceptions=False)


def dated(title: str, **publish: str) -> str:
    lines = "\n".join(f"  {name}: {value}" for name, value in publish.items())
    return f"---\ntitle: {title}\narea: Kent\npublish:\n{lines}\n---\n\nA caller says that you owe tax. Hang up.\n"


def test_check_lists_the_gravest_first_and_counts(project: Project) -> None:
    for name, text in {"a": REPAIRED, "b": WARNED, "c": BROKEN}.items():
        project.add(f"advisories/{name}.md", text)
    found = run(project, "check")
    *lines, count = found.output.strip().split("\n")
    assert found.exit_code == 1
    assert [line.split(":")[0] for line in lines] == [f"content/advisories/{name}.md" for name in ("c", "b", "a")]
    assert lines[0] == (
        'content/advisories/c.md:3:7: error: area: "Knet" is not an area. Did you mean "Kent"? [area-unknown]'
    )
    assert count == "1 error, 1 warning, 1 repair in 3 files."


def test_check_without_an_error_succeeds(project: Project) -> None:
    project.add("advisories/a.md")
    assert run(project, "check").output == "Nothing is wrong.\n"
    project.add("advisories/b.md", WARNED)
    found = run(project, "check")
    assert (found.exit_code, found.output.count("warning")) == (0, 2)


def test_check_names_letters_that_no_card_can_show(project: Project) -> None:
    project.add("advisories/a.md", VALID.replace("Callers", "退税"))
    found = run(project, "check")
    assert found.exit_code == 1
    assert found.output.startswith('content/advisories/a.md:2:8: error: title: No font of the share cards has "退"')
    project.configure(extra={"forewarn": {"cards": False}})
    assert run(project, "check").output == "Nothing is wrong.\n"
    project.configure(extra={}, theme={"name": "material"})
    assert run(project, "check").output == "Nothing is wrong.\n"


def test_check_says_that_no_card_can_be_drawn(project: Project) -> None:
    project.add("advisories/a.md")
    (project.folder / "own").mkdir()
    project.configure(theme={"name": "material", "custom_dir": "own"})
    found = run(project, "check")
    assert found.exit_code == 1
    assert "overrides/cards:1:1: error: file: It has no templates and fonts" in found.output


def test_check_looks_at_drafts_and_at_what_is_to_come(project: Project) -> None:
    project.add("advisories/draft.md", WARNED.replace("publish:\n", "publish:\n  status: draft\n"))
    project.add("advisories/coming.md", WARNED.replace("2026-10-02", "2027-10-02"))
    assert run(project, "check").output.count("title-long") == 2


def test_check_of_some_paths(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.add("advisories/2026/a.md", BROKEN)
    project.add("advisories/2025/b.md", BROKEN)
    monkeypatch.chdir(project.folder)
    assert "a.md" not in run(project, "check", "content/advisories/2025").output
    assert run(project, "check", "content/areas").exit_code == 0
    assert "1 error in 1 file." in run(project, "check", str(project.content / "advisories/2026/a.md")).output
    assert run(project, "check", "content/nowhere").exit_code == 2


def test_check_for_programs(project: Project) -> None:
    project.add("advisories/c.md", BROKEN)
    project.add("advisories/a.md", REPAIRED)
    listed = json.loads(run(project, "check", "--format", "json").output)
    assert [set(problem) for problem in listed] == [
        {"file", "line", "column", "field", "rule", "level", "message", "cure"}
    ] * 2
    assert listed[0] == {
        "file": "content/advisories/c.md",
        "line": 3,
        "column": 7,
        "field": "area",
        "rule": "area-unknown",
        "level": "error",
        "message": '"Knet" is not an area.',
        "cure": 'Did you mean "Kent"?',
    }
    assert listed[1]["level"] == "repair"


def test_check_for_github(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.add("advisories/a,b.md", BROKEN.replace("Knet", '"Knet: 100%"'))
    monkeypatch.chdir(project.folder.parent)
    found = run(project, "check", "--format", "github")
    assert found.output.split("\n")[0].startswith(
        "::error file=project/content/advisories/a%2Cb.md,line=3,col=7,title=area-unknown::"
        'area: "Knet: 100%25" is not an area.'
    )


def test_check_for_gitlab(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.add("advisories/a.md", BROKEN)
    project.add("advisories/b.md", WARNED)
    monkeypatch.chdir(project.folder.parent)
    error, warning, *_ = json.loads(run(project, "check", "--format", "gitlab").output)
    assert error["location"] == {"path": "project/content/advisories/a.md", "lines": {"begin": 3}}
    assert error["description"] == 'area: "Knet" is not an area. Did you mean "Kent"?'
    assert (error["check_name"], error["severity"], warning["severity"]) == ("area-unknown", "critical", "minor")
    project.add("advisories/a.md", BROKEN.replace("area:", "severity: advice\narea:"))
    moved, other, *_ = json.loads(run(project, "check", "--format", "gitlab").output)
    assert moved["location"]["lines"] == {"begin": 4}
    assert moved["fingerprint"] == error["fingerprint"] != other["fingerprint"], "the same problem on another line"


def test_wrong_settings_are_problems_like_any_other(project: Project) -> None:
    project.configure(extra={"forewarn": {"locale": "English"}})
    found = run(project, "check", "--format", "json")
    (problem,) = json.loads(found.output)
    assert (found.exit_code, problem["file"], problem["level"]) == (1, "mkdocs.yml", "error")
    assert run(project, "states").exit_code == 1


def test_a_moment_that_is_none_is_told(project: Project) -> None:
    found = run(project, "check", now="soon")
    assert found.exit_code == 1
    assert '"soon" is not a date' in found.output


def test_states_are_listed_with_the_moment_that_matters(project: Project) -> None:
    project.add("advisories/coming.md", dated("Coming", date="2027-01-04 09:00"))
    project.add("advisories/ending.md", dated("Ending", date="2026-10-02", expires="2026-12-01 10:00"))
    project.add("advisories/past.md", dated("Past", date="2020-10-02"))
    project.add("advisories/draft.md", dated("Draft", date="2026-10-02", status="draft"))
    found = run(project, "states")
    *lines, last = found.output.strip().split("\n")
    assert [line.split()[-1].rpartition("/")[2] for line in lines] == [
        "coming.md",
        "ending.md",
        "past.md",
        "draft.md",
    ]
    assert "public from" in found.output
    assert "2027-01-04 09:00" in found.output
    assert "current until" in found.output
    assert "2026-12-01 10:00" in found.output
    assert last == "Build the site again at 2026-12-01 10:00: ending stops being current."
    assert "Nothing of the site changes by itself any more." in run(project, "states", now="2099-01-01").output


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-22T12:00:00+00:00", "2026-12-01T10:00:00+00:00"),
        ("2026-12-01T09:59:59+00:00", "2026-12-01T10:00:00+00:00"),
        ("2026-12-01T10:00:00+00:00", "2027-01-04T09:00:00+00:00"),
        ("2027-01-04T08:59:59+00:00", "2027-01-04T09:00:00+00:00"),
        ("2027-01-04T09:00:00+00:00", "2027-03-28T02:30:00+01:00"),
        ("2027-03-28T01:30:00+00:00", "2027-09-24T02:30:00+01:00"),  # 180 days by the clock on the wall
        ("2027-09-24T01:30:00+00:00", ""),
    ],
)
def test_the_next_moment_at_which_the_site_changes(project: Project, now: str, then: str) -> None:
    project.add("advisories/ending.md", dated("Ending", date="2026-10-02", expires="2026-12-01 10:00"))
    update = "updates: [{date: 2027-03-28 02:30, note: A second town.}]"
    project.add("advisories/coming.md", dated("Coming", date=f"2027-01-04 09:00\n  {update}"))
    withdrawn = dated("Withdrawn", date="2026-10-02", status="withdrawn", reason="It was wrong.")
    project.add("advisories/withdrawn.md", withdrawn)
    project.add("advisories/draft.md", dated("Draft", date="2026-11-30", status="draft"))
    assert run(project, "states", "--next", now=now).output.strip() == then


def test_states_for_programs(project: Project) -> None:
    project.add("advisories/coming.md", dated("Coming", date="2027-01-04 09:00"))
    told = json.loads(run(project, "states", "--format", "json").output)
    assert told["advisories"] == [
        {
            "id": "coming",
            "state": "scheduled",
            "when": "2027-01-04T09:00:00+00:00",
            "title": "Coming",
            "file": "content/advisories/coming.md",
        }
    ]
    assert told["changes"][0] == {"when": "2027-01-04T09:00:00+00:00", "event": "published", "id": "coming"}


def test_explain_one_rule_all_rules_and_no_rule() -> None:
    runner = CliRunner()
    one = runner.invoke(main, ["explain", "area-unknown"])
    assert one.exit_code == 0
    assert "area: Lodnon" in one.output
    every = runner.invoke(main, ["explain"])
    assert "area-unknown" in every.output
    none = runner.invoke(main, ["explain", "area-unknwon"])
    assert none.exit_code == 2
    assert 'Did you mean "area-unknown"?' in none.output


def test_markup_in_a_text_is_printed_as_it_is(project: Project) -> None:
    project.add("advisories/a.md", BROKEN.replace("Knet", '"[bold]Knet[/bold]"'))
    assert '"[bold]Knet[/bold]" is not an area' in run(project, "check").output


def test_there_is_no_project_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(main, ["check"])
    assert found.exit_code == 2
    assert "mkdocs.yml" in found.output


def test_rolling_back_puts_the_former_site_before_the_public(project: Project) -> None:
    project.add("advisories/a.md")
    first = files_of(project.build().site)
    project.add("advisories/a.md", VALID.replace("tax", "rent"))
    second = files_of(project.build().site)
    for expected in (first, second):
        found = roll_back(project)
        assert (found.exit_code, found.output) == (0, "site: the former site is public again.\n")
        assert files_of(project.folder / "site") == expected


def test_there_is_no_former_site_to_roll_back_to(project: Project) -> None:
    project.add("advisories/a.md")
    first = files_of(project.build().site)
    found = roll_back(project)
    assert found.exit_code == 1
    assert "There is no former site to go back to. Mend the texts and build again." in found.output
    assert files_of(project.folder / "site") == first


def roll_back(project: Project) -> Result:
    return CliRunner().invoke(main, ["roll-back", "-f", str(project.folder / "mkdocs.yml")], catch_exceptions=False)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_help_of_a_command_ends_with_an_example_on_a_line_of_its_own(command: str) -> None:
    shown = CliRunner().invoke(main, [command, "--help"], catch_exceptions=False).output
    assert "\\b" not in shown
    assert f"\n    forewarn {command}" in shown
