"""The rules for an area."""

import re
from collections.abc import Callable, Iterable, Iterator

from forewarn.addresses import identity_in_edition, is_identity
from forewarn.area import NATIONS
from forewarn.checking.colour_rules import EITHER, colour_wrong, contrast_too_low
from forewarn.checking.contact_rules import check_own_contacts
from forewarn.checking.entry import fold, found, id_of, is_missing
from forewarn.checking.letter_rules import area_drawable
from forewarn.checking.lineage import Families, families, lineage, names_by_language, names_in
from forewarn.checking.shape import AREA, fields_are_known
from forewarn.colours import Colours
from forewarn.document import Block, Document, Listing, Text
from forewarn.drawing.typefaces import Typefaces
from forewarn.language import is_language, languages_by_name
from forewarn.problem import Level, Problem
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean, listed
from forewarn.web import is_web_address

Rule = Callable[[Document], Iterator[Problem]]


def known_fields(document: Document) -> Iterator[Problem]:
    """Every field is one that an area has, and holds what that field holds."""
    yield from fields_are_known(document, AREA)


def facts_present(document: Document) -> Iterator[Problem]:
    """An area has a name, a nation, and a force with its website; one within another inherits what it leaves out."""
    has_parent = not is_missing(document, "within")
    inherited = {"nation", *(("force.name", "force.website") if is_missing(document, "force") else ())}
    for field in ("name", "nation", "force.name", "force.website"):
        if is_missing(document, field) and not (has_parent and field in inherited):
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


def names_have_languages(document: Document) -> Iterator[Problem]:
    """A name in another language stands behind the tag of that language, such as cy."""
    names = document.node("names")
    for tag, key in (names.keys if isinstance(names, Block) else {}).items():
        if not is_language(tag):
            meant = _language_meant(tag)
            cure = f'Write "{meant}:" for it.' if meant else 'Write "cy:" for Welsh, "pl:" for Polish, and so on.'
            message, rule = f'"{tag}" is no language.', "area-language"
            yield Problem(document.file, key.line, key.column, f"names.{tag}", rule, Level.ERROR, message, cure)


def _language_meant(written: str) -> str | None:
    """Find the tag of a language that somebody wrote by its English name, or as a whole locale."""
    language = re.split("[_-]", written)[0]
    return language if is_language(language) else languages_by_name().get(written.capitalize())


def names_not_empty(document: Document) -> Iterator[Problem]:
    """A name that is given is not empty."""
    aliases = document.texts("aliases") if isinstance(document.node("aliases"), Listing) else ()
    for name in (*aliases, *names_by_language(document).values()):
        if not name.value.strip():
            message, cure, rule = "There is an empty name.", "Write it, or delete the line.", "area-name-empty"
            yield Problem(document.file, name.line, name.column, "name", rule, Level.ERROR, message, cure)


def colours_readable(document: Document) -> Iterator[Problem]:
    """The force's colours are colours, and words in them can be read."""
    colours = document.node("force.colours")
    if not isinstance(colours, Block):
        return
    if "surface" not in colours.entries:
        cure = 'Add below "colours:", two spaces to the right: surface: "#14365c"'
        yield found(document, "force.colours", "colours-incomplete", "There is no colour for the surface.", cure)
    written = [field for field in ("surface", "words") if field in colours.entries]
    wrong = [(field, *fault) for field in written for fault in colour_wrong(_colour(document, field))]
    for field, rule, message, cure in wrong:
        yield found(document, f"force.colours.{field}", rule, message, cure)
    if not wrong and (pair := colours_of(document)):
        for rule, message, cure in contrast_too_low(pair, "Words in the force's colours", EITHER):
            yield found(document, "force.colours", rule, message, cure)


def colours_of(document: Document) -> Colours | None:
    """Give the colours of a force, from a document whose colours are some; None where it has none."""
    surface, words = _colour(document, "surface").lower(), _colour(document, "words").lower()
    if not surface:
        return None
    return Colours(surface, words) if words else Colours(surface)


