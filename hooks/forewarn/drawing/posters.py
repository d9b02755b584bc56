"""Posters as PDF files: one sheet, accessible to PDF/UA-1, the same bytes for the same words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import segno

from forewarn.drawing.reading import with_silent_artifacts
from forewarn.drawing.runs import Run, Word, in_words
from forewarn.drawing.typesetting import DrawingFailed, Typesetter
from forewarn.language import Language
from forewarn.poster import Phrase, Poster, PosterContact

TEMPLATE = "poster.typ"
LONGEST_UNBROKEN = 20  # letters of a word that fits a line in the least letters of a title

_DARK = re.compile("1+")


def draw_poster(typesetter: Typesetter, poster: Poster) -> bytes:
    """Draw a poster: a tagged PDF of exactly one A4 sheet.

    Raises DrawingFailed where the words do not fit a sheet in letters that can be read, or need letters that no font
    of the posters has: the printer would set empty boxes.
    """
    undrawable = typesetter.typefaces.undrawable_in("".join(_all_words(poster)))
    if undrawable:
        raise DrawingFailed(f"No font of the posters has these letters: {' '.join(undrawable)}")
    pdf = typesetter.pdf(TEMPLATE, _given(poster), standards=("ua-1",))
    return with_silent_artifacts(pdf) if poster.language.direction == "rtl" else pdf


def _given(poster: Poster) -> Mapping[str, object]:
    """Give what the template is to set: texts cut into words, languages into their parts, and the code as its rows."""
    return {
        "name": poster.title,
        "author": poster.publisher.text,
        "language": _language(poster.language),
        "severity": _phrase(poster.severity),
        "title": _runs(poster.title),
        "widest": min(LONGEST_UNBROKEN, max(map(len, poster.title.split()))),
        "places": [_phrase(place) for place in poster.places],
        "date": _phrase(poster.date),
        "happening": [[_runs(sentence) for sentence in paragraph] for paragraph in poster.happening],
        "steps": [_runs(step) for step in poster.steps],
        "contacts": [_contact(contact) for contact in poster.contacts],
        "words": {name: _phrase(phrase) for name, phrase in vars(poster.words).items()},
        "address": poster.address,
        "link": poster.link,
        "code": code_of(poster.link),
        "masthead": _phrase(poster.masthead),
        "publisher": _phrase(poster.publisher),
        "colours": {"surface": poster.colours.surface, "words": poster.colours.words},
    }


def code_of(link: str) -> Mapping[str, object]:
    """Give the QR code of an address: how many modules a side has, and the outline of the dark ones as SVG draws it.

    It has no quiet zone around it. It can be read with 15 percent of it covered, or more where that makes it no larger.
    """
    code = segno.make_qr(link, error="m")
    rows = ("".join(str(module) for module in row) for row in code.matrix_iter(border=0))
    bars = ((bar.start(), y, len(bar.group())) for y, row in enumerate(rows) for bar in _DARK.finditer(row))
    return {"side": code.symbol_size(border=0)[0], "dark": "".join(f"M{x} {y}h{w}v1h-{w}z" for x, y, w in bars)}


def _runs(text: str) -> list[Run | dict[str, str]]:
    """Cut a text where a template has to set something in another way, which is dearer to set than all the rest.

    >>> _runs("Call 159, or lose £900")
    ['Call ', {'ltr': '159'}, ', or lose ', {'ltr': '£900'}]
    """
    runs: list[Run | dict[str, str]] = []
    for run in _spaced(in_words(text)):
        if runs and isinstance(run, str) and isinstance(runs[-1], str):
            runs[-1] += run
        else:
            runs.append(run)
    return runs


def _spaced(words: list[Word]) -> Iterator[Run | dict[str, str]]:
    """Give the runs of words with the spaces between them; those of long words are marked."""
    for number, word in enumerate(words):
        yield from [" "] if number else []
        is_long = sum(len(run if isinstance(run, str) else run["ltr"]) for run in word) > LONGEST_UNBROKEN
        yield from (
            ({"long": run} if isinstance(run, str) else {"long": run["ltr"]} for run in word) if is_long else word
        )


def _phrase(phrase: Phrase) -> dict[str, Any]:
    return {"words": _runs(phrase.text), "text": phrase.text, "language": _language(phrase.language)}


def _contact(contact: PosterContact) -> dict[str, Any]:
    return {"name": _phrase(contact.name), "ways": [*contact.ways], "purpose": _phrase(contact.purpose)}


def _language(language: Language) -> dict[str, str | None]:
    """Cut the tag of a language into what Typst wants to know."""
    lang, *others = language.tag.split("-")
    return {"lang": lang, "region": others[-1] if others else None, "dir": language.direction}


def _all_words(poster: Poster) -> list[str]:
    """Give every text that is printed."""
    phrases = [poster.severity, *poster.places, poster.date, *vars(poster.words).values()]
    phrases += [phrase for contact in poster.contacts for phrase in (contact.name, contact.purpose)]
    ways = [way for contact in poster.contacts for way in contact.ways]
    story = [sentence for paragraph in poster.happening for sentence in paragraph]
    names = [poster.masthead.text, poster.publisher.text, poster.address]
    return [poster.title, *story, *poster.steps, *ways, *names, *(phrase.text for phrase in phrases)]
