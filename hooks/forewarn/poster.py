"""A poster: one advisory on one sheet of paper, for a noticeboard or a shop window, in its own language."""

from dataclasses import dataclass

from forewarn.colours import Colours
from forewarn.language import Language


@dataclass(frozen=True)
class Phrase:
    """Plain text in a language. What a catalogue lacks is English, in a poster of another language as well."""

    text: str
    language: Language


@dataclass(frozen=True)
class PosterContact:
    """Whom to tell: a name, the numbers or addresses to reach them by, the best first, and what for."""

    name: Phrase
    ways: tuple[str, ...]
    purpose: Phrase


@dataclass(frozen=True)
class PosterWords:
    """What a poster says whatever it warns of: its headings, and the words beside its address and its code."""

    what_is_happening: Phrase
    what_to_do: Phrase
    whom_to_tell: Phrase
    either: Phrase
    read_it_all: Phrase
    scan: Phrase
    code: Phrase


@dataclass(frozen=True)
class Poster:
    """Everything that is printed on the poster of an advisory, and nothing that changes from one build to the next.

    ``happening`` are paragraphs, each cut into its sentences, so that a crowded sheet can say fewer of them.
    ``address`` is where to read on, in print, without a scheme; ``link`` is the whole of it, as the code holds it.
    ``masthead`` is whoever's ``colours`` the band has, which are those of the templates where there are none;
    ``publisher`` is the organisation of the site.
    """

    language: Language
    severity: Phrase
    title: str
    places: tuple[Phrase, ...]
    date: Phrase
    happening: tuple[tuple[str, ...], ...]
    steps: tuple[str, ...]
    contacts: tuple[PosterContact, ...]
    words: PosterWords
    address: str
    link: str
    masthead: Phrase
    publisher: Phrase
    colours: Colours | None


@dataclass(frozen=True)
class PosterLink:
    """Where an advisory's page leads for its poster: an address relative to the site's own, and a size in bytes."""

    address: str
    size: int

    @property
    def kilobytes(self) -> int:
        """The size as readers are told it: in thousands of bytes, rounded, and never 0.

        >>> PosterLink("posters/tax.pdf", 41_812).kilobytes
        42
        """
        return max(1, round(self.size / 1000))
