"""Advisories under embargo as accidents leave them: one to four changes such as an editor or a mail program makes."""

import random
from collections.abc import Callable

EMBARGO = b"  date: 2099-10-02 08:30\n"
_WHOLE = f"""\
---
title: Callers ask for tax
area: [Kent, Essex]
topic: Courier fraud
og:
  description: A caller says that you owe tax.
  locale: en_GB
publish:
{EMBARGO.decode()}  updates:
    - date: 2099-11-02
      note: A second town.
advice:
  - Hang up.
  - Call 101.
---

A caller says that you owe tax: hang up, and call 101.

- Take your time.
- Tell nobody the code.
"""
_SIGNS = [*"\t\x00\x07\xa0\u200b\u202e\u2028\ufeff\"'“’:#-|>{}[]&*!%@`,=£é"]
_PIECES = ("---", "```", "...", "- ", "<<: *a", "a: &a b", "!!str ", "#", "<!--", "status: live", "draft: no", "")


def _sign(chance: random.Random, line: str) -> list[str]:
    place = chance.randint(0, len(line))
    return [f"{line[:place]}{chance.choice(_SIGNS)}{line[place:]}"]


def _less(chance: random.Random, line: str) -> list[str]:
    place = chance.randint(0, len(line))
    return [f"{line[:place]}{line[place + 1 :]}"]


_CHANGES: tuple[Callable[[random.Random, str], list[str]], ...] = (
    _sign,
    _less,
    lambda _, line: [],  # noqa: ARG005 - the line is what goes
    lambda _, line: [line, line],
    lambda chance, line: [chance.choice([" ", "  ", "\t", "- "]) + line],
    lambda _, line: [line.lstrip()],
    lambda chance, line: [line, chance.choice(_PIECES)],
    lambda _, line: [f'{line}: "quoted" said'],
    lambda _, line: [line.replace(": ", ":")],
    lambda _, line: [line + "\r"],
)


def mutated(number: int) -> tuple[tuple[str, ...], bytes]:
    """Make the mutation of a number: what was done, and the file that it left."""
    chance = random.Random(number)  # noqa: S311 - no secrets
    lines = _WHOLE.split("\n")
    done = []
    for _ in range(chance.randint(1, 4)):
        place, change = chance.randrange(max(1, len(lines) - 1)), chance.randrange(len(_CHANGES))
        lines[place : place + 1] = _CHANGES[change](chance, lines[place])
        done.append(f"{change} in line {place + 1}")
    return tuple(done), "\n".join(lines).encode("utf-8", "surrogatepass")
