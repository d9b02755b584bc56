"""Advisories as accidents leave them: whatever happens to a file, it is read without a crash and nothing in it is lost.

A mutation does to a whole document what editors, mail programs and content management systems do. 300 by default, and
20,000 with ``--long``; each has a number from which it can be made again.
"""

import random
import re
from collections.abc import Callable, Mapping

import pytest

from invariants import fields_in, lost_fields, wrong_with
from projects import SHIPPED
from reader import Reader

FEW, MANY = 300, 20_000

RICH = """\
---
title: "Courier fraud: no officer collects cash"
area: [Kent, Essex]
url: https://www.kent.police.uk/news/2026/courier-fraud/
id: courier-fraud
topic:
  - Courier fraud
severity: urgent
advice: [Hang up., Call 999 if they are at the door.]
scam:
  phones: ["07700 900461", 0300 1]
  links:
    - hxxps://parcel[.]example/pay
  emails: help@parcel.example
aliases: [news/courier/]
og:
  title: No officer collects cash
  description: >-
    Callers say that they are officers
    and ask for cash.
  locale: en_GB
publish:
  date: 5 November 2026 16:40
  expires: 2027-01-05
  updates:
    - date: 9 November 2026 10:00
      note: "A third town: Ashford."
    - {date: 10 November 2026, note: 'It isn''t over #yet'}
text_message: Nobody from the police collects cash. Hang up and call 101.
---

They call from 07700 900461 and say:

- that your card was copied,
- that you must tell **nobody**.

## What to do

Hang up, and [report it](https://www.kent.police.uk/report/). Yesterday they came to Ashford.

| Day | Calls |
| --- | ----: |
| Monday | 12 |

!!! warning "At the door"
    Shut it.
"""
WITHDRAWN = """\
```yaml
title: 'Gas meter "inspectors"'
area: Greater London
publish:
  date: 02/10/2026 08:30
  status: withdrawn
  reason: |
    The visits were real.
    We are sorry.
  updates: [{date: 2026-10-20 17:00, note: Withdrawn.}]
```

Two men in yellow jackets ask to read the meter.
"""
DRAFT = """\
\ufeff---
title: Testun am barsel
area: Dyfed-Powys
og: {locale: cy_GB, description: "Mae testun yn gofyn am ffi."}
translation_of: parcel-texts
publish:
  date: 2026-10-02T08:30:00+01:00
  status: draft
---
Mae testun yn gofyn am ffi. Dilëwch ef, a ffoniwch 101.
"""
DOCUMENTS = (RICH, WITHDRAWN, DRAFT, RICH.replace("\n", "\r\n"))

Mutation = Callable[[random.Random, str], str]
_SIGNS = [
    *"\t\x00\x07\x0b\x7f\x85\xa0\xad\u200b\u200e\u202e\u2028\ufeff\ufffd\ud83d",
    *"\"'“”‘’:#-|>{}[]&*!%@`?,\\<~=",
    "£",
    "é",
]
_ALIKE = dict(zip("aceiopxyABCEHKMOPT:'\"-# ", "асеіорхуАВСЕНКМОРТ：’“–＃\u00a0", strict=True))
_PIECES = [
    "---",
    "```yaml",
    "```",
    "...",
    "- ",
    "? ",
    "<<: *a",
    "a: &a b",
    "!!str ",
    "|",
    ">-",
    "status: live",
    "title: x",
    "#",
    "# x",
    "<!--",
    "-->",
    "{{x}}",
    "\r",
    "\n\n",
]


def _line(chance: random.Random, text: str, change: Callable[[list[str], int], None]) -> str:
    lines = text.split("\n")
    change(lines, chance.randrange(len(lines)))
    return "\n".join(lines)


def delete_line(chance: random.Random, text: str) -> str:
    return _line(chance, text, lambda lines, number: lines.__delitem__(number))


def repeat_line(chance: random.Random, text: str) -> str:
    return _line(chance, text, lambda lines, number: lines.insert(chance.randrange(len(lines)), lines[number]))


def swap_lines(chance: random.Random, text: str) -> str:
    def swap(lines: list[str], number: int) -> None:
        other = chance.randrange(len(lines))
        lines[number], lines[other] = lines[other], lines[number]

    return _line(chance, text, swap)


def indent_line(chance: random.Random, text: str) -> str:
    def indent(lines: list[str], number: int) -> None:
        lines[number] = chance.choice([" ", "  ", "    ", "\t", "\u00a0", "- "]) + lines[number]

    return _line(chance, text, indent)


def outdent_line(chance: random.Random, text: str) -> str:
    return _line(chance, text, lambda lines, number: lines.__setitem__(number, lines[number].lstrip()))


def break_line(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return f"{text[:place]}\n{text[place:]}"


def join_lines(chance: random.Random, text: str) -> str:
    places = [match.start() for match in re.finditer("\n", text)] or [0]
    place = chance.choice(places)
    return f"{text[:place]}{chance.choice(['', ' '])}{text[place + 1 :]}"


def insert_piece(chance: random.Random, text: str) -> str:
    def insert(lines: list[str], number: int) -> None:
        lines.insert(number, chance.choice(_PIECES))

    return _line(chance, text, insert)


def insert_sign(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text) + 1)
    return f"{text[:place]}{chance.choice(_SIGNS)}{text[place:]}"