def _colour(document: Document, field: str) -> str:
    return document.text(f"force.colours.{field}").strip()


def slug_usable(document: Document) -> Iterator[Problem]:
    """The file's name can be part of an address."""
    if not is_identity(id_of(document)):
        message = f'"{id_of(document)}" cannot be the address of a page.'
        yield found(document, "file", "id-unusable", message, "Rename the file after the area, such as kent.md.")


RULES: tuple[Rule, ...] = (
    known_fields,
    facts_present,
    nation_known,
    website_is_https,
    names_have_languages,
    names_not_empty,
    colours_readable,
    slug_usable,
)


def check_area(document: Document, settings: Settings, typefaces: Typefaces | None = None) -> tuple[Problem, ...]:
    """Put an area to every rule, and its contacts to theirs. Returns all problems.

    ``typefaces`` are the fonts of the share cards, where some are drawn.
    """
    own = tuple(problem for rule in RULES for problem in rule(document))
    return (*own, *area_drawable(document, typefaces), *check_own_contacts(document, settings))


def check_areas_together(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """Find names that would mean two areas, and areas that lie nowhere or in a circle. Returns all problems."""
    every = tuple(documents)
    known = families(every)
    return tuple(
        problem for rule in (names_of_one_area, within_known) for each in every for problem in rule(each, known)
    ) + tuple(_addresses_shared(every))


def _addresses_shared(documents: Iterable[Document]) -> Iterator[Problem]:
    """Find areas whose names in one language are so alike that they would have one address there."""
    first: dict[tuple[str, str], Document] = {}
    for document in documents:
        for tag, name in names_by_language(document).items():
            other = first.setdefault((tag, identity_in_edition(name.value, id_of(document))), document)
            if other is not document and fold(name.value) not in {fold(each.value) for each in names_in(other)}:
                message = f'"{name.value}" would have the same address as an area of {other.file}.'
                cure = "Give one of the two another name in that language."
                file, rule = document.file, "area-name-twice"
                yield Problem(file, name.line, name.column, "names", rule, Level.ERROR, message, cure)


def names_of_one_area(document: Document, known: Families) -> Iterator[Problem]:
    """A name stands for one area only."""
    names: dict[str, Text] = {}
    for name in names_in(document):
        names.setdefault(fold(name.value), name)
    for folded, name in names.items():
        owner = known[folded]
        if owner is not document:
            message, cure = (
                f'"{name.value}" is what {owner.file} is called too.',
                "Take the name out of one of the two.",
            )
            file, rule = document.file, "area-name-twice"
            yield Problem(file, name.line, name.column, "name", rule, Level.ERROR, message, cure)


def within_known(document: Document, known: Families) -> Iterator[Problem]:
    """An area lies within one that there is, and neither in itself nor in one that lies within it."""
    within = document.text("within")
    line = lineage(document, known)
    parent = known.get(fold(within)) if within.strip() else None
    if within.strip() and not parent:
        others = [name.value for other in known.values() if other is not document for name in _names_as_written(other)]
        cure = did_you_mean(within, others) or "Use a name or an alias from one of the files in content/areas/."
        yield found(document, "within", "area-within-unknown", f'"{within}" is not an area.', cure)
    elif parent is document:
        message, cure = "The area lies within itself.", "Name the larger area that it is a part of, or delete the line."
        yield found(document, "within", "area-within-itself", message, cure)
    elif parent and known.get(fold(line[-1].text("within"))) is document:
        message = f"Areas lie within each other in a circle: {listed((id_of(each) for each in line), 'and')}."
        yield found(
            document, "within", "area-within-circle", message, "Let only the smaller one lie within the larger."
        )


def _names_as_written(document: Document) -> Iterator[Text]:
    return (name for name in names_in(document) if name.value != id_of(document))
