"""The workflows that this repository runs, and that every organisation gets from ``forewarn deploy-files``."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import actionlint
from forewarn.commands import main
from forewarn.hosting import workflows
from projects import ROOT, Project

OWN = ROOT / ".github" / "workflows"
TEMPLATES = Path(workflows.__file__).with_name("workflows")
GITHUB = sorted(path for path in TEMPLATES.glob("*.yml") if path.name != "gitlab-ci.yml")
PINNED = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<sum>[0-9a-f]{40}) # v(?P<version>\d+\.\d+\.\d+)$")


def read(name: str) -> Mapping[str, Any]:
    found = yaml.safe_load((TEMPLATES / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def jobs() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path in GITHUB:
        for name, job in read(path.name)["jobs"].items():
            yield path.name, name, job


def steps() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file, _, job in jobs():
        for step in job.get("steps", ()):
            yield file, step


def test_there_are_workflows() -> None:
    assert {path.name for path in GITHUB} == {"check.yml", "publish.yml", "publish-when-due.yml", "roll-back.yml"}


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_this_repository_runs_what_it_gives_to_others(path: Path) -> None:
    assert (OWN / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("host", "files"), [("github-pages", 4), ("gitlab-pages", 1)])
def test_an_organisation_gets_them(project: Project, tmp_path: Path, host: str, files: int) -> None:
    config = ["-f", str(project.folder / "mkdocs.yml"), "--into", str(tmp_path / "out")]
    found = CliRunner().invoke(main, ["deploy-files", host, *config], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").rglob("*.yml")}
    assert len(written) == files
    for name, content in written.items():
        assert content == (TEMPLATES / name.removeprefix(".")).read_bytes()


def test_actionlint_finds_nothing() -> None:
    if lack := actionlint.lacking():
        assert not os.environ.get("CI"), lack
        pytest.skip(lack)
    assert actionlint.check(GITHUB) == []


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    if lack := actionlint.lacking():
        pytest.skip(lack)
    wrong = tmp_path / "wrong.yml"
    wrong.write_text((TEMPLATES / "publish.yml").read_text("utf-8").replace("needs: build", "needs: bild"), "utf-8")
    (fault,) = actionlint.check([wrong])
    assert "bild" in fault


def zizmor(*paths: Path) -> list[str]:
    """Give the names of what zizmor finds, without asking anybody, but not of what is passed over with a reason."""
    program = Path(sys.executable).with_name("zizmor")
    command = [str(program), "--offline", "--no-progress", "--no-config", "--format", "json-v1", *map(str, paths)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return [finding["ident"] for finding in json.loads(answer.stdout) if not finding["ignored"]]


def test_zizmor_finds_nothing() -> None:
    assert zizmor(*GITHUB) == []


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    wrong = tmp_path / ".github" / "workflows" / "wrong.yml"
    wrong.parent.mkdir(parents=True)
    text = (TEMPLATES / "publish.yml").read_text("utf-8")
    wrong.write_text(re.sub("upload-artifact@[0-9a-f]{40}", "upload-artifact@v7", text), "utf-8")
    assert set(zizmor(wrong)) == {"unpinned-uses"}


def test_what_is_passed_over_has_a_reason() -> None:
    ignored = [line for path in GITHUB for line in path.read_text("utf-8").splitlines() if "zizmor: ignore" in line]
    assert ignored
    assert all(re.search(r"zizmor: ignore\[[a-z-]+\] \w+", line) for line in ignored)


def test_the_pipeline_of_gitlab_fits_its_schema() -> None:
    program = Path(sys.executable).with_name("check-jsonschema")
    command = [
        str(program),
        "--disable-formats",
        "uri",
        "--builtin-schema",
        "vendor.gitlab-ci",
    ]  # an address may be $...
    file = TEMPLATES / "gitlab-ci.yml"
    found = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False, timeout=120)
    assert found.returncode == 0, found.stdout


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    lines = [line.strip().removeprefix("- ") for path in GITHUB for line in path.read_text("utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses: ") and not line.startswith("uses: ./")]
    assert len(used) > 10
    pins = [PINNED.fullmatch(line) for line in used]
    assert all(pins), used
    one_version = {(pin["action"].split("/")[1], pin["sum"], pin["version"]) for pin in pins if pin}
    assert len(one_version) == len({action for action, _, _ in one_version}), "one version of each action everywhere"
    assert all(pin["action"].startswith("actions/") for pin in pins if pin), "nobody but GitHub runs here"


def test_no_job_may_do_more_than_it_needs() -> None:
    assert all(read(path.name)["permissions"] == {} for path in GITHUB)
    allowed = {"contents": {"read"}, "actions": {"read"}, "pages": {"write"}, "id-token": {"write"}}
    seen = list(jobs())
    assert len(seen) >= 8
    for file, name, job in seen:
        assert job["permissions"], (file, name)
        assert all(level in allowed[scope] for scope, level in job["permissions"].items()), (file, name)
        uses = [step.get("uses", "") for step in job.get("steps", ())]
        if "pages" in job["permissions"] and uses:
            assert not any("checkout" in use or "setup-python" in use for use in uses), "no code of ours may publish"


def test_every_job_ends_and_no_checkout_leaves_its_key() -> None:
    assert all("timeout-minutes" in job for _, _, job in jobs() if "steps" in job)
    checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) >= 4
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_no_proposal_writes_what_is_kept_for_publishing() -> None:
    saving = [file for file, step in steps() if step.get("uses", "").startswith("actions/cache/save@")]
    assert saving == ["publish.yml"]
    assert not [step for _, step in steps() if re.match(r"actions/cache@", step.get("uses", ""))], "which saves as well"
    (starts,) = re.findall(r"^on:\n((?:  .*\n)+)", (TEMPLATES / "check.yml").read_text("utf-8"), re.MULTILINE)
    assert starts == "  pull_request:\n", "never pull_request_target: that has the keys"


def test_a_script_stops_at_the_first_command_that_fails_in_a_pipe_too() -> None:
    assert all(read(path.name)["defaults"] == {"run": {"shell": "bash"}} for path in GITHUB)


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step["run"] for _, step in steps() if "run" in step]
    assert len(scripts) > 10
    assert not [script for script in scripts if "${{" in script]


def test_a_hidden_folder_is_published_as_well() -> None:
    uploads = [step for _, step in steps() if "upload-pages-artifact" in step.get("uses", "")]
    assert len(uploads) == 2
    assert all(step["with"]["include-hidden-files"] is True for step in uploads), ".well-known would be left out"


def test_a_copy_of_a_proposal_is_hidden_from_search_engines_and_holds_nothing_hidden() -> None:
    (build,) = [step for file, step in steps() if file == "check.yml" and step.get("run") == "make site"]
    assert build["env"] == {"FOREWARN_NOINDEX": "1"}
    text = (TEMPLATES / "check.yml").read_text("utf-8")
    assert not re.search(r"^\s*FOREWARN_(NOW|PREVIEW)", text, re.MULTILINE)


# What the scripts decide, with an answer of GitHub's such as it gives.

NOW = datetime.now(UTC).replace(microsecond=0)
TIP, OLDER = "b" * 40, "a" * 40


def stamp(days: float) -> str:
    return (NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Hub:
    """A ``gh`` that answers from a folder, and a script of a workflow that is run before it."""

    folder: Path
    artifacts: list[dict[str, Any]] = field(default_factory=list)

    def left(self, name: str, run: int, days: float, content: str = "", **changes: Any) -> None:
        """Let a run have left an artifact so many days ago (a negative number), with one file in it."""
        number = len(self.artifacts) + 1
        run_of = {"id": run, "head_branch": "main", "head_sha": TIP, "repository_id": 7, "head_repository_id": 7}
        artifact = {"id": number, "name": name, "expired": False, "created_at": stamp(days), "workflow_run": run_of}
        artifact["workflow_run"] = run_of | changes.pop("workflow_run", {})
        self.artifacts.append(artifact | changes)
        inside = {"public": "next-change", "held": "run", "sent": "run"}.get(name, "artifact.tar")
        with zipfile.ZipFile(self.folder / f"{number}.zip", "w") as packed:
            packed.writestr(inside, content)

    def run(self, file: str, job: str, step: str, **environment: str) -> tuple[int, Mapping[str, str], str]:
        """Run the script of a step. Gives its exit status, what it put out, and what it printed."""
        if not shutil.which("jq") or not shutil.which("unzip"):
            pytest.skip("jq or unzip is not here; every machine of GitHub has them")
        script = next(each["run"] for each in read(file)["jobs"][job]["steps"] if each.get("id") == step)
        (self.folder / "artifacts.json").write_text(json.dumps(self.artifacts), "utf-8")
        program = self.folder / "gh"
        program.write_text(_GH.format(python=sys.executable, folder=str(self.folder)), "utf-8")
        program.chmod(0o755)
        output = self.folder / "output"
        output.write_text("", "utf-8")
        known = {
            "PATH": f"{self.folder}:{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "police/warnings",
            "GITHUB_REF_NAME": "main",
            "GITHUB_SHA": TIP,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "RUNNER_TEMP": str(self.folder),
            "GH_TOKEN": "none",
        }
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],  # noqa: S607 - as GitHub does
            env=known | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        put = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        return ended.returncode, put, ended.stdout + ended.stderr


_GH = """#!{python}
import json, pathlib, re, sys
folder = pathlib.Path({folder!r})
assert sys.argv[1] == "api"
address = sys.argv[-1]
if packed := re.fullmatch(r"repos/police/warnings/actions/artifacts/(\\d+)/zip", address):
    sys.stdout.buffer.write((folder / f"{{packed[1]}}.zip").read_bytes())
