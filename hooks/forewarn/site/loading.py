"""From the content folder to a site: what was surveyed is let through as far as it is public, or refused."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from forewarn.checking import security_changes
from forewarn.drawing.typefaces import Typefaces
from forewarn.language import EDITORS, long_date
from forewarn.problem import Level, Problem, ProblemsFound, errors_in
from forewarn.register import Register
from forewarn.settings import Settings
from forewarn.site.frame import PreviewNotice
from forewarn.site.handbook import Handbook, read_handbook
from forewarn.site.hidden_words import NO_SECRETS, Secrets
from forewarn.site.kept_texts import KeptTexts
from forewarn.site.site import Site
from forewarn.site.survey import survey
from forewarn.site.timetable import next_change
from forewarn.surveying.recollection import NOTHING_RECALLED, Recollection


@dataclass(frozen=True)
class Loaded:
    """A site, the problems to tell of, and how many advisories are not public yet.

    The problems are the warnings and repairs of what is public, and the errors of drafts, which hold up nobody else.
    ``secrets`` are all advisories, for those who see to it that nothing of the hidden ones is published; a preview has
    none. Before the moment ``until`` the public will see no change by itself, and nothing else is told.
    """

    site: Site
    problems: tuple[Problem, ...]
    hidden: int
    secrets: Secrets = NO_SECRETS
    until: datetime | None = None


def load_site(  # noqa: PLR0913 - for whom a site is loaded
    content: Path,
    settings: Settings,
    now: datetime,
    *,
    typefaces: Typefaces | None = None,
    is_deployment: bool = False,
    is_preview: bool = False,
    kept: KeptTexts | None = None,
    workers: int = 1,
    recollection: Recollection = NOTHING_RECALLED,
) -> Loaded:
    """Load the content folder as the public may see it at the moment ``now``, which knows its time zone.

    ``typefaces`` are the fonts of the share cards, where some are drawn. ``is_deployment`` says that the site is built
    to be put before the public: what may wait until then is an error. With ``is_preview`` the site has what the public
    may not see as well, so it must never be published. What is the same as it was before is taken from ``kept``, and
    ``workers`` is how many processes may survey the rest. ``recollection`` is what a preview knows of its last build.
    Raises ProblemsFound with every problem of every file, if any of them is an error and not in a draft.
    """
    found = survey(
        content,
        settings,
        now,
        typefaces=typefaces,
        is_deployment=is_deployment,
        kept=kept,
        workers=workers,
        recollection=recollection,
    )
    changing = {a.file for a in found.register.advisories if any(update.when > now for update in a.updates)}
    told = found.problems
    if not is_preview:
        told = tuple(problem for problem in told if _is_told(problem, found.hidden, changing))
    if found.home is None or any(problem.file not in found.drafts for problem in errors_in(told)):
        raise ProblemsFound(told)
    in_order = tuple(sorted(found.areas, key=lambda area: area.name.casefold()))
    public = found.register.public(now, settings.current_for)
    site = Site(
        settings,
        found.home,
        in_order,
        found.contacts,
        public,
        found.help_pages,
        found.edition_homes,
        logo=found.logo,
        recollection=recollection,
    )
    if is_preview:
        return Loaded(_as_preview(site, found.register, told, read_handbook(content.parent)), told, len(found.hidden))
    secrets = Secrets(found.register, found.texts if found.hidden or changing else (), found.hidden)
    until = next_change(now, found.register, found.channels, settings.current_for)
    moments = (until, *(moment for moment in security_changes(settings) if moment > now))
    return Loaded(site, told, len(found.hidden), secrets, min(filter(None, moments), default=None))


def _as_preview(site: Site, register: Register, problems: Iterable[Problem], handbook: Handbook) -> Site:
    """Give a site with everything that is hidden, which says so on every page.

    No page names the minute: each would be another one a minute later.
    """
    now = site.register.now.astimezone(site.settings.time_zone)
    says = (
        f"It shows the site as of {long_date(now, EDITORS)}, with drafts and with warnings that are still to come."
        " Each of those says so."
    )
    notice = PreviewNotice(says, tuple(map(str, errors_in(problems))), handbook)
    return replace(site, register=register.for_editors(now, site.settings.current_for), preview=notice)


def _is_told(problem: Problem, hidden: Collection[str], changing: Collection[str]) -> bool:
    """Tell whether a build speaks of a problem: of what is hidden only where it is an error.

    ``changing`` are the files with updates that are still to come, of which the note is hidden as well.
    """
    is_hidden = problem.file in hidden or (problem.file in changing and problem.field.startswith("publish.updates"))
    return problem.level is Level.ERROR or not is_hidden
