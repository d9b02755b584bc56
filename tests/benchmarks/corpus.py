"""Advisories of any number for measuring: in the form that every engine reads, each with words of its own."""

import random
from collections.abc import Sequence
from pathlib import Path

AREAS = ("Kent", "Essex", "Norfolk", "West Yorkshire", "Devon & Cornwall", "Dyfed-Powys", "Scotland")
WHO = ("a courier", "a bank clerk", "a police officer", "a tax inspector", "a roofer", "a nurse", "a delivery driver")
WANT = ("cash in an envelope", "the code on your phone", "gift cards", "your PIN", "a deposit", "remote control")
PLACE = ("at the door", "by telephone", "in a text message", "on a dating site", "in an advert", "by email")
SEVERITY = ("urgent", "warning", "advice")
DO = ("Hang up", "Call your bank on 159", "Shut the door", "Forward the text to 7726", "Ask a friend", "Call 101")


def write_advisories(folder: Path, count: int, *, seed: int = 1, topics: Sequence[str] = ()) -> None:
    """Write so many advisories of 150 to 300 words below a folder; the same seed gives the same bytes.

    Where ``topics`` are given, each advisory has one of them, and a severity.
    """
    chance = random.Random(seed)  # noqa: S311 - words, no secrets
    for number in range(count):
        year = 2016 + number % 10
        path = folder / str(year) / f"warning-{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_advisory(chance, number, year, topics), "utf-8")


def _advisory(chance: random.Random, number: int, year: int, topics: Sequence[str]) -> str:
    who, want, place = chance.choice(WHO), chance.choice(WANT), chance.choice(PLACE)
    paragraphs = "\n\n".join(_paragraph(chance, who) for _ in range(chance.randint(3, 6)))
    steps = "\n".join(f"- **{step}** and take your time." for step in chance.sample(DO, 4))
    kind = f"topic: {chance.choice(topics)}\nseverity: {chance.choice(SEVERITY)}\n" if topics else ""
    return (
        f'---\ntitle: "Warning {number}: {who} who asks for {want}"\narea: {chance.choice(AREAS)}\n{kind}'
        f"og:\n  description: Somebody {place} says he is {who} and asks for {want}.\n  locale: en_GB\n"
        f"publish:\n  date: {year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02} 09:30\n---\n\n"
        f"{paragraphs}\n\n## What to do\n\n{steps}\n\n## If you have paid\n\n{_paragraph(chance, who)}\n"
    )


def _paragraph(chance: random.Random, who: str) -> str:
    worth = f"{chance.choice(WANT)} worth £{chance.randint(20, 9000)}"
    told = f"Residents met {who} {chance.choice(PLACE)} who wanted {worth}."
    more = f"*Nobody* who is genuine asks for {chance.choice(WANT)} {chance.choice(PLACE)}, whatever the screen says."
    return f"{told} {more} See https://www.gov.uk/scams-{chance.randint(1, 99)} for what else is known."