else:
    name = re.fullmatch(r"repos/police/warnings/actions/artifacts\\?name=([a-z-]+)&per_page=100", address)[1]
    assert "--paginate" in sys.argv
    found = [each for each in json.loads((folder / "artifacts.json").read_text()) if each["name"] == name]
    for page in (found[:1], found[1:]):  # two pages, as one after the other
        print(json.dumps(dict(total_count=len(found), artifacts=page)))
"""


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(tmp_path)


def is_due(hub: Hub) -> bool:
    status, put, printed = hub.run("publish-when-due.yml", "look", "look")
    assert status == 0, printed
    return {"true": True, "false": False}[put["is_due"]]


def test_what_was_never_published_is_due(hub: Hub) -> None:
    assert is_due(hub)


@pytest.mark.parametrize(("days", "due"), [(1, False), (0.05, False), (-0.001, True), (-3, True)])
def test_a_change_is_due_once_its_moment_has_passed(hub: Hub, days: float, *, due: bool) -> None:
    hub.left("public", 1, -40, stamp(-39))
    hub.left("public", 2, -5, stamp(days).replace("Z", "+00:00"))
    assert is_due(hub) is due


def test_a_site_that_does_not_change_by_itself_is_never_due_but_its_note_is_kept_young(hub: Hub) -> None:
    hub.left("public", 1, -59, "")
    assert not is_due(hub)
    hub.artifacts.clear()
    hub.left("public", 1, -61, "")
    assert is_due(hub)


def test_a_site_that_was_rolled_back_is_left_alone_until_the_next_publication(hub: Hub) -> None:
    hub.left("sent", 1, -5.1, "1")
    hub.left("public", 1, -5, stamp(-1))
    hub.left("held", 2, -2, "1")
    status, put, printed = hub.run("publish-when-due.yml", "look", "look")
    assert (status, put) == (0, {"is_due": "false"})
    assert "::warning title=A former site is public::" in printed
    hub.left("sent", 3, -1, "3")
    hub.left("public", 3, -1, stamp(-0.5))
    assert is_due(hub)


def test_a_change_after_a_roll_back_is_published_though_its_own_run_was_lost(hub: Hub) -> None:
    hub.left("sent", 1, -5.1, "1")
    hub.left("public", 1, -5, stamp(3))
    hub.left("held", 2, -2, "1", workflow_run={"head_sha": OLDER})
    assert is_due(hub)


def may_publish(hub: Hub) -> bool:
    """Tell whether a publication that the clock has begun goes on, once its turn has come."""
    status, _, printed = hub.run("publish.yml", "build", "held", COMMIT=TIP)
    assert (status != 0) is ("::error title=A former site is public::" in printed), printed
    return status == 0


def test_what_the_clock_has_begun_does_not_end_a_roll_back_that_came_between(hub: Hub) -> None:
    assert may_publish(hub)
    hub.left("sent", 1, -5, "1")
    assert may_publish(hub)
    hub.left("held", 2, -2, "1")
    assert not may_publish(hub)
    hub.left("held", 3, -1.5, "1", workflow_run={"head_sha": OLDER})
    assert may_publish(hub), "the main branch has changed since"
    hub.left("held", 4, -1.4, "1", workflow_run={"head_branch": "proposal"})
    hub.left("held", 5, -1.3, "1")
    assert not may_publish(hub)
    hub.left("sent", 6, -1, "6")
    assert may_publish(hub)


def test_the_clock_says_that_it_is_the_clock() -> None:
    publish = read("publish-when-due.yml")["jobs"]["publish"]
    assert publish["with"] == {"by": "clock"}
    (looks,) = [step for step in read("publish.yml")["jobs"]["build"]["steps"] if step.get("id") == "held"]
    assert looks["if"] == "inputs.by == 'clock'"
    build = read("publish.yml")["jobs"]["build"]
    assert build["permissions"].items() <= publish["permissions"].items(), "a caller has to allow what is asked"


def test_all_scripts_believe_the_same_artifacts() -> None:
    scripts = [step["run"] for _, step in steps() if "actions/artifacts?name=" in step.get("run", "")]
    assert len(scripts) == 3
    chosen = [re.findall(r"\[\.\[\]\.artifacts\[\] \| select\(.*?\)\]", script, re.DOTALL) for script in scripts]
    assert chosen == [chosen[0]] * 3
    assert len(chosen[0]) == 1


def place(names: list[str], *words: str) -> list[int]:
    """Give where the steps stand that have these words, each of which one step has."""
    found = [[number for number, name in enumerate(names) if word in name] for word in words]
    assert all(len(places) == 1 for places in found), (names, words)
    return [places[0] for places in found]


def test_the_newest_commit_is_built_and_what_was_built_is_looked_at() -> None:
    jobs_of = read("publish.yml")["jobs"]
    refs = {
        name: [step["with"].get("ref") for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        for name, job in jobs_of.items()
    }
    commit = "${{ needs.build.outputs.commit }}"
    assert refs == {"build": ["${{ github.ref }}"], "deploy": [], "verify": [commit]}
    assert jobs_of["build"]["outputs"] == {"commit": "${{ steps.commit.outputs.commit }}"}
    assert "build" in jobs_of["verify"]["needs"], "whose output that is"


def test_the_next_change_is_noted_before_the_site_is_built() -> None:
    scripts = [step.get("run", "") for step in read("publish.yml")["jobs"]["build"]["steps"]]
    noted, built = place(scripts, "states --next", "make deploy")
    assert noted < built
    noted, built = place(read("gitlab-ci.yml")["build"]["script"], "states --next", "mkdocs build")
    assert noted < built


def test_the_note_is_kept_as_long_as_the_site() -> None:
    build = read("publish.yml")["jobs"]["build"]["steps"]
    days = [step["with"]["retention-days"] for step in build if "retention-days" in step.get("with", {})]
    assert days == [14, 14]


def test_what_is_sent_is_written_down_before_it_is_sent() -> None:
    deploy = read("publish.yml")["jobs"]["deploy"]["steps"]
    noted, sent = place([step.get("uses", "") for step in deploy], "upload-artifact@", "deploy-pages@")
    assert noted < sent
    assert deploy[noted]["with"]["name"] == "sent"
    assert deploy[noted]["with"]["overwrite"] is True, "a second attempt has the note of the first"


@pytest.mark.parametrize(
    "forged",
    [
        {"workflow_run": {"head_repository_id": 8}},
        {"workflow_run": {"head_branch": "proposal"}},
        {"expired": True},
    ],
)
def test_what_others_have_left_under_that_name_counts_for_nothing(hub: Hub, forged: dict[str, Any]) -> None:
    hub.left("public", 1, -5, stamp(-1))
    hub.left("public", 2, -1, stamp(300), **forged)
    hub.left("held", 3, -1, "1", **forged)
    assert is_due(hub)


def former(hub: Hub, wanted: str = "") -> str | None:
    status, put, printed = hub.run("roll-back.yml", "find", "find", WANTED=wanted)
    assert (status == 0) is ("run" in put), printed
    if status:
        assert "::error title=Nothing to go back to::" in printed
    return put.get("run")


def published(hub: Hub, run: int, days: float) -> None:
    hub.left("github-pages", run, days)
    hub.left("sent", run, days + 0.001, str(run))
    hub.left("public", run, days + 0.01, stamp(1))


def test_rolling_back_goes_to_the_one_before_and_then_further_back(hub: Hub) -> None:
    assert former(hub) is None
    published(hub, 10, -5)
    assert former(hub) is None
    published(hub, 20, -4)
    published(hub, 30, -3)
    assert former(hub) == "20"
    hub.left("held", 31, -2.9, "20")
    hub.left("github-pages", 31, -2.9)
    assert former(hub) == "10", "never to what was wrong"
    published(hub, 40, -1)
    assert former(hub) == "30"


def test_a_run_whose_site_was_never_public_or_is_kept_no_more_is_passed_over(hub: Hub) -> None:
    published(hub, 10, -5)
    hub.left("sent", 20, -4, "20")
    hub.left("public", 20, -4, "")
    hub.left("github-pages", 30, -3)
    published(hub, 40, -1)
    assert former(hub) == "10"


def test_what_was_sent_and_found_to_be_wrong_is_what_one_goes_back_from(hub: Hub) -> None:
    published(hub, 10, -5)
    published(hub, 20, -4)
    hub.left("github-pages", 30, -1)
    hub.left("sent", 30, -0.9, "30")
    assert former(hub) == "20"


def test_a_thousand_artifacts_are_no_hindrance(hub: Hub) -> None:
    for run in range(1, 1001):
        published(hub, run, run / 1000 - 5)
    hub.left("held", 1001, -3, "600")
    assert former(hub) == "599"


def test_a_run_that_is_named(hub: Hub) -> None:
    for run in (10, 20, 30):
        published(hub, run, run / 10 - 5)
    assert former(hub, "10") == "10"
    assert former(hub, "11") is None
    assert former(hub, "1) or true") is None


def test_sites_that_others_have_left_are_never_put_before_the_public(hub: Hub) -> None:
    published(hub, 10, -5)
    for name in ("public", "github-pages"):
        hub.left(name, 15, -4, workflow_run={"head_repository_id": 8})
        hub.left(name, 16, -4, workflow_run={"head_branch": "proposal"})
    published(hub, 20, -3)
    assert former(hub) == "10"
    assert former(hub, "15") is None
