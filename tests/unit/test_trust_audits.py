"""What becomes of an answer about known faults; the answers are recorded, and given by a server on this machine."""

import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from trust import __main__ as commands
from trust import auditing
from trust.auditing import Accepted, Audit, Finding, Unasked, npm_audit, python_audit, sentences
from trust.pins import NpmPin, Pin, npm_pins

TODAY = date(2026, 11, 27)
JINJA, NH3 = Pin("jinja2", "3.1.0", "", ("sha256:0a",)), Pin("nh3", "0.3.8", "", ("sha256:0b",))
OLD = Pin("nh3", "0.1", "python_version < '3'", ("sha256:0c",))
# As pip-audit 2.10 wrote it.
ANSWER = {
    "dependencies": [
        {
            "name": "Jinja2",
            "version": "3.1.0",
            "vulns": [
                {
                    "id": "PYSEC-2024-1",
                    "fix_versions": ["3.1.3", "3.1.4"],
                    "aliases": ["GHSA-h5c8-rqwp-cp95", "CVE-2024-22195"],
                    "description": "The xmlattr filter",
                }
            ],
        },
        {"name": "nh3", "version": "0.3.8", "vulns": []},
    ],
    "fixes": [],
}
FINDING = Finding("Jinja2", "3.1.0", ("PYSEC-2024-1", "CVE-2024-22195", "GHSA-h5c8-rqwp-cp95"), "Take 3.1.3 or later.")
# As npm 11 wrote it.
NPM_ANSWER = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "ws": {
            "name": "ws",
            "severity": "high",
            "via": [
                {
                    "source": 1098392,
                    "name": "ws",
                    "dependency": "ws",
                    "title": "ws affected by a DoS",
                    "url": "https://github.com/advisories/GHSA-3h5v-q93c-6h6q",
                    "severity": "high",
                    "range": ">=7.0.0 <7.5.10",
                }
            ],
            "effects": ["lighthouse"],
            "fixAvailable": True,
        },
        "lighthouse": {"name": "lighthouse", "severity": "high", "via": ["ws"], "effects": [], "fixAvailable": True},
    },
    "metadata": {"dependencies": {"prod": 3, "total": 2}},
}
NPM_FINE = {"vulnerabilities": {}, "metadata": {"dependencies": {"prod": 202, "total": 201}}}
NPM_FINDING = Finding(
    "ws",
    "7.1.0",
    ("GHSA-3h5v-q93c-6h6q",),
    "ws affected by a DoS (high). npm audit knows a version that has it mended.",
)
NPM_PINS = (NpmPin("lighthouse", "1.0.0", "MIT"), NpmPin("ws", "7.1.0", "MIT"))


def without_faults() -> dict[str, Any]:
    return {"dependencies": [{"name": pin.name, "version": pin.version, "vulns": []} for pin in (JINJA, NH3)]}


def test_a_known_fault_is_told_with_its_names_and_its_cure() -> None:
    audit = python_audit(json.dumps(ANSWER), [JINJA, NH3, OLD], [], TODAY)
    assert audit == Audit(2, (FINDING,), ())
    assert list(sentences("Python", audit)) == [
        "Python: 2 packages, 1 known faults.",
        "Python: Jinja2 3.1.0 has PYSEC-2024-1, CVE-2024-22195, GHSA-h5c8-rqwp-cp95. Take 3.1.3 or later.",
    ]
    npm = npm_audit(json.dumps(NPM_ANSWER), NPM_PINS, [], TODAY)
    assert npm == Audit(2, (NPM_FINDING,), ()), "a package that only needs the one with the fault is not told again"


def test_an_answer_without_faults_is_fine() -> None:
    assert python_audit(json.dumps(without_faults()), [JINJA, NH3, OLD], [], TODAY) == Audit(2, (), ())
    assert npm_audit(json.dumps(NPM_FINE), NPM_PINS, [], TODAY) == Audit(2, (), ())


