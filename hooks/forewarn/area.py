"""An area: a part of the country with a police force of its own."""

from dataclasses import dataclass

NATIONS = ("England", "Northern Ireland", "Scotland", "Wales")


@dataclass(frozen=True)
class Force:
    """The organisation that polices an area. ``website`` is an ``https`` address."""

    name: str
    website: str


@dataclass(frozen=True)
class Area:
    """An area as editors name it. ``body`` is cleaned HTML, or empty."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    nation: str
    force: Force
    body: str
    file: str

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that an editor may call this area."""
        return (self.name, self.slug, *self.aliases)
