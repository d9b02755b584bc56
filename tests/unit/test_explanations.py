"""Every rule is explained, shown by cases that fire and cases that are near and do not, and by two examples."""

from pathlib import Path

import pytest

from examples import problems_with
from forewarn.explanation import Explanation, Place, explanations
from golden_cases import HERE
from projects import ROOT
from rules_in_source import rules_in_source

RULES = HERE / "rules"

# Rules that no case can show, each with the test that does.
SHOWN_ELSEWHERE = {
    "metadata-size": "tests/faults/test_front_matter_table.py::test_y26_much_metadata",  # 64 KiB are nothing to read
    "directory-urls": "tests/pages/test_refusals.py::test_wrong_settings",  # only MkDocs reads it
    "environment": "tests/pages/test_refusals.py::test_a_moment_that_is_none",  # a variable stands in no file
}

# What only a finished site can break: its examples are told, and a change to a built site shows each.
OF_A_SITE = {rule for rule, explanation in explanations().items() if explanation.place is Place.SITE}
SHOWN_ON_A_SITE = (
    "tests/unit/test_verification.py",
    "tests/unit/test_former.py",
    "tests/unit/test_publication.py",
    "tests/unit/test_inspection.py",
    "tests/unit/test_drawing_templates.py",
    "tests/unit/test_drawing_studio.py",
    "tests/unit/test_drawing_cluster.py",
    "tests/unit/test_search_in_a_finished_site.py",
)

# Words in tuples of the code that look like the id of a rule.
NO_RULES = {
    *("next-archive", "prev-archive", "no-store"),  # relations of a feed, and how long an answer is kept
    *("on-surface", "on-signal", "on-deep"),  # colours of a card
    *("zlib-ng", "zxing-cpp"),  # programs that draw
}

# Rules that are graver where no example can show it: a link to another place, and a site that is deployed.
GRAVER_ELSEWHERE = {"file-unread", "placeholder"}

# Examples that are told in words: too long to show, nothing at all, how a file is saved or what is in a document, and
# what MkDocs alone reads.
IN_WORDS = {
    "body-depth",
    "body-tangled",
    "metadata-size",
    "file-empty",
    "encoding",
    "line-ends",
    "directory-urls",
    "attachment-unusable",
}


def test_every_rule_of_the_code_is_explained_and_no_other() -> None:
    found = {rule: file for rule, file in rules_in_source().items() if rule not in NO_RULES}
    assert {"tab", "contact-number", "text-behind-hash", "unknown-field", "colour-wrong"} <= found.keys()
    assert {rule: file for rule, file in found.items() if rule not in explanations()} == {}, "without an explanation"
    assert explanations().keys() - found.keys() == set(), "explained, and no rule of the code"


@pytest.mark.parametrize("rule", sorted(explanations().keys() - SHOWN_ELSEWHERE.keys() - OF_A_SITE))
def test_a_rule_has_a_case_and_a_near_one_in_which_nothing_is_wrong(rule: str) -> None:
    """That the one breaks the rule, and that the other does not, is for test_golden.py to say."""
    cases = {path.parent.name: path.read_text("utf-8") for path in (RULES / rule).rglob("expected.txt")}
    near = {name for name in cases if name.startswith("near")}
    assert cases.keys() - near, "no case that fires"
    assert any("\n  " not in cases[name].partition("\n\n")[0] for name in near), "no near case without a problem"


def test_every_folder_of_cases_is_that_of_a_rule() -> None:
    assert {path.name for path in RULES.iterdir()} <= explanations().keys()


@pytest.mark.parametrize(("rule", "test"), SHOWN_ELSEWHERE.items(), ids=SHOWN_ELSEWHERE)
def test_what_no_case_shows_is_shown_elsewhere(rule: str, test: str) -> None:
    file, _, name = test.partition("::")
    assert rule in explanations()
    assert not (RULES / rule).exists()
    assert f"\ndef {name}(" in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("rule", sorted(OF_A_SITE))
def test_what_only_a_site_can_break_is_shown_there(rule: str) -> None:
    assert not (RULES / rule).exists()
    assert any(f'"{rule}"' in (ROOT / file).read_text("utf-8") for file in SHOWN_ON_A_SITE)


@pytest.mark.parametrize("explanation", explanations().values(), ids=lambda explanation: explanation.rule)
def test_an_explanation_is_whole(explanation: Explanation) -> None:
    assert all(sentences.endswith((".", "?")) for sentences in (explanation.asks, explanation.why))
    assert len(explanation.asks) <= 120
    assert len(explanation.why) <= 180
    assert explanation.wrong != explanation.right
    assert explanation.wrong.strip()
    assert explanation.right.strip()
    assert (explanation.place is Place.WORDS) == (explanation.rule in IN_WORDS)


@pytest.mark.parametrize(
    "explanation",
    [each for each in explanations().values() if each.place not in {Place.WORDS, Place.SITE}],
    ids=lambda explanation: explanation.rule,
)
def test_the_examples_are_what_they_say(explanation: Explanation, tmp_path: Path) -> None:
    """The wrong one breaks this rule, at the level that is named, and no other; the right one breaks none."""
    wrong = problems_with(explanation, explanation.wrong, tmp_path / "wrong")
    assert {problem.rule for problem in wrong} == {explanation.rule}, wrong
    levels = {problem.level for problem in wrong}
    assert (explanation.level not in levels) == (explanation.rule in GRAVER_ELSEWHERE)
    assert problems_with(explanation, explanation.right, tmp_path / "right") == ()
