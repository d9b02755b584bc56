"""What a rule looks at: one document with its rendered body, and what it may refer to."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from forewarn.addresses import identity
from forewarn.advisory import Status
from forewarn.area import Area
from forewarn.attaching import Unfit
from forewarn.attachment import Attachment
from forewarn.checking.public_words import ADVISORY_WORDS, words_of
from forewarn.contact_register import ContactRegister
from forewarn.document import Document, Listing, Text
from forewarn.drawing.typefaces import Typefaces
from forewarn.language import is_locale
from forewarn.problem import Level, Problem
from forewarn.rendering import Body
from forewarn.settings import Settings


@dataclass(frozen=True)
class Entry:
    """One advisory on its way to being published.

    ``areas`` are all areas by what they may be called; ``broken_areas`` are the names of areas that have errors of
    their own, which are no fault of this advisory. ``contacts`` are all official channels, and ``other_files`` are the
    files of the content folder that are no texts, such as pictures. ``typefaces`` are the fonts of the share cards,
    where some are drawn. ``is_deployment`` says that the site is built to be put before the public.
    """

    document: Document
    body: Body
    areas: Mapping[str, Area]
    broken_areas: frozenset[str]
    settings: Settings
    contacts: ContactRegister
    other_files: Collection[str]
    attachments: Mapping[str, Attachment | Unfit]
    typefaces: Typefaces | None = None
    is_deployment: bool = False

    @cached_property
    def words(self) -> tuple[tuple[str, Text], ...]:
        """The texts that the public reads, each with its field; the last is the body."""
        return tuple(words_of(self.document, ADVISORY_WORDS))

    def named_areas(self) -> tuple[Area, ...]:
        """Give the areas that the document names and that exist, each once."""
        return named_areas(self.document, self.areas)


def named_areas(document: Document, areas: Mapping[str, Area]) -> tuple[Area, ...]:
    """Give the areas that a document names and that exist, each once. ``areas`` are as from ``area_names``."""
    named = (areas.get(fold(name.value)) for name in document.texts("area"))
    return tuple({area.slug: area for area in named if area}.values())


Rule = Callable[[Entry], Iterator[Problem]]


def area_names(areas: Iterable[Area]) -> dict[str, Area]:
    """Give areas by everything that an editor may call them."""
    return {fold(name): area for area in areas for name in area.names}


@lru_cache(maxsize=2048)
def fold(name: str) -> str:
    """Make two ways to write one name equal: case, spaces, composed letters, and "&" for "and"."""
    composed = unicodedata.normalize("NFC", " ".join(name.split()).casefold())
    return re.sub(r" (?:and|&) ", " & ", composed)


def id_of(document: Document) -> str:
    """Give the permanent identity of a document: what it says it is, or its file's name."""
    return document.text("id") or _identity_of(document.file.rpartition("/")[2])


def _identity_of(name: str) -> str:
    """Make an id of a file's name without its ending."""
    return identity(name.rpartition(".")[0] or name)


def locale_of(entry: Entry) -> str:
    """Give the language of a document: what it says it is, if that is one, or the site's."""
    return locale_of_document(entry.document, entry.settings)


def locale_of_document(document: Document, settings: Settings) -> str:
    """Give the language of a document: what it says it is, if that is one, or the site's."""
    locale = document.text("og.locale")
    return locale if is_locale(locale) else settings.locale


def is_missing(document: Document, field: str) -> bool:
    """Tell whether a field is not there, or is there without a value."""
    match document.node(field):
        case None:
            return True
        case Text(value):
            return not value.strip()
        case Listing(items):
            return not items or any(isinstance(item, Text) and not item.value.strip() for item in items)
        case _:
            return False


def is_withdrawn(document: Document) -> bool:
    """Tell whether a document says of itself that it is withdrawn, so that nothing of its text is shown."""
    return document.text("publish.status") == Status.WITHDRAWN


def is_draft(document: Document) -> bool:
    """Tell whether a document that could be read says of itself that it is a draft."""
    return document.text("publish.status") == Status.DRAFT


def found(  # noqa: PLR0913 - a problem has as many parts
    document: Document, field: str, rule: str, message: str, cure: str, *, level: Level = Level.ERROR
) -> Problem:
    """Report a problem where a field's value starts, or where it would."""
    line, column = document.position(field)
    return Problem(document.file, line, column, field, rule, level, message, cure)


def found_at(  # noqa: PLR0913, PLR0917 - a problem has as many parts
    document: Document, field: str, text: Text, rule: str, message: str, cure: str, level: Level = Level.ERROR
) -> Problem:
    """Report a problem with one text of a field that may hold several."""
    return Problem(document.file, text.line, text.column, field, rule, level, message, cure)
