"""``forewarn new``: what it asks, what it writes, and what it refuses to write."""

import os
import select
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from click.shell_completion import CompletionItem
from click.testing import CliRunner, Result

from forewarn.addresses import is_identity
from forewarn.commands import main
from forewarn.commands.answers import new_id
from forewarn.commands.completion import complete_area, complete_topic
from forewarn.placeholders import STILL_TO_WRITE
from projects import NOW, VALID, Project, files_of

LIVE = ("--live", "--body", "A caller says that you owe tax. Hang up.")
ALL = ("--title", "Texts: a small fee", "--area", "Kent, essex", "--topic", "parcel-texts", "--severity", "urgent")


def run(project: Project, *arguments: str, answers: str = "", now: str = NOW) -> Result:
    config = str(project.folder / "mkdocs.yml")
    given = ["new", "-f", config, "--now", now, *arguments]
    return CliRunner().invoke(main, given, input=answers, catch_exceptions=False)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take what a test types for an editor at a terminal."""
    monkeypatch.setattr(sys.modules["forewarn.commands.new"], "can_ask", lambda: True)


at_a_terminal = pytest.mark.usefixtures("terminal")


def advisories(project: Project) -> dict[str, str]:
    return {name: text.decode() for name, text in files_of(project.content / "advisories").items()}


def checked(project: Project) -> str:
    config = str(project.folder / "mkdocs.yml")
    return CliRunner().invoke(main, ["check", "-f", config, "--now", NOW], catch_exceptions=False).output


def test_all_answers_can_be_options(project: Project) -> None:
    advice = ("--advice", "Do not tap the link.", "--advice", "Forward it to 7726.")
    found = run(project, *ALL, *advice, "--summary", "A text asks for a fee.", "--locale", "cy_GB")
    assert found.exit_code == 0, found.output
    assert advisories(project) == {
        "2026/texts-a-small-fee.md": f"""\
---
title: "Texts: a small fee"
area:
  - Kent
  - Essex
topic: Parcel texts
severity: urgent
advice:
  - Do not tap the link.
  - Forward it to 7726.
og:
  description: A text asks for a fee.
  locale: cy_GB
publish:
  date: 2026-11-22 12:00
  status: draft
---