@pytest.mark.parametrize("id_", ["GHSA-h5c8-rqwp-cp95", "CVE-2024-22195"])
def test_what_is_borne_counts_again_when_its_day_is_over(id_: str) -> None:
    borne = [Accepted(id_, "No template of ours uses the filter.", TODAY)]
    answer = json.dumps(ANSWER)
    assert python_audit(answer, [JINJA], borne, TODAY) == Audit(1, (), (FINDING,))
    assert python_audit(answer, [JINJA], borne, TODAY + timedelta(days=1)) == Audit(1, (FINDING,), ())
    assert python_audit(answer, [JINJA], [Accepted("GHSA-other", "x", TODAY)], TODAY) == Audit(1, (FINDING,), ())


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Unasked("It is dark."), "It is dark."),
        ("", "What came back is no JSON."),
        ("<html>Sign in</html>", "What came back is no JSON."),
        ("[]", "What came back is no report: []"),
        ('{"message": "405 Method Not Allowed"}', "What came back is no report: 405 Method Not Allowed"),
        ('{"dependencies": 1, "vulnerabilities": 1, "metadata": 1}', "What came back is a report of another form"),
        (
            '{"dependencies": [1], "vulnerabilities": {"a": {}}, "metadata": {}}',
            "What came back is a report of another form",
        ),
    ],
)
def test_what_is_no_answer_is_no_good_news(answer: auditing.Answer, why: str) -> None:
    for audit in (python_audit(answer, [JINJA], [], TODAY), npm_audit(answer, NPM_PINS, [], TODAY)):
        assert isinstance(audit, Unasked)
        assert audit.why.startswith(why)
        (sentence,) = sentences("Python", audit)
        assert sentence == f"Python: nobody could be asked for known faults. {audit.why}"


def test_an_answer_about_a_part_of_what_was_asked_is_none() -> None:
    other = Pin("nh3", "0.3.9", "", ("sha256:0b",))
    told = python_audit(json.dumps(without_faults()), [JINJA, other], [], TODAY)
    assert told == Unasked("The service did not answer for nh3 0.3.9.")
    skipped = {"dependencies": [{"name": "jinja2", "version": "3.1.0", "skip_reason": "not found"}]}
    assert isinstance(python_audit(json.dumps(skipped), [JINJA], [], TODAY), Unasked)
    three = (*NPM_PINS, NpmPin("yaml", "1.0.0", "MIT"))
    assert npm_audit(json.dumps(NPM_ANSWER), three, [], TODAY) == Unasked("npm looked at 2 of 3 packages.")


def ended(monkeypatch: pytest.MonkeyPatch, answer: auditing.Answer, *words: str) -> Result:
    monkeypatch.setattr(auditing, "ask_npm", lambda _lock: answer)
    return CliRunner().invoke(commands.main, ["audit-npm", *words])


def test_the_command_fails_where_nobody_could_be_asked_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    unasked = Unasked("It is dark.")
    failed, passed = ended(monkeypatch, unasked), ended(monkeypatch, unasked, "--pass-unasked")
    assert (failed.exit_code, passed.exit_code) == (commands.UNASKED, 0)
    assert failed.output == passed.output
    assert failed.output.splitlines()[-1] == "npm, vnu: nobody could be asked for known faults. It is dark."


def test_the_command_fails_for_a_fault_whatever_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = json.dumps({**NPM_FINE, "vulnerabilities": NPM_ANSWER["vulnerabilities"]})
    for words in ((), ("--pass-unasked",)):
        assert ended(monkeypatch, answer, *words).exit_code == commands.WRONG
    assert ended(monkeypatch, json.dumps(NPM_FINE)).exit_code == 0


@dataclass(frozen=True)
class Service:
    """A service on this machine: its address, and what it was asked."""

    address: str
    asked: list[tuple[str, bytes]]


