"""A topic: a kind of scam, by which advisories are found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A kind of scam as readers name it ("Courier fraud"), and the slug that stands in its address."""

    slug: str
    name: str
