"""The page of all fields, in markdown."""

from collections.abc import Iterator, Sequence

from forewarn.field import ALWAYS, Kind
from forewarn.outputs.handbook.described import Described, Form, described
from forewarn.outputs.handbook.marks import in_markdown, indented

_OPENING = """\
# The fields

The fields stand at the top of a file, between two lines of three hyphens. Each is a name, a colon, a space and a value.
A field with a dot in its name stands below another: `publish.date` is `date:` below `publish:`, two spaces to the
right. What is not needed can be left out. Every value is a text: put it in double quotes if it has a colon and a space
in it, or begins with a sign.

This page is made by `make editors` from the fields that the checker knows. Please do not change it by hand.

## Dates

Dates have the day first and mean the local time. These forms are read, and no other:

    23/06/2026             14:20 23/06/2026       23/06/2026 14:20       23/06/2026 14:20:00
    23 June 2026           23rd June 2026         23 June 2026 14:20     23 Mehefin 2026 14:20
    2026-06-23             2026-06-23 14:20       2026-06-23T14:20:00    2026-06-23T14:20:00+01:00
"""

# For each kind: its heading, what each of its fields is "of", and where its files lie.
_KINDS = {
    Kind.ADVISORY: (
        "An advisory",
        "of an advisory",
        "A `.md` or `.txt` file anywhere below `content/advisories/`. Its name becomes its address.",
    ),
    Kind.AREA: (
        "An area",
        "of an area",
        "A `.md` file in `content/areas/`. The text below the fields is shown on its page.",
    ),
    Kind.HELP: (
        "A help page",
        "of a help page",
        "A `.md` file in `content/help/` itself. Its name becomes its address. What only you know, such as an email "
        "address, stands in capitals between braces until you write it.",
    ),
    Kind.CONTACTS: (
        "A contact",
        "of a contact",
        "An item of `content/contacts.yml`, which has no text and no lines of hyphens.",
    ),
    Kind.HOME: ("The home page", "of the home page", "The file `content/index.md`."),
}


def fields_page() -> str:
    """Give the page of all fields of all kinds of files."""
    return "\n".join([_OPENING, *(_kind(kind) for kind in Kind)])


def _kind(kind: Kind) -> str:
    heading, of_it, place = _KINDS[kind]
    every = [each for top in described(kind) for each in top.walked() if not _is_told_elsewhere(kind, each)]
    needed = [f"`{each.field.path}`" for each in every if _needed(each, every) == "Needed always." and not each.below]
    sections = [_section(each, of_it, every) for each in every]
    return "\n".join([f"## {heading}\n", f"{place}\n", f"Always needed: {', '.join(needed)}.\n", *sections])


def _is_told_elsewhere(kind: Kind, each: Described) -> bool:
    """Tell whether a field is one of the contacts of an area, which the section of contacts tells of."""
    return kind is Kind.AREA and each.field.path.startswith("contacts.")


def _section(each: Described, of_it: str, every: Sequence[Described]) -> str:
    field = each.field
    paragraphs = (
        f"### `{field.path}` {of_it}",
        f"{_needed(each, every)} {each.form}. {in_markdown(field.meaning)}",
        indented("\n".join(_in_its_place(each, every))),
        "\n".join(f"- `{choice}`: {in_markdown(meaning)}" for choice, meaning in field.choices.items()),
    )
    return "\n\n".join(part for part in paragraphs if part) + "\n"


def _needed(each: Described, every: Sequence[Described]) -> str:
    """Say whether a field is needed, and where: one of a block that may be left out is needed with it."""
    if each.field.needed != ALWAYS:
        return f"Needed {each.field.needed}." if each.field.needed else "Not needed."
    parent = each.field.path.rpartition(".")[0]
    is_certain = not parent or any(other.field.path == parent and other.field.needed == ALWAYS for other in every)
    return "Needed always." if is_certain else f"Needed wherever `{parent}` is there."


def _in_its_place(each: Described, every: Sequence[Described]) -> Iterator[str]:
    """Give the lines of an example, below the fields that it stands below; a field of an item stands alone."""
    above = [other for other in every if each.field.path.startswith(f"{other.field.path}.")]
    if any(other.form in {Form.ITEMS, Form.FIELDS_BY_LANGUAGE} for other in above):
        above = []
    for depth, other in enumerate(above):
        yield "  " * depth + f"{other.field.name}:"
    yield from ("  " * len(above) + line for line in example_lines(each))


def example_lines(each: Described) -> Iterator[str]:
    """Give the lines of an example of a field with all that stands below it; none where there is nothing to show."""
    if not each.below:
        yield f"{each.field.name}: {each.field.example}"
        return
    lines = [line for below in each.below for line in example_lines(below)]
    yield f"{each.field.name}:"
    match each.form:
        case Form.ITEMS:
            yield from (f"  {'  ' if number else '- '}{line}" for number, line in enumerate(lines))
        case Form.FIELDS_BY_LANGUAGE:
            yield "  cy:"
            yield from (f"    {line}" for line in lines)
        case _:
            yield from (f"  {line}" for line in lines)