{STILL_TO_WRITE}
"""
    }
    assert "Written: content/advisories/2026/texts-a-small-fee.md\n" in found.output
    assert "forewarn preview, and then http://127.0.0.1:8000/advisories/texts-a-small-fee/\n" in found.output
    assert "https://warnings.example/advisories/texts-a-small-fee/\n" in found.output


def test_what_is_written_is_checked_built_and_hidden(project: Project) -> None:
    project.add("advisories/public.md")
    assert run(project, *ALL).exit_code == 0
    assert "error" not in checked(project)
    built = project.build()
    assert built.exit_status == 0, built.output
    assert "Advisories: 1 public, 1 not yet." in built.output
    assert not (built.site / "advisories/texts-a-small-fee").exists()


def test_what_is_live_is_public_with_the_next_build(project: Project) -> None:
    found = run(project, "--title", "Callers ask for tax", "--area", "Kent", *LIVE)
    assert (
        "With the next build it is public, at https://warnings.example/advisories/callers-ask-for-tax/" in found.output
    )
    assert checked(project) == "Nothing is wrong.\n"
    built = project.build(now="2026-11-22T12:00:30+00:00")
    assert "Hang up." in built.page("advisories/callers-ask-for-tax")


def test_the_year_and_the_moment_are_those_of_the_site(project: Project) -> None:
    run(project, "--title", "A", "--area", "Kent", now="2026-06-30T23:30:00+00:00")
    run(project, "--title", "B", "--area", "Kent", "--date", "2 January 2027 09:00", *LIVE)
    texts = advisories(project)
    assert "  date: 2026-07-01 00:30\n" in texts["2026/a.md"]
    assert "  date: 2 January 2027 09:00\n" in texts["2027/b.md"]


@at_a_terminal
def test_it_asks_for_what_was_not_given(project: Project) -> None:
    answers = ["Callers ask for tax", "Knet", "Kent,Essex", "Courier frod", "Courier fraud", "", "Hang up.", "", ""]
    found = run(project, answers="\n".join([*answers, ""]))
    assert found.exit_code == 0, found.output
    assert '"Knet" is not an area. Did you mean "Kent"?' in found.output
    assert '"Courier frod" is not a topic. Did you mean "Courier fraud"?' in found.output
    (text,) = advisories(project).values()
    assert "title: Callers ask for tax\narea:\n  - Kent\n  - Essex\ntopic: Courier fraud\n" in text
    assert "severity: warning\nadvice:\n  - Hang up.\npublish:\n" in text


@at_a_terminal
def test_it_asks_for_nothing_that_was_given(project: Project) -> None:
    advice = ("--advice", "Hang up.", "--summary", "A text.")
    found = run(project, *ALL, *advice)
    assert found.exit_code == 0, found.output
    assert "Title" not in found.output
    assert "Severity" not in found.output


@at_a_terminal
def test_a_wrong_option_is_asked_for_again_where_somebody_is_there(project: Project) -> None:
    found = run(project, "--title", "A", "--area", "Knet", answers="Kent\n\n\n\n\n")
    assert found.exit_code == 0, found.output
    assert found.output.startswith('"Knet" is not an area. Did you mean "Kent"?')
    assert "area: Kent\n" in advisories(project)["2026/a.md"]


@at_a_terminal
def test_what_would_not_pass_is_told_and_asked_for_again(project: Project) -> None:
    found = run(project, "--title", "Callers | Kent Police", "--area", "Kent", answers="\n\n\n\nCallers\n")
    assert found.exit_code == 0, found.output
    assert 'title: The name behind "|" is no part of the title: "Kent Police". Leave it out.' in found.output
    assert "title: Callers\n" in advisories(project)["2026/callers.md"]


@at_a_terminal
def test_what_cannot_even_be_read_is_asked_for_again(project: Project) -> None:
    found = run(project, "--title", "A", "--area", "Kent", answers="\n\nHang\u202e up.\n\n\nHang up.\n\n")
    assert found.exit_code == 0, found.output
    assert "U+202E" in found.output
    assert "advice:\n  - Hang up.\n" in advisories(project)["2026/a.md"]


@at_a_terminal
def test_an_editor_is_opened_for_the_text_last(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    written = iter(["Call 0300 123 204 now.\n", None, "Call 0300 123 2040 now.\n"])
    monkeypatch.setattr("click.edit", lambda *_, **__: next(written))
    found = run(project, "--title", "A", "--area", "Kent", "--live", "--editor", answers="\n\n\n\n")
    assert found.exit_code == 0, found.output
    assert found.output.count("body: ") >= 2, "it was wrong twice: as it was written, and as it was left"
    assert advisories(project)["2026/a.md"].endswith("\nCall 0300 123 2040 now.\n")


@at_a_terminal
def test_without_a_text_there_is_only_a_draft(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.edit", lambda *_, **__: None)
    found = run(project, *ALL, "--live", "--editor", answers="\n\n")
    assert found.exit_code == 0, found.output
    assert "It has no text yet, so it is a draft." in found.output
    assert "status: draft\n" in advisories(project)["2026/texts-a-small-fee.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Nobody can be asked here, as this is no terminal. Give --title and --area."),
        (("--title", "A"), "Give --area."),
        (("--title", " ", "--area", "Kent"), "Give --title."),
        (("--title", "A", "--area", "Knet"), 'Invalid value for --area: "Knet" is not an area. Did you mean "Kent"?'),
        (("--title", "A", "--area", "Kent", "--topic", "Tax"), '--topic: "Tax" is not a topic.'),
        (("--title", "A", "--area", "Kent", "--severity", "high"), "It can be urgent, warning or advice."),
        (("--title", "A", "--area", "Kent", "--date", "soon"), '--date: "soon" is not a date'),
        (("--title", "A", "--area", "Kent", "--locale", "cymraeg"), '--locale: "cymraeg" is no language.'),
        (("--title", "A", "--area", "Kent", "--live"), "needs a text: give it with --body or --editor."),
        (("--title", "A", "--area", "Kent", "--editor"), "--editor needs a terminal."),
    ],
)
def test_nobody_is_asked_where_nobody_is(project: Project, arguments: tuple[str, ...], said: str) -> None:
    found = run(project, *arguments)
    assert found.exit_code == 2
    assert said in found.output
    assert advisories(project) == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--title", "Callers | Kent Police"), 'title: The name behind "|" is no part of the title'),
        (("--title", "A " * 200), "title: The title has 399 characters"),
        (("--title", "A", "--body", "Call 0300 123 204."), "body: "),
        (("--title", "A", "--live", "--body", "Call {NAME OF FORCE} on 101."), '"{NAME OF FORCE}" stands for words'),
    ],
)
def test_nothing_is_written_that_would_not_pass(project: Project, arguments: tuple[str, ...], said: str) -> None:
    found = run(project, "--area", "Kent", *arguments)
    assert found.exit_code == 1
    assert said in found.output
    assert found.output.endswith("Nothing was written.\n")
    assert advisories(project) == {}


def test_repairs_are_made_before_it_is_written(project: Project) -> None:
    body = "It costs Â£900 , they say.\r\nThey want:\r\n• your card\r\n• your code\r\n"
    found = run(project, "--title", "It costs Â£900", "--area", "Kent", "--live", "--body", body)
    assert found.exit_code == 0, found.output
    (text,) = advisories(project).values()
    assert "title: It costs £900\n" in text
    assert "It costs £900, they say.\n" in text
    assert "- your card\n" in text
    assert "\r" not in text
    assert "repair" not in checked(project)


def test_the_text_may_come_from_elsewhere(project: Project) -> None:
    found = run(project, "--title", "A", "--area", "Kent", "--live", "--body", "-", answers="Hang up. Call 101.\n")
    assert found.exit_code == 0, found.output
    assert advisories(project)["2026/a.md"].endswith("---\n\nHang up. Call 101.\n")


def test_warnings_are_told_and_written(project: Project) -> None:
    found = run(project, "--title", f"{'Very ' * 25}long", "--area", "Kent", *LIVE)
    assert found.exit_code == 0
    assert "  title: The title has 129 characters; previews cut it at 120. Say it shorter.\n" in found.output


def test_faults_of_other_texts_are_theirs(project: Project) -> None:
    project.add("advisories/broken.md", VALID.replace("Kent", "Knet"))
    assert run(project, "--title", "A", "--area", "Kent", *LIVE).exit_code == 0


def test_no_file_is_overwritten_and_no_address_is_taken(project: Project) -> None:
    project.add("advisories/2020/a.md")
    project.add("advisories/other.md", VALID.replace("title:", "id: a-2\ntitle:").replace("tax", "rent"))
    project.add("advisories/2026/a-3.md", "damaged")
    for _ in range(2):
        assert run(project, "--title", "A", "--area", "Kent").exit_code == 0
    assert {"2026/a-4.md", "2026/a-5.md"} <= advisories(project).keys()
    assert advisories(project)["2026/a-3.md"] == "damaged"


@pytest.mark.parametrize("title", ["کوریئر فراڈ", "Index", "!", "a" * 300, "word " * 60, "con"])
def test_every_title_makes_an_address(title: str) -> None:
    now = datetime(2026, 10, 2)
    first = new_id(title, now, set())
    second = new_id(title, now, {first})
    assert is_identity(first)
    assert is_identity(second)
    assert first != second


def test_settings_that_are_wrong_are_told(project: Project) -> None:
    project.configure(extra={"forewarn": {"locale": "English"}})
    found = run(project, *ALL)
    assert found.exit_code == 1
    assert "mkdocs.yml" in found.output


def completed(project: Project, words: str, begun: str) -> list[CompletionItem]:
    context = main.commands["new"].make_context("new", words.split(), resilient_parsing=True)
    context.params["config_file"] = str(project.folder / "mkdocs.yml")
    complete = complete_area if words == "--area" else complete_topic
    return complete(context, main.commands["new"].params[0], begun)


def test_a_shell_offers_areas_and_topics(project: Project) -> None:
    assert ("kent", "Kent") in [(each.value, each.help) for each in completed(project, "--area", "Ken")]
    assert "essex" not in [each.value for each in completed(project, "--area", "Ken")]
    assert [each.value for each in completed(project, "--area", "medw")] == ["kent"], "by an alias"
    assert [each.value for each in completed(project, "--topic", "cour")] == ["courier-fraud"]
    (project.folder / "mkdocs.yml").write_text("site_name: [", "utf-8")
    assert completed(project, "--area", "Ken") == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_at_a_real_terminal(project: Project) -> None:
    """Areas are completed by Tab, behind a comma as well."""
    import pty  # noqa: PLC0415 - there is none on Windows

    code = "from forewarn.commands import main; main(prog_name='forewarn')"
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(project.folder)
        os.execv(sys.executable, [sys.executable, "-c", code, "new", "--title", "A", "--severity", "advice"])  # noqa: S606
    wait_for(terminal, "Area")
    os.write(terminal, b"Kent, Esse\t\n")
    wait_for(terminal, "Topic")
    os.write(terminal, b"\nHang up.\n\n")
    said = wait_for(terminal, "Summary")
    os.write(terminal, b"\n")
    said += wait_for(terminal, "It will be at")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, said
    os.close(terminal)
    assert "area:\n  - Kent\n  - Essex\n" in next(iter(advisories(project).values()))


def wait_for(terminal: int, words: str) -> str:
    """Read what a program says at a terminal until it has said some words."""
    said, ends = "", time.monotonic() + 60
    while words not in said:
        assert time.monotonic() < ends, said
        if select.select([terminal], [], [], 1)[0]:
            said += os.read(terminal, 65536).decode("utf-8", "replace")
    return said


def test_there_is_no_project_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["new", "--title", "A"]).exit_code == 2
