"""The rules for an area."""

from collections.abc import Callable, Iterable, Iterator

from forewarn.addresses import is_identity
from forewarn.area import NATIONS, Area
from forewarn.checking.entry import fold, found, id_of, is_missing
from forewarn.checking.shape import AREA, fields_are_known
from forewarn.document import Document
from forewarn.problem import Level, Problem
from forewarn.spelling import did_you_mean, listed
from forewarn.web import is_web_address

Rule = Callable[[Document], Iterator[Problem]]


def known_fields(document: Document) -> Iterator[Problem]:
    """Every field is one that an area has, and holds what that field holds."""
    yield from fields_are_known(document, AREA)


def facts_present(document: Document) -> Iterator[Problem]:
    """An area has a name, a nation, and a force with its website."""
    for field in ("name", "nation", "force.name", "force.website"):
        if is_missing(document, field):
            parent, _, name = field.rpartition(".")
            message = f"The area's {parent} has no {name}." if parent else f"The area has no {name}."
            place = f'below "{parent}:", two spaces to the right' if parent else "to the metadata"
            yield found(document, field, "area-incomplete", message, f'Add "{name}: ..." {place}.')


def nation_known(document: Document) -> Iterator[Problem]:
    """The nation is one of the four of the United Kingdom, by which readers are told whom to tell."""
    nation = document.text("nation")
    if nation and nation not in NATIONS:
        hint = did_you_mean(nation, NATIONS) or f"It can be {listed(NATIONS)}."
        yield found(document, "nation", "nation-unknown", f'"{nation}" is no nation of the United Kingdom.', hint)


def website_is_https(document: Document) -> Iterator[Problem]:
    """The force's website has an address that begins with https."""
    website = document.text("force.website")
    if website and not (is_web_address(website) and website.startswith("https://")):
        message = f'"{website}" is not a secure address on the web.'
        yield found(document, "force.website", "not-an-address", message, 'Begin it with "https://".')


def slug_usable(document: Document) -> Iterator[Problem]:
    """The file's name can be part of an address."""
    if not is_identity(id_of(document)):
        message = f'"{id_of(document)}" cannot be the address of a page.'
        yield found(document, "file", "id-unusable", message, "Rename the file after the area, such as kent.md.")


RULES: tuple[Rule, ...] = (known_fields, facts_present, nation_known, website_is_https, slug_usable)


def check_area(document: Document) -> tuple[Problem, ...]:
    """Put an area to every rule. Returns all problems."""
    return tuple(problem for rule in RULES for problem in rule(document))


def check_areas_together(areas: Iterable[Area]) -> tuple[Problem, ...]:
    """Find names that would mean two areas. Returns a problem for each."""
    problems: list[Problem] = []
    owners: dict[str, Area] = {}
    for area in areas:
        for name in area.names:
            owner = owners.setdefault(fold(name), area)
            if owner is not area:
                message = f'"{name}" is what {owner.file} is called too.'
                cure = "Take the name out of one of the two."
                problems.append(Problem(area.file, 1, 1, "name", "area-name-twice", Level.ERROR, message, cure))
    return tuple(problems)
