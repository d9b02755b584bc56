"""A contact: an official channel by which the public gets help or tells somebody."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Contact:
    """One channel. ``phone`` and ``text``, the number to which texts go, are as they are printed.

    They, ``email`` and ``link`` are empty where there is none; ``link_host`` is the website that the link leads to.
    It is valid from ``valid_from`` until just before ``valid_to``; None stands for "always" and "until further notice".
    ``replaced_by`` is the id of the contact that took its place, or empty.
    """

    id: str
    name: str
    purpose: str
    phone: str
    text: str
    email: str
    link: str
    link_host: str
    nations: frozenset[str]
    valid_from: datetime | None
    valid_to: datetime | None
    replaced_by: str

    @property
    def dialled(self) -> str:
        """The number as a telephone wants it, without spaces."""
        return "".join(character for character in self.phone if character.isdigit() or character == "+")

    def is_valid(self, now: datetime) -> bool:
        """Tell whether the channel is open at the moment ``now``."""
        return (self.valid_from is None or self.valid_from <= now) and (self.valid_to is None or now < self.valid_to)
