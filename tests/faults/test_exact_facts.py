"""Numbers, references, dates and areas come out as they went in, to the last digit and leading zero.

Each document carries one of each, in several fields and in its text. 2,000 facts by default, 100,000 with ``--long``.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import yaml

from forewarn.dates import ENGLISH, WELSH
from projects import SHIPPED
from reader import Reader

FACTS_EACH, FEW, MANY = 4, 2000, 100_000
LONDON = ZoneInfo("Europe/London")

# Numbers that Ofcom keeps for drama, without their last three digits.
DRAMA = ("07700 900", "020 7946 0", "0113 496 0", "01632 960", "0808 157 0", "03069 990", "029 2018 0", "0909 879 0")
PHONE_FORMS: tuple[Callable[[str], str], ...] = (
    lambda number: number,
    lambda number: number.replace(" ", ""),
    lambda number: number.replace(" ", "-"),
    lambda number: f"+44 {number[1:]}",
    lambda number: f"+44{number[1:].replace(' ', '')}",
    lambda number: f"+44 (0){number[1:]}",
    lambda number: f"({number.partition(' ')[0]}) {number.partition(' ')[2]}",
)

# What YAML, spreadsheets and content management systems turn into something else.
REFERENCES: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: f"{chance.randrange(10**4):07}",
    lambda chance: f"00{chance.randrange(10**6)}",
    lambda chance: f"{chance.randrange(100):02}/{chance.randrange(10**7):07}/{chance.randrange(30):02}",
    lambda chance: f"NFRC{chance.randrange(10**9):012}",
    lambda chance: f"{chance.randrange(1, 60)}:{chance.randrange(60):02}",
    lambda chance: f"{chance.randrange(10)}.{chance.randrange(10)}0",
    lambda chance: f"{chance.randrange(10)}e{chance.randrange(10)}",
    lambda chance: f"0x{chance.randrange(256):02X}",
    lambda chance: f"0o{chance.randrange(8)}{chance.randrange(8)}",
    lambda chance: f"{chance.randrange(1, 1000)}_000",
    lambda chance: f"{chance.randrange(1, 10)},{chance.randrange(1000):03}",
    lambda chance: chance.choice(["No", "yes", "on", "Null", "true", ".inf", "NaN", "y"]),
    lambda chance: f"{chance.randrange(1990, 2030)}-{chance.randrange(1, 13):02}",
    lambda chance: f"CAD-{chance.randrange(10**4):04}-{chance.choice('ABC')}",
)


@dataclass(frozen=True)
class Facts:
    """One of each: the number and the reference as they were typed; the date and the area also as what they are."""

    phone: str
    reference: str
    date: str
    moment: datetime
    areas: tuple[tuple[str, str], ...]

    def document(self) -> bytes:
        names = [name for name, _ in self.areas]
        area = f"[{', '.join(names)}]" if len(names) > 1 else names[0]
        return (
            f"---\ntitle: Calls from {self.phone}\narea: {area}\n"
            f"advice:\n  - {self.reference}\nscam:\n  phones: {self.phone}\n"
            f"publish:\n  date: {self.date}\n  updates: [{{date: 2026-11-01 10:00, note: '{self.reference}'}}]\n---\n\n"
            f"They call from {self.phone} at night. The number of the case is {self.reference} in all letters.\n\n"
            f"| Number | Case |\n| --- | --- |\n| {self.phone} | {self.reference} |\n"
        ).encode()


def area_names() -> tuple[tuple[str, str], ...]:
    """Give every name of every shipped area with its slug, as its own file has them."""
    found = []
    for path in sorted((SHIPPED / "areas").glob("*.md")):
        own = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        found += [
            (name, path.stem) for name in (own["name"], *own.get("aliases", ())) if not re.search(r"[,:\[\]]", name)
        ]
    return tuple(found)


def date_forms(local: datetime) -> tuple[str, ...]:
    """Write a moment of the clock in London in every form that is read."""
    english, welsh = (names.split()[local.month - 1].title() for names in (ENGLISH, WELSH))
    time, aware = f"{local:%H:%M}", local.replace(tzinfo=LONDON, fold=1)
    return (
        f"{local:%Y-%m-%d} {time}",
        f"{local:%Y-%m-%dT%H:%M}:00",
        f"{local:%d/%m/%Y} {time}",
        f"{time} {local:%d/%m/%Y}",
        f"{local.day}/{local.month}/{local.year} {time}",
        f"{local.day} {english} {local.year} {time}",
        f"{local.day} {welsh} {local.year} {time}",
        aware.isoformat(),
        aware.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    )


def facts(number: int, names: tuple[tuple[str, str], ...]) -> Facts:
    """Make the facts of a number, always the same."""
    chance = random.Random(number)  # noqa: S311 - no secrets
    plain = f"{chance.choice(DRAMA)}{chance.randrange(1000):03}"
    local = datetime(1990, 1, 1) + timedelta(minutes=chance.randrange(36 * 365 * 24 * 60))
    while local.replace(tzinfo=LONDON).astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != local:
        local += timedelta(hours=1)  # an hour that the clocks leave out
    return Facts(
        chance.choice(PHONE_FORMS)(plain),
        chance.choice(REFERENCES)(chance),
        chance.choice(date_forms(local)),
        local.replace(tzinfo=LONDON, fold=1),
        tuple(chance.sample(names, chance.choice([1, 1, 2, 3]))),
    )


def test_facts_come_out_as_they_went_in(request: pytest.FixtureRequest) -> None:
    count = (MANY if request.config.getoption("--long") else FEW) // FACTS_EACH
    reader, names = Reader(), area_names()
    changed = {}
    for number in range(count):
        given = facts(number, names)
        if wrong := changes(reader, given):
            changed[given] = wrong
    assert changed == {}


def changes(reader: Reader, given: Facts) -> list[str]:
    """Say which of some facts are another in the advisory."""
    outcome = reader.read(given.document())
    made = outcome.advisory
    if made is None:
        return [f"refused: {problem}" for problem in outcome.problems]
    text = unescape(re.sub(r"<[^>]*>", "", made.body))
    pairs = {
        "title": (made.title, f"Calls from {given.phone}"),
        "number of the scam": (made.scam.phones, (given.phone,)),
        "advice": (made.advice, (given.reference,)),
        "update": ([update.note for update in made.updates], [given.reference]),
        "date": (made.published, given.moment),
        "areas": (set(made.areas), {slug for _, slug in given.areas}),
        "number in the text": (text.count(given.phone), 2),
        "reference in the text": (f"case is {given.reference} in all" in text, True),
        "reference in the table": (f"\n{given.reference}\n" in text, True),
    }
    return [f"{name}: {found}, not {wanted}" for name, (found, wanted) in pairs.items() if found != wanted]
