"""``forewarn fix``: what is shown, when it is written, and what is left as it is."""

import importlib
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forewarn.commands import main
from golden_cases import HERE, MKDOCS, lay_out
from projects import NOW, VALID, Project, files_of

MODULE = importlib.import_module("forewarn.commands.fix")  # the package has the command by this name
DAMAGED = VALID.replace("title: Callers ask for tax", "title: 'Callers ask for Â£9 | Kent Police'  # why")
MENDED = VALID.replace("title: Callers ask for tax", "title: 'Callers ask for £9'  # why")
UNREADABLE = VALID.replace("area: Kent", "area: Kent\narea: Essex").replace("you owe", "you owe , they say")
REPAIRED_CASES = sorted(path.parent for path in HERE.rglob("expected.txt") if ": repair: " in path.read_text("utf-8"))


def fix(project: Project, *arguments: str, answer: str | None = None) -> Result:
    config = str(project.folder / "mkdocs.yml")
    return CliRunner().invoke(main, ["fix", "-f", config, *arguments], input=answer, catch_exceptions=False)


def repairs_of(folder: Path) -> list[str]:
    """List the rules of the repairs that "forewarn check" tells of."""
    config = str(folder / "mkdocs.yml")
    found = CliRunner().invoke(main, ["check", "-f", config, "--now", NOW, "--format", "json"], catch_exceptions=False)
    return [problem["rule"] for problem in json.loads(found.output) if problem["level"] == "repair"]


def test_the_change_is_shown_and_nothing_is_written_where_nobody_can_be_asked(project: Project) -> None:
    path = project.add("advisories/2026/a.md", DAMAGED)
    found = fix(project)
    assert found.exit_code == 1
    assert found.stdout == (
        "--- a/content/advisories/2026/a.md\n"
        "+++ b/content/advisories/2026/a.md\n"
        "@@ -1,5 +1,5 @@\n"
        " ---\n"
        "-title: 'Callers ask for Â£9 | Kent Police'  # why\n"
        "+title: 'Callers ask for £9'  # why\n"
        " area: Kent\n"
        " publish:\n"
        "   date: 2026-10-02 08:30\n"
    )
    assert found.stderr == "Nobody can be asked here, so nothing was written. Add --yes to mend 1 file.\n"
    assert path.read_text("utf-8") == DAMAGED


def test_it_is_written_with_yes_and_the_second_time_nothing_is_left(project: Project) -> None:
    path = project.add("advisories/a.md", DAMAGED)
    project.add("advisories/b.md", VALID.replace("Callers", "Men"))
    assert repairs_of(project.folder) == ["misread-characters", "title-suffix"]
    before = files_of(project.content)
    found = fix(project, "--yes")
    assert (found.exit_code, found.stderr) == (0, "1 file mended.\n")
    assert path.read_text("utf-8") == MENDED
    assert files_of(project.content) == {**before, "advisories/a.md": MENDED.encode()}
    assert repairs_of(project.folder) == []
    again = fix(project, "--yes")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "Nothing is to be mended.\n")


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_what_is_only_to_be_shown_is_not_written_even_with_yes(project: Project, option: str) -> None:
    path = project.add("advisories/a.md", DAMAGED)
    found = fix(project, option, "--yes")
    assert (found.exit_code, found.stderr) == (1, "This would mend 1 file.\n")
    assert path.read_text("utf-8") == DAMAGED


@pytest.mark.parametrize(("answer", "status", "text"), [("y\n", 0, MENDED), ("n\n", 1, DAMAGED), ("\n", 1, DAMAGED)])
def test_whoever_sits_at_a_terminal_is_asked(
    project: Project, monkeypatch: pytest.MonkeyPatch, answer: str, status: int, text: str
) -> None:
    monkeypatch.setattr(MODULE, "is_at_a_terminal", lambda: True)
    path = project.add("advisories/a.md", DAMAGED)
    found = fix(project, answer=answer)
    assert "Write this into 1 file? [y/N]" in found.stderr
    assert (found.exit_code, path.read_text("utf-8")) == (status, text)


