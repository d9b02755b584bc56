"""``python -m trust``: the commands behind ``make trust``.

Each ends with 0 where all is well, with 1 where something is wrong, and with 2 where nobody could be asked.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click

from projects import ROOT
from trust import auditing
from trust.auditing import Audit, Unasked
from trust.bill import bill_of_materials, unlike, wrong_with
from trust.decisions import Decisions, decisions
from trust.licence_document import FILE, SITE, TESTS, document, npm_licence
from trust.licensing import faults, is_allowed, licensed
from trust.pins import PYTHON, npm_locks, npm_pins, pins, python_locks

BILL = ROOT / ".cache" / "sbom" / "forewarn.cdx.json"
FINE, WRONG, UNASKED = 0, 1, 2

offline = click.option(
    "--pass-unasked", is_flag=True, help="End well where nobody could be asked, as on a machine without internet."
)


@click.group()
def main() -> None:
    """What the site is made with, and whether that can be trusted."""


@main.command()
@offline
def audit_python(*, pass_unasked: bool) -> None:
    """Ask whether a fault is known of any package in requirements/."""
    sys.exit(_audit_python(pass_unasked=pass_unasked))


@main.command()
@offline
def audit_npm(*, pass_unasked: bool) -> None:
    """Ask whether a fault is known of any package in requirements/npm/."""
    sys.exit(_audit_npm(pass_unasked=pass_unasked))


@main.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), default=BILL)
def sbom(path: Path) -> None:
    """Write the bill of materials of what builds the site. SOURCE_DATE_EPOCH is the moment that it bears."""
    sys.exit(_sbom(path))


@main.command()
def licences() -> None:
    """Write docs/licences.md anew."""
    FILE.write_text(document(decisions()), "utf-8")


@main.command(name="all")
@offline
@click.pass_context
def everything(context: click.Context, *, pass_unasked: bool) -> None:
    """Look at pins and licences, write the bill of materials, and ask for known faults."""
    decided = decisions()
    ended = [
        _told(f"pins: {len(python_locks())} files of Python, {len(npm_locks())} of npm", _wrong_pins()),
        _told("licences: all known and allowed", _wrong_licences(decided)),
        _sbom(BILL),
        _audit_python(pass_unasked=pass_unasked),
        _audit_npm(pass_unasked=pass_unasked),
    ]
    context.exit(WRONG if WRONG in ended else max(ended))


def _wrong_pins() -> Iterator[str]:
    for read, path in [*((pins, path) for path in python_locks()), *((npm_pins, path) for path in npm_locks())]:
        try:
            read(path)
        except ValueError as why:
            yield str(why)


def _wrong_licences(decided: Decisions) -> Iterator[str]:
    yield from faults(licensed(pins(PYTHON / SITE), decided.stated), decided.of_the_site)
    yield from faults(licensed(pins(PYTHON / TESTS), decided.stated), decided.of_the_tests)
    for pin in (pin for path in npm_locks() for pin in npm_pins(path)):
        licence = npm_licence(pin, decided)
        if not licence or not is_allowed(licence, decided.of_the_tests):
            yield f"{pin.name} (npm) is under {licence or 'a licence that nobody knows'}; see requirements/trust.toml."
    if not FILE.is_file() or FILE.read_text("utf-8") != document(decided):
        yield "docs/licences.md is old; make licences writes it anew."


def _sbom(path: Path) -> int:
    named = pins(PYTHON / SITE)
    if wrong := unlike(named):
        return _told("", wrong)
    bill = bill_of_materials(named, decisions().stated, _moment())
    if wrong := wrong_with(bill):
        return _told("", wrong)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bill, "utf-8")
    return _told(f"bill of materials: {path}, valid CycloneDX", ())


def _moment() -> datetime:
    """The moment of https://reproducible-builds.org/specs/source-date-epoch/, or now."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC).replace(microsecond=0)


def _audit_python(*, pass_unasked: bool) -> int:
    locks = python_locks()
    named = [pin for path in locks for pin in pins(path)]
    answer = auditing.ask_pip_audit(locks)
    audit = auditing.python_audit(answer, named, decisions().accepted, _today())
    return _audited("Python", audit, pass_unasked=pass_unasked)


def _audit_npm(*, pass_unasked: bool) -> int:
    ended = [FINE]
    for path in npm_locks():
        audit = auditing.npm_audit(auditing.ask_npm(path), npm_pins(path), decisions().accepted, _today())
        ended.append(_audited(f"npm, {path.parent.name}", audit, pass_unasked=pass_unasked))
    return WRONG if WRONG in ended else max(ended)


def _today() -> date:
    return datetime.now(UTC).date()


def _audited(name: str, audit: Audit | Unasked, *, pass_unasked: bool) -> int:
    for sentence in auditing.sentences(name, audit):
        click.echo(sentence)
    if isinstance(audit, Unasked):
        return FINE if pass_unasked else UNASKED
    return WRONG if audit.findings else FINE


def _told(fine: str, wrong: Iterable[str]) -> int:
    """Print what is wrong, or that all is well."""
    sentences = list(wrong)
    for sentence in sentences or [f"{fine}."]:
        click.echo(sentence)
    return WRONG if sentences else FINE


if __name__ == "__main__":
    main()