def delete_sign(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return f"{text[:place]}{text[place + 1 :]}"


def change_quotes(chance: random.Random, text: str) -> str:
    marks = [match.start() for match in re.finditer("[\"']", text)] or [0]
    place = chance.choice(marks)
    return f"{text[:place]}{chance.choice('“”‘’«`')}{text[place + 1 :]}"


def look_alike(chance: random.Random, text: str) -> str:
    places = [place for place, sign in enumerate(text) if sign in _ALIKE]
    place = chance.choice(places or [0])
    return f"{text[:place]}{_ALIKE.get(text[place], '')}{text[place + 1 :]}"


def truncate(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text))]


def take_middle_out(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.choices(range(len(text)), k=2))
    return text[:start] + text[end:]


def interleave(chance: random.Random, text: str) -> str:
    """Put the lines of another document between those of this one, as a merge gone wrong does."""
    other = iter(chance.choice(DOCUMENTS).split("\n"))
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        if chance.random() < 0.1 and (next_one := next(other, None)) is not None:
            lines.append(next_one)
    return "\n".join(lines)


def mix_line_ends(chance: random.Random, text: str) -> str:
    return re.sub("\r?\n", lambda _: chance.choice(["\n", "\r\n"]), text)


def misread(chance: random.Random, text: str) -> str:
    """Decode a line with the wrong encoding."""

    def damage(lines: list[str], number: int) -> None:
        lines[number] = (lines[number] + " £5 – “x”").encode().decode("cp1252", "replace")

    return _line(chance, text, damage)


def rename_field(chance: random.Random, text: str) -> str:
    names = list(re.finditer(r"[a-z_]+(?=:)", text))
    name = chance.choice(names) if names else None
    if name is None:
        return text
    new = chance.choice(
        [name.group().upper(), name.group()[:-1], f"{name.group()} ", f'"{name.group()}"', "og.title", "Title"]
    )
    return f"{text[: name.start()]}{new}{text[name.end() :]}"


def wrap_value(chance: random.Random, text: str) -> str:
    """Turn a value into another thing: a list, a block, a quotation, a comment."""
    values = list(re.finditer(r"(?<=: )[^\n\r]+", text))
    if not values:
        return text
    value = chance.choice(values)
    shape = chance.choice(
        ["[{}]", "{{a: {}}}", '"{}"', "'{}'", "# {}", "{} # {}", "|\n    {}", ">\n  {}", "&a {}", "!!str {}", ""]
    )
    return f"{text[: value.start()]}{shape.replace('{}', value.group())}{text[value.end() :]}"


MUTATIONS: Mapping[str, Mutation] = {
    mutation.__name__: mutation
    for mutation in (
        delete_line,
        repeat_line,
        swap_lines,
        indent_line,
        outdent_line,
        break_line,
        join_lines,
        insert_piece,
        insert_sign,
        delete_sign,
        change_quotes,
        look_alike,
        truncate,
        take_middle_out,
        interleave,
        mix_line_ends,
        misread,
        rename_field,
        wrap_value,
    )
}


def mutated(number: int) -> tuple[tuple[str, ...], bytes]:
    """Make the mutation of a number: the names of what was done, and the file that it left."""
    chance = random.Random(number)  # noqa: S311 - no secrets
    text = chance.choice(DOCUMENTS)
    names = tuple(chance.choices(list(MUTATIONS), k=chance.choice([1, 1, 1, 2, 3])))
    for name in names:
        text = MUTATIONS[name](chance, text) or " "
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.02:  # a byte that is none
        place = chance.randrange(len(data))
        data = data[:place] + bytes([chance.randrange(0x80, 0x100)]) + data[place:]
    return names, data


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("text", DOCUMENTS, ids=["rich", "withdrawn", "draft", "of Windows"])
def test_every_field_of_a_whole_document_is_carried(reader: Reader, text: str) -> None:
    """Otherwise what follows would find nothing lost where everything is refused."""
    outcome = reader.read(text.encode())
    assert outcome.advisory, outcome.problems
    assert len(list(fields_in(text.encode()))) >= 6
    assert lost_fields(outcome, text.encode()) == []
    assert wrong_with(outcome, text.encode()) == []


def test_the_second_opinion_would_see_a_lost_field(reader: Reader) -> None:
    """A file that says more than was read of it: each value more is found lost."""
    outcome = reader.read(RICH.encode())
    fuller = RICH.replace("severity: urgent", "severity: information").replace("hxxps://parcel", "hxxps://letter")
    assert [path for path, _ in lost_fields(outcome, fuller.encode())] == ["severity", "scam.links"]


def test_mutated_advisories_are_read_without_a_crash_and_lose_nothing(
    reader: Reader, request: pytest.FixtureRequest
) -> None:
    count = MANY if request.config.getoption("--long") else FEW
    accepted = 0
    wrong: dict[int, tuple[tuple[str, ...], list[str]]] = {}
    for number in range(count):
        names, data = mutated(number)
        outcome = reader.read(data)
        if found := wrong_with(outcome, data):
            wrong[number] = names, found
        accepted += outcome.advisory is not None
    assert wrong == {}
    assert 0.1 * count < accepted < 0.9 * count  # both ways are taken often


def test_shipped_advisories_pass_the_second_opinion(reader: Reader) -> None:
    for path in sorted((SHIPPED / "advisories").rglob("*.md")):
        data = path.read_bytes()
        assert wrong_with(reader.read(data), data) == [], path
