"""What only several texts at once can have wrong: one address for two, and links to what is not public."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby

from forewarn.advisory import Advisory
from forewarn.checking.entry import found, id_of
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.rendering import SiteLink


def check_ids(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """Find advisories that would have one address. Returns a problem for every one after the first."""
    by_id = sorted(documents, key=lambda document: (id_of(document), document.file))
    problems: list[Problem] = []
    for id_, group in groupby(by_id, key=id_of):
        first, *others = group
        for other in others:
            message = f'{first.file} has the id "{id_}" too, so one would hide the other.'
            problems.append(found(other, "id", "id-twice", message, "Give one of them an id: of its own."))
    return tuple(problems)


def check_links_to_hidden(
    links: Mapping[str, tuple[SiteLink, ...]], advisories: Iterable[Advisory], now: datetime
) -> tuple[Problem, ...]:
    """Find links that would tell the public of an advisory before its time.

    ``links`` are the links of each advisory by its file. A draft may link to what it likes; a scheduled advisory
    to what is public when it is.
    """
    by_file = {advisory.file: advisory for advisory in advisories}
    problems: list[Problem] = []
    for file, advisory in by_file.items():
        moment = max(now, advisory.published)
        for link in links[file]:
            target = by_file.get(link.file)
            if advisory.is_public(moment) and target and not target.is_public(moment):
                message, cure = f"The link leads to {link.file}, which is not public yet.", "Take it out until then."
                problems.append(
                    Problem(file, link.line, link.column, "body", "link-hidden", Level.ERROR, message, cure)
                )
    return tuple(problems)
