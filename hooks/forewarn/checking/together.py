"""What only several texts at once can have wrong: one address for two, pairs that do not fit, links to the hidden."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from forewarn.advisory import Advisory, Status
from forewarn.checking.address_rules import alias_address
from forewarn.checking.gist import Gist, told_of
from forewarn.problem import Level, Problem
from forewarn.rendering import SiteLink
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean


def check_ids(gists: Collection[Gist]) -> tuple[Problem, ...]:
    """Find advisories that would have one address. Returns a problem for each after the first; drafts come last."""
    if len({gist.id.value for gist in gists}) == len(gists):
        return ()
    by_id = sorted(gists, key=lambda gist: (gist.id.value, gist.is_draft, gist.file))
    problems: list[Problem] = []
    for id_, group in groupby(by_id, key=lambda gist: gist.id.value):
        first, *others = group
        for other in others:
            message = f'{first.file} has the id "{id_}" too, so one would hide the other.'
            cure = f"Rename one of the files, or give it an id: of its own, such as {id_}-2."
            problems.append(told_of(other, "id", other.id, "id-twice", message, cure))
    return tuple(problems)


def check_aliases(gists: Collection[Gist], pages: Mapping[str, str], settings: Settings) -> tuple[Problem, ...]:
    """Find earlier addresses that are in use, by a page or as the earlier address of another advisory.

    ``pages`` are the addresses of the site's pages by their files. Drafts come last, so that they have the problem.
    """
    if not any(gist.aliases for gist in gists):
        return ()
    in_order = sorted(gists, key=lambda gist: (gist.is_draft, gist.file))
    drafts = {gist.file for gist in in_order if gist.is_draft}
    owners = {address.casefold(): "" for file, address in pages.items() if file not in drafts}
    problems: list[Problem] = []
    for gist in in_order:
        own = pages[gist.file].casefold()
        if gist.is_draft and owners.setdefault(own, "") not in {"", gist.file}:
            message = f"The address of this draft is an earlier one of {owners[own]}."
            cure = "Rename this file, or give it another id:."
            problems.append(told_of(gist, "id", gist.id, "alias-twice", message, cure))
        for text in gist.aliases:
            owner = owners.setdefault(alias_address(text.value, settings).casefold(), gist.file)
            if text.value.strip() and owner != gist.file:
                problems.append(told_of(gist, "aliases", text, "alias-twice", *_taken(text.value, owner)))
    return tuple(problems)


def _taken(alias: str, owner: str) -> tuple[str, str]:
    if owner:
        return f'"{alias}" is an earlier address of {owner} too.', "Take it out of one of the two."
    return f'"{alias}" is the address of a page that there is.', "Leave it out, or rename that page."


def check_translations(gists: Collection[Gist], public: Collection[str]) -> tuple[Problem, ...]:
    """Find translations of what does not exist, of another translation, and into a language that there is already.

    Only the ids in ``public`` are suggested. Drafts come last, so that one of them has the problem.
    """
    if not any(gist.translation_of for gist in gists):
        return ()
    by_id = {gist.id.value: gist for gist in sorted(gists, key=lambda gist: (gist.is_draft, gist.file))}
    taken: dict[tuple[str, str], Gist] = {}
    problems: list[Problem] = []
    for gist in by_id.values():
        if not gist.translation_of:
            continue
        original = gist.translation_of.value
        first = taken.setdefault((original, gist.locale), gist)
        if fault := _translation_fault(gist, original, by_id, public):
            problems.append(told_of(gist, "translation_of", gist.translation_of, *fault))
        elif first is not gist:
            message = f'{first.file} says "{original}" in the same language, {gist.locale}.'
            cure = "Keep one of the two, or let one correct the other with replaces: below publish:."
            problems.append(told_of(gist, "translation_of", gist.translation_of, "translation-twice", message, cure))
    return tuple(problems)


def _translation_fault(
    gist: Gist, original: str, by_id: Mapping[str, Gist], public: Collection[str]
) -> tuple[str, str, str] | None:
    """Say what is wrong with a translation: the rule, a message and a cure."""
    if original not in by_id:
        cure = did_you_mean(original, public) or "Give the id of the advisory that this one says in another language."
        return "translation-unknown", f'There is no advisory with the id "{original}" to translate.', cure
    if further := by_id[original].translation_of:
        cure = f'Write "translation_of: {further.value}".'
        return "translation-chain", f'"{original}" is a translation itself.', cure
    if by_id[original].locale == gist.locale:
        message = f'The advisory "{original}" is in the same language, {gist.locale}.'
        return "translation-language", message, 'Give this one its own language: "locale: cy_GB" below "og:".'
    return None


def check_replacements(gists: Collection[Gist], public: Collection[str]) -> tuple[Problem, ...]:
    """Find corrections of what does not exist, and advisories that correct each other in a circle.

    Only the ids in ``public`` are suggested: what is hidden is not to be named in a build's log.
    """
    by_id = {gist.id.value: gist for gist in gists}
    problems: list[Problem] = []
    for id_, gist in by_id.items():
        if not gist.replaces:
            continue
        replaced = gist.replaces.value
        if replaced not in by_id:
            message = f'There is no advisory with the id "{replaced}" to replace.'
            cure = did_you_mean(replaced, public) or "Give the id of the advisory that this one corrects."
            problems.append(told_of(gist, "publish.replaces", gist.replaces, "replaces-unknown", message, cure))
        elif id_ in _replaced_in_turn(by_id, replaced):
            message, cure = "Advisories replace each other in a circle.", "Let only the newer one replace the older."
            problems.append(told_of(gist, "publish.replaces", gist.replaces, "replaces-circle", message, cure))
    return tuple(problems)


def _replaced_in_turn(by_id: Mapping[str, Gist], id_: str) -> set[str]:
    """Give the ids that an advisory replaces directly or through others, and its own."""
    seen: set[str] = set()
    while id_ in by_id and id_ not in seen:
        seen.add(id_)
        replaced = by_id[id_].replaces
        id_ = replaced.value if replaced else ""
    return seen


def check_updates_to_come(gists: Iterable[Gist], now: datetime) -> Iterator[Problem]:
    """An update of an advisory that is public is not still to come, or its note is seen later than the change."""
    for gist in gists:
        for when, text in gist.updates:
            if gist.published is not None and gist.published <= now < when:
                message = "This update is still to come: readers see its note then, and a change in the text at once."
                cure = "If they are to see both now, write the time of now."
                yield told_of(gist, "publish.updates.date", text, "update-later", message, cure, Level.ADVICE)


def check_corrections_are_newer(
    gists: Iterable[Gist], advisories: Collection[Advisory], settings: Settings, now: datetime
) -> Iterator[Problem]:
    """Where a site offers alerts, a correction is newer than all that was told of what it corrects.

    Its alert refers to messages of that one, which must have been sent before it (CAP 1.2, section 3.2.1). Only what is
    public is compared with: of anything else nothing was told.
    """
    if settings.cap is None:
        return
    by_id = {advisory.id: advisory for advisory in advisories}
    places = {gist.file: gist.replaces for gist in gists}
    for advisory in advisories:
        corrected, place = by_id.get(advisory.replaces or ""), places.get(advisory.file)
        if place is None or corrected is None or advisory.status is Status.WITHDRAWN or not corrected.is_public(now):
            continue
        if advisory.modified <= corrected.as_of(now).modified:
            message = f'What was last told of "{corrected.id}" is not older than this correction of it.'
            cure = "Write the date and time at which this one is published, or add an update with a later date."
            at = (advisory.file, place.line, place.column, "publish.replaces")
            yield Problem(*at, "replaces-newer", Level.ADVICE, message, cure)


def check_links_to_hidden(
    links: Mapping[str, tuple[SiteLink, ...]],
    advisories: Iterable[Advisory],
    unfinished: Collection[str],
    now: datetime,
) -> tuple[Problem, ...]:
    """Find links that would tell the public of an advisory before its time.

    ``links`` are the links within the site of each text, by its file; ``unfinished`` are the files of drafts that have
    errors. A draft may link to what it likes, a scheduled advisory to what is public when it is, every other text
    to what is public now.
    """
    by_file = {advisory.file: advisory for advisory in advisories}
    message, cure = "The link leads to {}, which is not public yet.", "Take it out until then."
    return tuple(
        Problem(file, link.line, link.column, "body", "link-hidden", Level.ERROR, message.format(link.file), cure)
        for file, links_of_file in links.items()
        if file not in unfinished
        for link in links_of_file
        if _leads_to_hidden(by_file.get(file), by_file.get(link.file), now, is_unfinished=link.file in unfinished)
    )


def _leads_to_hidden(source: Advisory | None, target: Advisory | None, now: datetime, *, is_unfinished: bool) -> bool:
    """Tell whether a link shows a reader of its source a target too early; None stands for any other page."""
    if source and source.status is Status.DRAFT:
        return False
    moment = max(now, source.published) if source else now
    return is_unfinished or (target is not None and not target.is_public(moment))
