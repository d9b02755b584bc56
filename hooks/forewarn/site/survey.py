"""Everything that a content folder holds, checked: by itself, and one thing with the others."""

from collections.abc import Mapping, Sequence
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
from forewarn.site.advisories import Advisories
from forewarn.site.comparing import Neighbours, check_neighbours
from forewarn.site.kept_texts import KeptTexts
from forewarn.site.scenery import Scene, Scenery
from forewarn.surveying.content import NOTHING_UNWRITTEN, Content, ReadText, UnwrittenText, read_frame, unused
from forewarn.surveying.folder import file_name
from forewarn.surveying.recollection import NOTHING_RECALLED, Recollection
from forewarn.surveying.surveyor import Source, SurveyedText


@dataclass(frozen=True)
class Survey:
    """Everything that a content folder holds, public or not, and every problem of it.

    ``home`` is None where it has an error; ``edition_homes`` are those in other languages, by the tags of these. Of
    areas, contacts, advisories and help pages those are missing that have an error. ``contacts`` are the channels of
    the register, and ``channels`` those of the areas as well. ``drafts`` are the files of drafts, whose errors hold up
    nobody else; ``hidden`` are those and the files of advisories whose time has not come. ``texts`` is what is known
    of every single advisory that could be read. ``logo`` is the organisation's, if it has one. ``anew`` are the
    files of advisories that were surveyed, and not taken from what is kept.
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
    anew: frozenset[str] = frozenset()


def survey(  # noqa: PLR0913 - what there is to know of a content folder
    content: Path,
    settings: Settings,
    now: datetime,
    *,
    typefaces: Typefaces | None = None,
    is_deployment: bool = False,
    unwritten: Mapping[Path, bytes] = NOTHING_UNWRITTEN,
    kept: KeptTexts | None = None,
    workers: int = 1,
    recollection: Recollection = NOTHING_RECALLED,
) -> Survey:
    """Read and check everything in the content folder. ``now`` decides what is hidden, and which numbers are open.

    ``typefaces`` are the fonts of the share cards, where some are drawn. ``is_deployment`` says that it is to be put
    before the public. ``unwritten`` are advisories that are looked at as if they were there, by their paths.
    What is the same as it was before is taken from ``kept``; ``workers`` is how many processes may survey the rest.
    ``recollection`` is what a preview knows of its last build.
    """
    read, files = read_frame(content, [edition.tag for edition in settings.editions], recollection)
    further = [UnwrittenText(file_name(content, path), data) for path, data in unwritten.items()]
    sources: list[Source] = [*files, *further]
    scene = Scene(content, settings, now, typefaces, is_deployment=is_deployment)
    return _surveyed(scene, read, sources, kept, workers)


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


def _surveyed(
    scene: Scene, read: Content, sources: Sequence[Source], kept: KeptTexts | None = None, workers: int = 1
) -> Survey:
    """Survey everything: what stands around the advisories first, then these, and at last one beside the other.

    Where links lead is known for certain only when every text was read. So it is guessed by the names of files, and
    whatever would be told something else now is looked at again.
    """
    advisories = Advisories(sources, scene, kept, workers)
    told, total = advisories.guessed(), advisories.sum_of
    while True:
        frame = Scenery(scene, read, *told, total)
        texts = advisories.surveyed(frame)
        told = advisories.told()
        if frame.holds(*told):
            break
    found = _whole(scene, read, frame, texts, frozenset(advisories.anew))
    advisories.keep(read.beside_advisories, found.problems)
    return found


def _whole(scene: Scene, read: Content, frame: Scenery, texts: Sequence[SurveyedText], anew: frozenset[str]) -> Survey:
    """Put everything together, and compare the advisories with each other."""
    gists = [text.gist for text in texts if text.gist]
    made = [text.advisory for text in texts if text.advisory]
    links = frame.links | {text.file: text.links for text in texts if text.links}
    pages = frame.around_with({gist.file: addresses.advisory(gist.id.value) for gist in gists}).pages.addresses
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
        anew=anew,
    )
