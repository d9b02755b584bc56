"""Documents in the seed's form, as an export of a police website has them: any number, each with words of its own."""

import random
from pathlib import Path

from benchmarks.corpus import AREAS, DO, PLACE, WANT, WHO

HOST = "https://www.force.example"


def write_seed_documents(folder: Path, count: int, *, seed: int = 1) -> None:
    """Write so many documents of 150 to 300 words into a folder, damaged as real ones are; one seed, one set of bytes.

    Every tenth has the name of another in a folder of its own.
    """
    chance = random.Random(seed)  # noqa: S311 - words, no secrets
    for number in range(count):
        is_twin = number % 10 == 9
        name = f"{number - 1:05}" if is_twin else f"{number:05}"
        path = folder / ("more" if is_twin else f"{number // 1000:02}") / f"{name}_{chance.randrange(16**8):08x}.txt"
        if is_twin:
            path = path.with_name(f"{name}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_document(chance, number), "utf-8")


def _document(chance: random.Random, number: int) -> str:
    who, want, place = chance.choice(WHO), chance.choice(WANT), chance.choice(PLACE)
    title = f"Warning {number} about {who} who asks for {want}"
    url = f"{HOST}/news/{2016 + number % 10}/{number}/"
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), 2016 + number % 10
    date = f"{chance.randint(8, 20):02}:{chance.randint(0, 59):02} {day:02}/{month:02}/{year}"
    paragraphs = "\n\n".join(_paragraph(chance, who) for _ in range(chance.randint(3, 6)))
    steps = "\n".join(f"- **{step}** , and take your time." for step in chance.sample(DO, 4))
    return (
        f"```yaml\narea: {chance.choice(AREAS)}\nog:\n  description: Somebody {place} says he is {who}.\n"
        f"  image: {HOST}/share.jpg?w=600&amp;h={number}\n  locale: en_GB\n  title: {title}\n  type: website\n"
        f"  url: {url}\npublish:\n  date: {date}\ntitle: {title} | Kent Police\nurl: {url}\n```\n\n"
        f"{paragraphs}\n\n## What to do\n\n{steps}\n\n## If you have paid\n\n{_paragraph(chance, who)}\n"
    )


def _paragraph(chance: random.Random, who: str) -> str:
    sign = chance.choice(("£", "Â£", "£"))
    lost = f"{sign}{chance.randint(20, 99)},{chance.randint(100, 999)} on the {chance.randint(1, 28)}th"
    told = f"Residents met {who} {chance.choice(PLACE)} who wanted {chance.choice(WANT)}, and one lost {lost}."
    more = f"*Nobody* who is genuine asks for {chance.choice(WANT)} {chance.choice(PLACE)}, whatever the screen says."
    return f"{told} {more} Read page {chance.randint(1, 99)} of our booklet for what else is known about this."
