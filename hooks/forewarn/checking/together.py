"""What only several texts at once can have wrong: one address for two, pairs that do not fit, links to the hidden."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import groupby

from forewarn.advisory import Advisory, Status
from forewarn.checking.address_rules import alias_address
from forewarn.checking.entry import found, found_at, id_of, is_draft, locale_of_document
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.rendering import SiteLink
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean


def check_ids(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """Find advisories that would have one address. Returns a problem for each after the first; drafts come last."""
    by_id = sorted(documents, key=lambda document: (id_of(document), is_draft(document), document.file))
    problems: list[Problem] = []
    for id_, group in groupby(by_id, key=id_of):
        first, *others = group
        for other in others:
            message = f'{first.file} has the id "{id_}" too, so one would hide the other.'
            cure = f"Rename one of the files, or give it an id: of its own, such as {id_}-2."
            problems.append(found(other, "id", "id-twice", message, cure))
    return tuple(problems)


def check_aliases(documents: Iterable[Document], pages: Mapping[str, str], settings: Settings) -> tuple[Problem, ...]:
    """Find earlier addresses that are in use, by a page or as the earlier address of another advisory.

    ``pages`` are the addresses of the site's pages by their files. Drafts come last, so that they have the problem.
    """
    in_order = sorted(documents, key=lambda document: (is_draft(document), document.file))
    drafts = {document.file for document in in_order if is_draft(document)}
    owners = {address.casefold(): "" for file, address in pages.items() if file not in drafts}
    problems: list[Problem] = []
    for document in in_order:
        own = pages[document.file].casefold()
        if document.file in drafts and owners.setdefault(own, "") not in {"", document.file}:
            message = f"The address of this draft is an earlier one of {owners[own]}."
            problems.append(found(document, "id", "alias-twice", message, "Rename this file, or give it another id:."))
        for text in document.texts("aliases"):
            owner = owners.setdefault(alias_address(text.value, settings).casefold(), document.file)
            if text.value.strip() and owner != document.file:
                problems.append(found_at(document, "aliases", text, "alias-twice", *_taken(text.value, owner)))
    return tuple(problems)


def _taken(alias: str, owner: str) -> tuple[str, str]:
    if owner:
        return f'"{alias}" is an earlier address of {owner} too.', "Take it out of one of the two."
    return f'"{alias}" is the address of a page that there is.', "Leave it out, or rename that page."


def check_translations(
    documents: Iterable[Document], settings: Settings, public: Collection[str]
) -> tuple[Problem, ...]:
    """Find translations of what does not exist, of another translation, and into a language that there is already.

    Only the ids in ``public`` are suggested. Drafts come last, so that one of them has the problem.
    """
    in_order = sorted(documents, key=lambda document: (is_draft(document), document.file))
    by_id = {id_of(document): document for document in in_order}
    languages = {id_: locale_of_document(document, settings) for id_, document in by_id.items()}
    taken: dict[tuple[str, str], Document] = {}
    problems: list[Problem] = []
    for id_, document in by_id.items():
        original = document.text("translation_of")
        if not original:
            continue
        first = taken.setdefault((original, languages[id_]), document)
        if fault := _translation_fault(id_, original, by_id, languages, public):
            problems.append(found(document, "translation_of", *fault))
        elif first is not document:
            message = f'{first.file} says "{original}" in the same language, {languages[id_]}.'
            cure = "Keep one of the two, or let one correct the other with replaces: below publish:."
            problems.append(found(document, "translation_of", "translation-twice", message, cure))
    return tuple(problems)


def _translation_fault(
    id_: str, original: str, by_id: Mapping[str, Document], languages: Mapping[str, str], public: Collection[str]
) -> tuple[str, str, str] | None:
    """Say what is wrong with a translation: the rule, a message and a cure."""
    if original not in by_id:
        cure = did_you_mean(original, public) or "Give the id of the advisory that this one says in another language."
        return "translation-unknown", f'There is no advisory with the id "{original}" to translate.', cure
    if further := by_id[original].text("translation_of"):
        return "translation-chain", f'"{original}" is a translation itself.', f'Write "translation_of: {further}".'
    if languages[original] == languages[id_]:
        message = f'The advisory "{original}" is in the same language, {languages[id_]}.'
        return "translation-language", message, 'Give this one its own language: "locale: cy_GB" below "og:".'
    return None


def check_replacements(documents: Iterable[Document], public: Collection[str]) -> tuple[Problem, ...]:
    """Find corrections of what does not exist, and advisories that correct each other in a circle.

    Only the ids in ``public`` are suggested: what is hidden is not to be named in a build's log.
    """
    by_id = {id_of(document): document for document in documents}
    problems: list[Problem] = []
    for id_, document in by_id.items():
        replaced = document.text("publish.replaces")
        if replaced and replaced not in by_id:
            message = f'There is no advisory with the id "{replaced}" to replace.'
            cure = did_you_mean(replaced, public) or "Give the id of the advisory that this one corrects."
            problems.append(found(document, "publish.replaces", "replaces-unknown", message, cure))
        elif replaced and id_ in _replaced_in_turn(by_id, replaced):
            message, cure = "Advisories replace each other in a circle.", "Let only the newer one replace the older."
            problems.append(found(document, "publish.replaces", "replaces-circle", message, cure))
    return tuple(problems)


def _replaced_in_turn(by_id: Mapping[str, Document], id_: str) -> set[str]:
    """Give the ids that an advisory replaces directly or through others, and its own."""
    seen: set[str] = set()
    while id_ in by_id and id_ not in seen:
        seen.add(id_)
        id_ = by_id[id_].text("publish.replaces")
    return seen


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
