"""Everything that a content folder holds, checked: by itself, and one thing with the others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forewarn import addresses
from forewarn.area import Area
from forewarn.attachment import Attachment
from forewarn.contact_register import ContactRegister
from forewarn.drawing.typefaces import Typefaces
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.problem import Problem
from forewarn.register import Register
from forewarn.settings import Settings
from forewarn.site.comparing import Neighbours, check_neighbours
from forewarn.site.content import NOTHING_UNWRITTEN, Content, ReadText, UnwrittenText, read_frame, unused
from forewarn.site.folder import file_name
from forewarn.site.frame import Frame, Scene
from forewarn.site.neighbourhood import Neighbourhood
from forewarn.site.surveying import Source, Surroundings, SurveyedText, Surveyor


@dataclass(frozen=True)
class Survey:
    """Everything that a content folder holds, public or not, and every problem of it.

    ``home`` is None where it has an error; ``edition_homes`` are those in other languages, by the tags of these. Of
    areas, contacts, advisories and help pages those are missing that have an error. ``contacts`` are the channels of
    the register, and ``channels`` those of the areas as well. ``drafts`` are the files of drafts, whose errors hold up
    nobody else; ``hidden`` are those and the files of advisories whose time has not come. ``texts`` is what is known
    of every single advisory that could be read. ``logo`` is the organisation's, if it has one.
    """

    home: Home | None
    edition_homes: Mapping[str, Home]
    areas: tuple[Area, ...]
    contacts: ContactRegister
    channels: ContactRegister
    register: Register
    problems: tuple[Problem, ...]
    drafts: frozenset[str]
    hidden: frozenset[str]
    help_pages: tuple[HelpPage, ...]
    texts: tuple[SurveyedText, ...]
    logo: Attachment | None


def survey(  # noqa: PLR0913 - what there is to know of a content folder
    content: Path,
    settings: Settings,
    now: datetime,
    *,
    typefaces: Typefaces | None = None,
    is_deployment: bool = False,
    unwritten: Mapping[Path, bytes] = NOTHING_UNWRITTEN,
) -> Survey:
    """Read and check everything in the content folder. ``now`` decides what is hidden, and which numbers are open.

    ``typefaces`` are the fonts of the share cards, where some are drawn. ``is_deployment`` says that it is to be put
    before the public. ``unwritten`` are advisories that are looked at as if they were there, by their paths.
    """
    read, files = read_frame(content, [edition.tag for edition in settings.editions])
    sources = (*files, *(UnwrittenText(file_name(content, path), data) for path, data in unwritten.items()))
    scene = Scene(content, settings, now, typefaces, is_deployment=is_deployment)
    return _surveyed(scene, read, sources)


def survey_of(  # noqa: PLR0913 - as many things are looked at
    content: Path,
    read: Content,
    settings: Settings,
    now: datetime,
    *,
    typefaces: Typefaces | None = None,
    is_deployment: bool = False,
) -> Survey:
    """Check what was read of a content folder, and what else somebody means to put there, as ``survey`` does."""
    scene = Scene(content, settings, now, typefaces, is_deployment=is_deployment)
    return _surveyed(scene, read, tuple(map(ReadText, read.advisories)))


def _surveyed(scene: Scene, read: Content, sources: Sequence[Source]) -> Survey:
    """Survey everything: what stands around the advisories first, then these, and at last one beside the other.

    Where links lead is known for certain only when every text was read. So it is guessed by the names of files, and
    whatever would be told something else now is looked at again.
    """
    advisories = _Advisories(sources, scene.now)
    told: Mapping[str, str] = {source.file: _guessed(source.file) for source in sources}
    nameable = frozenset[str]()
    while True:
        frame = Frame(scene, read, told, nameable)
        texts = advisories.surveyed(frame)
        told, nameable = _true_pages(texts, scene.now)
        if frame.holds(told, nameable):
            return _whole(scene, read, frame, texts)


def _guessed(file: str) -> str:
    """Guess the address of an advisory by the name of its file."""
    return addresses.advisory(addresses.identity(file.rpartition("/")[2].rpartition(".")[0]))


def _true_pages(texts: Iterable[SurveyedText], now: datetime) -> tuple[Mapping[str, str], frozenset[str]]:
    """Give the addresses of the advisories by their files, and the files that a message may name."""
    gists = [text.gist for text in texts if text.gist]
    told = {gist.file: addresses.advisory(gist.id.value) for gist in gists}
    return told, frozenset(gist.file for gist in gists if gist.is_public(now))


class _Advisories:
    """The advisories of a site, each surveyed as often as something is told to it that it was not told before."""

    def __init__(self, sources: Sequence[Source], now: datetime) -> None:
        self._sources, self._now = sources, now
        self._surroundings: Surroundings | None = None
        self._texts: list[SurveyedText] = []

    def surveyed(self, frame: "Frame") -> Sequence[SurveyedText]:
        """Give what is to be known of every advisory within a frame."""
        if frame.surroundings != self._surroundings:
            self._surroundings = frame.surroundings
            self._texts = self._survey(self._sources, frame.around)
        around = frame.around_with(*_true_pages(self._texts, self._now))
        stale = [number for number, text in enumerate(self._texts) if text.asked and not text.asked.hold(around)]
        again = self._survey([self._sources[number] for number in stale], around)
        for number, text in zip(stale, again, strict=True):
            self._texts[number] = text
        return self._texts

    def _survey(self, sources: Sequence[Source], around: Neighbourhood) -> list[SurveyedText]:
        if not sources or self._surroundings is None:
            return []
        surveyor = Surveyor(self._surroundings, self._now)
        return [surveyor.survey(source, around) for source in sources]


def _whole(scene: Scene, read: Content, frame: "Frame", texts: Sequence[SurveyedText]) -> Survey:
    """Put everything together, and compare the advisories with each other."""
    gists = [text.gist for text in texts if text.gist]
    made = [text.advisory for text in texts if text.advisory]
    links = frame.links | {text.file: text.links for text in texts if text.links}
    pages = frame.around_with(*_true_pages(texts, scene.now)).pages.addresses
    beside_each_other = check_neighbours(Neighbours(gists, made, pages, links), scene.settings, scene.now)
    used = frame.used.union(*(text.used for text in texts if text.used))
    left = unused(scene.content, read.others, used)
    own = (problem for text in texts for problem in text.problems)
    drafts = frozenset(gist.file for gist in gists if gist.is_draft)
    return Survey(
        home=frame.home,
        edition_homes={tag: each for tag, each in frame.edition_homes.items() if each},
        areas=frame.areas,
        contacts=frame.contacts,
        channels=frame.channels,
        register=Register.of(made),
        problems=tuple(sorted((*frame.problems, *own, *frame.met(beside_each_other), *frame.met(left)))),
        drafts=drafts,
        hidden=drafts | {advisory.file for advisory in made if not advisory.is_public(scene.now)},
        help_pages=frame.help_pages,
        texts=tuple(text for text in texts if text.gist),
        logo=frame.logo,
    )
