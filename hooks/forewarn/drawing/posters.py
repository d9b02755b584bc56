"""Posters as PDF files: one sheet, accessible to PDF/UA-1, the same bytes for the same words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from forewarn.drawing.orders import Order
from forewarn.drawing.palette import colours_of
from forewarn.drawing.qr_code import qr_code
from forewarn.drawing.reading import with_silent_artifacts
from forewarn.drawing.runs import Run, Word, in_words
from forewarn.drawing.typefaces import Typefaces
from forewarn.drawing.typesetting import Typesetter
from forewarn.language import Language
from forewarn.poster import Phrase, Poster, PosterContact

TEMPLATE = "poster.typ"
LONGEST_UNBROKEN = 20  # letters of a word that fits a line in the least letters of a title

Said: TypeAlias = dict[str, object]


def poster_data(poster: Poster, colours: Mapping[str, str], typefaces: Typefaces) -> Said:
    """Say what the template is told of a poster. ``colours`` and ``typefaces`` are those of the templates.

    Small pictures that no font has are left out.

    All of it can be written as JSON; equal posters give equal data. The code is not in it: it follows from ``link``,
    and takes longer than all the rest. A letter that is missing (``missing_letters``) would be an empty box.
    """
    setting = _Setting(typefaces)
    title = typefaces.drawable(poster.title)
    return {
        "name": title,
        "author": poster.publisher.text,
        "language": _language(poster.language),
        "is_rtl": poster.language.direction == "rtl",
        "severity": setting.phrase(poster.severity),
        "title": setting.runs(title),
        "widest": min(LONGEST_UNBROKEN, max(map(len, title.split()), default=0)),
        "places": [setting.phrase(place) for place in poster.places],
        "date": setting.phrase(poster.date),
        "happening": [[setting.runs(sentence) for sentence in paragraph] for paragraph in poster.happening],
        "steps": [setting.runs(step) for step in poster.steps],
        "contacts": [setting.contact(contact) for contact in poster.contacts],
        "words": {name: setting.phrase(phrase) for name, phrase in vars(poster.words).items()},
        "address": poster.address,
        "link": poster.link,
        "masthead": setting.phrase(poster.masthead),
        "publisher": setting.phrase(poster.publisher),
        "colours": colours_of(colours, poster.colours),
    }


def missing_letters(poster: Poster, typefaces: Typefaces) -> tuple[str, ...]:
    """Give the letters that a poster has and no font."""
    return typefaces.missing_letters("".join(_all_texts(poster)))


def draw_posters(typesetter: Typesetter, pieces: Sequence[tuple[Order, bytes | None]]) -> Iterator[bytes]:
    """Draw some posters, whose orders hold their data, each a tagged PDF of exactly one A4 sheet, in their order.

    Raises DrawingFailed where the words do not fit a sheet in letters that can be read.
    """
    for order, _ in pieces:
        yield draw_poster(typesetter, order.data)


def draw_poster(typesetter: Typesetter, data: Mapping[str, object]) -> bytes:
    """Draw one poster from its data. Raises DrawingFailed."""
    pdf = typesetter.pdf(TEMPLATE, {**data, "code": code_of(str(data["link"]))}, is_accessible=True)
    return with_silent_artifacts(pdf) if data["is_rtl"] else pdf


def code_of(link: str) -> Mapping[str, object]:
    """Give the QR code of an address: how many modules a side has, and the outline of the dark ones as SVG draws it.

    It has no quiet zone around it. It can be read with 15 percent of it covered, or more where that makes it no larger.
    """
    code = qr_code(link)
    return {"side": code.side, "dark": "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in code.bars)}


@dataclass(frozen=True)
class _Setting:
    """Gives texts as the template sets them."""

    typefaces: Typefaces

    def phrase(self, phrase: Phrase) -> Said:
        return {"words": self.runs(phrase.text), "text": phrase.text, "language": _language(phrase.language)}

    def contact(self, contact: PosterContact) -> Said:
        return {
            "name": self.phrase(contact.name),
            "ways": [*contact.ways],
            "purpose": self.phrase(contact.purpose),
        }

    def runs(self, text: str) -> list[Run]:
        """Cut a text where something is set in another way, and nowhere else: each piece takes its time."""
        runs: list[Run] = []
        for run in _spaced(in_words(self.typefaces.drawable(text))):
            if runs and isinstance(run, str) and isinstance(runs[-1], str):
                runs[-1] += run
            else:
                runs.append(run)
        return runs


def _spaced(words: list[Word]) -> Iterator[Run]:
    """Give the runs of words with the spaces between them; those of long words are marked."""
    for number, word in enumerate(words):
        yield from [" "] if number else []
        plain = [run if isinstance(run, str) else run["ltr"] for run in word]
        yield from ({"long": run} for run in plain) if sum(map(len, plain)) > LONGEST_UNBROKEN else word


def _language(language: Language) -> dict[str, str | None]:
    """Cut the tag of a language into what Typst wants to know."""
    lang, *others = language.tag.split("-")
    return {"lang": lang, "region": others[-1] if others else None, "dir": language.direction}


def _all_texts(poster: Poster) -> Iterator[str]:
    """Give every text that is printed."""
    phrases = [poster.severity, *poster.places, poster.date, *vars(poster.words).values()]
    phrases += [phrase for contact in poster.contacts for phrase in (contact.name, contact.purpose)]
    phrases += [poster.masthead, poster.publisher]
    yield from (phrase.text for phrase in phrases)
    yield from (way for contact in poster.contacts for way in contact.ways)
    yield from (sentence for paragraph in poster.happening for sentence in paragraph)
    yield from (poster.title, *poster.steps, poster.address)