@contextmanager
def service(answers: Mapping[str, object]) -> Iterator[Service]:
    """Answer by the address that is asked; whatever else is asked for is not there."""
    asked: list[tuple[str, bytes]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.do_GET()

        def do_GET(self) -> None:
            told = answers.get(self.path)
            content = json.dumps(told).encode()
            self.send_response(404 if told is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Service(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Make a lock of npm with one package."""
    top = {"dependencies": {"ws": "7.1.0"}}
    package = {"version": "7.1.0", "integrity": f"sha512-{'A' * 86}==", "license": "MIT"}
    (tmp_path / "package.json").write_text(json.dumps(top))
    packages = {"": top, "node_modules/ws": package}
    (tmp_path / "package-lock.json").write_text(
        json.dumps({"lockfileVersion": 3, "requires": True, "packages": packages})
    )
    return tmp_path / "package-lock.json"


@pytest.mark.skipif(not shutil.which("npm"), reason="There is no npm here.")
def test_npm_itself_asks_for_what_the_lock_names_and_its_report_is_read(lock: Path) -> None:
    fault = {
        "id": 1098392,
        "url": "https://github.com/advisories/GHSA-3h5v-q93c-6h6q",
        "title": "ws affected by a DoS",
        "severity": "high",
        "vulnerable_versions": ">=7.0.0 <7.5.10",
        "cwe": [],
        "cvss": {"score": 7.5, "vectorString": None},
    }
    versions = {version: {"name": "ws", "version": version} for version in ("7.1.0", "7.5.10")}
    named = {"name": "ws", "dist-tags": {"latest": "7.5.10"}, "versions": versions}
    with service({"/-/npm/v1/security/advisories/bulk": {"ws": [fault]}, "/ws": named}) as known:
        answer = auditing.ask_npm(lock, [f"--registry={known.address}/"])
    assert npm_audit(answer, npm_pins(lock), [], TODAY) == Audit(1, (NPM_FINDING,), ())
    with service({"/-/npm/v1/security/advisories/bulk": {}}) as nothing:
        answer = auditing.ask_npm(lock, [f"--registry={nothing.address}/"])
    assert npm_audit(answer, npm_pins(lock), [], TODAY) == Audit(1, (), ())
    with service({}) as silent:
        answer = auditing.ask_npm(lock, [f"--registry={silent.address}/", "--fetch-retries=0"])
    assert isinstance(npm_audit(answer, npm_pins(lock), [], TODAY), Unasked)


def test_pip_audit_itself_asks_for_what_the_lock_names_and_its_report_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pip_audit", reason="make audit-python installs pip-audit")
    affected = {
        "package": {"name": "jinja2", "ecosystem": "PyPI"},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.3"}]}],
    }
    aliases = ["PYSEC-2024-1", "CVE-2024-22195"]
    fault = {"id": "GHSA-h5c8-rqwp-cp95", "summary": "The filter", "aliases": aliases, "affected": [affected]}
    (tmp_path / "own.txt").write_text(f"jinja2==3.1.0 --hash=sha256:{'0a' * 32}\n")
    with service({"/query": {"vulns": [fault]}}) as known:
        answer = auditing.ask_pip_audit([tmp_path / "own.txt"], of(known))
    audit = python_audit(answer, [JINJA], [], TODAY)
    assert audit == Audit(1, (replace(FINDING, package="jinja2"),), ())
    assert [json.loads(content)["version"] for _, content in known.asked] == ["3.1.0"]
    with service({}) as silent:
        answer = auditing.ask_pip_audit([tmp_path / "own.txt"], of(silent))
    assert isinstance(python_audit(answer, [JINJA], [], TODAY), Unasked)
    answer = auditing.ask_pip_audit([tmp_path / "own.txt"], of(silent))
    assert answer == Unasked("127.0.0.1 cannot be reached."), "it has ended"


def of(known: Service) -> list[str]:
    return ["--vulnerability-service=osv", f"--osv-url={known.address}/query"]
