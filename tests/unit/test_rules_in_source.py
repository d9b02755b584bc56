"""A rule is found in every place where code can give one."""

from pathlib import Path

from rules_in_source import rules_in_source

SOURCE = """
from dataclasses import dataclass
from typing import Literal

@dataclass
class Fault:
    line: int
    rule: str
    message: str

def told(field, rule, message="x-y"):
    return Fault(1, rule, message)

class Given:
    def wrong(self, rule, message):
        return told("a-field", rule)

SHAPES = ((r"-+", "in-a-table", "no rule: x"),)
Command = Literal["not-this", "nor-that"]
UNREAD = "by-its-name"

def check(given, place, is_old):
    yield Fault(1, "plain", "a-message")
    yield Fault(*place, "behind-a-star", "Words of a message.")
    yield told("another-field", rule="named")
    yield told("field", "old" if is_old else "new")
    yield told("field", UNREAD)
    yield given.wrong("method", "not-this-either")
    rule, message = "assigned", "in-any-tuple"
    yield told("field", rule, message)
    return "from-a-function", "A message.", "A cure."
"""


def test_rules_are_found_wherever_they_are_given(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text(SOURCE, "utf-8")
    found = rules_in_source(tmp_path)
    assert found.keys() == {
        "plain", "behind-a-star", "named", "old", "new", "by-its-name", "method", "assigned",
        "in-a-table", "from-a-function", "in-any-tuple",
    }  # fmt: skip
    assert set(found.values()) == {"checks.py"}
