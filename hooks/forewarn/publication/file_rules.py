"""The rules for the files of a finished site, whatever they hold: they are there, whole, and tell nothing hidden."""

from collections.abc import Iterator

from forewarn.problem import Problem
from forewarn.publication.facts import Kind
from forewarn.publication.finished import BUILD_AGAIN, Finished, Rule, and_others, found
from forewarn.publication.manifest import sum_of

HIDDEN_CURE = (
    "Build again from nothing. If it stays so, look where a public text or a template says what a draft or a scheduled"
    " advisory says."
)

_NOTHING = sum_of(b"")
_SAID = {
    Kind.PAGE: "a page in UTF-8",
    Kind.ATOM: "well-formed XML",
    Kind.MAP: "well-formed XML",
    Kind.JSON: "JSON",
    Kind.RSS: "well-formed XML",
    Kind.SHEET: "a style sheet in UTF-8",
    Kind.SCRIPT: "a script in UTF-8",
    Kind.ROBOTS: "text",
    Kind.CARD: "a whole PNG picture",
    Kind.INDEX: "a part of the index of the search",
}


def every_file_is_there(finished: Finished) -> Iterator[Problem]:
    """Every file that was to be made was written."""
    for path in sorted(finished.missing):
        yield found(path, "file", "file-missing", "This file was to be made, and is not there.", BUILD_AGAIN)


def no_other_file_is_there(finished: Finished) -> Iterator[Problem]:
    """Nothing was written that nobody has asked for."""
    for path in sorted(finished.sums.keys() - finished.expected.files):
        cure = "Find out what put it there, and take that away: it would be public."
        yield found(path, "file", "file-unexpected", "Nobody has asked for this file.", cure)


def every_file_holds_something(finished: Finished) -> Iterator[Problem]:
    """Every page, feed and list can be read as what it is."""
    for path, facts in finished.facts.items():
        if finished.sums[path] == _NOTHING:
            yield found(path, "file", "file-hollow", "There is nothing in this file.", BUILD_AGAIN)
        elif not facts.is_whole:
            message = f"This file cannot be read as what it is: {_SAID[facts.kind]}."
            yield found(path, "file", "file-hollow", message, BUILD_AGAIN)


def nothing_hidden_is_told(finished: Finished) -> Iterator[Problem]:
    """No file tells of an advisory that is a draft or whose time has not come."""
    if finished.telling:
        others = and_others(finished.telling)
        message = f"This file holds words of an advisory that is not public yet{others}."
        yield found(finished.telling[0], "file", "hidden-word", message, HIDDEN_CURE)


FILE_RULES: tuple[Rule, ...] = (
    every_file_is_there,
    no_other_file_is_there,
    every_file_holds_something,
    nothing_hidden_is_told,
)
