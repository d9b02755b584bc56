"""From a site whose pages are written to one that is public: written to its end, inspected, and exchanged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from forewarn.building.build import Build, LeftStanding
from forewarn.building.leisure import let_go_of_former
from forewarn.building.request import Request
from forewarn.building.telling import Log, tell
from forewarn.building.waiting import AROUND, FILES, MADE, MADE_UP, WAITING, Turn
from forewarn.promise import Expected
from forewarn.publication import (
    NOTHING_FOUND,
    Facts,
    Inspected,
    Inspection,
    Kept,
    Manifest,
    Publication,
    Running,
    Standing,
    foresee,
    inspect,
)
from forewarn.publication.failure import Refused, seen_from_here, too_many_warnings
from forewarn.site import Recollection

NOTHING_FORESEEN: Mapping[str, Facts] = MappingProxyType({})
MANY_PAGES = 1000  # from so many on, memory is worth the time of looking for what nobody needs


@dataclass(frozen=True)
class Written:
    """A site that is written as a whole: all that there is to know of it to inspect it and put it before the public.

    ``made_of`` gives the sums of what its files were made of. It holds no advisory, but in a preview what was made of
    them, for the next build; ``waiting`` are the files of a preview that may not be right yet. Of a hasty build nothing
    is expected, and it is not inspected. ``files`` are those that are made of words and are no pages; ``around`` is
    the sum of what is around all pages, and ``foreseen`` what was found in files while others were still drawn.
    It ``has_made_up`` for pages that had waited.
    """

    request: Request
    turn: Turn
    expected: Expected | None
    kept: Kept
    made_of: Mapping[str, bytes]
    standing: Standing
    recollection: Recollection
    waiting: frozenset[str]
    files: frozenset[str]
    around: bytes
    is_large: bool
    foreseen: Mapping[str, Facts]
    has_made_up: bool


def write_rest(build: Build, publication: Publication, clock: datetime) -> Written:
    """Wait for drawings and search, and write them with the rest. ``clock`` is the time of this machine.

    Raises ProblemsFound where one of them fails or cannot be written.
    """
    if build.expected is None and not build.is_hasty:
        raise ValueError("nobody knows yet what must be there")
    begun, believes = build.begun, not (build.is_hasty or build.request.is_deployment)
    foreseen = foresee(publication, lambda: begun.underway.is_going_on) if believes else NOTHING_FORESEEN
    writing = begun.drawings.writing(build.fresh)
    begun.underway.finish(lambda: publication.guarded(writing.what_is_there))
    publication.guarded(writing.rest)
    found_by = publication.guarded(begun.search.write, build.fresh)
    if not build.request.is_served:  # a preview has no time for it
        begun.tidy(clock)
    return Written(
        request=build.request,
        turn=build.turn,
        expected=build.expected and replace(build.expected, files=build.expected.files | found_by.keys()),
        kept=build.kept.joined(begun.search.public.only(found_by)),
        made_of={**build.made_of, **found_by},
        standing=build.standing(),
        recollection=build.site.recollection,
        waiting=frozenset(build.waiting),
        files=frozenset(build.plan.late),
        around=build.plan.around,
        is_large=len(build.pages) > MANY_PAGES,
        foreseen=foreseen,
        has_made_up=any(page.can_wait for page in build.pages.values()),
    )


def put_forward(written: Written, running: Running, clock: datetime, log: Log) -> None:
    """Inspect a site and put it before the public in one step, unless something is wrong with it.

    ``clock`` is the time of this machine. Raises ProblemsFound and Refused, and then the public site is as it was.
    """
    request, publication = written.request, running.held
    running.stop_others()
    if written.is_large and not request.is_served:
        let_go_of_former()  # what the site was made of is not needed to look at it
    written.turn.give_way()
    inspected = _inspected(written, publication)
    written.turn.give_way()
    _tell_of_inspection(inspected, request.reason, log)
    _refuse_warnings(request, running)
    is_one_step = publication.publish(
        inspected.made,
        request.now,
        clock,
        made_of=written.made_of,
        findings=inspected.findings,
        standing=written.standing.telling(inspected.findings.told),
    )
    running.has_published = not running.is_preview
    if request.is_served:
        _leave_for_next(written, running)
    if not is_one_step:
        log.info("Its disk cannot exchange two folders in one step: for a moment there was no site.")
    if not running.is_preview:
        log.info("Published in %s: %d files.", seen_from_here(str(request.site_dir)), len(inspected.made.sums))


def _inspected(written: Written, publication: Publication) -> Inspected:
    """Inspect a site, unless it is one that was made in haste: then nothing is found in it yet."""
    if written.expected is None:
        made = Manifest({**written.kept.sums, **publication.made().sums})
        return Inspected(made, (), (), NOTHING_FOUND)
    return inspect(publication, written.expected, _inspection(written), written.foreseen)


def _leave_for_next(written: Written, running: Running) -> None:
    """Leave for the next build of a preview what was made for this one, which is shown now."""
    written.recollection.let_go_of_former()
    running.at_hand |= {
        MADE: (written.request.code, written.recollection),
        AROUND: written.around,
        WAITING: len(written.waiting),
        MADE_UP: written.has_made_up,
    }
    if written.expected:
        running.at_hand[FILES] = written.files


def leave_standing(left: LeftStanding, running: Running, log: Log) -> None:
    """Leave the public site as it is. Raises Refused where warnings forbid that it counts as built."""
    _refuse_warnings(left.request, running)
    running.has_published = not running.is_preview
    log.info("Nothing has changed: %s stays as it is.", seen_from_here(str(left.request.site_dir)))


def _refuse_warnings(request: Request, running: Running) -> None:
    """Raise Refused where there were warnings and the request allows none."""
    if request.is_strict and running.warnings:
        raise Refused(too_many_warnings(running.warnings))


def _inspection(written: Written) -> Inspection:
    """Say how to look at the site: a preview may lose what it likes, a deployment believes only what it has seen."""
    request = written.request
    return Inspection(
        now=request.now,
        fewer=request.reason,
        compares=not request.is_served,
        believes_facts=not request.is_deployment,
        kept=written.kept,
        rules=request.code,
    )


def _tell_of_inspection(inspected: Inspected, reason: str, log: Log) -> None:
    """Say what is not quite right with a finished site, and what a reason was given for."""
    tell(log, inspected.problems)
    for problem in inspected.excused:
        log.info("%s The reason that was given: %s", problem.message, reason)