def test_a_real_terminal_is_told_in_colour_and_asked(project: Project) -> None:
    path = project.add("advisories/a.md", DAMAGED)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from forewarn.commands import main; main()", "fix"]
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    with subprocess.Popen(
        command, cwd=project.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as started:
        os.close(theirs)
        os.write(ours, b"y\n")
        shown = b""
        while b"mended." not in shown:
            shown += os.read(ours, 4096)
        assert started.wait(60) == 0
    os.close(ours)
    assert "\x1b[32m+title: 'Callers ask for £9'  # why\x1b[0m" in shown.decode()
    assert path.read_text("utf-8") == MENDED


def test_what_cannot_be_read_is_named_and_stays_while_others_are_mended(project: Project) -> None:
    project.add("advisories/a.md", DAMAGED)
    project.add("advisories/broken.md", UNREADABLE)
    project.add("advisories/old.md", b"---\ntitle: \xa39\n---\nBy , bus")
    project.add("advisories/empty.md", b"")
    before = files_of(project.content)
    found = fix(project, "--yes")
    assert found.exit_code == 1
    assert [line.partition(": left as it is: ")[0] for line in found.stderr.splitlines()] == [
        "content/advisories/broken.md:4:1",
        "content/advisories/empty.md:1:1",
        "content/advisories/old.md:2:8",
        "1 file mended.",
    ]
    assert files_of(project.content) == {**before, "advisories/a.md": MENDED.encode()}


def test_every_kind_of_text_is_mended(project: Project) -> None:
    project.add("advisories/a.md")
    for name in ("index.md", "areas/kent.md", "contacts.yml", "help/about.md"):
        path = project.content / name
        text = path.read_text("utf-8") if path.exists() else "---\ntitle: About\ndescription: Us.\n---\n\nUs .\n"
        path.parent.mkdir(exist_ok=True)
        if name == "contacts.yml":
            text = text.replace("for: When somebody is", "for: When Â£9 is")
            assert "Â£9" in text
        path.write_text(f"{text}\nPay Â£9 .\n" if name != "contacts.yml" else text, "utf-8", newline="\r\n")
    before = files_of(project.content)
    assert repairs_of(project.folder)
    assert fix(project, "--yes").exit_code == 0
    after = files_of(project.content)
    assert repairs_of(project.folder) == []
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"index.md", "areas/kent.md", "contacts.yml", "help/about.md"}
    assert all(after[name].count(b"\r\n") == before[name].count(b"\r\n") for name in changed)


