"""Every folder of tests/golden is a case: what becomes of what is in it is what its expected.txt says."""

from pathlib import Path

import pytest

from golden_cases import CASES, HERE, outcome


def test_there_are_cases() -> None:
    assert len(CASES) > 200
    assert [path.parent for path in HERE.rglob("expected.txt") if path.parent not in CASES] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(HERE).as_posix())
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = outcome(case, tmp_path)
    expected = case / "expected.txt"
    if request.config.getoption("--write-golden"):
        expected.write_text(found.text, "utf-8")
    assert found.text == expected.read_text("utf-8")
    if rule := rule_of(case):
        assert (rule in found.rules) != case.name.startswith("near"), found.rules


def rule_of(case: Path) -> str | None:
    """Give the rule that a case is about, if it stands in the folder of one."""
    kind, rule, *_ = case.relative_to(HERE).parts
    return rule if kind == "rules" else None
