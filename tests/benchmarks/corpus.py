"""Advisories of any number for measuring: in the form that every engine reads, each with words of its own.

They lie evenly over the ten years before the moment of the tests, so that some are current. What an editor does to one
of them later (an edit, a withdrawal) is a function from its text to another.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

AREAS = ("Kent", "Essex", "Norfolk", "West Yorkshire", "Devon & Cornwall", "Dyfed-Powys", "Scotland")
WHO = ("a courier", "a bank clerk", "a police officer", "a tax inspector", "a roofer", "a nurse", "a delivery driver")
WANT = ("cash in an envelope", "the code on your phone", "gift cards", "your PIN", "a deposit", "remote control")
PLACE = ("at the door", "by telephone", "in a text message", "on a dating site", "in an advert", "by email")
SEVERITY = ("urgent", "warning", "advice")
DO = ("Hang up", "Call your bank on 159", "Shut the door", "Forward the text to 7726", "Ask a friend", "Call 101")

NEWEST = date(2026, 11, 20)  # two days before the moment that tests take for now
YEARS = 10
END_OF_METADATA = "---\n\n"


@dataclass(frozen=True)
class Written:
    """One advisory: where it lies below the folder of advisories, its title, the day it is published, and its text."""

    path: PurePosixPath
    title: str
    day: date
    text: str

    @property
    def id(self) -> str:
        return self.path.stem


def advisories(count: int, *, seed: int = 1, topics: Sequence[str] = ()) -> Iterator[Written]:
    """Give so many advisories of 150 to 300 words, the oldest first; the same seed gives the same texts.

    Where ``topics`` are given, each advisory has one of them, and a severity.
    """
    chance = random.Random(seed)  # noqa: S311 - words, no secrets
    for number in range(count):
        before = timedelta(days=(count - 1 - number) * YEARS * 365 // count)
        yield _advisory(chance, number, NEWEST - before, topics)


def write_advisories(folder: Path, count: int, *, seed: int = 1, topics: Sequence[str] = ()) -> None:
    """Write so many advisories below a folder; the same seed gives the same bytes."""
    for written in advisories(count, seed=seed, topics=topics):
        path = folder / written.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written.text, "utf-8")


def one_more(count: int, number: int, topics: Sequence[str]) -> Written:
    """Give an advisory that is newer than a corpus of so many; each number another."""
    chance = random.Random(f"more {number}")  # noqa: S311 - words, no secrets
    return _advisory(chance, count + number, NEWEST + timedelta(days=1), topics)


def edited(written: Written, number: int) -> Written:
    """Give an advisory with another title and one more sentence in its body; each number other words."""
    title = written.title.replace(":", f" in week {number + 2}:", 1)  # the old one is no part of it
    told = f"A shop was told of this on {number + 2} days, and rang nobody back."
    head, _, body = written.text.replace(f'"{written.title}"', f'"{title}"').partition(END_OF_METADATA)
    return Written(written.path, title, written.day, f"{head}{END_OF_METADATA}{told} {body}")


def withdrawn(written: Written, number: int) -> Written:
    """Give an advisory that was taken back, with the reason, which is another for each number."""
    line = f"  date: {written.day} 09:30\n"
    more = (
        f"  status: withdrawn\n  reason: Report {number} was of something else.\n"
        f"  updates:\n    - date: {NEWEST} 10:00\n      note: Withdrawn.\n"
    )
    assert line in written.text
    return Written(written.path, written.title, written.day, written.text.replace(line, line + more))


def _advisory(chance: random.Random, number: int, day: date, topics: Sequence[str]) -> Written:
    who, want, place = chance.choice(WHO), chance.choice(WANT), chance.choice(PLACE)
    paragraphs = "\n\n".join(_paragraph(chance, who) for _ in range(chance.randint(3, 6)))
    steps = "\n".join(f"- **{step}** and take your time." for step in chance.sample(DO, 4))
    kind = f"topic: {chance.choice(topics)}\nseverity: {chance.choice(SEVERITY)}\n" if topics else ""
    title = f"Warning {number}: {who} who asks for {want}"
    text = (
        f'---\ntitle: "{title}"\narea: {chance.choice(AREAS)}\n{kind}'
        f"og:\n  description: Somebody {place} says he is {who} and asks for {want}.\n  locale: en_GB\n"
        f"publish:\n  date: {day} 09:30\n{END_OF_METADATA}"
        f"{paragraphs}\n\n## What to do\n\n{steps}\n\n## If you have paid\n\n{_paragraph(chance, who)}\n"
    )
    return Written(PurePosixPath(f"{day.year}/warning-{number:05}.md"), title, day, text)


def _paragraph(chance: random.Random, who: str) -> str:
    worth = f"{chance.choice(WANT)} worth £{chance.randint(20, 9000)}"
    told = f"Residents met {who} {chance.choice(PLACE)} who wanted {worth}."
    more = f"*Nobody* who is genuine asks for {chance.choice(WANT)} {chance.choice(PLACE)}, whatever the screen says."
    return f"{told} {more} See https://www.gov.uk/scams-{chance.randint(1, 99)} for what else is known."
