"""What stands at a place of mkdocs.yml, and the rules for its shape.

The values come as YAML types them, so every rule first asks what it was given.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from forewarn.characters import described, hidden_characters
from forewarn.problem import Problem
from forewarn.reading.positions import Positions

MOST_SHOWN = 10**9


@dataclass(frozen=True)
class Given:
    """What stands at one place of mkdocs.yml. ``path`` is its dotted name."""

    path: str
    value: object
    positions: Positions

    def wrong(self, rule: str, message: str, cure: str) -> Problem:
        """Report that the value cannot be used."""
        return self.positions.of(self.path).problem(self.path, rule, message, cure)

    def unknown(self, message: str, cure: str) -> Problem:
        """Report that nothing has this name."""
        return self.misnamed("setting-unknown", message, cure)

    def misnamed(self, rule: str, message: str, cure: str) -> Problem:
        """Report that something is wrong with the name of this, or with what is missing below it."""
        return self.positions.of_name(self.path).problem(self.path, rule, message, cure)

    def items(self) -> tuple["Given", ...]:
        """Give the items of a list; none of anything else."""
        values = self.value if isinstance(self.value, list) else ()
        return tuple(Given(f"{self.path}.{number}", item, self.positions) for number, item in enumerate(values))

    def entries(self) -> dict[str, "Given"]:
        """Give what stands below this by its name; nothing below what is no block."""
        values = self.value if isinstance(self.value, Mapping) else {}
        names = {name if isinstance(name, str) else shown(name).strip('"'): value for name, value in values.items()}
        return {name: Given(f"{self.path}.{name}", value, self.positions) for name, value in names.items()}


Rule = Callable[[Given], Iterator[Problem]]


def shown(value: object) -> str:
    """Give a value for a message, in quotes; of one that is no text and no handy number, "It"."""
    is_handy = isinstance(value, str | bool | float) or (isinstance(value, int) and abs(value) <= MOST_SHOWN)
    return f'"{value}"' if is_handy else "It"


def plain(given: Given) -> Iterator[Problem]:
    """A text has no character that cannot be seen."""
    for _, character in hidden_characters(given.value) if isinstance(given.value, str) else ():
        yield given.wrong("hidden-character", *described(character))


def one_text(given: Given) -> Iterator[Problem]:
    """The value is one text."""
    if not isinstance(given.value, str):
        yield given.wrong("setting-shape", "It must be one text.", "Put it in double quotes.")
    elif not given.value.strip():
        yield given.wrong("setting-shape", "It has no value.", "Write one, or delete the line.")
    yield from plain(given)


def text_that(rule: Callable[[Given, str], Iterator[Problem]]) -> Rule:
    """Make a rule for a setting that is one text, of a rule for what it says."""

    def check(given: Given) -> Iterator[Problem]:
        problems = tuple(one_text(given))
        yield from problems
        if not problems:
            yield from rule(given, str(given.value))

    return check


def list_of(rule: Rule, example: str) -> Rule:
    """Make a rule for a setting that is a list, of a rule for each of its items."""

    def check(given: Given) -> Iterator[Problem]:
        if not isinstance(given.value, list):
            yield given.wrong("setting-shape", "It must be a list.", f'Write each on a line of its own: - "{example}"')
        for item in given.items():
            yield from rule(item)

    return check