def test_only_named_files_and_folders_are_touched(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2025/a.md", "2026/a.md", "2026/b.md"):
        project.add(f"advisories/{name}", DAMAGED)
    monkeypatch.chdir(project.folder)
    assert fix(project, "--yes", "content/advisories/2026/b.md").stderr == "1 file mended.\n"
    assert fix(project, "--yes", "content/advisories/2026").stderr == "1 file mended.\n"
    assert fix(project, "--yes", ".").stderr == "1 file mended.\n"


def test_nothing_outside_the_content_folder_is_touched_and_no_link_is_followed(
    project: Project, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(DAMAGED, "utf-8")
    (project.content / "advisories" / "link.md").symlink_to(outside / "a.md")
    (project.content / "advisories" / "folder").symlink_to(outside)
    found = fix(project, "--yes")
    assert found.exit_code == 1
    assert found.stderr.count("It is a link to another place.") == 2
    assert fix(project, "--yes", str(project.content / "advisories" / "link.md")).exit_code == 1
    for path in (outside, outside / "a.md", project.content / "advisories" / "folder" / "a.md"):
        refused = fix(project, "--yes", str(path))
        assert refused.exit_code == 2
        assert "is no text of this site" in " ".join(refused.stderr.split())
    assert (outside / "a.md").read_text("utf-8") == DAMAGED


def test_a_picture_is_no_text(project: Project) -> None:
    path = project.add("advisories/a.png", b"x")
    assert fix(project, str(path)).exit_code == 2


def test_a_file_that_changes_in_the_meantime_is_left(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project.add("advisories/a.md", DAMAGED)

    def changed(*_: object, **__: object) -> bool:
        path.write_text(VALID, "utf-8")
        return True

    monkeypatch.setattr(MODULE, "is_at_a_terminal", lambda: True)
    monkeypatch.setattr("click.confirm", changed)
    found = fix(project)
    assert found.exit_code == 1
    assert "content/advisories/a.md:1:1: left as it is: It was changed in the meantime." in found.stderr
    assert found.stderr.endswith("0 files mended.\n")
    assert path.read_text("utf-8") == VALID


def test_a_disk_that_is_full_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project.add("advisories/a.md", DAMAGED)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(MODULE, "write_over", full)
    found = fix(project, "--yes")
    assert found.exit_code == 1
    assert "It cannot be written: No space left on device." in found.stderr
    assert path.read_text("utf-8") == DAMAGED


def test_fix_for_programs(project: Project) -> None:
    project.add("advisories/a.md", DAMAGED)
    project.add("advisories/broken.md", UNREADABLE)
    found = fix(project, "--format", "json")
    mendable, left = json.loads(found.stdout)
    assert (found.exit_code, mendable["file"], mendable["state"]) == (1, "content/advisories/a.md", "mendable")
    assert [repair["rule"] for repair in mendable["repairs"]] == ["misread-characters", "title-suffix"]
    assert "+title: 'Callers ask for £9'" in mendable["diff"]
    assert left == {
        "state": "left",
        "file": "content/advisories/broken.md",
        "line": 4,
        "column": 1,
        "reason": '"area" stands twice, on line 3 and on line 4. Delete one of the two.',
    }
    written = json.loads(fix(project, "--format", "json", "--yes").stdout)
    assert [each["state"] for each in written] == ["mended", "left"]
    (project.content / "advisories/broken.md").unlink()
    again = fix(project, "--format", "json")
    assert (again.exit_code, json.loads(again.stdout)) == (0, [])


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_shown_can_be_given_to_git(project: Project, tmp_path: Path, end: str) -> None:
    text = (DAMAGED.rstrip("\n") + "\n\nThey say:\n• one\n• two .").replace("\n", end)
    path = project.add("advisories/a.md", text)
    (tmp_path / "patch").write_bytes(fix(project).stdout_bytes)
    subprocess.run(["git", "init", "-q", "."], cwd=project.folder, check=True)  # noqa: S607 - the user's git
    command = ["git", "-c", "core.autocrlf=false", "apply", str(tmp_path / "patch")]
    subprocess.run(command, cwd=project.folder, check=True)
    applied = path.read_bytes()
    path.write_bytes(text.encode())
    assert fix(project, "--yes").exit_code == 0
    assert path.read_bytes() == applied != text.encode()


def test_wrong_settings_are_told_as_by_check(project: Project) -> None:
    path = project.add("advisories/a.md", DAMAGED)
    project.configure(extra={"forewarn": {"locale": "English"}})
    found = fix(project, "--yes", "--format", "json")
    assert found.exit_code == 1
    assert [problem["file"] for problem in json.loads(found.stdout)] == ["mkdocs.yml"]
    assert path.read_text("utf-8") == DAMAGED


@pytest.mark.parametrize("case", REPAIRED_CASES, ids=lambda case: case.relative_to(HERE).as_posix())
def test_every_repair_of_a_golden_case_is_written(case: Path, tmp_path: Path) -> None:
    """Whatever rule reports a repair, ``fix`` writes it: a new one that it does not know of is seen here."""
    lay_out(case, tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"{MKDOCS}docs_dir: content\n", "utf-8")
    assert repairs_of(tmp_path)
    arguments = ["fix", "-f", str(tmp_path / "mkdocs.yml"), "--yes"]
    assert "mended" in CliRunner().invoke(main, arguments, catch_exceptions=False).stderr
    assert repairs_of(tmp_path) == []


def test_there_are_such_cases() -> None:
    assert len(REPAIRED_CASES) > 20
