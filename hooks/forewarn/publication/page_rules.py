"""The rules for what is in the pages of a finished site: links lead somewhere, and nothing runs or is fetched."""

from collections import defaultdict
from collections.abc import Iterator

from forewarn.addresses import NOT_FOUND
from forewarn.problem import Level, Problem
from forewarn.publication.facts import Kind
from forewarn.publication.finished import Finished, Rule, and_others, found, gathered
from forewarn.publication.leading import is_relative


def links_lead_somewhere(finished: Finished) -> Iterator[Problem]:
    """Every link within the site leads to a file that is there."""
    for link, path, others in gathered(finished, "link-broken"):
        message = f'The link "{link}" leads to nothing on this site{others}.'
        cure = "Correct it in the text or the template it comes from, or take it out."
        yield found(path, "link", "link-broken", message, cure)


def links_lead_to_places(finished: Finished) -> Iterator[Problem]:
    """Every link to a place within a page names one that is there."""
    for link, path, others in gathered(finished, "anchor-missing"):
        message = f'The link "{link}" names a place that its page does not have{others}.'
        cure = "Take out what stands from # on, or give the name of a heading as it is in that page's address."
        yield found(path, "link", "anchor-missing", message, cure)


def not_found_page_stands_anywhere(finished: Finished) -> Iterator[Problem]:
    """The page for unknown addresses is shown at any address, so its own links begin at the top of the site."""
    facts = finished.facts.get(NOT_FOUND)
    for link in sorted(filter(is_relative, {*facts.links, *facts.loads} if facts else ())):
        message = f'The link "{link}" leads elsewhere from every address at which this page is shown.'
        cure = "Let its template write the link from the top of the site, as the filter url does."
        yield found(NOT_FOUND, "link", "link-relative", message, cure)


def nothing_is_loaded_from_elsewhere(finished: Finished) -> Iterator[Problem]:
    """A page needs nothing but files of this site."""
    for link, path, others in gathered(finished, "loads-elsewhere"):
        message = f'A reader\'s browser would fetch "{link}" from somebody else{others}.'
        cure = "Put the file into overrides/assets/ and name it there; then nobody learns who reads this page."
        yield found(path, "page", "loads-elsewhere", message, cure)


def nothing_runs(finished: Finished) -> Iterator[Problem]:
    """No page has a script, a style or a frame in it, or leads off the site by itself."""
    by_what: defaultdict[str, list[str]] = defaultdict(list)
    for path, facts in finished.of_kind(Kind.PAGE):
        for what in facts.runs:
            by_what[what].append(path)
        if facts.leads_to is not None and finished.ways.target(path, facts.leads_to) is None:
            by_what["<meta http-equiv=refresh>"].append(path)
    for what, paths in sorted(by_what.items()):
        message = f"There is {what} in this page, which can run or take the reader away{and_others(paths)}."
        cure = "Take it out of the template or the add-on it comes from; a script or a style is a file of its own."
        yield found(min(paths), "page", "runs-in-page", message, cure)


def ids_are_single(finished: Finished) -> Iterator[Problem]:
    """No two places of a page have one name, as a link would lead to the first of them only."""
    for path, facts in finished.pages.items():
        for anchor in facts.doubled:
            message = f'Two places in this page are named "{anchor}".'
            cure = "Give the one that the text names another name."
            yield found(path, "page", "anchor-twice", message, cure, Level.WARNING)


PAGE_RULES: tuple[Rule, ...] = (
    links_lead_somewhere,
    links_lead_to_places,
    not_found_page_stands_anywhere,
    nothing_is_loaded_from_elsewhere,
    nothing_runs,
    ids_are_single,
)
