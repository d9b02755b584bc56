"""An area: a part of the country with a police force, and the places within it that have pages of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from forewarn.addresses import identity_in_edition
from forewarn.colours import Colours
from forewarn.contact import Contact

NATIONS = ("England", "Northern Ireland", "Scotland", "Wales")


@dataclass(frozen=True)
class Force:
    """The organisation that polices an area. ``website`` is an ``https`` address."""

    name: str
    website: str
    colours: Colours | None = None


class Named:
    """What has the names of an area: in the site's own language, and in others by their tags."""

    slug: str
    name: str
    names_by_language: Mapping[str, str]

    def name_in(self, tag: str) -> str:
        """Give what this area is called in a language, by its BCP 47 tag; its usual name where it has none there.

        >>> AreaName("gwent", "Gwent", {"cy": "Gwent"}).name_in("cy-GB")
        'Gwent'
        """
        return self.names_by_language.get(tag.partition("-")[0], self.name)

    def slug_in(self, tag: str) -> str:
        """Give the last part of this area's address in a language, which its name there tells, if it can."""
        name = self.names_by_language.get(tag.partition("-")[0])
        return identity_in_edition(name, self.slug) if name else self.slug


@dataclass(frozen=True)
class AreaName(Named):
    """An area as far as pages of others name it and lead to it."""

    slug: str
    name: str
    names_by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True)
class Area(Named):
    """An area as editors name it. ``body`` is cleaned HTML, or empty.

    ``names_by_language`` are what it is called in other languages, by their tags (``cy``). ``within`` is the slug of
    the area that it is a part of. ``contacts`` are channels for it and those within it, besides its nation's.
    """

    slug: str
    name: str
    aliases: tuple[str, ...]
    nation: str
    force: Force
    body: str
    file: str
    names_by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    within: str | None = None
    contacts: tuple[Contact, ...] = ()

    @property
    def known_as(self) -> AreaName:
        """What pages of others call it."""
        return AreaName(self.slug, self.name, self.names_by_language)

    def called(self, tag: str) -> tuple[str, ...]:
        """Give everything that a reader may call this area, each once, and first its name in the language of a tag.

        >>> force = Force("South Wales Police", "https://www.south-wales.police.uk/")
        >>> Area("sw", "South Wales", ("Cardiff",), "Wales", force, "", "", {"cy": "De Cymru"}).called("cy-GB")
        ('De Cymru', 'South Wales', 'Cardiff')
        """
        return tuple(dict.fromkeys((self.name_in(tag), self.name, *self.names_by_language.values(), *self.aliases)))

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that an editor may call this area."""
        return (self.name, self.slug, *self.aliases, *self.names_by_language.values())
