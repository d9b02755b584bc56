"""A contact: an official channel by which the public gets help or tells somebody."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class ContactWords:
    """What a channel is called in a language, given by its tag (``cy``), and what it is for."""

    tag: str
    name: str
    purpose: str


@dataclass(frozen=True)
class Contact:
    """One channel. ``phone`` and ``text``, the number to which texts go, are as they are printed.

    They, ``email`` and ``link`` are empty where there is none; ``link_host`` is the website that the link leads to.
    It is valid from ``valid_from`` until just before ``valid_to``; None stands for "always" and "until further notice".
    ``replaced_by`` is the id of the contact that took its place, or empty. ``tag`` is the language of its words, where
    that is not the site's own, and ``translations`` are these words in others.
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
    translations: tuple[ContactWords, ...] = ()
    tag: str = ""

    def in_language(self, tag: str) -> "Contact":
        """Give this channel in the words of a language, as far as it has some."""
        words = next((words for words in self.translations if words.tag == tag), None)
        return replace(self, name=words.name, purpose=words.purpose, tag=tag) if words else self

    @property
    def dialled(self) -> str:
        """The number as a telephone wants it, without spaces."""
        return "".join(character for character in self.phone if character.isdigit() or character == "+")

    def is_valid(self, now: datetime) -> bool:
        """Tell whether the channel is open at the moment ``now``."""
        return (self.valid_from is None or self.valid_from <= now) and (self.valid_to is None or now < self.valid_to)
