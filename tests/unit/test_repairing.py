"""Repairs: they lose no word, do nothing the second time, and keep problems on their lines."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forewarn.document import EMPTY_BLOCK, Document
from forewarn.repairing import repair
from forewarn.repairing.mend import Mend, lines_after

STARTS = [
    "",
    "",
    "",
    "- ",
    "* ",
    "• ",
    "•",
    "– ",
    "1. ",
    "1) ",
    "2. ",
    "1️⃣ ",
    "999. ",
    "    ",
    "> ",
    "# ",
    "| ",
    "*",
    "!!! note",
    "  ",
]
WORDS = [
    "alpha",
    "bravo ,",
    "charlie:",
    "delta • echo • foxtrot",
    "Golf hotel india juliet kilo.",
    "Â£900",
    "![]()",
    "**lima** .",
    "",
]
BODIES = st.lists(st.tuples(st.sampled_from(STARTS), st.sampled_from(WORDS)), max_size=12).map(
    lambda lines: "\n".join(start + words for start, words in lines)
)


def document(body: str) -> Document:
    return Document("a.md", EMPTY_BLOCK, body, 10)


def words(body: str) -> list[str]:
    """The words of a body, without the numbers of list items."""
    return re.findall(r"[A-Za-z]+|900", re.sub("Â", "", body))


@given(BODIES)
@example("alpha\n• bravo\n• charlie")
@example("delta • echo • foxtrot")
def test_no_word_is_lost_and_nothing_is_left_to_mend(body: str) -> None:
    mended, _ = repair(document(body))
    assert words(mended.body) == words(body)
    again, more = repair(mended)
    assert (again.body, more) == (mended.body, ())


@given(BODIES)
def test_every_word_stays_on_its_line(body: str) -> None:
    numbered = "\n".join(f"{line} word{number}" for number, line in enumerate(body.split("\n"), 10))
    mended, problems = repair(document(numbered))
    for found in re.finditer(r"word(\d+)", mended.body):
        assert mended.body_position(found.start())[0] == int(found[1])
    last = 10 + body.count("\n")
    assert all(10 <= problem.line <= last for problem in problems)


@pytest.mark.parametrize(
    ("mends", "lines"),
    [
        ([], (5, 6, 7)),
        ([Mend(2, "", "\n", "r", "m")], (5, 6, 6, 7)),
        ([Mend(1, "\n", "", "r", "m")], (5, 7)),
        ([Mend(0, "a\nb", "x\n\ny", "r", "m")], (5, 6, 6, 7)),
    ],
)
def test_lines_of_a_mended_text(mends: list[Mend], lines: tuple[int, ...]) -> None:
    assert lines_after([5, 6, 7], "a\nb\nc", mends) == lines


def test_a_document_without_damage_is_given_back() -> None:
    clean = document("Hang up.\n\n- One.\n- Two.\n")
    assert repair(clean) == (clean, ())
    assert replace(clean, body="x") != clean
