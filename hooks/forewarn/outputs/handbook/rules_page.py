"""The page of all rules, in markdown: what "forewarn explain" says of each, in groups."""

from forewarn.explanation import Explanation, Place, groups
from forewarn.outputs.handbook.marks import in_markdown, indented
from forewarn.problem import Level

_OPENING = """\
# All rules

`forewarn check` names a rule in brackets behind each problem. Here they all are, with what each asks for and why, and a
wrong and a right example. `forewarn explain` and the name of a rule say the same.

{levels}

This page is made by `make editors` from what `forewarn explain` says. Please do not change it by hand.
"""
# What nobody can see in an example, and what it is shown as.
VISIBLE = str.maketrans({"\t": "⇥", "\u00a0": "⍽"})
_LEVELS = {
    Level.ERROR: "**error**: nothing is published until it is mended.",
    Level.WARNING: "**warning**: it is published as it is, and somebody should look at it.",
    Level.ADVICE: "**advice**: nothing is wrong; a reader may be helped by it.",
    Level.REPAIR: "**repair**: it is mended on the page; `forewarn fix` mends it in the file.",
}
_PLACES = {
    Place.METADATA: "in the fields of an advisory",
    Place.TEXT: "in the text of an advisory",
    Place.ADVISORY: "in an advisory",
    Place.AREA: "in the file of an area",
    Place.CONTACTS: "in contacts.yml",
    Place.HOME: "in the file of the home page",
    Place.HELP: "in the file of a help page",
    Place.SETTINGS: "in mkdocs.yml",
    Place.NAME: "as the name of a file",
    Place.ENVIRONMENT: "in the environment of a command",
    Place.SITE: "in a finished site",
    Place.WORDS: "told in words",
}


def rules_page() -> str:
    """Give the page of all rules."""
    levels = "\n".join(f"- {_LEVELS.get(level, f'**{level}**')}" for level in Level)
    sections = [_group(heading, rules) for heading, rules in groups().items()]
    return "\n".join([_OPENING.format(levels=levels), *sections])


def _group(heading: str, rules: tuple[Explanation, ...]) -> str:
    name, _, more = heading.partition(". ")
    parts = [f"## {in_markdown(name)}\n", *([f"{in_markdown(more)}\n"] if more else [])]
    return "\n".join([*parts, *map(_rule, rules)])


def _rule(rule: Explanation) -> str:
    place = _PLACES.get(rule.place, "")
    paragraphs = (
        f"### {rule.rule}",
        f"{in_markdown(rule.asks)} {in_markdown(rule.why)} ({rule.level}; {place})",
        "Wrong:",
        indented(rule.wrong.translate(VISIBLE)),
        "Right:",
        indented(rule.right.translate(VISIBLE)),
    )
    return "\n\n".join(paragraphs) + "\n"
