"""The fields of a kind of file as a tree: each with its meaning, its form and what stands below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from forewarn.checking.shape import ADVISORY, AREA, CONTACTS, HELP, HOME, ONE_OR_MORE, ByLanguage, Shape
from forewarn.field import Field, Kind, fields

SHAPES: Mapping[Kind, Mapping[str, Shape]] = {
    Kind.ADVISORY: ADVISORY,
    Kind.AREA: AREA,
    Kind.HELP: HELP,
    Kind.CONTACTS: CONTACTS,
    Kind.HOME: HOME,
}
# A contact of an area has the nation of the area where it does not say its own.
_INHERITED = "contacts.nations"


class Form(StrEnum):
    """What a field holds, in words."""

    TEXT = "One text"
    TEXTS = "One text, or a list of them"
    FIELDS = "Fields of its own, two spaces to the right"
    ITEMS = "A list; each item has fields of its own"
    TEXT_BY_LANGUAGE = "For each language one text"
    FIELDS_BY_LANGUAGE = "For each language fields of its own"


@dataclass(frozen=True)
class Described:
    """A field, what it holds, and the fields below it."""

    field: Field
    form: Form
    below: tuple["Described", ...] = ()

    def walked(self) -> Iterator["Described"]:
        """Give this field and every one below it."""
        yield self
        for each in self.below:
            yield from each.walked()


def described(kind: Kind) -> tuple[Described, ...]:
    """Give the fields at the top of a kind of file, each with those below it, in the order of ``fields.yml``.

    Raises KeyError for a field that has a shape and no meaning.
    """
    known = dict(fields(kind))
    if kind is Kind.AREA:
        own = {path: field for path, field in fields(Kind.CONTACTS).items() if path not in known}
        known |= own | {_INHERITED: replace(own[_INHERITED], needed="")}
    return _all_of(SHAPES[kind], known, "")


def _all_of(shape: Mapping[str, Shape], known: Mapping[str, Field], prefix: str) -> tuple[Described, ...]:
    order = list(known)
    paths = sorted((prefix + name for name in shape), key=order.index)
    return tuple(_described(known[path], shape[path.removeprefix(prefix)], known) for path in paths)


def _described(field: Field, shape: Shape, known: Mapping[str, Field]) -> Described:
    if isinstance(shape, ByLanguage):
        within = _described(field, shape.shape, known)
        return replace(within, form=Form.FIELDS_BY_LANGUAGE if within.below else Form.TEXT_BY_LANGUAGE)
    if isinstance(shape, str):
        return Described(field, Form.TEXTS if shape == ONE_OR_MORE else Form.TEXT)
    if isinstance(shape, Mapping):
        return Described(field, Form.FIELDS, _all_of(shape, known, f"{field.path}."))
    return Described(field, Form.ITEMS, _all_of(shape[0], known, f"{field.path}."))
