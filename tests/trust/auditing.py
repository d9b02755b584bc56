"""Whether a fault is known of any package that is named: pip-audit and npm audit ask, and this decides on the answer.

An answer counts only if it is about every package that was asked for. No answer is no good news: it fails as a fault
does, unless whoever asks says otherwise. A fault with which we can live for a while stands in requirements/trust.toml,
with the reason and the day on which it counts again.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeAlias

from packaging.utils import canonicalize_name

from projects import ROOT
from trust.pins import NpmPin, Pin

SECONDS = 600
_LONGEST = 200
_UNREACHED = re.compile(r"host='([^']+)', port=\d+\): Max retries")
_CACHE = ROOT / ".cache" / "pip-audit"

Answer: TypeAlias = "str | Unasked"
Asked = ParamSpec("Asked")


@dataclass(frozen=True, order=True)
class Finding:
    """A fault that is known: its ids, of which the first is that of the answer, and the package that has it."""

    package: str
    version: str
    ids: tuple[str, ...]
    cure: str


@dataclass(frozen=True)
class Accepted:
    """A fault that is borne: by its id, for a reason, through a day."""

    id: str
    reason: str
    until: date


@dataclass(frozen=True)
class Unasked:
    """Nobody answered, or not of everything; the words are a sentence that says why."""

    why: str


@dataclass(frozen=True)
class Audit:
    """What is known of packages: how many were looked at, what counts, and what is borne."""

    looked_at: int
    findings: tuple[Finding, ...]
    borne: tuple[Finding, ...]


def ask_pip_audit(locks: Iterable[Path], service: Sequence[str] = ("--vulnerability-service", "osv")) -> Answer:
    """Ask for what is known of the packages of requirements files: OSV knows all that the index knows, and GitHub.

    Nothing is installed or resolved for that: the files name everything. ``service`` are options of pip-audit.
    """
    program = Path(sys.executable).with_name("pip-audit")
    if not program.is_file():
        return Unasked("pip-audit is not installed; make audit-python installs it.")
    files = [word for path in locks for word in ("--requirement", str(path))]
    options = ["--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off", f"--cache-dir={_CACHE}"]
    ended = _ran([str(program), *files, *options, *service], ROOT)
    return ended if isinstance(ended, Unasked) else ended.stdout or Unasked(_last_words(ended.stderr))


def ask_npm(lock: Path, options: Sequence[str] = ()) -> Answer:
    """Ask for what is known of the packages of a lock of npm; the registry answers, as for ``npm audit`` of anybody."""
    npm = shutil.which("npm")
    if not npm:
        return Unasked("There is no npm here to ask with.")
    ended = _ran([npm, "audit", "--json", "--package-lock-only", *options], lock.parent)
    return ended if isinstance(ended, Unasked) else ended.stdout or Unasked(_last_words(ended.stderr))


def _of_a_known_form(decide: Callable[Asked, Audit | Unasked]) -> Callable[Asked, Audit | Unasked]:
    """Make a function that decides on a report take one of another form for no answer."""

    @wraps(decide)
    def decided(*args: Asked.args, **options: Asked.kwargs) -> Audit | Unasked:
        try:
            return decide(*args, **options)
        except (KeyError, TypeError, AttributeError) as why:
            return Unasked(f"What came back is a report of another form ({why}).")

    return decided


@_of_a_known_form
def python_audit(answer: Answer, asked: Iterable[Pin], accepted: Iterable[Accepted], today: date) -> Audit | Unasked:
    """Decide on the JSON of pip-audit (its ``dependencies``, each with its ``vulns``)."""
    told = _read(answer, "dependencies")
    if isinstance(told, Unasked):
        return told
    wanted = {(pin.name, pin.version) for pin in asked if pin.is_wanted_here}
    if missing := sorted(wanted - _answered(told)):
        return Unasked(f"The service did not answer for {_listed(f'{name} {version}' for name, version in missing)}.")
    findings = (_python_finding(each, fault) for each in told for fault in each.get("vulns", ()))
    return _decided(len(wanted), findings, accepted, today)


def _answered(told: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(canonicalize_name(each["name"]), each["version"]) for each in told if "vulns" in each}


@_of_a_known_form
def npm_audit(answer: Answer, asked: Sequence[NpmPin], accepted: Iterable[Accepted], today: date) -> Audit | Unasked:
    """Decide on the JSON of ``npm audit`` (version 2 of its report)."""
    told, about = _read(answer, "vulnerabilities"), _read(answer, "metadata")
    if isinstance(told, Unasked):
        return told
    if (looked_at := about["dependencies"]["total"]) < len(asked):
        return Unasked(f"npm looked at {looked_at} of {len(asked)} packages.")
    versions = {pin.name: pin.version for pin in asked}
    faults = (
        (package, fault) for package in told.values() for fault in package["via"] if not isinstance(fault, str)
    )  # a text names the package that has the fault: it is told of there
    findings = (_npm_finding(package, fault, versions) for package, fault in faults)
    return _decided(len(asked), findings, accepted, today)


def sentences(name: str, audit: Audit | Unasked) -> Iterator[str]:
    """Say what came of an audit, in lines for a terminal."""
    if isinstance(audit, Unasked):
        yield f"{name}: nobody could be asked for known faults. {audit.why}"
        return
    borne = f", {len(audit.borne)} borne as requirements/trust.toml says" if audit.borne else ""
    yield f"{name}: {audit.looked_at} packages, {len(audit.findings)} known faults{borne}."
    for each in audit.findings:
        yield f"{name}: {each.package} {each.version} has {', '.join(each.ids)}. {each.cure}"


def _decided(looked_at: int, findings: Iterable[Finding], accepted: Iterable[Accepted], today: date) -> Audit:
    borne_ids = {each.id for each in accepted if today <= each.until}
    found = sorted(set(findings))
    borne = tuple(each for each in found if borne_ids & set(each.ids))
    return Audit(looked_at, tuple(each for each in found if each not in borne), borne)


def _python_finding(package: dict[str, Any], fault: dict[str, Any]) -> Finding:
    versions = fault["fix_versions"]
    cure = f"Take {versions[0]} or later." if versions else "There is no version yet that has it mended."
    return Finding(package["name"], package["version"], (fault["id"], *sorted(fault["aliases"])), cure)


def _npm_finding(package: dict[str, Any], fault: dict[str, Any], versions: dict[str, str]) -> Finding:
    id_ = str(fault["url"]).rpartition("/")[2] or str(fault["source"])
    name = str(fault["name"])
    cure = "npm audit knows a version that has it mended." if package["fixAvailable"] else "There is no cure yet."
    return Finding(name, versions.get(name, "?"), (id_,), f"{fault['title']} ({fault['severity']}). {cure}")


def _read(answer: Answer, key: str) -> Any:
    if isinstance(answer, Unasked):
        return answer
    try:
        told = json.loads(answer)
    except ValueError:
        return Unasked("What came back is no JSON.")
    if not isinstance(told, dict) or key not in told:
        said = told.get("message") if isinstance(told, dict) else None
        return Unasked(f"What came back is no report: {_last_words(str(said or answer))}")
    return told[key]


def _ran(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str] | Unasked":
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return Unasked(f"{Path(command[0]).name} had no answer within {SECONDS} seconds.")


def _last_words(text: str) -> str:
    """Give what went wrong, by what a program said: its last line, in Python as in npm, or the host that is not there.

    >>> _last_words("ConnectionError: HTTPSConnectionPool(host='osv.example', port=443): Max retries exceeded")
    'osv.example cannot be reached.'
    """
    if host := _UNREACHED.search(text):
        return f"{host[1]} cannot be reached."
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:_LONGEST] if lines else "It said nothing."


def _listed(names: Iterable[str]) -> str:
    first = list(names)
    return ", ".join(first[:3]) + (f" and {len(first) - 3} more" if len(first) > 3 else "")
