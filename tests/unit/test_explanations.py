"""Every rule is explained, and shown by cases that fire and cases that are near and do not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from forewarn.explanation import explanations
from golden_cases import HERE, problems_of

RULES = HERE / "rules"


@pytest.fixture(scope="module")
def fired(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, frozenset[str]]:
    """Give the rules that each case fires, by the case's path below the folder of rules."""
    folder = tmp_path_factory.mktemp("cases")
    cases = sorted({path.parent for path in RULES.rglob("expected.txt")})
    assert len(cases) > 100
    named = {case.relative_to(RULES).as_posix(): case for case in cases}
    return {
        name: frozenset(problem.rule for problem in problems_of(case, folder / str(number)))
        for number, (name, case) in enumerate(named.items())
    }


def test_every_rule_that_any_case_fires_is_explained(fired: Mapping[str, frozenset[str]]) -> None:
    assert frozenset().union(*fired.values()) - explanations().keys() == set()


@pytest.mark.parametrize("rule", explanations())
def test_a_rule_fires_and_has_a_near_case(rule: str, fired: Mapping[str, frozenset[str]]) -> None:
    own = {case: rules for case, rules in fired.items() if case.startswith(f"{rule}/")}
    near = {case for case in own if Path(case).name.startswith("near")}
    assert near, "no near case"
    assert set(own) - near, "no case that fires"
    assert all(rule in own[case] for case in set(own) - near)
    assert not any(rule in own[case] for case in near)


@pytest.mark.parametrize("explanation", explanations().values(), ids=lambda explanation: explanation.rule)
def test_an_explanation_is_whole(explanation: object) -> None:
    parts = {name: str(value) for name, value in vars(explanation).items()}
    assert all(parts.values())
    assert parts["wrong"] != parts["right"]
    assert all(parts[name].endswith((".", "?")) for name in ("asks", "why"))
