"""Promises about cards: no letter is an empty box, and one that no font has is a problem that names it."""

import json
import random
import unicodedata
from collections.abc import Iterable, Iterator

from card_samples import shipped_templates
from drawn_glyphs import boxes_of
from finished import site_in
from forewarn import addresses
from forewarn.site.cards import with_cards
from projects import VALID
from promises.promise import Count, Counts, Trial, sorted_out

# First and last code points of the scripts of our readers, of signs and emoji, and of what no font of ours has.
_READ = (
    *((0x41, 0x5A), (0x61, 0x7A), (0xA3, 0x17F), (0x1E80, 0x1EF9), (0x400, 0x45F), (0x490, 0x491), (0x621, 0x64A)),
    *((0x679, 0x6D3), (0x905, 0x939), (0x958, 0x95F), (0x985, 0x9B9), (0xA05, 0xA39), (0xA85, 0xAB9)),
    *((0x20A0, 0x20C0), (0x2010, 0x2027), (0x1F300, 0x1F5FF), (0x1F900, 0x1F9FF)),
)
_FAR = ((0x10D0, 0x10FF), (0x531, 0x556), (0xE01, 0xE30), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3), (0x2190, 0x27BF))
_BESIDE = ("", "£900 ", "0300 123 2040: ", "12:31 ", "(50%) ", "\u0301", "👋🏽 ", "1\ufe0f\u20e3 ", "–", "€1,5 ")


def cards(trial: Trial) -> Counts:
    """Build advisories with random titles; count the boxes on cards that are drawn, and letters that are not named."""
    titles = dict(enumerate(_titles(trial.so_many(40, 300, 3000))))
    project, own = trial.project(), shipped_templates()
    for number, title in titles.items():
        text = VALID.replace("Callers ask for tax", json.dumps(f"Calls {title}", ensure_ascii=False))
        project.add(f"advisories/t{number}.md", text)
    result = sorted_out(project)
    _, orders = with_cards(site_in(project.folder), own)
    drawn = [orders[addresses.card(f"t{number}")] for number in titles if f"t{number}" not in result.refused_ids]
    far = {number: missing for number, title in titles.items() if (missing := own.typefaces.missing_letters(title))}
    unnamed = sum(not _is_named(far[number], result.refused.get(f"advisories/t{number}.md", "")) for number in far)
    return (
        Count(sum(count > 0 for count in boxes_of(drawn)), len(drawn), "cards with a missing glyph"),
        Count(unnamed, len(far), "titles beyond the fonts not refused by name"),
    )


def _titles(count: int) -> Iterator[str]:
    dice = random.Random(18)  # noqa: S311 - no secret
    for number in range(count):
        ranges = (*_READ, *_FAR) if number % 5 == 0 else _READ
        words = (_word(dice, *dice.choice(ranges)) for _ in range(dice.randint(1, 6)))
        yield " ".join(dice.choice(_BESIDE) + word for word in words)


def _word(dice: random.Random, first: int, last: int) -> str:
    letters = (chr(dice.randint(first, last)) for _ in range(dice.randint(1, 9)))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Cn")


def _is_named(letters: Iterable[str], told: str) -> bool:
    """Tell whether every one of some letters is named in what was told of a refused title."""
    return all(f"(U+{ord(letter):04X}, " in told for letter in letters)
