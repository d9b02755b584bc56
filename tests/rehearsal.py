"""A workflow of GitHub gone through on this machine, step by step, from a clean clone up to where a site is sent.

``python tests/rehearsal.py FILE... [--without JOB]``, or ``make ci-rehearsal``. Every ``run`` is run as a runner does
it, with the files by which steps tell each other something (``GITHUB_OUTPUT``, ``GITHUB_ENV``, ``GITHUB_PATH``,
``GITHUB_STEP_SUMMARY``). What others' actions do is named, and done where this machine can: a checkout is a clone, a
cache is empty, an artifact is a folder. Where a site would be sent, the rehearsal ends. Whatever it does not know, it
refuses, so that it never passes over a step unseen.

How a runner does all this: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax and
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from projects import ROOT

# As a runner's environment has none of ours, these alone are taken along: the way from here to packages.
_WAY_TO_PACKAGES = re.compile(
    r"(PIP|UV)_\w+|(HTTPS?|NO|ALL)_PROXY|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|NODE_EXTRA_CA_CERTS|npm_config_\w+",
    re.IGNORECASE,
)
_SHELLS = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_COMPARISON = re.compile(r"([\w.-]+)\s*(==|!=)\s*'([^']*)'")
_PLACEHOLDER = re.compile(r"\{\s*[^\W\d_][^{}]{1,99}\}")
_KNOWN_KEYS = frozenset({"name", "id", "if", "env", "run", "uses", "with", "shell", "working-directory"})
# What a job may or where it runs (permissions, environment, runs-on, timeout-minutes) this machine passes over.
_KNOWN_KEYS_OF_A_JOB = frozenset(
    {"name", "needs", "if", "env", "defaults", "outputs", "steps"}
    | {"permissions", "environment", "runs-on", "timeout-minutes"}
)


class Refused(Exception):  # noqa: N818 - it says what became of the rehearsal
    """A workflow does what this rehearsal cannot."""


class Failed(Exception):  # noqa: N818 - likewise
    """A step failed."""


class Sent(Exception):  # noqa: N818 - likewise
    """The place where a site would be sent is reached."""


@dataclass
class Job:
    """One job while it runs: where, and what its steps have told so far."""

    name: str
    workspace: Path
    contexts: dict[str, Any]
    environment: dict[str, str]
    outputs: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """Give what stands behind a name such as ``steps.look.outputs.is_due``; nothing for what nobody has told."""
        found: Any = {**self.contexts, "steps": self.outputs, "env": self.environment}
        for part in name.split("."):
            found = found.get(part, "") if isinstance(found, Mapping) else ""
        return str(found)

    def filled(self, text: object) -> str:
        """Put what is known in the place of every expression. Raises Refused for one that is more than a name."""

        def known(found: re.Match[str]) -> str:
            if not re.fullmatch(r"[\w.-]+", found[1]):
                raise Refused(f"{self.name}: the expression {found[0]} is more than a name")
            return self.value(found[1])

        return _EXPRESSION.sub(known, str(text))

    def wants(self, condition: object) -> bool:
        """Tell whether a condition holds. Raises Refused for one that is more than a comparison."""
        if condition is None:
            return True
        compared = _COMPARISON.fullmatch(str(condition))
        if not compared:
            raise Refused(f"{self.name}: the condition {condition!r} is more than a comparison")
        return (self.value(compared[1]) == compared[3]) is (compared[2] == "==")


@dataclass
class Rehearsal:
    """A rehearsal in a folder of its own. ``source`` is the repository; ``before`` is done to a clone of it.

    ``said`` takes each line that is told; ``python`` is the Python that stands for that of setup-python.
    """

    source: Path
    folder: Path
    said: Callable[[str], None]
    before: Callable[[Path], None] = lambda _clone: None
    python: str = sys.executable
    event: str = "push"
    sent: list[str] = field(default_factory=list)

    @property
    def artifacts(self) -> Path:
        return self.folder / "artifacts"

    def go_through(self, workflow: Mapping[Any, Any], without: frozenset[str] = frozenset()) -> None:
        """Run every job of a workflow whose needs are met. Raises Failed or Refused."""
        done: dict[str, Any] = {}
        for name, job in in_order(workflow["jobs"]):
            if name in without:
                self.said(f"== {name}: left out, as was asked")
            elif any(need not in done for need in needs_of(job)):
                self.said(f"== {name}: not reached, as it follows what would be sent")
            else:
                try:
                    done[name] = {"outputs": self._job(name, job, workflow, done)}
                except Sent as where:
                    self.sent.append(str(where))

    def _job(
        self, name: str, job: Mapping[str, Any], workflow: Mapping[Any, Any], done: Mapping[str, Any]
    ) -> Mapping[str, str]:
        if unknown := job.keys() - _KNOWN_KEYS_OF_A_JOB:
            raise Refused(f"{name}: the job has {', '.join(sorted(unknown))}")
        self.said(f"== {name}")
        workspace = self.folder / name / "workspace"
        workspace.mkdir(parents=True)
        running = Job(name, workspace, self._contexts(done), self._environment(workspace))
        for given in (workflow.get("env", {}), job.get("env", {})):
            running.environment |= {key: running.filled(value) for key, value in given.items()}
        shell = workflow.get("defaults", {}).get("run", {}).get("shell")
        if running.wants(job.get("if")):
            for step in job["steps"]:
                self._step(running, step, job.get("defaults", {}).get("run", {}).get("shell", shell))
        return {key: running.filled(value) for key, value in job.get("outputs", {}).items()}

    def _step(self, job: Job, step: Mapping[str, Any], shell: str | None) -> None:
        if unknown := step.keys() - _KNOWN_KEYS:
            raise Refused(f"{job.name}: a step has {', '.join(sorted(unknown))}")
        title = step.get("name") or step.get("uses") or step["run"].split("\n")[0]
        if not job.wants(step.get("if")):
            self.said(f"   -- {title}: not wanted ({step['if']})")
            return
        began = time.monotonic()
        if "uses" in step:
            self.said(f"   -> {title}: {self._action(job, step['uses'], step.get('with', {}))}")
        else:
            self.said(f"   -> {title}")
            self._run(job, step, step.get("shell", shell))
            self.said(f"      {time.monotonic() - began:.1f} s")

    def _action(self, job: Job, uses: str, given: Mapping[str, Any]) -> str:
        """Do what stands for somebody's action, and say what that is."""
        action = uses.partition("@")[0]
        options = {key: job.filled(value) for key, value in given.items()}
        if action == "actions/checkout":
            return self._clone(job.workspace)
        if action == "actions/setup-python":
            return self._give_python(job)
        if action == "actions/cache/restore":
            return "an empty cache"
        if action == "actions/cache/save":
            return _there(job.workspace, options["path"], "would be kept")
        if action == "actions/upload-artifact":
            return self._keep(job, options)
        if action in {"actions/upload-pages-artifact", "actions/deploy-pages"}:
            self.said(f"   || {uses}: here the site would be sent")
            raise Sent(
                f"{job.name}: {_there(job.workspace, options['path'], 'would be sent')}" if options else job.name
            )
        raise Refused(f"{job.name}: nobody has said what {action} stands for")

    def _clone(self, workspace: Path) -> str:
        command = ["git", "clone", "--quiet", "--no-hardlinks", str(self.source), str(workspace)]
        subprocess.run(command, check=True, timeout=600)
        self.before(workspace)
        return "a clone of this repository"

    def _give_python(self, job: Job) -> str:
        folder = self.folder / job.name / "python"
        folder.mkdir()
        for name in ("python", "python3"):
            (folder / name).symlink_to(os.path.realpath(self.python))
        job.environment["PATH"] = f"{folder}:{job.environment['PATH']}"
        return f"the Python at hand, {self.python}"

    def _keep(self, job: Job, options: Mapping[str, str]) -> str:
        there = job.workspace / options["path"]
        if not there.exists():
            raise Failed(f'{job.name}: there is no "{options["path"]}" to keep as {options["name"]}')
        shutil.copytree(there, self.artifacts / options["name"])
        return _there(job.workspace, options["path"], f"kept as {options['name']}")

    def _run(self, job: Job, step: Mapping[str, Any], shell: str | None) -> None:
        if shell not in _SHELLS:
            raise Refused(f"{job.name}: there is no shell {shell} here")
        told = Path(tempfile.mkdtemp(dir=self.folder / job.name))
        script = told / "script.sh"
        script.write_text(job.filled(step["run"]), "utf-8")
        files = {name: told / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.touch()
        own = {key: job.filled(value) for key, value in step.get("env", {}).items()}
        environment = job.environment | {name: str(file) for name, file in files.items()} | own
        folder = job.workspace / job.filled(step.get("working-directory", "."))
        with subprocess.Popen(
            [*_SHELLS[shell], str(script)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as program:
            assert program.stdout
            for line in program.stdout:
                self.said(f"      {line.rstrip()}")
        if program.returncode:
            raise Failed(f"{job.name}: {step.get('name', 'a step')} ended with {program.returncode}")
        job.environment |= dict(settings_in(files["GITHUB_ENV"].read_text("utf-8")))
        paths = files["GITHUB_PATH"].read_text("utf-8").split("\n")
        job.environment["PATH"] = ":".join([*filter(None, reversed(paths)), job.environment["PATH"]])
        if "id" in step:
            job.outputs[step["id"]] = {"outputs": dict(settings_in(files["GITHUB_OUTPUT"].read_text("utf-8")))}
        for line in filter(None, files["GITHUB_STEP_SUMMARY"].read_text("utf-8").split("\n")):
            self.said(f"      summary: {line}")

    def _contexts(self, done: Mapping[str, Any]) -> dict[str, Any]:
        github = {"token": "", "run_id": "1", "run_attempt": "1", "ref": "refs/heads/main", "event_name": self.event}
        return {"github": github, "needs": done, "inputs": {}, "runner": {"os": "Linux"}}

    def _environment(self, workspace: Path) -> dict[str, str]:
        """Give what a runner sets for every step, and of this machine's environment only the way to packages."""
        temporary = workspace.with_name("temporary")
        temporary.mkdir()
        return {
            **{name: value for name, value in os.environ.items() if _WAY_TO_PACKAGES.fullmatch(name)},
            "PATH": os.environ["PATH"],
            "HOME": os.environ["HOME"],
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_REPOSITORY": "organisation/warnings",
            "GITHUB_REF_NAME": "main",
            "GITHUB_EVENT_NAME": self.event,
            "RUNNER_TEMP": str(temporary),
            "RUNNER_OS": "Linux",
        }


def needs_of(job: Mapping[str, Any]) -> list[str]:
    """Name the jobs that must have ended before one."""
    needs = job.get("needs", [])
    return [needs] if isinstance(needs, str) else list(needs)


def in_order(jobs: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give jobs so that each comes after those it needs. Raises Refused where there is no such order."""
    waiting, given = dict(jobs), set[str]()
    while waiting:
        ready = [name for name, job in waiting.items() if given.issuperset(needs_of(job))]
        if not ready:
            raise Refused(f"These jobs wait for each other, or for none that is there: {', '.join(waiting)}")
        for name in ready:
            yield name, waiting.pop(name)
            given.add(name)


def settings_in(text: str) -> Iterator[tuple[str, str]]:
    """Read ``name=value``, and ``name<<END`` with lines up to one that is END, as a runner does."""
    lines = iter(text.split("\n"))
    for line in filter(None, lines):
        name, equals, value = line.partition("=")
        if equals and "<<" not in name:
            yield name, value
            continue
        name, _, end = line.partition("<<")
        if not end:
            raise Failed(f"A step told {line!r}, which is no name with a value")
        told = []
        for each in lines:
            if each == end:
                break
            told.append(each)
        yield name, "\n".join(told)


def _there(workspace: Path, listed: str, what: str) -> str:
    files = [path for name in listed.split() for path in (workspace / name).rglob("*") if path.is_file()]
    if not files:
        raise Failed(f"There is nothing in {', '.join(listed.split())}, which {what}")
    return f"{len(files):,} files with {sum(path.stat().st_size for path in files):,} bytes {what}"


def fill_in(clone: Path) -> None:
    """Put words in the place of those that only an organisation knows: what it does before it publishes at all."""
    for text in (clone / "content").rglob("*.md"):
        read = text.read_text("utf-8")
        if _PLACEHOLDER.search(read):
            text.write_text(_PLACEHOLDER.sub("words of the organisation", read), "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Rehearse the workflows that are named. Returns 0 where every step that could be run ended well."""
    parser = argparse.ArgumentParser(description="Go through workflows of GitHub on this machine, up to the upload.")
    parser.add_argument("workflows", nargs="+", type=Path)
    parser.add_argument("--without", action="append", default=[], help="a job to leave out")
    asked = parser.parse_args(arguments)
    if subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=True).stdout:  # noqa: S607
        print("What is not committed yet is not in the clone.")
    for path in asked.workflows:
        print(f"{path}")
        with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
            rehearsal = Rehearsal(ROOT, Path(folder), lambda line: print(line, flush=True), fill_in)
            try:
                rehearsal.go_through(yaml.safe_load(path.read_text("utf-8")), frozenset(asked.without))
            except (Failed, Refused) as why:
                print(f"The rehearsal stopped: {why}")
                return 1
    print("Every step went well.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
