"""Saved web pages: what they say of themselves, and their text without the page around it."""

import codecs
import re
from pathlib import PurePosixPath

from bs4 import BeautifulSoup, Tag

from forewarn.addresses import identity
from forewarn.dates import read_date
from forewarn.importing.draught import Draught, Fields, Left
from forewarn.importing.html_markdown import markdown_of
from forewarn.importing.page_body import page_body
from forewarn.importing.page_facts import PageFacts, page_facts
from forewarn.importing.sources import Piece, fault
from forewarn.importing.surroundings import Surroundings
from forewarn.rendering.summary import shortened

LONGEST_NAME = 60
MOST_LETTERS = 4_000_000  # without the pictures in it
MOST_PARTS, DEEPEST = 20_000, 150
MOST_TOLD = 100

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf_8"), (codecs.BOM_UTF16_LE, "utf_16_le"), (codecs.BOM_UTF16_BE, "utf_16_be"))
# Names that browsers read as the larger set of letters that Windows has.
_AS_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"})
_DATA = re.compile(r"\bdata:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=\s]+")


def draught_of_page(piece: Piece, surroundings: Surroundings) -> Draught:
    """Read a saved page. Raises Left where it has no text, or letters that cannot be told."""
    page = _parsed(piece)
    facts, body = page_facts(page), page_body(page)
    if body is None:
        message, cure = "No text was found on this page.", "Copy its words into a new warning."
        raise Left(fault(piece.name, message, cure))
    text, notes = markdown_of(body.element, facts.base)
    date, doubts = _date(facts, surroundings)
    outside = (f'Not imported, as it stands beside the text: "{shortened(words, MOST_TOLD)}"' for words in body.outside)
    told = tuple(words for words in outside if facts.description[:40] not in words or not facts.description)
    return Draught(
        source=piece.name,
        name=name_of(facts.title, facts.address, PurePosixPath(piece.name).stem),
        fields=_fields(facts, surroundings, date),
        body=text,
        notes=(*doubts, *notes, *told),
    )


def _parsed(piece: Piece) -> BeautifulSoup:
    return parsed(_DATA.sub("data:", _decoded(piece)), piece.name)


def parsed(html: str, source: str) -> BeautifulSoup:
    """Parse HTML, however broken. Raises Left where it is so large or so deep that it is no text."""
    if len(html) <= MOST_LETTERS:
        page = BeautifulSoup(html, "lxml")
        if _is_readable(page):
            return page
    message = "The page has more parts, or they lie deeper in each other, than any text has."
    raise Left(fault(source, message, "Copy its words into a new warning."))


def _is_readable(page: BeautifulSoup) -> bool:
    """Tell whether the parts of a page are so few, and lie so flat, that going through them takes little time."""
    depths = {id(page): 0}
    for part in page.descendants:
        if isinstance(part, Tag):
            depths[id(part)] = depths[id(part.parent)] + 1
            if len(depths) > MOST_PARTS or depths[id(part)] > DEEPEST:
                return False
    return True


def _decoded(piece: Piece) -> str:
    """Decode a page as it says itself, or as UTF-8, or as Windows-1252, where it can be nothing else."""
    mark = next(((mark, name) for mark, name in _MARKS if piece.data.startswith(mark)), None)
    declared = _DECLARED.search(piece.data, 0, 4096)
    told = declared[1].decode("ascii", "replace").lower() if declared else ""
    data, names = piece.data, [told] if told else ["utf_8", "cp1252"]
    if mark:
        data, names = piece.data.removeprefix(mark[0]), [mark[1]]
    for name in names:
        try:
            return data.decode("cp1252" if name in _AS_WINDOWS else name)
        except (LookupError, UnicodeDecodeError, UnicodeError):
            continue
    said = f'It says that it is saved as "{told}", and it is not.' if told else "Nobody can tell how it is saved."
    raise Left(fault(piece.name, said, "Open it in a browser, and save it again."))


def _fields(facts: PageFacts, surroundings: Surroundings, date: str) -> Fields:
    areas = surroundings.area_of(facts.places, facts.publishers, facts.address)
    return {
        "title": facts.title,
        "area": areas[0] if len(areas) == 1 else list(areas),
        "url": facts.address,
        "og": {
            "description": facts.description,
            "locale": surroundings.locale_of(facts.locale),
            "image": facts.image,
            "image_alt": facts.image_alt if facts.image else "",
        },
        "publish": {"date": date},
        "topic": list(surroundings.topics_of(facts.words)),
    }


def _date(facts: PageFacts, surroundings: Surroundings) -> tuple[str, tuple[str, ...]]:
    """Give the date of a page, or none where it gives two that do not agree; and sentences on those in doubt."""
    told = tuple(dict.fromkeys(filter(None, facts.dates)))
    read = [date for text in told if (date := surroundings.date_of(text))]
    zone = surroundings.settings.time_zone
    days = {read_date(date, zone).when.date() for date in read}
    if len(days) > 1:
        return "", (f"The page gives several dates of publication: {', '.join(read)}. Choose one.",)
    doubts = tuple(f'The date "{text}" cannot be read exactly.' for text in told if not read)
    return (read[0] if read else ""), doubts


def name_of(title: str, address: str, stem: str) -> str:
    """Give what the file of a text may be called: by its title, else by where it was, else by the name of its source.

    >>> name_of("Callers who want your card, and what to do about them: five things that help", "", "page")
    'callers-who-want-your-card-and-what-to-do-about-them-five'
    """
    last = address.rstrip("/").rpartition("/")[2].partition("?")[0]
    name = next(filter(None, map(identity, (title, last, stem))), "")
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]
    return name
