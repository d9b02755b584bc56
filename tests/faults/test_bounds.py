"""Any file up to 64 KiB is accepted or refused in bounded time and memory; an honest one of that size is accepted.

A figure belongs to tests/benchmarks; here the system itself ends whoever goes beyond twice the promised time, or
beyond the promised memory. All kinds are read at full length with ``--long``; without it, those that took longest
before their bounds were made, and the others short.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

import pytest

from forewarn.rendering.effort import MOST_CHARACTERS
from forewarn.rendering.markdown_dialect import AdvisoryMarkdown
from forewarn.surveying.folder import MOST_BYTES
from pathological import ALL_KINDS, advisory_of
from projects import ROOT, VALID, Project, plain_environment
from reader import Reader

FULL, SHORT = 64 * 1024, 1500
OF_OLD_THE_SLOWEST = (
    "opening square brackets",
    "links begun",
    "links by name begun",
    "tags begun",
    "character data begun",
    "headings",
    "rules",
    "hyphens on lines",
    "templates in HTML",
    "entities of hidden characters",
    "attributes of many names",
    "links to many places",
    "nested links",
    "nested emphasis",
    "items before words",
    "definitions without an empty line",
    "a table of code",
    "a long address with closing brackets",
    "flags",
)
GROUPS = 4

# Of the kinds at full length, those that no one could take apart. What is refused is as much a promise as the time is.
TANGLED = {"opening square brackets", "links begun", "tags begun", "headings", "a table of code"}


def outcomes(size: int, kinds: Sequence[str]) -> dict[str, object]:
    """Read files of some kinds under limits, and give for each what became of it."""
    command = [sys.executable, str(ROOT / "tests/under_limits.py"), str(size), *kinds]
    ended = subprocess.run(command, env=plain_environment(), capture_output=True, text=True, check=False, timeout=900)
    read = {kind: outcome for kind, _, outcome in map(json.loads, ended.stdout.splitlines())}
    missing = [kind for kind in kinds if kind not in read]
    assert ended.returncode == 0, f"ended at {missing[:1]}: {ended.stderr[-500:]}"
    assert missing == []
    return read


def test_what_took_longest_is_bounded() -> None:
    read = outcomes(FULL, OF_OLD_THE_SLOWEST)
    assert {kind for kind, outcome in read.items() if outcome == ["body-tangled"]} >= TANGLED
    assert read["nested emphasis"] == ["body-depth"]


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_kind_is_bounded(group: int, request: pytest.FixtureRequest) -> None:
    size = FULL if request.config.getoption("--long") else SHORT
    outcomes(size, ALL_KINDS[group::GROUPS])


@pytest.mark.parametrize("kind", ["words", "sentences on lines", "items in paragraphs", "emphasis", "definitions"])
def test_plain_texts_at_the_limit_are_accepted(kind: str) -> None:
    assert Reader().read(advisory_of(kind, MOST_BYTES)).advisory


PART = """\
## What happens in week {n}

Residents of street {n} met *a caller* who asked for £{n}. [The police](https://www.police.uk/advice/{n}/) say: **hang
up**, and call [your bank](https://www.gov.uk/banks-{n}) on the number [on your card]. It is `not` <b>a joke</b>.

- Take your time, and read it again: step {n}.
    - Ask a friend, or a neighbour.
        1. Then call back on a number that you looked up yourself.
- Tell nobody the code.

> "I was sure", says one of {n} people, "that he was real."

| Day {n} | Calls | Who they say they are |
| --- | ---: | :-: |
| Monday | {n} | a bank |
| Tuesday | 12 | the police |

!!! warning "In week {n}"
    They may come to the door.

The firm
:   of which they speak does not exist.

"""


def honest_text() -> str:
    """Write as long an advisory as may be, with everything that markdown has in it."""
    text = VALID
    for number in range(1000):
        part = PART.replace("{n}", str(number))
        if len(f"{text}{part}".encode()) > MOST_BYTES:
            break
        text += part
    return text


def test_an_honest_text_at_the_limit_is_accepted_and_far_from_every_bound() -> None:
    text = honest_text()
    assert len(text.encode()) > 0.95 * MOST_BYTES
    outcome = Reader().read(text.encode())
    assert outcome.advisory, outcome.problems
    markdown = AdvisoryMarkdown()
    markdown.render(text, ("police.uk",))
    assert markdown.effort.spent < MOST_CHARACTERS / 5


def test_more_than_the_limit_is_not_even_read(project: Project) -> None:
    project.add("advisories/long.md", VALID + "word " * (MOST_BYTES // 5))
    built = project.build()
    assert built.exit_status == 1
    assert "long.md:1:1: file: It has 64 KiB; more than 64 KiB is not read." in built.output
