"""The rehearsal of a workflow, with small ones: what it runs, what it names, where it stops."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from rehearsal import Failed, Refused, Rehearsal, fill_in, in_order, settings_in

GOOD = """
on: push
defaults: {run: {shell: bash}}
env: {OF_ALL: one}
jobs:
  last:
    needs: [first]
    steps:
      - run: "exit 1"
  first:
    outputs: {told: "${{ steps.tell.outputs.told }}"}
    env: {OF_THE_JOB: "two ${{ github.run_id }}"}
    steps:
      - uses: actions/checkout@0000
        with: {persist-credentials: false}
      - uses: actions/setup-python@0000
      - name: Tell the next
        id: tell
        env: {OWN: three}
        run: |
          python --version
          test -d .git && test "$CI" = true && test -z "${FOREWARN_NOW:-}"
          echo "$OF_ALL $OF_THE_JOB $OWN"
          echo "told=yes" >> "$GITHUB_OUTPUT"
          printf 'LATER<<END\\na\\nb\\nEND\\n' >> "$GITHUB_ENV"
          mkdir own && echo "$PWD/own" >> "$GITHUB_PATH"
          printf '#!/bin/sh\\necho own program' > own/program && chmod +x own/program
          echo "It is **told**" >> "$GITHUB_STEP_SUMMARY"
      - if: steps.tell.outputs.told == 'yes'
        run: program && echo "$LATER" && test -z "${OWN:-}"
      - if: steps.tell.outputs.told == 'no'
        run: "false"
      - uses: actions/cache/restore@0000
      - run: mkdir site && echo page > site/index.html
      - uses: actions/upload-artifact@0000
        with: {name: copy, path: site}
      - uses: actions/upload-pages-artifact@0000
        with: {path: site}
      - run: "exit 2"
  between:
    needs: other
    if: needs.other.outputs.told == 'yes'
    steps:
      - run: "false"
  other:
    outputs: {told: "no"}
    steps:
      - run: "true"
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "content").mkdir(parents=True)
    (folder / "content/about.md").write_text("Write to {EMAIL ADDRESS FOR QUESTIONS}.\n", "utf-8")
    own = ["-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "."], [*own, "commit", "--quiet", "-m", "All"]):
        subprocess.run(["git", *command], cwd=folder, check=True)  # noqa: S607 - the one that is there
    (folder / "content/about.md").write_text("Not committed.\n", "utf-8")
    return folder


def rehearse(repository: Path, tmp_path: Path, workflow: str, **changes: Any) -> tuple[Rehearsal, list[str]]:
    said: list[str] = []
    rehearsal = Rehearsal(repository, tmp_path / "rehearsal", said.append, fill_in)
    rehearsal.go_through(yaml.safe_load(workflow), **changes)
    return rehearsal, said


def test_every_step_up_to_the_upload(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOREWARN_NOW", "2026-12-24")
    rehearsal, said = rehearse(repository, tmp_path, GOOD)
    text = "\n".join(said)
    assert "      one two 1 three" in said
    assert "      own program\n      a\n      b" in text
    assert "      summary: It is **told**" in said
    assert "not wanted (steps.tell.outputs.told == 'no')" in text
    assert "an empty cache" in text
    assert rehearsal.sent == ["first: 1 files with 5 bytes would be sent"]
    assert (rehearsal.artifacts / "copy/index.html").read_text("utf-8") == "page\n"
    assert "== last: not reached, as it follows what would be sent" in said
    assert "== between" in said, "its condition does not hold, so its step was not run"


def test_the_clone_is_clean_and_filled_in(repository: Path, tmp_path: Path) -> None:
    workflow = "{on: push, jobs: {a: {steps: [{uses: actions/checkout@0}, {run: cat content/about.md}]}}}"
    _, said = rehearse(repository, tmp_path, workflow)
    assert "      Write to words of the organisation." in said


def test_a_step_that_fails_ends_it(repository: Path, tmp_path: Path) -> None:
    workflow = "{on: push, jobs: {a: {steps: [{name: Try, run: exit 3}, {run: touch never}]}}}"
    with pytest.raises(Failed, match="a: Try ended with 3"):
        rehearse(repository, tmp_path, workflow)
    assert not list(tmp_path.rglob("never"))


@pytest.mark.parametrize(("shell", "fails"), [("", False), ("shell: bash, ", True)])
def test_pipes_fail_as_they_do_there(repository: Path, tmp_path: Path, shell: str, *, fails: bool) -> None:
    workflow = f"{{on: push, jobs: {{a: {{steps: [{{{shell}run: 'false | true'}}]}}}}}}"
    if fails:
        with pytest.raises(Failed):
            rehearse(repository, tmp_path, workflow)
    else:
        rehearse(repository, tmp_path, workflow)


@pytest.mark.parametrize(
    "step",
    [
        "{uses: somebody/else@v1}",
        "{run: 'true', if: \"contains(github.ref, 'main')\"}",
        "{run: 'true', continue-on-error: true}",
        "{run: 'true', shell: pwsh}",
        "{run: 'echo ${{ github.a || github.b }}'}",
    ],
)
def test_what_it_does_not_know_it_refuses(repository: Path, tmp_path: Path, step: str) -> None:
    with pytest.raises(Refused):
        rehearse(repository, tmp_path, f"{{on: push, jobs: {{a: {{steps: [{step}]}}}}}}")


@pytest.mark.parametrize(
    "key",
    [
        "container: debian",
        "strategy: {matrix: {a: [1, 2]}}",
        "services: {b: {image: c}}",
        "continue-on-error: true",
        "uses: ./other.yml",
    ],
)
def test_a_job_that_it_does_not_know_it_refuses(repository: Path, tmp_path: Path, key: str) -> None:
    workflow = f"{{on: push, jobs: {{a: {{{key}, steps: [{{run: touch {tmp_path}/never}}]}}}}}}"
    with pytest.raises(Refused, match=key.partition(":")[0]):
        rehearse(repository, tmp_path, workflow)
    assert not list(tmp_path.rglob("never"))


def test_a_copy_or_a_site_that_is_not_there_is_a_fault(repository: Path, tmp_path: Path) -> None:
    for step in (
        "{uses: actions/upload-artifact@0, with: {name: a, path: site}}",
        "{uses: actions/upload-pages-artifact@0, with: {path: site}}",
    ):
        with pytest.raises(Failed):
            rehearse(repository, tmp_path / step[16:25], f"{{on: push, jobs: {{a: {{steps: [{step}]}}}}}}")


def test_a_job_can_be_left_out(repository: Path, tmp_path: Path) -> None:
    workflow = "{on: push, jobs: {a: {steps: [{run: exit 1}]}}}"
    _, said = rehearse(repository, tmp_path, workflow, without=frozenset({"a"}))
    assert said == ["== a: left out, as was asked"]


def test_jobs_that_wait_for_each_other() -> None:
    with pytest.raises(Refused):
        list(in_order({"a": {"needs": "b"}, "b": {"needs": ["a"]}}))
    assert [name for name, _ in in_order({"a": {"needs": "b"}, "b": {}})] == ["b", "a"]


def test_what_steps_tell() -> None:
    assert dict(settings_in("a=1=2\nb<<X\nc=d\n\nX\n")) == {"a": "1=2", "b": "c=d\n"}
    with pytest.raises(Failed):
        dict(settings_in("nothing\n"))
